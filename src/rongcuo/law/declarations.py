"""Items with sound tables become the law's data: findings, rules, standings, readings, the list."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from rongcuo.base import ClauseRef, Problem
from rongcuo.law.derivation.schema import DERIVATION_KEYS
from rongcuo.law.expressions import Expressions, Names
from rongcuo.law.items import Item
from rongcuo.law.rules import DecisionKind, Entry, Exclusive, Finding, Group, Reading, ReadingValue, Standing
from rongcuo.law.schema import KEYS, VALUE, read
from rongcuo.law.text import OpenWords, UnseenWords

_NEEDS_CLAUSE = (
    "finding", "rule", "standing", "exclusive", "reading", "decision", "open", "unseen",
    "fact", "record", "grading", "derivation", "value",
)  # fmt: skip


_KEYS = {**KEYS, **DERIVATION_KEYS}

_SPACES = {"rule": "finding", "record": "fact", "value": "fact"}
"""Kinds that share one space of names with another: an expression calls them alike."""

_SEVERAL = ("grading",)
"""Kinds of which several rows stand under one name."""


@dataclass(frozen=True, slots=True)
class Declared:
    """An item with its values by key; none where its table has a problem."""

    item: Item
    values: dict[str, Any] | None


class Declarations:
    """Every item of a pack, read once; look-ups by kind in the pack's order."""

    def __init__(self, items: Iterable[Item], lost: Iterable[tuple[str, str]]) -> None:
        self.problems: list[Problem] = []
        self.lost = frozenset(lost)
        self._kinds: dict[str, list[Declared]] = {}
        for item in items:
            self._kinds.setdefault(item.kind, []).append(self._declare(item))
        self._refuse_doubles()

    def of(self, kind: str) -> tuple[Declared, ...]:
        """The declared items of ``kind``."""
        return tuple(self._kinds.get(kind, ()))

    def items(self, kind: str) -> tuple[Item, ...]:
        """The items of ``kind``, their tables in order or not."""
        return tuple(declared.item for declared in self.of(kind))

    def sound(self, kind: str) -> Iterable[tuple[Item, dict[str, Any]]]:
        """The items of ``kind`` whose tables are in order, with their values."""
        for declared in self._kinds.get(kind, ()):
            if declared.values is not None:
                yield declared.item, declared.values

    def every(self) -> Iterable[Item]:
        """All items, kind by kind."""
        for declared in self._kinds.values():
            yield from (each.item for each in declared)

    def ids(self, kind: str) -> tuple[str, ...]:
        """The ids declared for ``kind``."""
        return tuple(declared.item.id for declared in self._kinds.get(kind, ()))

    def lost_ids(self, kind: str) -> frozenset[str]:
        """The ids that a block which cannot be read was to declare."""
        return frozenset(id_ for lost_kind, id_ in self.lost if lost_kind == kind)

    def _declare(self, item: Item) -> Declared:
        values, problems = read(_KEYS[item.kind], item, item.data)
        self.problems.extend(problems)
        if item.kind in _NEEDS_CLAUSE and item.clause is None:
            values = None
            if "clause" not in item.data:
                self.problems.append(item.problem("law.clause_missing", table=item.name))
        return Declared(item, values)

    def _refuse_doubles(self) -> None:
        """A name is declared once among the things that an expression calls alike."""
        seen: dict[tuple[str, str], Item] = {}
        for item in self.every():
            id_ = str(item.data.get("id")) if item.kind == "list" else item.id
            space = f"list.{item.id}" if item.kind == "list" else _SPACES.get(item.kind, item.kind)
            if item.kind in _SEVERAL or not id_:
                continue
            first = seen.setdefault((space, id_), item)
            if first is not item:
                params = {"name": id_, "where": f"{first.block.file}:{first.line}"}
                self.problems.append(Problem("law.declared_twice", params, item.place()))


@dataclass(frozen=True, slots=True)
class Rules:
    """The propositional half of a pack."""

    findings: Mapping[str, Finding]
    rules: Mapping[str, Group]
    standings: Mapping[str, Standing]
    entries: tuple[Entry, ...]
    exclusives: tuple[Exclusive, ...]
    readings: Mapping[str, Reading]
    decisions: Mapping[str, DecisionKind]
    open_words: tuple[OpenWords, ...]
    unseen_words: tuple[UnseenWords, ...]


