"""Exactly which situations two policies treat differently: two readings, two editions, or two packs.

Both ordered lists grow in one forest over all findings of either, and are laid
side by side: each terminal then carries the pair of lines that decide. A
finding that only one of them knows is asked like any other, so that what is
said holds for every answer to it.
"""

import itertools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rongcuo.determination.diagram import grow, places
from rongcuo.determination.forest import Forest, Label
from rongcuo.determination.proof.count import count, fewest
from rongcuo.law import Policy
from rongcuo.law.rules import Finding


@dataclass(frozen=True, slots=True)
class Moved:
    """The situations whose standing is ``before`` under the first policy and ``after`` under the second.

    ``example`` is the one among them with the fewest findings established (of
    equals, the first in ``Difference.order``): those findings; everything else
    is not established. ``decided_by`` are the lines that decide it, one of
    either policy.
    """

    before: str
    after: str
    count: int
    example: tuple[str, ...]
    decided_by: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Difference:
    """What ``diff`` found between ``first`` and ``second``.

    ``order`` are the findings of either, in the order of the first, each of
    the second's own after the one that stands before it there. Of the
    2^n ``situations`` over them, ``compared`` are admissible under both and
    ``refused`` under one only. ``changes`` come in the order of the first list,
    then of the second.
    """

    first: Policy
    second: Policy
    order: tuple[str, ...]
    compared: int
    refused: tuple[int, int]
    """Admissible under the second only, and under the first only."""
    changes: tuple[Moved, ...]

    @property
    def situations(self) -> int:
        return 1 << len(self.order)

    @property
    def changed(self) -> int:
        """How many situations have another standing."""
        return sum(change.count for change in self.changes)

    @property
    def findings_apart(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The findings that only the first knows, and only the second."""
        return _apart(self.first.pack.findings, self.second.pack.findings)

    @property
    def standings_apart(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The standings that only the first knows, and only the second: compared by their ids."""
        return _apart(self.first.pack.standings, self.second.pack.standings)

    def finding(self, name: str) -> Finding:
        """As the first declares it, or else the second."""
        return self.first.pack.findings.get(name) or self.second.pack.findings[name]


def diff(first: Policy, second: Policy) -> Difference:
    """Every situation that is admissible under both, compared by the standing's id.

    Raises ``DiagramTooLarge`` where the two lists side by side outgrow memory.
    """
    order = merged(first.pack.findings, second.pack.findings)
    forest, index = Forest(len(order)), places(order)
    one, other = (grow(forest, policy, by_standing=True, index=index) for policy in (first, second))
    root = forest.paired(one, other)
    counted = {label: number for label, number in count(forest, root).items() if isinstance(label, tuple)}
    lines = [grow(forest, policy, index=index) for policy in (first, second)]
    changes = []
    for before, after in itertools.product(first.pack.standings, second.pack.standings):
        if before != after and (before, after) in counted:
            example = fewest(forest, root, (before, after), order)
            deciding = [str(_label(forest, line, frozenset(index[name] for name in example))) for line in lines]
            number = counted[before, after]
            changes.append(Moved(before, after, number, example, (deciding[0], deciding[1])))
    return Difference(
        first=first,
        second=second,
        order=order,
        compared=sum(number for pair, number in counted.items() if None not in pair),
        refused=(_admitted_by_one(counted, 1), _admitted_by_one(counted, 0)),
        changes=tuple(changes),
    )


def merged(one: Iterable[str], other: Iterable[str]) -> tuple[str, ...]:
    """``one``, with what only ``other`` has after the name that precedes it there."""
    order, place = list(one), 0
    for name in other:
        if name not in order:
            order.insert(place, name)
        place = order.index(name) + 1
    return tuple(order)


def _label(forest: Forest, root: int, established: frozenset[int]) -> Label:
    """Where the situation with these findings established ends."""
    node = root
    while node not in forest.labels:
        node = forest.high[node] if forest.test[node] in established else forest.low[node]
    return forest.labels[node]


def _admitted_by_one(counted: Mapping[tuple[str | None, str | None], int], side: int) -> int:
    """The situations that are admissible on this side and refused on the other."""
    return sum(number for pair, number in counted.items() if pair[side] is not None and pair[1 - side] is None)


def _apart(one: Iterable[str], other: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    ones, others = tuple(one), tuple(other)
    return tuple(name for name in ones if name not in others), tuple(name for name in others if name not in ones)
