"""JSON Logic in its first implementation, json-logic-js (Node): the same ``if``."""

from typing import Any

from benchmarks.determination.engines.json_logic_rules import choice
from rongcuo.law import Policy

PACKAGE = "json-logic-js"


def translated(policy: Policy) -> dict[str, Any]:
    """What ``node/worker.mjs`` wants to start with."""
    return {"logic": choice(policy)}
