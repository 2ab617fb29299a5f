"""A deadline and the days it was counted through.

A deadline is never stored as the truth: it is derived from the day of
service, the period, the calendar and the extensions, and shows every day it
went through, because officials check by hand.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from rongcuo.workdays.calendars import Calendar, Day
from rongcuo.workdays.periods import CountFrom, Extension, Period, Unit, count_from_of, last_counted_day
from rongcuo.workdays.words import end_of, format_end_zh, weekday_zh


class Part(StrEnum):
    """Why a day stands in the trace."""

    SERVICE = "service"  # the day of service, where it does not count
    PERIOD = "period"  # within the period itself
    ROLL_OVER = "roll_over"  # after it, because its last day was a rest day
    EXTENSION = "extension"  # within the working days added for the party


@dataclass(frozen=True, slots=True)
class TraceDay:
    """One day of the count.

    ``ordinal`` is the number of a day that counts, 0 for a day of service
    that does not, ``None`` for any other day that does not. ``word`` is the
    calendar's word for the cell (:class:`~rongcuo.workdays.Day`).
    """

    date: date
    ordinal: int | None
    counts: bool
    word: str
    weekday_zh: str
    provisional: bool
    part: Part

    def as_json(self) -> dict[str, object]:
        """The form that ``--format json`` prints."""
        return {
            "date": self.date.isoformat(),
            "ordinal": self.ordinal,
            "counts": self.counts,
            "word": self.word,
            "weekday": self.weekday_zh,
            "provisional": self.provisional,
            "part": self.part.value,
        }


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day of a period and how it was found.

    ``provisional`` says that the count touches a year whose notice is still to
    come; ``calendar_digest`` names the calendar for ever.
    """

    start: date
    period: Period
    count_from: CountFrom
    extensions: tuple[Extension, ...]
    last_day: date
    trace: tuple[TraceDay, ...]
    calendar_edition: date
    calendar_digest: str
    provisional: bool

    @property
    def ends_at(self) -> datetime:
        """The instant at which it has run: 24:00 of the last day, UTC+8."""
        return end_of(self.last_day)

    def text_zh(self) -> str:
        """``2024年2月20日（星期二）24时``."""
        return format_end_zh(self.last_day)

    def as_json(self) -> dict[str, object]:
        """The form that ``--format json`` prints."""
        return {
            "start": self.start.isoformat(),
            "period": {"n": self.period.n, "unit": str(self.period.unit)},
            "count_from": self.count_from.value,
            "extensions": [{"working_days": e.working_days, "reason": e.reason} for e in self.extensions],
            "last_day": self.last_day.isoformat(),
            "ends_at": self.ends_at.isoformat(),
            "provisional": self.provisional,
            "calendar": {"edition": self.calendar_edition.isoformat(), "digest": self.calendar_digest},
            "trace": [day.as_json() for day in self.trace],
        }


def deadline(
    start: date,
    period: Period,
    calendar: Calendar,
    *,
    count_from: str = CountFrom.DAY_AFTER_SERVICE,
    extensions: Sequence[Extension] = (),
) -> Deadline:
    """When ``period`` ends that service on ``start`` began.

    The period runs first (:mod:`rongcuo.workdays.periods`, with the articles);
    a last day that is a rest day rolls over to the next working day; the
    extensions' working days follow. Raises ``CalendarGap`` when a day is not
    on file and ``BadPeriod`` for an unknown ``count_from``.
    """
    rule = count_from_of(count_from)
    calendar.day(start)
    full = last_counted_day(start, period, rule, calendar)
    rolled = calendar.next_working_day(full)
    added = sum(extension.working_days for extension in extensions)
    last = calendar.add_working_days(rolled, added) if added else rolled
    trace = tuple(_trace(calendar.days(start, last), _Count(start, period.unit, rule, full, rolled)))
    return Deadline(
        start=start,
        period=period,
        count_from=rule,
        extensions=tuple(extensions),
        last_day=last,
        trace=trace,
        calendar_edition=calendar.edition,
        calendar_digest=calendar.digest,
        provisional=any(day.provisional for day in trace),
    )


def later_of(announced: Deadline, recomputed: Deadline) -> Deadline:
    """Which of the two governs: an announced deadline never moves earlier."""
    return recomputed if recomputed.last_day > announced.last_day else announced


@dataclass(frozen=True, slots=True)
class _Count:
    """Where the parts of one count end."""

    start: date
    unit: Unit
    count_from: CountFrom
    full: date
    rolled: date

    def part(self, on: date) -> Part:
        """The part of the trace in which ``on`` lies."""
        if on == self.start and self.count_from is CountFrom.DAY_AFTER_SERVICE:
            return Part.SERVICE
        if on <= self.full:
            return Part.PERIOD
        return Part.ROLL_OVER if on <= self.rolled else Part.EXTENSION

    def counts(self, day: Day, part: Part) -> bool:
        """Whether ``day`` advances the count."""
        if part is Part.PERIOD:
            return day.is_working or self.unit != Unit.WORKING_DAY
        return part is Part.EXTENSION and day.is_working


def _trace(days: Iterator[Day], count: _Count) -> Iterator[TraceDay]:
    ordinal = 0
    for day in days:
        part = count.part(day.date)
        counts = count.counts(day, part)
        ordinal += counts
        shown = ordinal if counts or part is Part.SERVICE else None
        yield TraceDay(day.date, shown, counts, day.word, weekday_zh(day.date), day.provisional, part)
