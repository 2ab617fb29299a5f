"""Everything that is proved of a pack before any file, under one choice of its readings after the other.

All policies grow in one forest, where equal rules are one node: what two
readings share is worked out once, and two readings that give every situation
the same standing have the same root.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from rongcuo.base import RongcuoError
from rongcuo.determination.diagram import grow, taken_from
from rongcuo.determination.forest import DiagramTooLarge, Forest
from rongcuo.determination.proof.count import count
from rongcuo.determination.proof.kleene import Overreach, ThreeValued
from rongcuo.determination.proof.limbs import Limb, redundant
from rongcuo.determination.proof.overlap import Overlap, overlaps
from rongcuo.determination.proof.variants import Choice, choices, combinations, policy_under
from rongcuo.law import Pack, Policy

BUDGET = 20_000
"""Nodes of a diagram; the first regulation's has about a hundred."""

MOST = 4_096
"""Combinations of readings that are gone through; at some milliseconds each, half a minute."""

NODES, NODES_OF_ALL = 400_000, 2_000_000
"""What the forest may hold for the single changes, and for all combinations: about half a gigabyte."""

T = TypeVar("T")

Tell = Callable[[int, int], None]
"""Told how many choices of how many are proved."""


class OverBudget(DiagramTooLarge):
    """The diagram under some choice of readings has more nodes than a pack may have."""

    def __init__(self, size: int) -> None:
        super().__init__(f"{size} nodes")
        self.size = size


class TooManyCombinations(RongcuoError):
    """The readings combine in more ways than are gone through."""

    def __init__(self, combined: int) -> None:
        super().__init__(f"{combined} combinations of readings")
        self.combined = combined


@dataclass(frozen=True, slots=True)
class Proved:
    """What holds of the pack under one choice of readings.

    ``entries`` counts, for each line of the list, the admissible situations
    that it decides; none means that it is never the first that holds.
    ``beyond`` are the standings where three-valued logic would go too far, or
    none where that outgrew memory and is not proved.
    """

    choice: Choice
    policy: Policy
    root: int
    """In the shared forest: equal exactly when two choices give the same standing to every situation."""
    size: int
    entries: Mapping[str, int]
    asked: frozenset[str]
    """The findings that the diagram asks, be it only to see whether two exclude each other."""
    matters: frozenset[str]
    """The findings that can change the standing."""
    beyond: tuple[Overreach, ...] | None

    @property
    def standings(self) -> dict[str, int]:
        """How many admissible situations have each standing of the pack, in the pack's order."""
        counted = dict.fromkeys(self.policy.pack.standings, 0)
        for entry in self.policy.entries:
            counted[entry.standing] += self.entries[entry.id]
        return counted

    @property
    def admissible(self) -> int:
        """The situations in which no two exclusive findings are established together."""
        return sum(self.entries.values())


@dataclass(frozen=True, slots=True)
class Proofs:
    """``proved`` has the default first, then each single change, then, if asked for, every combination."""

    pack: Pack
    proved: tuple[Proved, ...]
    overlaps: tuple[Overlap, ...] | None
    """Under the defaults; none where that outgrew memory and is not proved. Likewise ``limbs``."""
    limbs: tuple[Limb, ...] | None
    every: bool
    """Whether every combination was gone through."""

    @property
    def situations(self) -> int:
        """2^n for all n findings of the pack, also those that no rule asks."""
        return 1 << len(self.pack.findings)

    @property
    def free(self) -> tuple[str, ...]:
        """The findings that nothing asks under any reading: each doubles every count."""
        asked = frozenset[str]().union(*(each.asked for each in self.proved))
        return tuple(finding for finding in self.pack.findings if finding not in asked)

    def least(self, holds: Callable[[Proved], bool]) -> list[Proved]:
        """Where something holds, with no more changes than it takes: no part of such a choice is enough."""
        found: list[Proved] = []
        for each in self.proved:
            if holds(each) and not any(set(less.choice) <= set(each.choice) for less in found):
                found.append(each)
        return found


def prove(pack: Pack, *, every: bool = False, tell: Tell | None = None) -> Proofs:
    """The proofs for the defaults and each single change, or for ``every`` combination.

    Raises ``DiagramTooLarge`` (``OverBudget`` where it is known by how much)
    and ``TooManyCombinations``.
    """
    if every and combinations(pack) > MOST:
        raise TooManyCombinations(combinations(pack))
    limit = NODES_OF_ALL if every else NODES
    forest = Forest(len(pack.findings), limit=limit)
    prover = _Prover(pack, forest, ThreeValued(pack, forest, limit=limit))
    proved, wanted = [], choices(pack, every=every)
    for done, choice in enumerate(wanted, 1):
        proved.append(prover.prove(choice))
        if tell is not None:
            tell(done, len(wanted))
    read = [(each.choice, each.policy, each.root) for each in proved]
    overlapping = _unless_too_large(overlaps(forest, proved[0].policy))
    return Proofs(pack, tuple(proved), overlapping, _unless_too_large(redundant(forest, pack, read)), every)


@dataclass(slots=True)
class _Prover:
    pack: Pack
    forest: Forest
    three_valued: ThreeValued | None
    """None once it has outgrown memory."""

    def prove(self, choice: Choice) -> Proved:
        policy, order, forest = policy_under(self.pack, choice), tuple(self.pack.findings), self.forest
        by_entry = grow(forest, policy)
        diagram, counted = taken_from(forest, by_entry, order), count(forest, by_entry)
        if diagram.size > BUDGET:
            raise OverBudget(diagram.size)
        root = grow(forest, policy, by_standing=True)
        return Proved(
            choice=choice,
            policy=policy,
            root=root,
            size=diagram.size,
            entries={entry.id: counted.get(entry.id, 0) for entry in policy.entries},
            asked=frozenset(diagram.support),
            matters=frozenset(taken_from(forest, root, order).pivotal()),
            beyond=self._beyond(policy, root),
        )

    def _beyond(self, policy: Policy, root: int) -> tuple[Overreach, ...] | None:
        found = _unless_too_large(self.three_valued.overreach(policy, root)) if self.three_valued else None
        if found is None:
            self.three_valued = None
        return found


def _unless_too_large(found: Iterator[T]) -> tuple[T, ...] | None:
    try:
        return tuple(found)
    except DiagramTooLarge:
        return None
