"""Whether what a pack's tables refer to is there: names, clauses, stages."""

from collections.abc import Iterable
from typing import Any

from rongcuo.base import ClauseRef, Problem
from rongcuo.law.declarations import Declarations
from rongcuo.law.items import Item
from rongcuo.law.nearest import nearest

_REFERENCES = (
    ("entry", "standing", "standing"),
    ("standing", "decisions", "decision"),
    ("standing", "modality_reading", "reading"),
    ("exclusive", "findings", "finding"),
    ("act", "by", "role"),
    ("act", "documents", "document"),
    ("act", "discloses", "act"),
    ("document", "after", "act"),
    ("document", "signed_by", "role"),
    ("document", "served_by", "act"),
    ("limit", "reading", "reading"),
    ("limit", "routes", "route"),
    ("duty", "by", "role"),
    ("duty", "act", "act"),
    ("duty", "limit", "limit"),
    ("duty", "limits", "limit"),
    ("limit", "decisions", "decision"),
    ("limit", "kinds", "appeal_kind"),
)
"""Kind, key, and the kind or closed list that the key's value names."""

_LISTS = ("route", "appeal_kind")


def references(declarations: Declarations, clauses: Iterable[ClauseRef]) -> tuple[Problem, ...]:
    """Every reference to something that the pack does not declare."""
    problems = [
        problem
        for kind, key, target in _REFERENCES
        for item, values in declarations.sound(kind)
        for problem in _unknown(declarations, item, key, values[key], target)
    ]
    for item, values in declarations.sound("act"):
        problems.extend(_unknown_stages(declarations, item, values))
    problems.extend(_unknown_clauses(declarations, {str(ref) for ref in clauses}))
    return tuple(problems)


def _unknown(
    declarations: Declarations, item: Item, key: str, value: str | tuple[str, ...] | None, target: str
) -> Iterable[Problem]:
    if target in _LISTS and target in declarations.lost_ids("list"):
        return  # its rows stand in a block that cannot be read
    names = (value,) if isinstance(value, str) else value or ()
    valid = _ids(declarations, target)
    for name in names:
        if name not in valid and name not in declarations.lost_ids(target):
            yield item.problem(f"law.unknown_{target}", key, name=name, nearest=nearest(name, valid))


def _ids(declarations: Declarations, target: str) -> tuple[str, ...]:
    if target in _LISTS:  # the item goes by the list's name, its row by an id of its own
        return tuple(str(item.data.get("id", "")) for item in declarations.items("list") if item.id == target)
    return declarations.ids(target)


def _unknown_stages(declarations: Declarations, item: Item, values: dict[str, Any]) -> Iterable[Problem]:
    for step in values["steps"]:
        for key in ("from", "to"):
            names = step.get(key) or ()
            texts = (names,) if isinstance(names, str) else tuple(name for name in names if isinstance(name, str))
            yield from _unknown(declarations, item, f"steps.{key}", texts, "stage")


def _unknown_clauses(declarations: Declarations, valid: set[str]) -> Iterable[Problem]:
    for item in declarations.every():
        if item.clause is not None and str(item.clause) not in valid:
            yield _no_clause(item, "clause", item.clause, valid)
    for item, values in declarations.sound("entry"):
        yield from (_no_clause(item, "clauses", ref, valid) for ref in values["clauses"] if str(ref) not in valid)
    for item, values in declarations.sound("act"):
        yield from _guard_clauses(item, values["guards"], "guards", valid)
        for step in values["steps"]:
            yield from _guard_clauses(item, step.get("when"), "steps.when", valid)
    for item, values in declarations.sound("document"):
        yield from _guard_clauses(item, values["guards"], "guards", valid)
    for item, values in declarations.sound("duty"):
        yield from _guard_clauses(item, values["owed"], "owed", valid)
        yield from _guard_clauses(item, values["done"], "done", valid)


def _guard_clauses(item: Item, tables: object, path: str, valid: set[str]) -> Iterable[Problem]:
    """Clauses that cannot be read are the schema's business; those that do not exist are ours."""
    for table in tables if isinstance(tables, list | tuple) else ():
        named = table.get("clause") if isinstance(table, dict) else None
        if isinstance(named, str) and named not in valid:
            try:
                yield _no_clause(item, path, ClauseRef.parse(named), valid)
            except ValueError:
                continue


def _no_clause(item: Item, path: str, ref: ClauseRef, valid: set[str]) -> Problem:
    return item.problem("law.unknown_clause", path, number=str(ref), nearest=nearest(str(ref), sorted(valid)))
