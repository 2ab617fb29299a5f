"""The ``facts`` of a request, read without trust: every fault with its field and the nearest valid name.

A fact is its value alone, or ``{"value", "evidence", "note"}``; ``null`` is
not known. A record is its rows alone, or ``{"rows", "complete"}``; a row has
the record's fields and may have ``evidence``.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from rongcuo.base import Place, Problem, canonical
from rongcuo.determination.derivation.facts import Facts, Known, Piece, Row, Rows
from rongcuo.law import Pack, nearest
from rongcuo.law.derivation.derivations import Fact, FactType, Record, Scalar

FACT_KEYS = ("value", "evidence", "note")
RECORD_KEYS = ("rows", "complete")
_TYPES = {dict: "object", list: "array", str: "string", bool: "boolean", int: "number", float: "number"}


def read_facts(pack: Pack, data: object, problems: list[Problem]) -> Facts:
    """What can be read of ``data``; everything wrong with it goes to ``problems``."""
    reader = _Reader(problems)
    law = pack.derivable
    given = reader.mapping("facts", data)
    if given and not law.facts and not law.records:
        reader.say("facts.no_facts", "facts")
        return Facts()
    for name in given:
        if name not in law.facts and name not in law.records:
            close = nearest(name, (*law.facts, *law.records))
            reader.say("facts.unknown", f"facts.{name}", name=name, nearest=close)
    return Facts(
        {name: reader.known(fact, f"facts.{name}", given[name]) for name, fact in law.facts.items() if name in given},
        {
            name: reader.rows(record, f"facts.{name}", given[name])
            for name, record in law.records.items()
            if name in given
        },
    )


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads values of a known shape and says what is wrong with them."""

    problems: list[Problem]

    def say(self, code: str, field: str, **params: object) -> None:
        self.problems.append(Problem(code, params, Place(field=field)))

    def known(self, fact: Fact, field: str, given: object) -> Known:
        if not isinstance(given, Mapping):
            return Known(self.scalar(fact, field, given))
        self.keys(given, FACT_KEYS, field)
        if "value" not in given:
            self.say("request.key_missing", f"{field}.value", key="value")
        note = given.get("note")
        if note is not None and not isinstance(note, str):
            self.wrong(f"{field}.note", "string", note)
            note = None
        value = self.scalar(fact, f"{field}.value", given.get("value"))
        return Known(value, self.evidence(f"{field}.evidence", given.get("evidence")), note)

    def rows(self, record: Record, field: str, given: object) -> Rows:
        if not isinstance(given, Mapping):
            return Rows(self.rows_of(record, field, given))
        self.keys(given, RECORD_KEYS, field)
        complete = given.get("complete", False)
        if not isinstance(complete, bool):
            self.wrong(f"{field}.complete", "boolean", complete)
        if "rows" not in given:
            self.say("request.key_missing", f"{field}.rows", key="rows")
            return Rows()
        return Rows(self.rows_of(record, f"{field}.rows", given["rows"]), complete is True)

    def rows_of(self, record: Record, field: str, given: object) -> tuple[Row, ...]:
        if not isinstance(given, list):
            self.wrong(field, "array", given)
            return ()
        return tuple(self.row(record, f"{field}[{place}]", row) for place, row in enumerate(given))

    def row(self, record: Record, field: str, given: object) -> Row:
        data = self.mapping(field, given)
        for name in data:
            if name not in record.fields and name != "evidence":
                close = nearest(name, (*record.fields, "evidence"))
                self.say("facts.unknown_field", f"{field}.{name}", record=record.label, name=name, nearest=close)
        values = {
            name: self.scalar(fact, f"{field}.{name}", data[name])
            for name, fact in record.fields.items()
            if name in data
        }
        return Row(values, self.evidence(f"{field}.evidence", data.get("evidence")))

    def scalar(self, fact: Fact, field: str, given: object) -> Scalar | None:
        if given is None:
            return None
        value = _READERS[fact.type](given)
        if value is None:
            params = {"label": fact.label, "unit": fact.unit, "value": json.dumps(given, ensure_ascii=False)[:40]}
            self.say(_FAULTS[fact.type], field, **params)
        codes = {choice.id: choice.label for choice in fact.codes}
        if value is None or fact.type != "code" or value in codes:
            return value
        shown = tuple(f"{code}（{label}）" for code, label in codes.items())
        self.say(
            "facts.unknown_code", field, label=fact.label, name=value, nearest=nearest(str(value), codes), codes=shown
        )
        return None

    def evidence(self, field: str, given: object) -> tuple[Piece, ...]:
        if given is None:
            return ()
        if not isinstance(given, list):
            self.wrong(field, "array", given)
            return ()
        for place, piece in enumerate(given):
            if not isinstance(piece, str | Mapping):
                self.wrong(f"{field}[{place}]", "string, object", piece)
            elif not _has_canonical_form(piece):
                self.say("request.evidence_form", f"{field}[{place}]")
        return tuple(given)

    def mapping(self, field: str, given: object) -> Mapping[str, object]:
        if given is None:
            return {}
        if isinstance(given, Mapping):
            return given
        self.wrong(field, "object", given)
        return {}

    def keys(self, given: Iterable[str], valid: tuple[str, ...], field: str) -> None:
        for key in given:
            if key not in valid:
                self.say("request.key_unknown", f"{field}.{key}", key=key, nearest=nearest(key, valid))

    def wrong(self, field: str, expected: str, given: object) -> None:
        self.say("request.wrong_type", field, expected=expected, given=_TYPES.get(type(given), "null"))


def _number(given: object) -> int | None:
    return given if isinstance(given, int) and not isinstance(given, bool) and given >= 0 else None


def _date(given: object) -> date | None:
    try:
        return date.fromisoformat(given) if isinstance(given, str) and len(given) == len("2017-11-02") else None
    except ValueError:
        return None


def _yes_or_no(given: object) -> bool | None:
    return given if isinstance(given, bool) else None


def _text(given: object) -> str | None:
    return given if isinstance(given, str) else None


def _has_canonical_form(piece: object) -> bool:
    try:
        canonical(piece)
    except TypeError:
        return False
    return True


_READERS: Mapping[FactType, Callable[[object], Scalar | None]] = {
    "number": _number,
    "date": _date,
    "code": _text,
    "yes_or_no": _yes_or_no,
    "text": _text,
}

_FAULTS: Mapping[FactType, str] = {
    "number": "facts.number",
    "date": "facts.date",
    "code": "facts.text",
    "yes_or_no": "facts.yes_or_no",
    "text": "facts.text",
}
