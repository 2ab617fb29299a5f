"""Items with sound tables become facts and records."""

from collections.abc import Iterable, Mapping
from typing import Any

from rongcuo.base import ClauseRef, Problem
from rongcuo.law.declarations import Declarations
from rongcuo.law.derivation.derivations import Fact, Record
from rongcuo.law.derivation.schema import FACT
from rongcuo.law.items import Item
from rongcuo.law.nearest import nearest
from rongcuo.law.procedure import Choice
from rongcuo.law.schema import read

Lists = Mapping[str, tuple[Choice, ...]]
"""The closed lists by name; one of which a row could not be read is empty."""


def facts(declarations: Declarations, lists: Lists, problems: list[Problem]) -> dict[str, Fact]:
    """The facts by name."""
    made = (_fact(item, values, "", lists, problems) for item, values in declarations.sound("fact"))
    return {fact.id: fact for fact in made if fact is not None}


def records(declarations: Declarations, lists: Lists, problems: list[Problem]) -> dict[str, Record]:
    """The records by name, each with its fields."""
    made = (_record(item, values, lists, problems) for item, values in declarations.sound("record"))
    return {record.id: record for record in made if record is not None}


def codes_of(item: Item, path: str, name: str, lists: Lists, problems: list[Problem]) -> tuple[Choice, ...]:
    """The closed list called ``name``; empty, with a problem, where the pack has none."""
    if name not in lists:
        problems.append(item.problem("law.unknown_list", path, name=name, nearest=nearest(name, lists)))
    return lists.get(name, ())


def _record(item: Item, values: Mapping[str, Any], lists: Lists, problems: list[Problem]) -> Record | None:
    fields = dict(_fields(item, values["field"], lists, problems))
    if fields.keys() != values["field"].keys():
        return None
    for key, wanted in (("dated_by", "date"), ("located_by", "code")):
        name = values[key]
        if name is not None and (name not in fields or fields[name].type != wanted):
            close = nearest(name, fields)
            problems.append(item.problem("law.unknown_field", key, name=name, type=wanted, nearest=close))
            return None
    texts = {key: values[key] for key in ("label", "label_en", "dated_by", "located_by")}
    return Record(item.id, **texts, fields=fields, clause=_clause(item), place=item.place())


def _fields(
    item: Item, tables: Mapping[str, object], lists: Lists, problems: list[Problem]
) -> Iterable[tuple[str, Fact]]:
    for name, table in tables.items():
        path = f"field.{name}"
        if not isinstance(table, dict):
            problems.append(item.problem("law.expects_table", path, key=name))
            continue
        values, wrong = read(FACT, item, table, path)
        problems.extend(wrong)
        fact = _fact(item, values, path, lists, problems) if values is not None else None
        if fact is not None:
            yield name, fact


def _fact(item: Item, values: Mapping[str, Any], path: str, lists: Lists, problems: list[Problem]) -> Fact | None:
    """The fact at ``path`` of ``item``: a code has its closed list, a number its unit, nothing else has either."""
    id_ = path.rpartition(".")[2] or item.id
    where = f"{path}.list" if path else "list"
    if (values["list"] is not None) is not (values["type"] == "code"):
        problems.append(item.problem("law.fact_list", path, name=id_))
        return None
    if (values["unit"] is not None) is not (values["type"] == "number"):
        problems.append(item.problem("law.fact_unit", path, name=id_))
        return None
    codes = codes_of(item, where, values["list"], lists, problems) if values["list"] else ()
    if values["list"] and not codes:
        return None
    texts = {key: values[key] for key in ("label", "label_en", "type", "unit")}
    return Fact(id_, **texts, codes=codes, clause=_clause(item), place=item.place(path))


def _clause(item: Item) -> ClauseRef:
    """The item's clause; its kind has been checked to have one."""
    if item.clause is None:
        raise AssertionError(item.name)
    return item.clause
