"""What a batch comes to in words: one outcome a case, counts, and the transition between two policies."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from rongcuo.replay.program import Program
from rongcuo.replay.result import Masks, Result, possible

UNDETERMINED, CONTRADICTORY = "undetermined", "contradictory"
"""The outcome of a case with several possible standings, and of one that no completion makes admissible."""

Codes = NDArray[np.int8]


def outcomes_of(program: Program) -> tuple[str, ...]:
    """Every outcome that a case can have: the standings in the order of the list, then the two without one."""
    return (*program.standings, UNDETERMINED, CONTRADICTORY)


def codes(program: Program, result: Result) -> Codes:
    """Per case the index of its outcome."""
    settled = only(possible(program, result.entries))
    settled[settled == SEVERAL] = len(program.standings)
    settled[settled == NONE] = len(program.standings) + 1
    return settled


NONE, SEVERAL = -2, -1


def only(masks: Masks) -> Codes:
    """The index of the only bit of each mask; ``NONE`` or ``SEVERAL`` where there is not one."""
    counts = np.bitwise_count(masks)
    index: Codes = np.bitwise_count(masks - np.uint64(1)).astype(np.int8)
    index[counts > 1], index[counts == 0] = SEVERAL, NONE
    return index


@dataclass(slots=True)
class Counts:
    """How many cases fell where, with the first of each for an example."""

    names: tuple[str, ...]
    counts: NDArray[np.int64] = field(init=False)
    examples: dict[str, object] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.counts = np.zeros(len(self.names), np.int64)

    def add(self, codes: NDArray[np.integer], ids: pa.Array) -> None:
        """Count a batch: per case the index of its name."""
        found = np.bincount(codes, minlength=len(self.names))
        self.counts += found
        for code in np.flatnonzero(found):
            name = self.names[code]
            if name not in self.examples:
                self.examples[name] = ids[int(np.argmax(codes == code))].as_py()

    def __getitem__(self, name: str) -> int:
        return int(self.counts[self.names.index(name)])


@dataclass(frozen=True, slots=True)
class Cell:
    """So many cases had the outcome ``before`` under one policy and have ``after`` under the other."""

    before: str
    after: str
    cases: int
    example: object


class Transition:
    """The outcomes of the same cases under two policies, counted together."""

    def __init__(self, before: Program, after: Program) -> None:
        self.before, self.after = outcomes_of(before), outcomes_of(after)
        self._counts = Counts(tuple(f"{one} {other}" for one in self.before for other in self.after))

    def add(self, before: Codes, after: Codes, ids: pa.Array) -> None:
        """Count a batch."""
        self._counts.add(before.astype(np.int64) * len(self.after) + after, ids)

    def cells(self) -> list[Cell]:
        """Every cell that is not empty, in the order of both lists."""
        pairs = [(one, other, f"{one} {other}") for one in self.before for other in self.after]
        found = self._counts
        return [Cell(one, other, found[name], found.examples[name]) for one, other, name in pairs if found[name]]

    @property
    def moved(self) -> int:
        """How many cases have another outcome than before."""
        return sum(cell.cases for cell in self.cells() if cell.before != cell.after)


@dataclass(frozen=True, slots=True)
class Summary:
    """What a whole file comes to.

    ``missing`` counts, per finding, the cases whose standing it can still
    change, most frequent first; ``contested`` the cases with evidence both
    ways on some finding, evaluated as undetermined.
    """

    cases: int
    outcomes: Counts
    missing: Mapping[str, int]
    contested: int
    transition: Transition | None


def bits_counted(masks: Masks, names: Sequence[str]) -> NDArray[np.int64]:
    """How many masks have each bit."""
    return np.array([np.count_nonzero(masks & np.uint64(1 << bit)) for bit in range(len(names))], np.int64)
