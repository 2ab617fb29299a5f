"""The program in NumPy: every step takes a whole row of words at once, in pieces that fit the cache."""

from collections.abc import Iterator

import numpy as np

from rongcuo.replay.planes import PIECE, WORD, Plane, Planes, planes, rows, words
from rongcuo.replay.program import ALWAYS, NEVER, Program
from rongcuo.replay.result import Masks, Result

_EVERY = np.uint64(0xFFFF_FFFF_FFFF_FFFF)


class Kernel:
    """One program on one core."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self._steps = tuple(_steps(program))
        self._reach = np.empty((len(program.bits), PIECE // WORD), np.uint64)
        self._part = np.empty((len(program.pairs), PIECE // WORD), np.uint64)
        self._part[NEVER], self._part[ALWAYS] = 0, _EVERY
        self._spare = np.empty(PIECE // WORD, np.uint64)

    def run(self, established: Masks, refuted: Masks, *, missing: bool = True) -> Result:
        """The result of a batch of masks; without ``missing`` that column is empty."""
        cases = len(established)
        entries, turning = np.empty(cases, np.uint64), np.empty(cases if missing else 0, np.uint64)
        for start in range(0, cases, PIECE):
            piece = slice(start, min(start + PIECE, cases))
            facts = self.planes(established[piece], refuted[piece])
            reach = self._flow(facts)
            entries[piece] = rows(self._ends(reach), facts.cases)
            if missing:
                turning[piece] = rows(self._turns(facts, reach), facts.cases)
        return Result(entries, turning)

    def close(self) -> None:
        """Nothing is held."""

    def planes(self, established: Masks, refuted: Masks) -> Planes:
        """The masks as planes; what no node asks is left out."""
        return planes(established, refuted, self.program.asked, len(self.program.columns))

    def entries(self, facts: Planes) -> Plane:
        """Per entry the plane of the cases that it can decide: ``[entries, words]``."""
        whole = np.empty((len(self.program.entries), words(facts.cases)), np.uint64)
        for start, piece in self._pieces(facts):
            found = self._ends(self._flow(piece))
            whole[:, start : start + found.shape[1]] = found
        return whole

    def missing(self, facts: Planes) -> Plane:
        """Per finding the plane of the cases in which it is missing: ``[columns, words]``."""
        whole = np.empty((len(self.program.columns), words(facts.cases)), np.uint64)
        for start, piece in self._pieces(facts):
            found = self._turns(piece, self._flow(piece))
            whole[:, start : start + found.shape[1]] = found
        return whole

    def _pieces(self, facts: Planes) -> Iterator[tuple[int, Planes]]:
        for start in range(0, words(facts.cases), PIECE // WORD):
            yield start, facts.part(start, start + PIECE // WORD)

    def _flow(self, facts: Planes) -> Plane:
        """Which cases reach which node of the diagram."""
        width = facts.yes.shape[1]
        reach, spare = self._reach[:, :width], self._spare[:width]
        reach[self.program.diagram.root] = _EVERY
        sides = facts.yes, facts.no
        for node, bit, side, target, is_first in self._steps:
            if is_first:
                np.bitwise_and(reach[node], sides[side][bit], out=reach[target])
            else:
                np.bitwise_and(reach[node], sides[side][bit], out=spare)
                np.bitwise_or(reach[target], spare, out=reach[target])
        return reach

    def _ends(self, reach: Plane) -> Plane:
        found = np.zeros((len(self.program.entries), reach.shape[1]), np.uint64)
        for terminal, entry in enumerate(self.program.ends):
            if entry is not None:
                found[entry] = reach[terminal]
        return found

    def _turns(self, facts: Planes, reach: Plane) -> Plane:
        """Which cases turn on which finding."""
        width = facts.yes.shape[1]
        part, spare = self._part[:, :width], self._spare[:width]
        for number, pair in enumerate(self.program.pairs[ALWAYS + 1 :], ALWAYS + 1):
            np.bitwise_and(facts.yes[pair.bit], part[pair.high], out=part[number])
            np.bitwise_and(facts.no[pair.bit], part[pair.low], out=spare)
            np.bitwise_or(part[number], spare, out=part[number])
        found = np.zeros((len(self.program.columns), width), np.uint64)
        for turn in self.program.turns:
            np.bitwise_and(reach[turn.node], part[turn.pair], out=spare)
            np.bitwise_or(found[turn.bit], spare, out=found[turn.bit])
        for bit in self.program.asked:
            found[bit] &= facts.yes[bit] & facts.no[bit]
        return found


def _steps(program: Program) -> Iterator[tuple[int, int, int, int, bool]]:
    """From the root down: node, its bit, side (0 yes, 1 no), target, whether nothing arrived there yet."""
    diagram, arrived = program.diagram, set()
    for node in reversed(range(len(diagram.labels), len(diagram.test))):
        for side, target in enumerate((diagram.high[node], diagram.low[node])):
            yield node, program.bits[node], side, target, target not in arrived
            arrived.add(target)


def engine(program: Program) -> Kernel:
    """The engine ``numpy``."""
    return Kernel(program)
