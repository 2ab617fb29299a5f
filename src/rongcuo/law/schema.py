"""Which keys each table of a pack has, and of what shape: one row a key.

A shape turns the TOML value into the value that the data class wants, or
raises ``TypeError`` or ``ValueError``; its ``code`` is the sentence that says
what was expected.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, get_args

from rongcuo.base import ClauseRef, Problem
from rongcuo.law.derivation.derivations import FactType
from rongcuo.law.items import Item
from rongcuo.law.nearest import nearest
from rongcuo.law.procedure import OrganOnFile, ReminderTime, Told
from rongcuo.law.rules import Changeable, FindingKind, Operator, ReadingScope

MODALITIES = ("may", "shall", "recommended")
AUDIENCES = ("party", "panel", *get_args(OrganOnFile))
HOLDERS = ("organ", "officers", "party", "actor", "named")
UNITS = ("working_day", "day", "month")
OPERATORS: tuple[Operator, ...] = get_args(Operator)


@dataclass(frozen=True, slots=True)
class Shape:
    """What a value must look like."""

    code: str
    convert: Callable[[object], Any]
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Key:
    """One key of a table; an optional one has ``default`` when it is left out."""

    shape: Shape
    required: bool = True
    default: object = None


def read(
    keys: Mapping[str, Key], item: Item, data: Mapping[str, object], path: str = ""
) -> tuple[dict[str, Any] | None, tuple[Problem, ...]]:
    """The values of ``data`` by key; none when a problem stands in the way.

    ``path`` is where in ``item`` the table stands, for the problems' places.
    """
    problems = list(_unknown(keys, item, data, path))
    values: dict[str, Any] = {}
    for name, key in keys.items():
        where = f"{path}.{name}" if path else name
        if name not in data:
            if key.required:
                problems.append(item.problem("law.key_missing", path, key=name, table=item.name))
            values[name] = key.default
            continue
        try:
            values[name] = key.shape.convert(data[name])
        except (TypeError, ValueError):
            problems.append(_misshapen(item, where, name, key.shape, data[name]))
    return (None if problems else values), tuple(problems)


def _unknown(keys: Mapping[str, Key], item: Item, data: Mapping[str, object], path: str) -> Iterable[Problem]:
    for name in data:
        if name not in keys:
            where = f"{path}.{name}" if path else name
            yield item.problem("law.unknown_key", where, key=name, table=item.name, nearest=nearest(name, keys))


def _misshapen(item: Item, where: str, name: str, shape: Shape, value: object) -> Problem:
    params: dict[str, object] = {"key": name}
    if shape.choices:
        params |= {"choices": shape.choices, "nearest": nearest(str(value), shape.choices)}
    return Problem(shape.code, params, item.place(where, value))


def _text(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError
    return value


def _yes_or_no(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError
    return value


def _number(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise ValueError
    return value


def _date(value: object) -> date:
    if not isinstance(value, date) or isinstance(value, datetime):
        raise TypeError
    return value


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise TypeError
    return value


def _texts(value: object) -> tuple[str, ...]:
    return tuple(_text(part) for part in _list(value))


def _some_texts(value: object) -> tuple[str, ...]:
    texts = _texts(value)
    if not texts:
        raise ValueError
    return texts


def _pair(value: object) -> tuple[str, str]:
    first, second = _texts(value)
    return first, second


def _clause(value: object) -> ClauseRef:
    return ClauseRef.parse(_text(value))


def _clauses(value: object) -> tuple[ClauseRef, ...]:
    return tuple(_clause(part) for part in _some_texts(value))


def _tables(value: object) -> tuple[dict[str, object], ...]:
    tables = tuple(part for part in _list(value) if isinstance(part, dict))
    if len(tables) != len(_list(value)):
        raise ValueError
    return tables


def _table(value: object) -> dict[str, object]:
    if not isinstance(value, dict):
        raise TypeError
    return value


def _anything(value: object) -> object:
    return value


def _one_of(choices: tuple[str, ...]) -> Shape:
    def convert(value: object) -> str:
        if value not in choices:
            raise ValueError
        return str(value)

    return Shape("law.expects_choice", convert, choices)


def _any_of(choices: tuple[str, ...]) -> Shape:
    def convert(value: object) -> tuple[str, ...]:
        texts = _texts(value)
        if not set(texts) <= set(choices):
            raise ValueError
        return texts

    return Shape("law.expects_choices", convert, choices)


TEXT = Shape("law.expects_text", _text)
TEXTS = Shape("law.expects_texts", _texts)
SOME_TEXTS = Shape("law.expects_some_texts", _some_texts)
PAIR = Shape("law.expects_pair", _pair)
YES_OR_NO = Shape("law.expects_yes_or_no", _yes_or_no)
NUMBER = Shape("law.expects_number", _number)
DATE = Shape("law.expects_date", _date)
CLAUSE = Shape("law.expects_clause", _clause)
CLAUSES = Shape("law.expects_clauses", _clauses)
TABLE = Shape("law.expects_table", _table)
TABLES = Shape("law.expects_rows", _tables)
ANYTHING = Shape("law.expression", _anything)
FACT_TYPE = _one_of(get_args(FactType))


def _maybe(shape: Shape, default: object = None) -> Key:
    return Key(shape, required=False, default=default)


_RULE = {operator: _maybe(ANYTHING) for operator in OPERATORS} | {
    "label": Key(TEXT),
    "label_en": _maybe(TEXT),
    "reading": _maybe(TEXT),
    "when": _maybe(TABLE),
    "clause": _maybe(CLAUSE),
}

KEYS: Mapping[str, Mapping[str, Key]] = {
    "finding": {
        "label": Key(TEXT),
        "label_en": Key(TEXT),
        "kind": Key(_one_of(get_args(FindingKind))),
        "quote": _maybe(TEXT),
        "words": Key(PAIR),
        "judged": _maybe(YES_OR_NO, default=False),
        "evidence": _maybe(TEXTS, ()),
        "changeable": _maybe(_one_of(get_args(Changeable))),
        "clause": _maybe(CLAUSE),
    },
    "rule": _RULE,
    "standing": {
        "label": Key(TEXT),
        "label_en": Key(TEXT),
        "modality": _maybe(_one_of(MODALITIES)),
        "modality_reading": _maybe(TEXT),
        "decisions": Key(SOME_TEXTS),
        "clause": _maybe(CLAUSE),
    },
    "entry": {
        "id": Key(TEXT),
        "standing": Key(TEXT),
        "label": Key(TEXT),
        "label_en": _maybe(TEXT),
        "reading": _maybe(TEXT),
        "when": _maybe(ANYTHING),
        "clauses": Key(CLAUSES),
    },
    "exclusive": {"findings": Key(SOME_TEXTS), "clause": _maybe(CLAUSE)},
    "reading": {
        "label": Key(TEXT),
        "question": Key(TEXT),
        "affects": Key(_one_of(get_args(ReadingScope))),
        "value": Key(TABLES),
        "settled_by": _maybe(TEXT),
        "settled_on": _maybe(DATE),
        "clause": _maybe(CLAUSE),
    },
    "decision": {
        "label": Key(TEXT),
        "label_en": Key(TEXT),
        "favourable": Key(YES_OR_NO),
        "needs_other_rule": Key(YES_OR_NO),
        "in_decision": _maybe(YES_OR_NO, default=True),
        "clause": _maybe(CLAUSE),
    },
    "open": {"words": Key(TEXT), "reason": Key(TEXT), "clause": _maybe(CLAUSE)},
    "unseen": {"substance": Key(TEXT), "source": Key(TEXT), "reason": Key(TEXT), "clause": _maybe(CLAUSE)},
    "stage": {
        "label": Key(TEXT),
        "early_end": _maybe(YES_OR_NO, default=False),
        "over": _maybe(YES_OR_NO, default=False),
        "clause": _maybe(CLAUSE),
    },
    "role": {
        "label": Key(TEXT),
        "organ": _maybe(_one_of(get_args(OrganOnFile))),
        "functions": _maybe(TEXTS, ()),
        "assigned": _maybe(YES_OR_NO, default=False),
        "party": _maybe(YES_OR_NO, default=False),
        "panel": _maybe(YES_OR_NO, default=False),
        "clause": _maybe(CLAUSE),
    },
    "act": {
        "label": Key(TEXT),
        "label_en": Key(TEXT),
        "verb": Key(TEXT),
        "by": Key(SOME_TEXTS),
        "clause": _maybe(CLAUSE),
        "basis": _maybe(TEXT),
        "steps": Key(TABLES),
        "guards": _maybe(TABLES, ()),
        "documents": _maybe(TEXTS, ()),
        "audience": Key(_any_of(AUDIENCES)),
        "grants": _maybe(TABLES, ()),
        "discloses": _maybe(TEXTS, ()),
        "irreversible": _maybe(YES_OR_NO, default=False),
        "late_proof": _maybe(TEXT),
    },
    "limit": {
        "label": Key(TEXT),
        "length": Key(NUMBER),
        "unit": Key(_one_of(UNITS)),
        "starts_on": Key(TEXT),
        "reading": _maybe(TEXT),
        "routes": _maybe(TEXTS, ()),
        "decisions": _maybe(TEXTS, ()),
        "kinds": _maybe(TEXTS, ()),
        "since": _maybe(DATE),
        "until": _maybe(DATE),
        "clause": _maybe(CLAUSE),
        "source": _maybe(TEXT),
        "confirmed": _maybe(YES_OR_NO, default=True),
        "internal": _maybe(YES_OR_NO, default=False),
    },
    "duty": {
        "label": Key(TEXT),
        "by": Key(TEXT),
        "act": _maybe(TEXT),
        "owed": Key(TABLES),
        "done": Key(TABLES),
        "limit": _maybe(TEXT),
        "limits": _maybe(TEXTS, ()),
        "each": _maybe(TEXT),
        "clause": _maybe(CLAUSE),
    },
    "reminder": {
        "label": Key(TEXT),
        "when": Key(_one_of(get_args(ReminderTime))),
        "working_days": _maybe(NUMBER),
        "tell": Key(_any_of(get_args(Told))),
    },
    "document": {
        "label": Key(TEXT),
        "note": _maybe(TEXT),
        "group": _maybe(TEXT),
        "clause": _maybe(CLAUSE),
        "after": _maybe(TEXTS, ()),
        "signed_by": _maybe(TEXTS, ()),
        "audience": _maybe(_any_of(AUDIENCES), ()),
        "served_by": _maybe(TEXT),
        "guards": _maybe(TABLES, ()),
    },
    "list": {
        "id": Key(TEXT),
        "label": Key(TEXT),
        "note": _maybe(TEXT),
        "group": _maybe(TEXT),
        "clause": _maybe(CLAUSE),
    },
}
"""The keys of every table of a pack's blocks."""

VALUE = {"id": Key(TEXT), "label": Key(TEXT), "note": Key(TEXT)}
"""One value of a reading."""

STEP = {"from": Key(SOME_TEXTS), "to": _maybe(TEXT), "when": _maybe(TABLES, ())}
"""One step of an act."""

GRANT = {
    "to": Key(_one_of(HOLDERS)),
    "organ": _maybe(_one_of(get_args(OrganOnFile))),
    "functions": _maybe(TEXTS, ()),
    "audience": Key(_one_of(AUDIENCES)),
    "field": _maybe(TEXT),
}
"""Whom an act lets see the file."""

TITLE = {
    "policy": Key(TEXT),
    "title": Key(TEXT),
    "number": Key(TEXT),
    "issuers": Key(SOME_TEXTS),
    "signed_on": Key(DATE),
    "printed_on": Key(DATE),
    "effective_from": Key(DATE),
    "text_digest": Key(TEXT),
    "basis": _maybe(TEXTS, ()),
    "parameters": _maybe(TABLE, {}),
}
"""The keys of ``pack.toml``."""
