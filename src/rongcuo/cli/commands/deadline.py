"""``rongcuo deadline DATE N``: the last day of a period, with every day that was counted."""

import argparse
from collections.abc import Iterator
from datetime import date

from rongcuo.base import Language, Place, Problem, sentence
from rongcuo.cli.columns import pad
from rongcuo.cli.report import Report
from rongcuo.workdays import (
    CountFrom,
    Deadline,
    Part,
    Period,
    TraceDay,
    Unit,
    deadline,
    format_zh,
    load_calendar,
)


def arguments(parser: argparse.ArgumentParser) -> None:
    """DATE and N are read here, so that a bad one is refused in our own words."""
    parser.add_argument("date", metavar="DATE", help=sentence("cli.help.deadline.date", {}))
    parser.add_argument("n", metavar="N", help=sentence("cli.help.deadline.n", {}))
    units, rules = tuple(map(str, Unit)), tuple(map(str, CountFrom))
    parser.add_argument("--unit", choices=units, default=units[0], help=sentence("cli.help.deadline.unit", {}))
    parser.add_argument(
        "--count-from", choices=rules, default=rules[0], help=sentence("cli.help.deadline.count_from", {})
    )


def run(args: argparse.Namespace) -> Report:
    """The deadline, or what is wrong with the question."""
    start, n = _date(args.date), _count(args.n)
    problems = tuple(each for each in (start, n) if isinstance(each, Problem))
    if isinstance(start, Problem) or isinstance(n, Problem):
        return Report(problems=problems)
    found = deadline(start, Period(n, Unit(args.unit)), load_calendar(), count_from=args.count_from)
    return Report(found.as_json(), tuple(_lines(found, args.lang)))


def _date(text: str) -> date | Problem:
    try:
        if len(text) == len("2018-02-09"):
            return date.fromisoformat(text)
    except ValueError:
        pass
    return Problem("cli.no_date", {"value": text[:40]}, Place(field="DATE"))


def _count(text: str) -> int | Problem:
    try:
        return int(text)
    except ValueError:
        return Problem("cli.no_number", {"value": text[:40]}, Place(field="N"))


def _lines(found: Deadline, language: Language) -> Iterator[str]:
    params = {
        "start": _day(found.start, language),
        "n": found.period.n,
        "unit": sentence(f"cli.unit.{found.period.unit}", {}, language),
        "rule": sentence(f"cli.count_from.{found.count_from}", {}, language),
        "last": _day(found.last_day, language),
    }
    yield sentence("cli.deadline.question", params, language)
    yield sentence("cli.deadline.last_day", params, language)
    yield ""
    yield from (_row(day, language) for day in found.trace)
    yield ""
    calendar = {"edition": found.calendar_edition, "digest": found.calendar_digest[:12]}
    yield sentence("cli.deadline.calendar", calendar, language)
    if found.provisional:
        yield sentence("cli.deadline.provisional", {}, language)


def _row(day: TraceDay, language: Language) -> str:
    counted = sentence("cli.deadline.counted", {"ordinal": day.ordinal}, language) if day.counts else ""
    note = counted or sentence(f"cli.deadline.{_why_not(day)}", {}, language)
    weekday = day.weekday_zh if language == "zh" else f"{day.date:%a}"
    return f"  {day.date}  {pad(weekday, 8)}{pad(day.word, 6)}{note}"


def _why_not(day: TraceDay) -> str:
    return "service" if day.part is Part.SERVICE else "not_counted"


def _day(day: date, language: Language) -> str:
    return format_zh(day) if language == "zh" else f"{day} ({day:%A})"
