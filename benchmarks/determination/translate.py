"""The rules of a policy as text in another language, made from the tree."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from rongcuo.law import Policy
from rongcuo.law.rules import Entry, Group, Leaf, Node


@dataclass(frozen=True, slots=True)
class Syntax:
    """How a language joins, denies and names: ``fact`` and ``rule`` hold ``{}`` where the id goes."""

    both: str
    either: str
    denied: str
    fact: str
    rule: str = ""


def text(node: Node, syntax: Syntax, named: Collection[str] = ()) -> str:
    """``node`` as one expression; a rule whose name is in ``named`` is referred to, not repeated."""
    match node:
        case Leaf(finding=finding):
            return syntax.fact.format(finding)
        case Group(name=str(name)) if name in named:
            return syntax.rule.format(name)
        case Group():
            return body(node, syntax, named)
    raise TypeError(node)


def body(group: Group, syntax: Syntax, named: Collection[str] = ()) -> str:
    """What ``group`` itself asks, even where it has a name."""
    joint = syntax.both if group.operator == "all" else syntax.either
    joined = "(" + joint.join(text(child, syntax, named) for child in group.children) + ")"
    return syntax.denied.format(joined) if group.operator == "none" else joined


def rules(policy: Policy) -> dict[str, Group]:
    """The named rules that the ordered list rests on, each after those that it refers to."""
    found: dict[str, Group] = {}
    for entry in policy.entries:
        if entry.when is not None:
            found |= {rule.name: rule for rule in _inner_first(entry.when) if rule.name and rule.name not in found}
    return found


def conditional(policy: Policy) -> list[tuple[Entry, Node]]:
    """The lines of the ordered list that have a condition: all but the last."""
    return [(entry, entry.when) for entry in policy.entries if entry.when is not None]


def otherwise(policy: Policy) -> str:
    """The standing of the last line."""
    return policy.entries[-1].standing


def _inner_first(node: Node) -> Iterator[Group]:
    if isinstance(node, Group):
        for child in node.children:
            yield from _inner_first(child)
        yield node
