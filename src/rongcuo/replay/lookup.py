"""The way through the diagram as a few small tables, for engines that join instead of computing.

The findings are cut into groups, in the order of the diagram. What a case
carries from one group to the next is a *state*: the whole set of nodes that
its completions have reached so far. So an open finding is never settled by
halves, and what the last table gives is exact. States with the same future
are one state, which keeps the tables small.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rongcuo.base import Problem
from rongcuo.replay.program import Program, ReplayError

ROWS = 20_000
"""Rows that a table may have; one more finding in a group makes three times as many."""

OPEN, ESTABLISHED, REFUTED = range(3)
"""The digits of a finding in a key."""

States = NDArray[np.int64]
Node = frozenset[int]


@dataclass(frozen=True, slots=True)
class Lookup:
    """One group: the key of a case and what it comes to.

    The key is ``state << 2 k | established << k | refuted`` for the ``k``
    findings at ``bits``, the first finding lowest; a finding with evidence
    both ways is neither. ``values`` are states of the next group, and in the
    last group sets of entries.
    """

    bits: tuple[int, ...]
    keys: States
    values: States


def lookups(program: Program, limit: int = ROWS) -> tuple[Lookup, ...]:
    """The tables of ``program``; a case begins in state 0.

    Raises:
        ReplayError: a single finding would need more than ``limit`` rows.
    """
    levels = _merged(*_levels(program, limit))
    return tuple(_lookup(bits, steps) for bits, steps in _groups(program, levels, limit)) or (_constant(program),)


def _levels(program: Program, limit: int) -> tuple[list[States], list[int]]:
    """Per finding ``next[state, digit]``, the states numbered anew at each; and the entries of the last states."""
    diagram = program.diagram
    states: dict[Node, int] = {frozenset((diagram.root,)): 0}
    levels = []
    for variable in _variables(program):
        after: dict[Node, int] = {}
        level = [
            [after.setdefault(_step(program, state, variable, digit), len(after)) for digit in range(3)]
            for state in states
        ]
        if 3 * len(states) > limit:
            raise ReplayError(Problem("replay.too_many_states", {"states": len(states), "limit": limit // 3}))
        levels.append(np.array(level, np.int64))
        states = after
    return levels, [_entries(program, state) for state in states]


def _variables(program: Program) -> list[int]:
    return sorted(set(program.diagram.test[len(program.diagram.labels) :]))


def _step(program: Program, state: Node, variable: int, digit: int) -> Node:
    """What a state becomes once ``variable`` is answered, or left open."""
    diagram, reached = program.diagram, set()
    for node in state:
        if diagram.test[node] != variable:
            reached.add(node)
            continue
        if digit != REFUTED:
            reached.add(diagram.high[node])
        if digit != ESTABLISHED:
            reached.add(diagram.low[node])
    return frozenset(reached)


def _entries(program: Program, state: Node) -> int:
    found = (program.ends[node] for node in state)
    return sum(1 << entry for entry in found if entry is not None)


def _merged(levels: list[States], entries: Sequence[int]) -> list[States]:
    """The same levels, states with one future made one; the last level gives entries."""
    names: States = np.array(entries, np.uint64).view(np.int64)
    merged: list[States] = []
    for level in reversed(levels):
        rows, inverse = np.unique(names[level], axis=0, return_inverse=True)
        merged.append(rows)
        names = inverse.reshape(-1)
    return merged[::-1]


def _groups(program: Program, levels: Sequence[States], limit: int) -> Iterator[tuple[tuple[int, ...], States]]:
    """As many findings together as ``limit`` allows: their bits, and ``next[state, digit, digit, …]``."""
    place = dict(zip(program.diagram.test, program.bits, strict=True))
    bits: list[int] = []
    steps: States | None = None
    for variable, level in zip(_variables(program), levels, strict=True):
        if steps is not None and steps.size * 3 > limit:
            yield tuple(bits), steps
            bits, steps = [], None
        steps = level if steps is None else level[steps]
        bits.append(place[variable])
    if steps is not None:
        yield tuple(bits), steps


def _lookup(bits: tuple[int, ...], steps: States) -> Lookup:
    count = len(bits)
    state, *digits = np.indices(steps.shape).reshape(count + 1, -1)
    keys = state << 2 * count
    for position, digit in enumerate(digits):
        keys |= (digit == ESTABLISHED).astype(np.int64) << (count + position)
        keys |= (digit == REFUTED).astype(np.int64) << position
    return Lookup(bits, keys, steps.reshape(-1))


def _constant(program: Program) -> Lookup:
    """A policy that asks nothing."""
    value = _entries(program, frozenset((program.diagram.root,)))
    return Lookup((), np.zeros(1, np.int64), np.array([value], np.uint64).view(np.int64))
