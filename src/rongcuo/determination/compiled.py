"""A policy made ready once and kept: its diagram, its outline, its standings."""

from collections.abc import Mapping
from dataclasses import dataclass

from rongcuo.determination.diagram import Diagram, compile  # noqa: A004  the word of the trade for it
from rongcuo.determination.tree import Point, outline
from rongcuo.law import Policy

KEEP = 256
"""Policies kept ready: every combination of seven two-valued readings, and then some."""


@dataclass(frozen=True, slots=True)
class Compiled:
    """Everything about a policy that no file changes."""

    policy: Policy
    diagram: Diagram
    outline: Point
    standing_of: Mapping[str, str]
    """The standing that each entry gives."""


_kept: dict[tuple[int, frozenset[tuple[str, str]]], Compiled] = {}


def compiled(policy: Policy) -> Compiled:
    """``policy`` made ready; made once per pack and choice of readings.

    A kept policy holds on to its pack, so that a pack's identity cannot pass
    to another pack while the entry is kept.
    """
    key = (id(policy.pack), frozenset(policy.readings.items()))
    found = _kept.get(key)
    if found is None or (found.policy is not policy and found.policy.entries != policy.entries):
        found = _make(policy)
        if len(_kept) >= KEEP:
            _kept.clear()
        _kept[key] = found
    return found


def _make(policy: Policy) -> Compiled:
    standing_of = {entry.id: entry.standing for entry in policy.entries}
    return Compiled(policy, compile(policy), outline(policy), standing_of)
