"""Limbs of rules that can never matter: without them every situation has the standing that it has."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from operator import is_not

from rongcuo.determination.diagram import grow
from rongcuo.determination.forest import Forest
from rongcuo.determination.proof.variants import Choice, policy_under
from rongcuo.law import Pack, Policy
from rongcuo.law.rules import Entry, Group, Leaf, Node, Switch

Read = tuple[Choice, Policy, int]
"""A choice of readings, the policy under it, and its diagram by standing."""


@dataclass(frozen=True, slots=True)
class Limb:
    """The child at ``position`` of ``group``, wherever that rule is used."""

    group: Group
    position: int

    @property
    def node(self) -> Node:
        return self.group.children[self.position]


def redundant(forest: Forest, pack: Pack, read: Sequence[Read]) -> Iterator[Limb]:
    """The limbs that some of the policies use and whose removal changes no standing under any of them."""
    for group, lines in _used(pack):
        for position in range(len(group.children)):
            limb = Limb(group, position)
            if _never_matters(forest, pack, _without(pack, limb, lines), read):
                yield limb


def _used(pack: Pack) -> list[tuple[Group, set[int]]]:
    """Each group once, with the lines of the list that use it; one with a switch below has no hash."""
    used: list[tuple[Group, set[int]]] = []
    for line, entry in enumerate(pack.entries):
        for group in _groups(entry.when):
            known = next((lines for other, lines in used if other == group), None)
            if known is None:
                used.append((group, {line}))
            else:
                known.add(line)
    return used


def _groups(rule: Node | None) -> Iterator[Group]:
    match rule:
        case Group(children=children):
            yield rule
            for child in children:
                yield from _groups(child)
        case Switch(branches=branches):
            for branch in branches.values():
                yield from _groups(branch)


def _without(pack: Pack, limb: Limb, lines: set[int]) -> Pack:
    """The lines of the list that use the limb, without it; no other lines."""
    group, position = limb.group, limb.position
    shorter = replace(group, children=group.children[:position] + group.children[position + 1 :])
    used = (pack.entries[line] for line in sorted(lines))
    return replace(pack, entries=tuple(replace(entry, when=_taken_out(entry, group, shorter)) for entry in used))


def _taken_out(entry: Entry, group: Group, shorter: Group) -> Node | None:
    return None if entry.when is None else _exchange(entry.when, group, shorter)


def _exchange(rule: Node, group: Group, shorter: Group) -> Node:
    """The rule with ``shorter`` for ``group``; itself where that is not in it."""
    match rule:
        case Leaf():
            return rule
        case Group(children=children):
            if rule == group:
                return shorter
            below = tuple(_exchange(child, group, shorter) for child in children)
            return replace(rule, children=below) if any(map(is_not, below, children)) else rule
        case Switch(branches=branches):
            below = tuple(_exchange(branch, group, shorter) for branch in branches.values())
            return replace(rule, branches=dict(zip(branches, below, strict=True)))


def _never_matters(forest: Forest, pack: Pack, shorter: Pack, read: Sequence[Read]) -> bool:
    used = False
    for choice, policy, root in read:
        entries = _spliced(pack, shorter, policy_under(shorter, choice), policy)
        if entries == policy.entries:
            continue
        if grow(forest, replace(policy, entries=entries), by_standing=True) != root:
            return False
        used = True
    return used


def _spliced(pack: Pack, shorter: Pack, settled: Policy, policy: Policy) -> tuple[Entry, ...]:
    """The policy's list with the settled lines in their places; a line that falls away is in neither."""
    changed = {entry.id for entry in shorter.entries}
    left = {entry.id: entry for entry in policy.entries if entry.id not in changed}
    left |= {entry.id: entry for entry in settled.entries}
    return tuple(left[entry.id] for entry in pack.entries if entry.id in left)
