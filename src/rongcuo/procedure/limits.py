"""A limit of the pack, counted from a day on file."""

from collections.abc import Mapping, Sequence
from datetime import date

from rongcuo.law.procedure import Limit
from rongcuo.workdays import Calendar, Deadline, Extension, Period, Unit, deadline

DAY_AFTER_SERVICE = "day_after_service"
"""How days are counted where the pack names no reading for it."""


def count_from(limit: Limit, readings: Mapping[str, str]) -> str:
    """Which day is the first: the reading that the limit names, or the day after."""
    return readings[limit.reading] if limit.reading else DAY_AFTER_SERVICE


def deadline_of(
    limit: Limit,
    start: date,
    readings: Mapping[str, str],
    calendar: Calendar,
    *,
    extensions: Sequence[Extension] = (),
) -> Deadline:
    """The deadline of ``limit`` started on ``start``, with its trace.

    Raises :class:`~rongcuo.workdays.CalendarGap` where the calendar ends first.
    """
    period = Period(limit.length, Unit(limit.unit))
    return deadline(start, period, calendar, count_from=count_from(limit, readings), extensions=extensions)
