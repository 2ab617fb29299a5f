"""A difference as JSON, ``rongcuo/diff/1``; docs/reference/determination.md has every key. Counts are exact."""

from collections.abc import Mapping

from rongcuo.determination.diff import Difference, Moved
from rongcuo.determination.words import situation
from rongcuo.law import Policy

SCHEMA = "rongcuo/diff/1"

Json = dict[str, object]


def difference_json(found: Difference) -> Json:
    """What ``diff --format json`` prints, without the text."""
    return {
        "schema": SCHEMA,
        "first": _policy(found.first),
        "second": _policy(found.second),
        "findings": list(found.order),
        "findings_apart": _sides(*map(list, found.findings_apart)),
        "standings_apart": _sides(*map(list, found.standings_apart)),
        "situations": found.situations,
        "compared": found.compared,
        "refused": _sides(*found.refused),
        "changed": found.changed,
        "changes": [_change(found, each) for each in found.changes],
    }


def _policy(policy: Policy) -> Json:
    title = policy.pack.title
    return {
        "policy": title.policy,
        "effective_from": title.effective_from.isoformat(),
        "pack_digest": policy.pack.digest,
        "readings": dict(policy.readings),
    }


def _change(found: Difference, change: Moved) -> Json:
    one, other = change.decided_by
    return {
        "before": change.before,
        "after": change.after,
        "labels": _sides(
            found.first.pack.standings[change.before].label, found.second.pack.standings[change.after].label
        ),
        "count": change.count,
        "share": change.count / found.compared,
        "example": list(change.example),
        "words": situation(map(found.finding, change.example)),
        "decided_by": _sides(_line(found.first, one), _line(found.second, other)),
    }


def _line(policy: Policy, name: str) -> Json:
    [entry] = [entry for entry in policy.entries if entry.id == name]
    return {"entry": entry.id, "label": entry.label, "clauses": [str(clause) for clause in entry.clauses]}


def _sides(first: object, second: object) -> Mapping[str, object]:
    return {"first": first, "second": second}
