"""A calendar: every day of the years on file, working or not, and why.

A calendar is a value. Its digest names it for ever, so that a deadline can say
by which calendar it was computed, and ``as_of`` gives the calendar as it was
known on an earlier day. A day outside the table is a ``CalendarGap``, never a
guess.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache

from rongcuo.base.canonical import digest
from rongcuo.workdays.errors import BadPeriod, CalendarGap, no_calendar_yet
from rongcuo.workdays.notices import Notice, in_force
from rongcuo.workdays.words import short_weekday_zh

_ONE_DAY = timedelta(days=1)
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Day:
    """One day as the calendar knows it.

    ``word`` is what a Chinese reader sees in the day's cell: 周三 for an
    ordinary working day, 班 for a make-up working day, 休 for a weekend, 假 for
    a holiday, or the name of a worked day that its notice names (除夕).
    ``holiday`` is the holiday's name, empty for other days; ``notice`` is the
    number of the notice that settles the day.
    """

    date: date
    is_working: bool
    word: str
    holiday: str
    notice: str
    provisional: bool


@dataclass(frozen=True, slots=True)
class Calendar:
    """The working days of some years, from the notices that set them.

    ``edition`` is the date of the latest notice, ``digest`` the SHA-256 of all
    of them; two calendars with the same digest are the same calendar.
    """

    edition: date = field(compare=False)
    digest: str
    years: tuple[int, ...] = field(compare=False)
    notices: tuple[Notice, ...] = field(compare=False, repr=False)
    _days: Mapping[date, Day] = field(compare=False, repr=False)
    _working: tuple[date, ...] = field(compare=False, repr=False)

    def day(self, on: date) -> Day:
        """What ``on`` is; raises ``CalendarGap`` outside the years on file."""
        found = self._days.get(on)
        if found is None:
            raise CalendarGap(on.year, self.years)
        return found

    def is_working(self, on: date) -> bool:
        """Whether ``on`` is a working day; raises ``CalendarGap``."""
        return self.day(on).is_working

    def days(self, first: date, last: date) -> Iterator[Day]:
        """Every day from ``first`` to ``last``, both included; raises ``CalendarGap``."""
        for offset in range((last - first).days + 1):
            yield self.day(first + timedelta(days=offset))

    def working_days_between(self, after: date, until: date) -> int:
        """How many working days follow ``after`` up to and including ``until`` (尚余).

        None when ``until`` is not later. Raises ``CalendarGap``.
        """
        if until <= after:
            return 0
        self._require(after + _ONE_DAY, until)
        return bisect_right(self._working, until) - bisect_right(self._working, after)

    def add_working_days(self, after: date, count: int) -> date:
        """The ``count``-th working day after ``after``; ``after`` itself never counts.

        Raises ``BadPeriod`` unless ``count`` is at least 1, and ``CalendarGap``.
        """
        if count < 1:
            raise BadPeriod.field("count", count, ">= 1")
        index = bisect_right(self._working, after) + count - 1
        found = self._working[index] if index < len(self._working) else date(self.years[-1] + 1, 1, 1)
        self._require(after + _ONE_DAY, found)
        return found

    def next_working_day(self, on: date) -> date:
        """``on`` itself if it is worked, else the first working day after it; raises ``CalendarGap``."""
        return on if self.is_working(on) else self.add_working_days(on, 1)

    def as_of(self, on: date) -> "Calendar":
        """The calendar as it was known at the end of ``on``: the notices issued by then.

        Raises ``WorkdaysError`` when none had been issued.
        """
        known = [notice.issued for notice in self.notices if notice.issued <= on]
        if not known:
            raise no_calendar_yet(on, min(notice.issued for notice in self.notices))
        return self if max(known) == self.edition else _as_of(self, max(known))

    def editions(self) -> tuple["Calendar", ...]:
        """Every calendar that this one has been, oldest first, itself last."""
        return tuple(self.as_of(issued) for issued in sorted({n.issued for n in self.notices}))

    def _require(self, first: date, last: date) -> None:
        """Every year from ``first`` to ``last`` is on file."""
        for year in range(first.year, last.year + 1):
            if year not in self.years:
                raise CalendarGap(year, self.years)


def calendar_of(notices: tuple[Notice, ...]) -> Calendar:
    """The calendar that ``notices`` make; at least one of them opens a year."""
    valid = in_force(notices)
    openers = {notice.year: notice for notice in valid if notice.year is not None}
    named = {day.date: day for notice in valid for day in _named_days(notice)}
    days = {on: named.get(on) or _ordinary_day(on, openers[year]) for year in sorted(openers) for on in _year(year)}
    return Calendar(
        edition=max(notice.issued for notice in notices),
        digest=digest("rongcuo/calendar", [notice.as_json() for notice in sorted(notices, key=_place)]),
        years=tuple(sorted(openers)),
        notices=notices,
        _days=days,
        _working=tuple(on for on, day in days.items() if day.is_working),
    )


def with_notices(calendar: Calendar, notices: Iterable[Notice]) -> Calendar:
    """``calendar`` with further notices; one on a subject that is on file takes the place of what stands there."""
    merged = {notice.subject: notice for notice in (*calendar.notices, *notices)}
    return calendar_of(tuple(merged.values()))


def first_change(before: Calendar, after: Calendar) -> date | None:
    """The first day that ``after`` counts otherwise than ``before``; none where both count alike.

    A day that only ``after`` knows changes nothing that had been counted.
    """
    return next((on for year in before.years for on in _year(year) if _differs(before, after, on)), None)


def _differs(before: Calendar, after: Calendar, on: date) -> bool:
    return on.year not in after.years or before.is_working(on) is not after.is_working(on)


@lru_cache(maxsize=64)
def _as_of(calendar: Calendar, issued: date) -> Calendar:
    return calendar_of(tuple(n for n in calendar.notices if n.issued <= issued))


def _named_days(notice: Notice) -> Iterator[Day]:
    """The days that ``notice`` names, as days."""
    number, provisional = notice.number, notice.provisional
    for off in notice.days_off:
        for on in off.days():
            yield Day(on, False, "假", off.holiday, number, provisional)
    for on in notice.make_up:
        yield Day(on, True, "班", "", number, provisional)
    for named in notice.named:
        yield Day(named.day, True, named.word, "", number, provisional)


def _ordinary_day(on: date, opener: Notice) -> Day:
    """A day that no notice names: the week decides."""
    is_working = on.weekday() < _SATURDAY
    word = short_weekday_zh(on) if is_working else "休"
    return Day(on, is_working, word, "", opener.number, opener.provisional)


def _year(year: int) -> Iterator[date]:
    first = date(year, 1, 1)
    for offset in range((date(year + 1, 1, 1) - first).days):
        yield first + timedelta(days=offset)


def _place(notice: Notice) -> tuple[date, str, int]:
    """The order of the digest, whatever the order of the file."""
    return notice.issued, notice.number, notice.year or 0
