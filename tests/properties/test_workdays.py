"""Deadlines against a slow oracle that walks one day at a time with a public library."""

from datetime import date, timedelta

import chinese_calendar
from hypothesis import given
from hypothesis import strategies as st

from rongcuo.workdays import CountFrom, Extension, Period, Unit, deadline, later_of, load_calendar, remaining

CALENDAR = load_calendar()
ONE_DAY = timedelta(days=1)

starts = st.dates(date(2016, 1, 1), date(2025, 6, 30))
rules = st.sampled_from(list(CountFrom))
periods = st.one_of(
    st.builds(Period, st.integers(1, 120), st.just(Unit.WORKING_DAY)),
    st.builds(Period, st.integers(1, 200), st.just(Unit.DAY)),
    st.builds(Period, st.integers(1, 12), st.just(Unit.MONTH)),
)
extensions = st.lists(st.builds(Extension, st.integers(1, 15), st.just("illness")), max_size=2)


def walk(day, count, counts):
    """The ``count``-th day after ``day`` for which ``counts`` holds, one day at a time."""
    while count:
        day += ONE_DAY
        count -= counts(day)
    return day


def month_later(day):
    """The first of the month that follows."""
    day = day.replace(day=28) + timedelta(days=4)
    return day.replace(day=1)


def oracle(start, period, rule, added):
    works = chinese_calendar.is_workday
    zero = start if rule is CountFrom.DAY_AFTER_SERVICE else start - ONE_DAY
    if period.unit is Unit.WORKING_DAY:
        last = walk(zero, period.n, works)
    elif period.unit is Unit.DAY:
        last = walk(zero, period.n, lambda _: True)
    else:
        last = months(start, period.n, rule)
    while not works(last):
        last += ONE_DAY
    return walk(last, added, works)


def months(start, n, rule):
    first = start.replace(day=1)
    for _ in range(n):
        first = month_later(first)
    in_month = []
    day = first
    while day.month == first.month:
        in_month.append(day)
        day += ONE_DAY
    if start.day > len(in_month):
        return in_month[-1]
    corresponding = in_month[start.day - 1]
    return corresponding if rule is CountFrom.DAY_AFTER_SERVICE else corresponding - ONE_DAY


@given(starts, periods, rules, extensions)
def test_a_deadline_equals_the_slow_count(start, period, rule, added):
    found = deadline(start, period, CALENDAR, count_from=rule, extensions=added)
    assert oracle(start, period, rule, sum(e.working_days for e in added)) == found.last_day


@given(starts, st.integers(0, 30), periods, rules)
def test_later_service_never_gives_an_earlier_deadline(start, later, period, rule):
    first = deadline(start, period, CALENDAR, count_from=rule)
    second = deadline(start + timedelta(days=later), period, CALENDAR, count_from=rule)
    assert first.last_day <= second.last_day


@given(starts, periods, rules, extensions)
def test_an_extension_never_shortens_and_the_last_day_is_always_worked(start, period, rule, added):
    plain = deadline(start, period, CALENDAR, count_from=rule)
    extended = deadline(start, period, CALENDAR, count_from=rule, extensions=added)
    assert plain.last_day <= extended.last_day
    assert CALENDAR.is_working(plain.last_day)
    assert CALENDAR.is_working(extended.last_day)


@given(starts, periods, rules, extensions)
def test_the_trace_counts_without_a_gap_up_to_the_whole_period(start, period, rule, added):
    found = deadline(start, period, CALENDAR, count_from=rule, extensions=added)
    counted = [day.ordinal for day in found.trace if day.counts]
    assert list(range(1, len(counted) + 1)) == counted
    if period.unit is not Unit.MONTH:
        assert period.n + sum(e.working_days for e in added) == counted[-1]
    assert [start + timedelta(days=n) for n in range(len(found.trace))] == [day.date for day in found.trace]
    assert found.last_day == found.trace[-1].date


@given(starts, st.integers(1, 60), rules)
def test_the_reading_of_the_first_day_moves_a_deadline_by_at_most_one_working_day(start, n, rule):
    period = Period(n, Unit.WORKING_DAY)
    after = deadline(start, period, CALENDAR, count_from=CountFrom.DAY_AFTER_SERVICE)
    on = deadline(start, period, CALENDAR, count_from=rule)
    assert CALENDAR.working_days_between(on.last_day, after.last_day) <= 1
    assert on.last_day <= after.last_day


@given(st.dates(date(2016, 1, 1), date(2026, 6, 1)), st.integers(0, 200))
def test_the_working_days_between_two_days_are_those_a_walk_finds(after, length):
    until = after + timedelta(days=length)
    walked = sum(chinese_calendar.is_workday(after + timedelta(days=n)) for n in range(1, length + 1))
    assert walked == CALENDAR.working_days_between(after, until)


@given(starts, st.integers(1, 90))
def test_what_is_left_falls_to_nothing_exactly_on_the_last_day(start, n):
    found = deadline(start, Period(n, Unit.WORKING_DAY), CALENDAR)
    assert n == remaining(found, start, CALENDAR).working_days_left
    assert 0 == remaining(found, found.last_day, CALENDAR).working_days_left
    assert 1 == remaining(found, found.last_day - ONE_DAY, CALENDAR).working_days_left


@given(
    st.dates(date(2019, 6, 1), date(2019, 12, 15)),
    periods,
    st.sampled_from(CALENDAR.editions()[5:]),
    st.sampled_from(CALENDAR.editions()[5:]),
)
def test_whatever_calendar_comes_next_the_announced_day_stands_or_moves_later(start, period, one, other):
    announced, recomputed = (deadline(start, period, calendar) for calendar in (one, other))
    assert announced.last_day <= later_of(announced, recomputed).last_day
    assert max(announced.last_day, recomputed.last_day) == later_of(announced, recomputed).last_day
