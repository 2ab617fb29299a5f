"""json-rules-engine (Node): a rule per line; each that was tried comes back with every condition's result."""

from typing import Any

from benchmarks.determination.translate import conditional, otherwise
from rongcuo.law import Policy
from rongcuo.law.rules import Group, Leaf, Node

PACKAGE = "json-rules-engine"


def translated(policy: Policy) -> dict[str, Any]:
    """What ``node/worker.mjs`` wants to start with."""
    lines = [{"standing": entry.standing, "conditions": _top(when)} for entry, when in conditional(policy)]
    return {"lines": lines, "otherwise": otherwise(policy)}


def _top(node: Node) -> dict[str, Any]:
    """A rule's outermost condition must be a group."""
    written = _condition(node)
    return {"all": [written]} if isinstance(node, Leaf) else written


def _condition(node: Node) -> dict[str, Any]:
    match node:
        case Leaf(finding=finding):
            return {"fact": finding, "operator": "equal", "value": True}
        case Group(operator=operator, children=children):
            joined = {"all" if operator == "all" else "any": [_condition(child) for child in children]}
            return {"not": joined} if operator == "none" else joined
    raise TypeError(node)
