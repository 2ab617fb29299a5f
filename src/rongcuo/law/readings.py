"""A pack and a choice of readings make a policy: every switch set, every default filled in."""

from collections.abc import Mapping
from dataclasses import replace
from operator import is_

from rongcuo.base import Place, Problem
from rongcuo.law.nearest import nearest
from rongcuo.law.pack import Pack, Policy
from rongcuo.law.rules import Entry, Group, Leaf, Node, Switch


def apply(pack: Pack, choices: Mapping[str, str]) -> Policy | tuple[Problem, ...]:
    """``pack`` under ``choices``, defaults for the rest; or every choice that the pack does not know."""
    problems = tuple(problem for name, value in choices.items() for problem in _unknown(pack, name, value))
    if problems:
        return problems
    chosen = {name: choices.get(name, reading.default) for name, reading in pack.readings.items()}
    entries = (_settle_entry(entry, chosen) for entry in pack.entries)
    return Policy(pack, chosen, tuple(entry for entry in entries if not _fallen_away(entry)))


def _unknown(pack: Pack, name: str, value: str) -> tuple[Problem, ...]:
    reading = pack.readings.get(name)
    params: dict[str, object]
    if reading is None:
        params = {"name": name, "nearest": nearest(name, pack.readings)}
        return (Problem("law.unknown_reading", params, Place(field=f"readings.{name}")),)
    if value not in reading.ids:
        params = {
            "reading": name,
            "value": str(value),
            "nearest": nearest(str(value), reading.ids),
            "values": reading.ids,
        }
        return (Problem("law.unknown_value", params, Place(field=f"readings.{name}", clause=reading.clause)),)
    return ()


def _fallen_away(entry: Entry) -> bool:
    """``any = []`` in a reading's branch: under this reading the line is not there."""
    return isinstance(entry.when, Group) and entry.when.operator == "any" and not entry.when.children


def _settle_entry(entry: Entry, chosen: Mapping[str, str]) -> Entry:
    when = _settle(entry.when, chosen)
    return entry if when is entry.when else replace(entry, when=when)


def _settle(node: Node | None, chosen: Mapping[str, str]) -> Node | None:
    match node:
        case None | Leaf():
            return node
        case Switch(reading=reading, branches=branches):
            return _settle(branches[chosen[reading]], chosen)
        case Group(children=children):
            return _settle_group(node, children, chosen)


def _settle_group(group: Group, children: tuple[Node, ...], chosen: Mapping[str, str]) -> Group:
    """A rule that only switches takes the form of the branch chosen, and keeps its name; one that never does, stays."""
    settled = tuple(done for child in children if (done := _settle(child, chosen)) is not None)
    if all(map(is_, settled, children)):
        return group
    if len(children) == 1 and isinstance(children[0], Switch):
        [branch] = settled
        if isinstance(branch, Group) and branch.name is None:
            return replace(group, operator=branch.operator, children=branch.children)
    return replace(group, children=settled)
