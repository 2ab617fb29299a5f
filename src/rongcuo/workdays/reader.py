"""Reading a calendar: TOML text in, a calendar or every problem of it out.

The form of the file is described at the head of the calendars themselves
(``packs/calendars/cn``) and in ``docs/reference/workdays.md``.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

from rongcuo.base.problems import Place, Problem
from rongcuo.workdays.calendars import Calendar, calendar_of, with_notices
from rongcuo.workdays.errors import BadCalendar, UnknownCalendar
from rongcuo.workdays.notices import DaysOff, NamedDay, Notice, Status
from rongcuo.workdays.words import weekday_zh

_SATURDAY = 5
_LONGEST = 60
"""No holiday lasts so many days; a longer one is a slip of the pen."""
_REQUIRED = ("number", "issued", "title", "status", "days_off", "make_up")
_OPTIONAL = ("year", "amends", "named")
_OFF = ("holiday", "first", "last")
_NAMED = ("day", "word")


@cache
def load_calendar(digest: str | None = None) -> Calendar:
    """The calendar of the package, or the edition of it that ``digest`` names.

    Raises ``UnknownCalendar`` with the editions on file, and ``BadCalendar``
    should the package itself be damaged.
    """
    if digest is None:
        return _packaged()[-1]
    editions = {edition.digest: edition for calendar in _packaged() for edition in calendar.editions()}
    if digest not in editions:
        on_file = ", ".join(sorted({str(edition.edition) for edition in editions.values()}))
        raise UnknownCalendar(Problem("calendar_unknown", {"digest": digest, "editions": on_file}))
    return editions[digest]


def read_calendar(text: str, file: str | None = None) -> Calendar | tuple[Problem, ...]:
    """The calendar that ``text`` describes, or everything that is wrong with it.

    Each problem names the file, the line of its ``[[notice]]`` and the field.
    """
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = Place(file=file, line=_line_of(error, text))
        return (Problem("calendar_syntax", {"detail": error}, place),)
    notices, problems = _notices(_rows(document, text, file), ())
    if not problems and not any(notice.year for notice in notices):
        problems.append(Problem("calendar_empty", place=Place(file=file)))
    return tuple(problems) or calendar_of(tuple(notices))


def read_addition(text: str, file: str | None, calendar: Calendar) -> "Addition | tuple[Problem, ...]":
    """What ``text`` adds to ``calendar``, or everything that is wrong with it.

    A notice that repeats the number and the subject of one on file corrects
    it; one that opens a year which another number has opened is refused.
    """
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return (Problem("calendar_syntax", {"detail": error}, Place(file=file, line=_line_of(error, text))),)
    notices, problems = _notices(_rows(document, text, file), calendar.notices)
    if not problems and set(notices) <= set(calendar.notices):
        problems.append(Problem("calendar_nothing_new", place=Place(file=file)))
    return tuple(problems) or Addition(tuple(notices), with_notices(calendar, notices))


@dataclass(frozen=True, slots=True)
class Addition:
    """The notices of a file, and the calendar with them."""

    notices: tuple[Notice, ...]
    calendar: Calendar


def _notices(rows: "Iterable[_Row]", on_file: Sequence[Notice]) -> tuple[list[Notice], list[Problem]]:
    notices, problems = list[Notice](), list[Problem]()
    for row in rows:
        found = list(_form(row))
        problems += found
        if not found:
            notice = _notice(row.table)
            others = [other for other in on_file if not notice.corrects(other)]
            problems += _sense(row, notice, (*others, *notices))
            notices.append(notice)
    return notices, problems


@dataclass(frozen=True, slots=True)
class _Row:
    """One ``[[notice]]`` as it stands in the file."""

    table: Mapping[str, Any]
    file: str | None
    line: int | None

    def problem(self, code: str, field: str, **params: object) -> Problem:
        return Problem(code, params, Place(file=self.file, line=self.line, field=field))


def _rows(document: Mapping[str, Any], text: str, file: str | None) -> list[_Row]:
    tables = document.get("notice", [])
    tables = tables if isinstance(tables, list) else [tables]
    lines = [number for number, line in enumerate(text.splitlines(), 1) if line.strip().startswith("[[notice]]")]
    padded = [*lines, *[None] * len(tables)]
    return [_Row(table, file, line) for table, line in zip(tables, padded, strict=False)]


def _form(row: _Row) -> Iterator[Problem]:
    """The keys and the kinds of their values, before anything is made of them."""
    if not isinstance(row.table, dict):
        yield row.problem("calendar_value", "notice", key="notice", found=row.table, expected="[[notice]]")
        return
    yield from _keys(row, row.table, "", _REQUIRED, _OPTIONAL)
    for key, value in row.table.items():
        if key in _FORMS and not _FORMS[key].fits(value):
            yield row.problem("calendar_value", key, key=key, found=value, expected=_FORMS[key].expected)
        elif key in _TABLES:
            yield from _inner(row, key, value)


def _inner(row: _Row, key: str, value: Sequence[Mapping[str, Any]]) -> Iterator[Problem]:
    """The tables of ``days_off`` and ``named``."""
    for index, table in enumerate(value):
        prefix = f"{key}[{index}]."
        yield from _keys(row, table, prefix, _TABLES[key], ())
        for name, item in table.items():
            if name in _FORMS and not _FORMS[name].fits(item):
                name_in_full = prefix + name
                yield row.problem(
                    "calendar_value", name_in_full, key=name_in_full, found=item, expected=_FORMS[name].expected
                )


def _keys(
    row: _Row, table: Mapping[str, Any], prefix: str, required: Sequence[str], optional: Sequence[str]
) -> Iterator[Problem]:
    known = (*required, *optional)
    for key in required:
        if key not in table:
            yield row.problem("calendar_key_missing", prefix + key, key=prefix + key)
    for key in table:
        if key not in known:
            yield row.problem("calendar_key_unknown", prefix + key, key=prefix + key, known=", ".join(known))


def _notice(table: Mapping[str, Any]) -> Notice:
    return Notice(
        number=table["number"],
        issued=table["issued"],
        title=table["title"],
        status=Status(table["status"]),
        year=table.get("year"),
        amends=table.get("amends"),
        days_off=tuple(DaysOff(**off) for off in table["days_off"]),
        make_up=tuple(table["make_up"]),
        named=tuple(NamedDay(**named) for named in table.get("named", ())),
    )


def _sense(row: _Row, notice: Notice, earlier: Sequence[Notice]) -> Iterator[Problem]:
    """What a well-formed notice must also be."""
    if (notice.year is None) == (notice.amends is None):
        yield row.problem("calendar_opens_or_amends", "year")
    if notice.amends is not None and notice.amends not in {other.number for other in earlier}:
        yield row.problem("calendar_amends_unknown", "amends", number=notice.amends)
    for other in earlier:
        if notice.year is not None and (other.year, other.status) == (notice.year, notice.status):
            yield row.problem("calendar_year_twice", "year", year=notice.year, other=other.number)
    years = {other.year for other in (*earlier, notice)}
    for on in _ends(notice):
        if notice.amends is not None and on.year not in years:
            yield row.problem("calendar_year_missing", "days_off", day=on, year=on.year)
    yield from _sense_of_days(row, notice)


def _sense_of_days(row: _Row, notice: Notice) -> Iterator[Problem]:
    spans = list(_spans(row, notice))
    yield from spans
    for on in notice.make_up:
        if on.weekday() < _SATURDAY:
            yield row.problem("calendar_make_up", "make_up", day=on, weekday=weekday_zh(on))
    for on, times in Counter([] if spans else _days(notice)).items():
        if times > 1:
            yield row.problem("calendar_day_twice", "days_off", day=on)
    for on in _ends(notice):
        if notice.year is not None and not _belongs(on, notice.year):
            yield row.problem("calendar_outside_year", "days_off", day=on, year=notice.year)


def _spans(row: _Row, notice: Notice) -> Iterator[Problem]:
    for off in notice.days_off:
        span = {"holiday": off.holiday, "first": off.first, "last": off.last}
        if off.first > off.last:
            yield row.problem("calendar_span", "days_off", **span)
        if (off.last - off.first).days >= _LONGEST:
            yield row.problem("calendar_too_long", "days_off", **span, longest=_LONGEST)


def _days(notice: Notice) -> list[date]:
    """Every day that the notice names."""
    off = [on for days in notice.days_off for on in days.days()]
    return [*off, *notice.make_up, *(named.day for named in notice.named)]


def _ends(notice: Notice) -> list[date]:
    """The days between which all of them lie."""
    ends = [on for days in notice.days_off for on in {days.first, days.last}]
    return [*ends, *notice.make_up, *(named.day for named in notice.named)]


def _belongs(on: date, year: int) -> bool:
    """A year's notice may reach into the last days of the year before (New Year 2019, 2023)."""
    return on.year == year or (on.year, on.month) == (year - 1, 12)


