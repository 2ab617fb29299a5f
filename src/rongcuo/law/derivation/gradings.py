"""Grading tables: editions by place and date, grades from the gravest down, and what contradicts itself in them."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from itertools import pairwise
from typing import Any

from rongcuo.base import Problem
from rongcuo.law.declarations import Declarations
from rongcuo.law.derivation.derivations import Edition, Fact, Grade, Record
from rongcuo.law.derivation.schema import GRADE
from rongcuo.law.items import Item
from rongcuo.law.nearest import nearest
from rongcuo.law.schema import read

_DAY = timedelta(days=1)


def gradings(
    declarations: Declarations, records: Mapping[str, Record], problems: list[Problem]
) -> dict[str, tuple[Edition, ...]]:
    """The editions of every table, the national ones first, each place's by date."""
    made: dict[str, list[tuple[Item, Edition]]] = {}
    lost = {*declarations.ids("record"), *declarations.lost_ids("record")} - records.keys()
    for item, values in declarations.sound("grading"):
        edition = None if values["record"] in lost else _edition(item, values, records, problems)
        if edition is not None:
            made.setdefault(item.id, []).append((item, edition))
    for editions in made.values():
        editions.sort(key=lambda pair: (pair[1].locality or "", pair[1].since))
        problems.extend(_out_of_step(editions))
    return {table: tuple(edition for _, edition in editions) for table, editions in made.items()}


def _edition(
    item: Item, values: Mapping[str, Any], records: Mapping[str, Record], problems: list[Problem]
) -> Edition | None:
    record = records.get(values["record"])
    if record is None:
        close = nearest(values["record"], records)
        problems.append(item.problem("law.unknown_record", "record", name=values["record"], nearest=close))
        return None
    wrong = [*_placed(item, record, values["locality"])]
    grades = [_grade(item, record, _row(place), table, wrong) for place, table in enumerate(values["grade"])]
    whole = {place: grade for place, grade in enumerate(grades) if grade is not None}
    wrong.extend((*_named_twice(item, whole), *_not_descending(item, whole)))
    if not grades:
        wrong.append(item.problem("law.grade_missing", "grade", table=item.id))
    if values["until"] is not None and values["until"] < values["from"]:
        wrong.append(item.problem("law.edition_ends_first", "until", label=values["label"]))
    problems.extend(wrong)
    if wrong or item.clause is None:
        return None
    same = {key: values[key] for key in ("record", "label", "source", "confirmed", "until", "locality")}
    return Edition(
        item.id, **same, since=values["from"], grades=tuple(whole.values()), clause=item.clause, place=item.place()
    )


def _placed(item: Item, record: Record, locality: str | None) -> Iterable[Problem]:
    """The record says which edition is asked for: by its date, and by its place where an edition is local."""
    if record.dated_by is None:
        yield item.problem("law.table_undated", "record", record=record.id)
    if locality is None:
        return
    places = [choice.id for choice in record.fields[record.located_by].codes] if record.located_by else []
    if locality not in places:
        yield item.problem("law.unknown_code", "locality", name=locality, nearest=nearest(locality, places))


def _grade(item: Item, record: Record, path: str, table: Mapping[str, object], problems: list[Problem]) -> Grade | None:
    values, wrong = read(GRADE, item, table, path)
    problems.extend(wrong)
    if values is None:
        return None
    if not values["any"] or not all(values["any"]):
        problems.append(item.problem("law.group_empty", f"{path}.any", key="any"))
        return None
    faults = [
        problem
        for ground in values["any"]
        for name, value in ground.items()
        for problem in _ground(item, record, f"{path}.any", name, value)
    ]
    problems.extend(faults)
    return None if faults else Grade(values["id"], values["label"], tuple(values["any"]))


def _row(place: int) -> str:
    """Where in the item the grade of that place stands."""
    return f"grade.{place}" if place else "grade"


def _ground(item: Item, record: Record, path: str, name: str, value: object) -> Iterable[Problem]:
    """A number of one or more, of a number; or ``true``, of a yes or no."""
    field = record.fields.get(name)
    if field is None or field.type not in ("number", "yes_or_no"):
        valid = [each.id for each in record.fields.values() if each.type in ("number", "yes_or_no")]
        yield item.problem("law.unknown_measure", path, name=name, nearest=nearest(name, valid))
    elif not _reachable(field, value):
        yield item.problem("law.threshold", path, name=name, value=_written(value))


def _written(value: object) -> object:
    """The value as TOML has it."""
    return str(value).lower() if isinstance(value, bool) else value


def _reachable(field: Fact, value: object) -> bool:
    if field.type == "yes_or_no":
        return value is True
    return isinstance(value, int) and not isinstance(value, bool) and value >= 1


def _named_twice(item: Item, grades: Mapping[int, Grade]) -> Iterable[Problem]:
    seen: set[str] = set()
    for place, grade in grades.items():
        if grade.id in seen:
            yield item.problem("law.grade_twice", _row(place), table=item.id)
        seen.add(grade.id)


def _not_descending(item: Item, grades: Mapping[int, Grade]) -> Iterable[Problem]:
    """What reaches a graver grade reaches the lesser ones: a lone number falls from grade to grade."""
    lone: dict[str, tuple[int, str]] = {}
    for place, grade in grades.items():
        for ground in (ground for ground in grade.grounds if len(ground) == 1):
            [(name, number)] = ground.items()
            if name in lone and number >= lone[name][0]:
                above, graver = lone[name]
                params = {"name": name, "number": _written(number), "above": _written(above)}
                params |= {"grade": grade.label, "graver": graver}
                yield Problem("law.grade_order", params, item.place(f"{_row(place)}.any"))
            lone[name] = (number, grade.label)


def _out_of_step(editions: list[tuple[Item, Edition]]) -> Iterable[Problem]:
    """Of one place, the next edition begins where the last one ended."""
    for (_, before), (item, after) in pairwise(editions):
        if before.locality != after.locality:
            continue
        params = {"table": after.table, "before": before.label, "after": after.label}
        if before.since == after.since or (before.until is not None and before.until >= after.since):
            yield item.problem("law.editions_overlap", "from", **params)
        elif before.until is not None and before.until + _DAY < after.since:
            yield item.problem("law.editions_gap", "from", **params)
