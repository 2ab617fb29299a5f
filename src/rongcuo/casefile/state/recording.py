"""Facts entered on a file, from which findings follow."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Records:
    """The list of one kind in force: as entered, whether declared complete, and the evidence it rests on."""

    rows: tuple[Mapping[str, int | str], ...]
    complete: bool
    evidence: tuple[int, ...]
    entry: int
