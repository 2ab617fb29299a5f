"""The program in machine code, by numba: a block of cases at a time, in registers as wide as the processor has them.

The steps are data, so that the code is compiled once for every policy (and
kept on disk), not once for each. Arrays are flat and their indices unsigned:
only then does the compiler see that neighbours never overlap.
"""

import os
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from typing import cast

import numba
import numpy as np
from numpy.typing import NDArray

from rongcuo.replay.emit import NAME, emit
from rongcuo.replay.planes import WORD, Plane, Planes, words
from rongcuo.replay.program import Program
from rongcuo.replay.result import Masks, Result

LANES = 128
"""Words that are worked on together."""

BLOCK = LANES * WORD
"""Cases that are worked on together: case ``LANES * i + l`` is bit ``i`` of lane ``l``."""

Table = NDArray[np.uint32]

EVERY = np.uint64(0xFFFF_FFFF_FFFF_FFFF)
_HALF = np.uint64(0x0000_0000_FFFF_FFFF)

_compiled: Callable[..., Callable[..., None]] = numba.njit(cache=True, nogil=True, error_model="numpy")


@_compiled
def _transpose(block: Plane) -> None:
    """Each lane's 64 × 64 bits: rows of cases become rows of findings, and back (Warren, Hacker's Delight, 7-3)."""
    step, mask = 32, _HALF
    while step:
        shift, apart = np.uint64(step), step * LANES
        for first in range(0, BLOCK, 2 * apart):
            for at in range(first, first + apart):
                low, high = block[at], block[at + apart]
                swap = ((low >> shift) ^ high) & mask
                block[at + apart] = high ^ swap
                block[at] = low ^ (swap << shift)
        step >>= 1
        mask ^= mask << np.uint64(step)


@_compiled
def _flow(yes: Plane, no: Plane, steps: Table, reach: Plane) -> None:
    """Which cases reach which node; the root is the last."""
    reach[: len(reach) - LANES] = 0
    reach[len(reach) - LANES :] = EVERY
    for step in range(len(steps)):
        node, bit = steps[step, 0] * LANES, steps[step, 1] * LANES
        high, low = steps[step, 2] * LANES, steps[step, 3] * LANES
        for lane in range(LANES):
            reach[high + lane] |= reach[node + lane] & yes[bit + lane]
        for lane in range(LANES):
            reach[low + lane] |= reach[node + lane] & no[bit + lane]


@_compiled
def _end(reach: Plane, ends: Table, found: Plane) -> None:
    """Which cases each entry can decide."""
    found[:] = 0
    for end in range(len(ends)):
        terminal, entry = ends[end, 0] * LANES, ends[end, 1] * LANES
        for lane in range(LANES):
            found[entry + lane] = reach[terminal + lane]


@_compiled
def _turn(  # noqa: PLR0917  compiled code takes arrays, not objects
    yes: Plane, no: Plane, reach: Plane, pairs: Table, turns: Table, part: Plane, found: Plane
) -> None:
    """Which cases turn on which finding."""
    part[:LANES], part[LANES : 2 * LANES], found[:] = 0, EVERY, 0
    for pair in range(2, len(pairs)):
        here, bit = pair * LANES, pairs[pair, 0] * LANES
        high, low = pairs[pair, 1] * LANES, pairs[pair, 2] * LANES
        for lane in range(LANES):
            part[here + lane] = (yes[bit + lane] & part[high + lane]) | (no[bit + lane] & part[low + lane])
    for turn in range(len(turns)):
        bit, node, pair = turns[turn, 0] * LANES, turns[turn, 1] * LANES, turns[turn, 2] * LANES
        for lane in range(LANES):
            found[bit + lane] |= reach[node + lane] & part[pair + lane] & yes[bit + lane] & no[bit + lane]


@_compiled
def _run(  # noqa: PLR0917  the same
    established: Masks, refuted: Masks, steps: Table, ends: Table, pairs: Table, turns: Table,
    nodes: int, entries: Masks, missing: Masks,
) -> None:  # fmt: skip
    """Masks in, masks out; with an empty ``missing`` only the entries."""
    yes, no, found = np.zeros(BLOCK, np.uint64), np.zeros(BLOCK, np.uint64), np.zeros(BLOCK, np.uint64)
    reach, part = np.empty(nodes * LANES, np.uint64), np.empty(len(pairs) * LANES, np.uint64)
    for start in range(0, len(established), BLOCK):
        cases = min(BLOCK, len(established) - start)
        for case in range(cases):
            yes[case] = established[start + case] | ~refuted[start + case]
            no[case] = refuted[start + case] | ~established[start + case]
        _transpose(yes)
        _transpose(no)
        _flow(yes, no, steps, reach)
        _end(reach, ends, found)
        _transpose(found)
        for case in range(cases):
            entries[start + case] = found[case]
        if len(missing):
            _turn(yes, no, reach, pairs, turns, part, found)
            _transpose(found)
            for case in range(cases):
                missing[start + case] = found[case]