@dataclass(frozen=True, slots=True)
class _Form:
    """The kind of value that a key takes."""

    expected: str
    kind: type
    each: type | None = None
    words: tuple[str, ...] = ()
    within: range | None = None

    def fits(self, value: object) -> bool:
        if self.words:
            return value in self.words
        if isinstance(value, list) and self.each is not None:
            return all(_is(item, self.each) for item in value)
        if self.within is not None and value not in self.within:
            return False
        if isinstance(value, str) and not (value.strip() and value.isprintable()):
            return False
        return _is(value, self.kind)


def _is(value: object, kind: type) -> bool:
    """``isinstance`` that knows a truth value from a number and a date from a time."""
    return isinstance(value, kind) and not isinstance(value, bool | datetime)


_TEXT = _Form("text", str)
_DATE = _Form("YYYY-MM-DD", date)
_TABLES = {"days_off": _OFF, "named": _NAMED}
_FORMS = {
    "number": _TEXT,
    "issued": _DATE,
    "title": _TEXT,
    "status": _Form(", ".join(Status), str, words=tuple(Status)),
    "year": _Form("YYYY", int, within=range(1949, 2200)),
    "amends": _TEXT,
    "days_off": _Form("[{ holiday, first, last }]", list, dict),
    "make_up": _Form("[YYYY-MM-DD]", list, date),
    "named": _Form("[{ day, word }]", list, dict),
    "holiday": _TEXT,
    "first": _DATE,
    "last": _DATE,
    "day": _DATE,
    "word": _TEXT,
}


def _line_of(error: tomllib.TOMLDecodeError, text: str) -> int:
    """The line that the parser names; it names none when the text breaks off at its end."""
    found = re.search(r"line (\d+)", str(error))
    return int(found[1]) if found else len(text.splitlines())


@cache
def _packaged() -> tuple[Calendar, ...]:
    """The calendars of the package, oldest edition first."""
    folder = resources.files("rongcuo") / "packs" / "calendars" / "cn"
    files = [file for file in folder.iterdir() if file.name.endswith(".toml")]
    return tuple(_read_packaged(file) for file in sorted(files, key=lambda file: file.name))


def _read_packaged(file: Traversable) -> Calendar:
    calendar = read_calendar(file.read_text(encoding="utf-8"), file.name)
    if isinstance(calendar, Calendar):
        return calendar
    raise BadCalendar(calendar)
