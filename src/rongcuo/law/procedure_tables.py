"""Items with sound tables become the procedure's data: stages, roles, acts, limits, duties, lists."""

from collections.abc import Iterable, Mapping
from typing import Any

from rongcuo.base import ClauseRef, Problem
from rongcuo.law.declarations import Declarations
from rongcuo.law.items import Item
from rongcuo.law.procedure import (
    ActRow,
    Choice,
    DocumentRow,
    Duty,
    GrantRule,
    GuardUse,
    Limit,
    ProcedureTable,
    Reminder,
    Role,
    Stage,
    Step,
)
from rongcuo.law.schema import CLAUSE, GRANT, STEP, TEXT, Key, read

_KINDS = ("stage", "role", "act", "limit", "duty", "reminder", "document")
"""Any of these makes a procedure; closed lists alone do not, for facts have codes too."""

_GUARD = {"guard": Key(TEXT), "clause": Key(CLAUSE, required=False)}
"""The keys of a guard that are not its parameters."""


def procedure(declarations: Declarations) -> tuple[ProcedureTable | None, tuple[Problem, ...]]:
    """The procedure table, none for a pack without one, and what is wrong with it."""
    if not any(declarations.of(kind) for kind in _KINDS):
        return None, ()
    problems: list[Problem] = []
    table = ProcedureTable(
        stages=tuple(_stage(item, values) for item, values in declarations.sound("stage")),
        roles={item.id: _role(item, values) for item, values in declarations.sound("role")},
        acts={item.id: _act(item, values, problems) for item, values in declarations.sound("act")},
        limits={item.id: _limit(item, values, problems) for item, values in declarations.sound("limit")},
        duties=tuple(_duty(item, values, problems) for item, values in declarations.sound("duty")),
        documents={item.id: _document(item, values, problems) for item, values in declarations.sound("document")},
        lists=lists(declarations),
        reminders=_reminders(declarations, problems),
    )
    return table, tuple(problems)


def _stage(item: Item, values: Mapping[str, Any]) -> Stage:
    return Stage(item.id, values["label"], values["early_end"], values["over"])


def _role(item: Item, values: Mapping[str, Any]) -> Role:
    return Role(item.id, **_without_clause(values))


def _act(item: Item, values: dict[str, Any], problems: list[Problem]) -> ActRow:
    if item.clause is None and values["basis"] is None:
        problems.append(item.problem("law.act_without_basis", name=item.id))
    fields = values | {
        "clause": item.clause,
        "steps": tuple(_steps(item, values["steps"], problems)),
        "guards": guards(item, values["guards"], "guards", problems),
        "grants": tuple(_grants(item, values["grants"], problems)),
    }
    return ActRow(item.id, **fields, place=item.place())


def _steps(item: Item, tables: Iterable[dict[str, object]], problems: list[Problem]) -> Iterable[Step]:
    for index, table in enumerate(tables):
        path = f"steps.{index}"
        values, wrong = read(STEP, item, table, path)
        problems.extend(wrong)
        if values is not None:
            when = guards(item, values["when"], f"{path}.when", problems)
            yield Step(values["from"], values["to"], when)


def _grants(item: Item, tables: Iterable[dict[str, object]], problems: list[Problem]) -> Iterable[GrantRule]:
    for table in tables:
        values, wrong = read(GRANT, item, table, "grants")
        problems.extend(wrong)
        if values is not None:
            yield GrantRule(**values)


def guards(item: Item, tables: Iterable[dict[str, object]], path: str, problems: list[Problem]) -> tuple[GuardUse, ...]:
    """The guards in ``tables``; one that names no clause rests on the clause of its row."""
    made: list[GuardUse] = []
    for table in tables:
        known = {key: value for key, value in table.items() if key in _GUARD}
        values, wrong = read(_GUARD, item, known, path)
        problems.extend(wrong)
        if values is not None:
            params = {key: value for key, value in table.items() if key not in _GUARD}
            place = item.place(path, values["guard"])
            made.append(GuardUse(values["guard"], params, values["clause"] or item.clause, place))
    return tuple(made)


def _limit(item: Item, values: dict[str, Any], problems: list[Problem]) -> Limit:
    """A period rests on a clause, on another norm, or is the office's own and says so."""
    clause: ClauseRef | None = values["clause"]
    if values["source"] is None and not values["internal"]:
        clause = item.clause
        if clause is None:
            problems.append(item.problem("law.limit_without_basis", name=item.id))
    return Limit(item.id, **(values | {"clause": clause}), place=item.place())


def _duty(item: Item, values: dict[str, Any], problems: list[Problem]) -> Duty:
    limit = values["limit"]
    fields = {name: value for name, value in values.items() if name != "limit"} | {
        "clause": item.clause,
        "limits": (limit, *values["limits"]) if limit else values["limits"],
        "owed": guards(item, values["owed"], "owed", problems),
        "done": guards(item, values["done"], "done", problems),
    }
    return Duty(item.id, **fields, place=item.place())


def _document(item: Item, values: dict[str, Any], problems: list[Problem]) -> DocumentRow:
    made = guards(item, values["guards"], "guards", problems)
    return DocumentRow(item.id, **(values | {"clause": item.clause, "guards": made}), place=item.place())


def _reminders(declarations: Declarations, problems: list[Problem]) -> tuple[Reminder, ...]:
    made: list[Reminder] = []
    for item, values in declarations.sound("reminder"):
        if (values["when"] == "on") is not (values["working_days"] is None):
            problems.append(item.problem("law.reminder_days", "working_days", name=item.id))
        made.append(Reminder(item.id, **_without_clause(values)))
    return tuple(sorted(made, key=lambda reminder: -reminder.distance))


def lists(declarations: Declarations) -> Mapping[str, tuple[Choice, ...]]:
    """The closed lists by name; a pack without a procedure may have them too."""
    made: dict[str, tuple[Choice, ...]] = {}
    for item, values in declarations.sound("list"):
        row = _choice(values["id"], values)
        made[item.id] = (*made.get(item.id, ()), row)
    return made


def _choice(id_: str, values: Mapping[str, Any]) -> Choice:
    return Choice(id_, values["label"], values["note"], values["group"])


def _without_clause(values: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if key != "clause"}
