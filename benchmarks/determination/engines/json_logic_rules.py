"""The list in JSON Logic, for Python and for Node."""

from typing import Any

from benchmarks.determination.translate import conditional, otherwise
from rongcuo.law import Policy
from rongcuo.law.rules import Group, Leaf, Node


def choice(policy: Policy) -> dict[str, Any]:
    """Condition, standing, condition, standing, …, the last line's standing."""
    steps: list[Any] = []
    for entry, when in conditional(policy):
        steps += [_expression(when), entry.standing]
    return {"if": [*steps, otherwise(policy)]}


def _expression(node: Node) -> dict[str, Any]:
    match node:
        case Leaf(finding=finding):
            return {"var": finding}
        case Group(operator=operator, children=children):
            joined = {"and" if operator == "all" else "or": [_expression(child) for child in children]}
            return {"!": [joined]} if operator == "none" else joined
    raise TypeError(node)
