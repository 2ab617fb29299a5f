"""What an engine gives for a batch: masks, one of each a case."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from rongcuo.replay.program import Program

Masks = NDArray[np.uint64]
"""One 64-bit mask a case; what its bits stand for is the program's to say."""

TABULATED = 12
"""Up to so many entries every set of them has its line in a table of 4 096 sets."""


@dataclass(frozen=True, slots=True)
class Result:
    """Columns of one batch, in the order of its cases.

    ``entries``: the entries that can decide; none where two exclusive findings
    are both established. ``missing``: the open findings that can still change
    the standing.
    """

    entries: Masks
    missing: Masks


class Engine(Protocol):
    """One way to carry out a program on masks; whichever is chosen, the result is the same."""

    def run(self, established: Masks, refuted: Masks) -> Result:
        """The result of a batch; bits of both masks are those of the program's columns."""

    def close(self) -> None:
        """Give back what the engine holds; it is not used again."""


def possible(program: Program, entries: Masks) -> Masks:
    """The standings that the ``entries`` of each case give."""
    if len(program.entries) <= TABULATED:
        return _standings(program, np.arange(1 << len(program.entries), dtype=np.uint64))[entries]
    return _standings(program, entries)


def _standings(program: Program, entries: Masks) -> Masks:
    found = np.zeros_like(entries)
    for entry, standing in enumerate(program.standing_of):
        found |= ((entries >> np.uint64(entry)) & np.uint64(1)) << np.uint64(standing)
    return found
