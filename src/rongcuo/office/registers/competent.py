"""Who has a part in the registers: organs that the district has named, functions that the pack names."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from rongcuo.casefile import Post
from rongcuo.law import Policy
from rongcuo.office.law import district_policy
from rongcuo.office.people.models import District, Organ

INTERPRETATION = "interpretation"
PRIOR_FILING = "prior_filing"

_NOTHING: Mapping[str, Any] = {}


def rules_of(policy: Policy, duty: str) -> Mapping[str, Any]:
    """The pack's parameters of a register; empty where the pack has none."""
    held = policy.pack.parameters.get(duty, _NOTHING)
    return held if isinstance(held, Mapping) else _NOTHING


def functions(policy: Policy, duty: str, *names: str) -> frozenset[str]:
    """The functions that the pack lists under ``names``: ``drafted_by``, ``received_by`` …"""
    rules = rules_of(policy, duty)
    return frozenset(function for name in names for function in rules.get(name, ()))


def interpreters(district: District) -> frozenset[str]:
    """The organs that interpret the regulation (7.2), by id; empty until the district has named them."""
    return frozenset(district.named_organs.get(INTERPRETATION, ()))


def receivers(district: District) -> frozenset[str]:
    """The organs that receive prior filings, by id; empty where the district offers none.

    What the district has named, and nobody else; where it has said nothing
    and the pack offers it, every organ that investigates.
    """
    named = district.named_organs.get(PRIOR_FILING)
    if named is not None:
        return frozenset(named)
    if not rules_of(district_policy(district), PRIOR_FILING).get("offered", False):
        return frozenset()
    organs = Organ.objects.filter(district=district)
    return frozenset(str(organ.id) for organ in organs if "investigating" in organ.capacities)


def organs_in(posts: Iterable[Post], wanted: Collection[str], organs: Collection[str] | None = None) -> frozenset[str]:
    """The organs, among ``organs`` where they are given, in which somebody with ``posts`` has a wanted function."""
    return frozenset(
        post.organ for post in posts if post.function in wanted and (organs is None or post.organ in organs)
    )