@_compiled
def _spread(established: Masks, refuted: Masks, yes: Plane, no: Plane) -> None:
    """A block of masks as planes; behind a last block that is not full stands what nobody looks at."""
    for case in range(len(established)):
        yes[case] = established[case] | ~refuted[case]
        no[case] = refuted[case] | ~established[case]
    _transpose(yes)
    _transpose(no)


class CompiledKernel:
    """One program on every core of this machine, or on ``threads`` of them."""

    def __init__(self, program: Program, threads: int | None = None) -> None:
        diagram = program.diagram
        terminals, nodes = len(diagram.labels), len(diagram.test)
        steps = ((n, program.bits[n], diagram.high[n], diagram.low[n]) for n in reversed(range(terminals, nodes)))
        ends = ((terminal, entry) for terminal, entry in enumerate(program.ends) if entry is not None)
        # The two pairs that ask nothing have no bit; the compiled loop begins behind them.
        pairs = ((max(pair.bit, 0), pair.high, pair.low) for pair in program.pairs)
        turns = ((turn.bit, turn.node, turn.pair) for turn in program.turns)
        self.program = program
        self._nodes = nodes
        self._tables = _table(steps, 4), _table(ends, 2), _table(pairs, 3), _table(turns, 3)
        self._threads = threads or os.cpu_count() or 1
        self._pool = ThreadPoolExecutor(self._threads)

    def run(self, established: Masks, refuted: Masks, *, missing: bool = True) -> Result:
        """The result of a batch of masks; without ``missing`` that column is empty."""
        entries = np.empty(len(established), np.uint64)
        turning = np.empty(len(established) if missing else 0, np.uint64)

        def whole(part: slice) -> None:
            _run(established[part], refuted[part], *self._tables, self._nodes, entries[part], turning[part])

        def entries_only(part: slice) -> None:
            self._reach(established[part], refuted[part], entries[part])

        self._share(whole if missing else entries_only, len(established), BLOCK)
        return Result(entries, turning)

    def entries(self, facts: Planes) -> Plane:
        """Per entry the plane of the cases that it can decide: ``[entries, words]``."""
        found = np.zeros((len(self.program.entries), words(facts.cases)), np.uint64)

        def one(part: slice) -> None:
            self._emitted(facts.yes, facts.no, found, part.start, part.stop)

        self._share(one, words(facts.cases), LANES)
        return found

    def close(self) -> None:
        """Let the threads go."""
        self._pool.shutdown()

    @cached_property
    def _emitted(self) -> Callable[..., None]:
        """The way through the diagram as machine code of its own; made when it is first asked for."""
        names: dict[str, Callable[..., None]] = {}
        exec(emit(self.program), {"EVERY": EVERY}, names)  # noqa: S102  our own text, of numbers only
        return cast("Callable[..., None]", numba.njit(nogil=True, error_model="numpy")(names[NAME]))

    def _reach(self, established: Masks, refuted: Masks, entries: Masks) -> None:
        """Block by block, in memory that stays in the cache."""
        yes, no, found = (np.zeros((WORD, LANES), np.uint64) for _ in range(3))
        for start in range(0, len(established), BLOCK):
            block = slice(start, min(start + BLOCK, len(established)))
            _spread(established[block], refuted[block], yes.ravel(), no.ravel())
            found[:] = 0
            self._emitted(yes, no, found, 0, LANES)
            _transpose(found.ravel())
            entries[block] = found.ravel()[: block.stop - start]

    def _share(self, work: Callable[[slice], None], length: int, unit: int) -> None:
        """One part a thread, cut between blocks."""
        size = -(-length // (unit * self._threads)) * unit
        parts = [slice(start, min(start + size, length)) for start in range(0, length, max(size, 1))]
        for _ in self._pool.map(work, parts):
            pass


def _table(lines: Iterable[tuple[int, ...]], width: int) -> Table:
    return np.array(list(lines), dtype=np.uint32).reshape(-1, width)


def engine(program: Program) -> CompiledKernel:
    """The engine ``numba``."""
    return CompiledKernel(program)
