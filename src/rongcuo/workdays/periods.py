"""Periods of working days, days and months, as the law counts them.

The source is the Civil Code (民法典), which a rule that says nothing else
follows:

- art. 201: a period of days, months or years does not count the day on which
  it begins; it runs from the next day. A regulation may be read otherwise
  (the reading ``day_count_from``), so the first day is an argument.
- art. 202: a period of months ends on the corresponding date of the month in
  which it expires; where that month has none, on the month's last day.
- art. 203: where the last day is a statutory rest day (法定休假日), the day after
  the rest is the last day; the last day ends at 24:00. Weekends, holidays and
  exchanged days off are rest days, make-up working days are not. A period of
  working days always ends on a working day, so the rule never bites there.
"""

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TypeVar

from rongcuo.workdays.calendars import Calendar
from rongcuo.workdays.errors import BadPeriod

_ONE_DAY = timedelta(days=1)
_Word = TypeVar("_Word", bound=StrEnum)
_LONGEST = 3660  # ten years of days: beyond any limit of procedure, within what ``date`` can hold


class Unit(StrEnum):
    """What a period counts."""

    WORKING_DAY = "working_day"
    DAY = "day"
    MONTH = "month"


class CountFrom(StrEnum):
    """Whether the day of service is counted: the reading ``day_count_from``."""

    DAY_AFTER_SERVICE = "day_after_service"
    DAY_OF_SERVICE = "day_of_service"


@dataclass(frozen=True, slots=True)
class Period:
    """``Period(10, Unit.WORKING_DAY)``; raises ``BadPeriod`` for anything that is no period."""

    n: int
    unit: Unit

    def __post_init__(self) -> None:
        _check_count("n", self.n)
        _choice("unit", self.unit, Unit)


@dataclass(frozen=True, slots=True)
class Extension:
    """Working days added in favour of the party, for a reason on file."""

    working_days: int
    reason: str

    def __post_init__(self) -> None:
        _check_count("working_days", self.working_days)
        if not self.reason:
            raise BadPeriod.field("reason", "''", "an id")


def count_from_of(text: str) -> CountFrom:
    """The rule for the first day by its name in the pack; raises ``BadPeriod``."""
    return _choice("count_from", text, CountFrom)


def last_counted_day(start: date, period: Period, count_from: CountFrom, calendar: Calendar) -> date:
    """The day on which ``period`` is full, before any rolling over; raises ``CalendarGap``."""
    return _LAST[Unit(period.unit)](start, period.n, count_from, calendar)


def _working_days(start: date, n: int, count_from: CountFrom, calendar: Calendar) -> date:
    return calendar.add_working_days(_day_zero(start, count_from), n)


def _days(start: date, n: int, count_from: CountFrom, _: Calendar) -> date:
    return _day_zero(start, count_from) + timedelta(days=n)


def _months(start: date, n: int, count_from: CountFrom, _: Calendar) -> date:
    """Art. 202. Where the first day counts, a month is full the day before the corresponding date."""
    year, month = divmod(start.year * 12 + start.month - 1 + n, 12)
    length = monthrange(year, month + 1)[1]
    if start.day > length:
        return date(year, month + 1, length)
    corresponding = date(year, month + 1, start.day)
    return corresponding if count_from is CountFrom.DAY_AFTER_SERVICE else corresponding - _ONE_DAY


_LAST: dict[Unit, Callable[[date, int, CountFrom, Calendar], date]] = {
    Unit.WORKING_DAY: _working_days,
    Unit.DAY: _days,
    Unit.MONTH: _months,
}


def _day_zero(start: date, count_from: CountFrom) -> date:
    """The day before the first that may count."""
    return start if count_from is CountFrom.DAY_AFTER_SERVICE else start - _ONE_DAY


def _check_count(name: str, count: object) -> None:
    if isinstance(count, bool) or not isinstance(count, int) or not 1 <= count <= _LONGEST:
        raise BadPeriod.field(name, count, f"1-{_LONGEST}")


def _choice(name: str, text: str, words: type[_Word]) -> _Word:
    try:
        return words(text)
    except ValueError:
        raise BadPeriod.field(name, text, ", ".join(words)) from None