def rules(declarations: Declarations) -> tuple[Rules, tuple[Problem, ...]]:
    """What can be built, and what is wrong with the rest."""
    problems: list[Problem] = []
    readings = {item.id: _reading(item, values, problems) for item, values in declarations.sound("reading")}
    expressions = Expressions(_names(declarations, readings), problems)
    built = {name: expressions.rule(name) for name in declarations.ids("rule")}
    made = Rules(
        findings={item.id: Finding(**_whole(item, values)) for item, values in declarations.sound("finding")},
        rules={name: group for name, group in built.items() if group is not None},
        standings={item.id: Standing(**_whole(item, values)) for item, values in declarations.sound("standing")},
        entries=_entries(declarations, expressions),
        exclusives=tuple(_exclusives(declarations, problems)),
        readings=readings,
        decisions={item.id: _decision(item, values) for item, values in declarations.sound("decision")},
        open_words=tuple(_open(item, values) for item, values in declarations.sound("open")),
        unseen_words=tuple(_unseen(item, values) for item, values in declarations.sound("unseen")),
    )
    return made, tuple(problems)


def _names(declarations: Declarations, readings: Mapping[str, Reading]) -> Names:
    judged = {each.item.id: each.values["judged"] if each.values else None for each in declarations.of("finding")}
    lost = {id_ for kind in ("finding", "rule", "reading") for id_ in declarations.lost_ids(kind)}
    unread = set(declarations.ids("reading")) - set(readings)
    return Names(
        judged=judged,
        rules={each.item.id: (each.item, each.values) for each in declarations.of("rule")},
        readings={name: reading.ids for name, reading in readings.items()},
        lost=frozenset(lost | unread),
    )


def _whole(item: Item, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values with id, clause and place, by the names of the data class's fields."""
    return {**values, "id": item.id, "clause": item.clause, "place": item.place()}


def _reading(item: Item, values: Mapping[str, Any], problems: list[Problem]) -> Reading:
    made: list[ReadingValue] = []
    for index, table in enumerate(values["value"]):
        path = f"value.{index}"
        row, wrong = read(VALUE, item, table, path)
        problems.extend(wrong)
        if row is None:
            row = {"id": str(table.get("id", index)), "label": "", "note": ""}
        if row["id"] in {value.id for value in made}:
            problems.append(item.problem("law.value_twice", path, value=row["id"]))
        made.append(ReadingValue(**row))
    if len(made) < 2:
        problems.append(item.problem("law.one_value", "value", name=item.id))
    fields = {key: value for key, value in _whole(item, values).items() if key != "value"}
    return Reading(**fields, values=tuple(made))


def _decision(item: Item, values: Mapping[str, Any]) -> DecisionKind:
    return DecisionKind(item.id, **{key: value for key, value in values.items() if key != "clause"})


def _open(item: Item, values: Mapping[str, Any]) -> OpenWords:
    return OpenWords(_clause(item), values["words"], values["reason"], item.place())


def _unseen(item: Item, values: Mapping[str, Any]) -> UnseenWords:
    return UnseenWords(_clause(item), values["substance"], values["source"], values["reason"], item.place())


def _exclusives(declarations: Declarations, problems: list[Problem]) -> Iterable[Exclusive]:
    for item, values in declarations.sound("exclusive"):
        if len(set(values["findings"])) < 2:
            problems.append(item.problem("law.exclusive_alone", "findings"))
        yield Exclusive(values["findings"], _clause(item), item.place())


def _clause(item: Item) -> ClauseRef:
    """The item's clause; its kind has been checked to have one."""
    if item.clause is None:
        raise AssertionError(item.name)
    return item.clause


def _entries(declarations: Declarations, expressions: Expressions) -> tuple[Entry, ...]:
    """The ordered list; the last line, and only the last, has no condition."""
    made: list[Entry] = []
    declared = tuple(declarations.sound("entry"))
    for index, (item, values) in enumerate(declared):
        last = index == len(declared) - 1
        when = None
        if last is not (values["when"] is None):
            expressions.problems.append(item.problem("law.last_entry" if last else "law.entry_when_missing"))
        if values["when"] is not None:
            when = expressions.when(item, values["reading"], values["when"])
        named = {key: values[key] for key in ("standing", "label", "label_en", "clauses")}
        made.append(Entry(id=item.id, when=when, place=item.place(), **named))
    return tuple(made)
