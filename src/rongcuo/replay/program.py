"""A policy's diagram as one straight line of steps that a whole column of cases takes at once.

Going through the nodes from the root down, a node hands what reached it to
its ``high`` side where its finding can be established and to its ``low`` side
where it can be not established. What arrives at a terminal is precisely what
some admissible completion reaches, because no path asks a finding twice.

A finding is *missing* where it is open and two completions that differ in it
alone lead to two standings. So for each node the two sides are gone down
together, as a pair, until they part: pairs are worked out from the terminals
up, and a node that is reached turns on its finding where its pair parts.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rongcuo.base import Problem, RongcuoError
from rongcuo.determination import Diagram, compile  # noqa: A004  the word of the trade for it
from rongcuo.law import Policy

WIDTH = 64
"""Findings, entries and standings that one mask column can carry."""

NEVER, ALWAYS = 0, 1
"""The two pairs that ask nothing: sides with one outcome, and sides with two."""


class ReplayError(RongcuoError):
    """Many cases cannot be replayed; ``problems`` say what is on file."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("；".join(problem.text() for problem in problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sides that part where one of its branches parts: ``high`` and ``low`` count pairs."""

    bit: int
    high: int
    low: int


@dataclass(frozen=True, slots=True)
class Turn:
    """``node`` turns on the finding at ``bit`` where the pair of its sides parts."""

    bit: int
    node: int
    pair: int


@dataclass(frozen=True, slots=True)
class Program:
    """What every engine carries out.

    ``columns`` name the bits of the mask columns, lowest first. ``entries``
    and ``standings`` name the bits of the results, in the order of the list;
    ``standing_of`` gives each entry the index of its standing. ``ends`` gives
    each terminal the index of its entry, or none where it is inadmissible.
    ``pairs`` begin with ``NEVER`` and ``ALWAYS``; each counts earlier ones.
    """

    policy: Policy
    columns: tuple[str, ...]
    entries: tuple[str, ...]
    standings: tuple[str, ...]
    standing_of: tuple[int, ...]
    diagram: Diagram
    ends: tuple[int | None, ...]
    bits: tuple[int, ...]
    """Per node of the diagram the bit that it asks; terminals have none and stand at -1."""
    pairs: tuple[Pair, ...]
    turns: tuple[Turn, ...]

    @property
    def asked(self) -> tuple[int, ...]:
        """The bits that some node asks, lowest first; no other can matter."""
        return tuple(sorted(set(self.bits) - {-1}))


def columns_of(*policies: Policy) -> tuple[str, ...]:
    """The findings of all ``policies``, each once, in the order of the first that names it."""
    return tuple(dict.fromkeys(finding for policy in policies for finding in policy.pack.findings))


def program(policy: Policy, columns: Sequence[str] | None = None) -> Program:
    """``policy`` made ready for columns of masks; ``columns`` must name each of its findings.

    Raises:
        ReplayError: more findings or entries than a mask has bits.
    """
    names = tuple(columns or policy.pack.findings)
    for kind, count in (("findings", len(names)), ("entries", len(policy.entries))):
        if count > WIDTH:
            raise ReplayError(Problem(f"replay.too_many_{kind}", {"count": count, "width": WIDTH}))
    diagram = compile(policy)
    entries = tuple(entry.id for entry in policy.entries)
    standings = tuple(dict.fromkeys(entry.standing for entry in policy.entries))
    place = {name: position for position, name in enumerate(names)}
    bits = tuple(place[diagram.order[test]] if test < len(diagram.order) else -1 for test in diagram.test)
    standing_of = {entry.id: entry.standing for entry in policy.entries}
    pairs, turns = _Parting(diagram, bits, standing_of).all()
    return Program(
        policy=policy,
        columns=names,
        entries=entries,
        standings=standings,
        standing_of=tuple(standings.index(standing_of[entry]) for entry in entries),
        diagram=diagram,
        ends=tuple(None if label is None else entries.index(label) for label in diagram.labels),
        bits=bits,
        pairs=pairs,
        turns=turns,
    )


class _Parting:
    """Where two nodes lead to two standings under one and the same completion."""

    def __init__(self, diagram: Diagram, bits: Sequence[int], standing_of: Mapping[str, str]) -> None:
        self._diagram = diagram
        self._bits = bits
        self._given = [None if label is None else standing_of[label] for label in diagram.labels]
        self._pairs = [Pair(-1, NEVER, NEVER), Pair(-1, ALWAYS, ALWAYS)]
        self._known: dict[tuple[int, int], int] = {}

    def all(self) -> tuple[tuple[Pair, ...], tuple[Turn, ...]]:
        """Every pair that can part, and every node that turns on one."""
        diagram = self._diagram
        turns = []
        for node in range(len(diagram.labels), len(diagram.test)):
            pair = self._pair(diagram.high[node], diagram.low[node])
            if pair != NEVER:
                turns.append(Turn(self._bits[node], node, pair))
        return tuple(self._pairs), tuple(turns)

    def _pair(self, one: int, other: int) -> int:
        key = (min(one, other), max(one, other))
        if key not in self._known:
            self._known[key] = self._end(*key) if key[1] < len(self._given) else self._branch(*key)
        return self._known[key]

    def _end(self, one: int, other: int) -> int:
        given = self._given[one], self._given[other]
        return NEVER if None in given or given[0] == given[1] else ALWAYS

    def _branch(self, one: int, other: int) -> int:
        diagram = self._diagram
        if one == other or (one < len(self._given) and self._given[one] is None):
            return NEVER
        top = min(one, other, key=lambda node: diagram.test[node])
        high, low = (
            self._pair(*(side[node] if diagram.test[node] == diagram.test[top] else node for node in (one, other)))
            for side in (diagram.high, diagram.low)
        )
        if high == low:
            return high
        self._pairs.append(Pair(self._bits[top], high, low))
        return len(self._pairs) - 1
