"""Whether the superior organ's consent is owed, by the pack's own table.

The pack's parameters carry the rule (``parameters.consent`` in ``pack.toml``)::

    [parameters.consent]
    decisions = ["exempt"]
    rank_groups = ["section_or_below", "settle"]
    [[parameters.consent.also]]
    reading = "consent_covers_mitigation"
    value = "true"
    decisions = ["mitigated", "lighter"]

An ``also`` row widens ``decisions``, ``rank_groups`` or ``party_kinds`` where
the reading has that value. A rank that nobody has settled owes consent,
because its group is one of ``rank_groups``.
"""

from collections.abc import Mapping, Sequence

from rongcuo.procedure.facts import Facts


def consent_is_owed(facts: Facts) -> bool:
    """Whether the proposal on file needs consent; never before there is a proposal."""
    rule = facts.parameters.get("consent")
    if not isinstance(rule, Mapping) or facts.proposed_decision is None:
        return False
    return (
        facts.proposed_decision in _allowed(rule, "decisions", facts)
        and facts.party_kind in _allowed(rule, "party_kinds", facts)
        and (facts.rank_group is None or facts.rank_group in _allowed(rule, "rank_groups", facts))
    )


def _allowed(rule: Mapping[str, object], key: str, facts: Facts) -> frozenset[str]:
    rows = [rule, *_matching(rule, facts)]
    return frozenset(str(item) for row in rows for item in _list(row.get(key)))


def _matching(rule: Mapping[str, object], facts: Facts) -> Sequence[Mapping[str, object]]:
    rows = [row for row in _list(rule.get("also")) if isinstance(row, Mapping)]
    return [row for row in rows if facts.readings.get(str(row["reading"])) == row["value"]]


def _list(value: object) -> Sequence[object]:
    return value if isinstance(value, list | tuple) else ()
