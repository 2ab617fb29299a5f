"""Periods, deadlines and what is left of them."""

import json
from datetime import UTC, date, datetime

import pytest

from rongcuo.workdays import (
    BadPeriod,
    CalendarGap,
    Extension,
    Part,
    Period,
    State,
    Unit,
    deadline,
    end_of,
    format_end_zh,
    format_zh,
    later_of,
    load_calendar,
    remaining,
    weekday_zh,
)

CALENDAR = load_calendar()
TEN_WORKING_DAYS = Period(10, Unit.WORKING_DAY)


def last_day(start, period=TEN_WORKING_DAYS, calendar=CALENDAR, **rule):
    return str(deadline(date.fromisoformat(start), period, calendar, **rule).last_day)


@pytest.mark.parametrize(
    ("served", "expected"),
    [
        ("2017-11-02", "2017-11-16"),
        ("2017-11-07", "2017-11-21"),
        ("2017-12-20", "2018-01-04"),
        ("2017-12-29", "2018-01-15"),
        ("2018-02-01", "2018-02-14"),
        ("2018-02-05", "2018-02-23"),
        ("2018-02-09", "2018-02-28"),
        ("2018-02-11", "2018-03-01"),
        ("2018-02-14", "2018-03-06"),
        ("2020-01-10", "2020-01-23"),
        ("2020-01-17", "2020-02-07"),
        ("2020-01-19", "2020-02-10"),
        ("2024-02-02", "2024-02-21"),
        ("2024-04-26", "2024-05-13"),
        ("2024-09-27", "2024-10-16"),
        ("2025-01-20", "2025-02-08"),
        ("2025-09-28", "2025-10-17"),
        ("2026-02-06", "2026-02-27"),
        ("2026-09-18", "2026-10-09"),
        ("2026-12-15", "2026-12-29"),
    ],
)
def test_ten_working_days_from_the_day_after_service(served, expected):
    assert expected == last_day(served)


def test_served_before_the_emergency_notice_the_party_has_until_the_later_day():
    served = date(2020, 1, 17)
    announced = deadline(served, TEN_WORKING_DAYS, CALENDAR.as_of(date(2020, 1, 20)))
    recomputed = deadline(served, TEN_WORKING_DAYS, CALENDAR.as_of(date(2020, 2, 1)))
    assert (date(2020, 2, 5), date(2020, 2, 7)) == (announced.last_day, recomputed.last_day)
    assert recomputed == later_of(announced, recomputed)
    assert (date(2019, 11, 21), date(2020, 1, 26)) == (announced.calendar_edition, recomputed.calendar_edition)
    assert announced.calendar_digest != recomputed.calendar_digest


def test_an_announced_deadline_never_moves_earlier():
    # The make-up Sundays of Labour Day 2019 would have brought this one forward by a day.
    served = date(2019, 4, 19)
    announced = deadline(served, Period(6, Unit.WORKING_DAY), CALENDAR.as_of(date(2019, 3, 21)))
    recomputed = deadline(served, Period(6, Unit.WORKING_DAY), CALENDAR)
    assert (date(2019, 4, 29), date(2019, 4, 28)) == (announced.last_day, recomputed.last_day)
    assert announced == later_of(announced, recomputed)


def test_the_trace_shows_each_day_that_the_official_checks_by_hand():
    found = deadline(date(2024, 2, 1), TEN_WORKING_DAYS, CALENDAR)
    expected = [
        ("02-01", 0, "周四"),
        ("02-02", 1, "周五"),
        ("02-03", None, "休"),
        ("02-04", 2, "班"),
        ("02-05", 3, "周一"),
        ("02-06", 4, "周二"),
        ("02-07", 5, "周三"),
        ("02-08", 6, "周四"),
        ("02-09", 7, "除夕"),
        *[(f"02-{day}", None, "假") for day in range(10, 18)],
        ("02-18", 8, "班"),
        ("02-19", 9, "周一"),
        ("02-20", 10, "周二"),
    ]
    assert expected == [(f"{day.date:%m-%d}", day.ordinal, day.word) for day in found.trace]
    assert "2024年2月20日（星期二）24时" == found.text_zh()


def test_the_day_of_service_counts_under_the_other_reading():
    assert "2024-02-21" == last_day("2024-02-02", count_from="day_after_service")
    assert "2024-02-20" == last_day("2024-02-02", count_from="day_of_service")


def test_a_rest_day_of_service_never_counts_as_a_working_day():
    assert last_day("2024-02-10") == last_day("2024-02-10", count_from="day_of_service")
    first = deadline(date(2024, 2, 10), TEN_WORKING_DAYS, CALENDAR, count_from="day_of_service").trace[0]
    assert (Part.PERIOD, None, False) == (first.part, first.ordinal, first.counts)


@pytest.mark.parametrize(
    ("served", "days", "expected"),
    [
        ("2024-03-01", 10, "2024-03-11"),
        ("2024-03-01", 15, "2024-03-18"),  # the 16th is a Saturday
        ("2024-02-01", 15, "2024-02-18"),  # the 16th is in the Spring Festival; Sunday the 18th is worked
        ("2024-09-17", 10, "2024-09-27"),
        ("2024-09-17", 12, "2024-09-29"),  # a make-up Sunday is no rest day
        ("2024-09-17", 15, "2024-10-08"),  # the rest ends with 7 October
    ],
)
def test_a_period_of_days_counts_every_day_and_rolls_over_a_rest(served, days, expected):
    assert expected == last_day(served, Period(days, Unit.DAY))


@pytest.mark.parametrize(
    ("served", "months", "expected"),
    [
        ("2024-01-15", 1, "2024-02-18"),  # the 15th is in the Spring Festival
        ("2024-03-15", 1, "2024-04-15"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2023-01-31", 1, "2023-02-28"),
        ("2024-10-31", 1, "2024-12-02"),  # 30 November is a Saturday
        ("2024-11-30", 3, "2025-02-28"),
        ("2023-12-15", 2, "2024-02-18"),
        ("2024-12-11", 12, "2025-12-11"),
    ],
)
def test_a_period_of_months_ends_on_the_corresponding_date_or_the_end_of_the_month(served, months, expected):
    assert expected == last_day(served, Period(months, Unit.MONTH))


@pytest.mark.parametrize(
    ("served", "expected"),
    [
        ("2024-03-15", "2024-04-15"),  # 14 April is a Sunday
        ("2024-03-01", "2024-04-01"),  # so is 31 March
        ("2025-03-30", "2025-04-29"),
        ("2024-01-31", "2024-02-29"),  # February has no 31st, so its end stays the end
    ],
)
def test_a_month_counted_from_the_day_of_service_is_full_a_day_before_its_corresponding_date(served, expected):
    assert expected == last_day(served, Period(1, Unit.MONTH), count_from="day_of_service")


def test_days_passed_in_rolling_over_do_not_count():
    found = deadline(date(2024, 3, 1), Period(15, Unit.DAY), CALENDAR)
    assert [(15, Part.PERIOD), (None, Part.ROLL_OVER), (None, Part.ROLL_OVER)] == [
        (day.ordinal, day.part) for day in found.trace[-3:]
    ]


def test_an_extension_adds_working_days_after_the_period():
    extensions = (Extension(3, "illness"), Extension(2, "documents-late"))
    found = deadline(date(2024, 2, 2), TEN_WORKING_DAYS, CALENDAR, extensions=extensions)
    assert date(2024, 2, 28) == found.last_day
    assert [(15, Part.EXTENSION), (10, Part.PERIOD)] == [
        (found.trace[n].ordinal, found.trace[n].part) for n in (-1, -8)
    ]
    assert extensions == found.extensions


def test_an_extension_of_a_period_of_days_follows_the_rolling_over():
    assert "2024-03-20" == last_day("2024-03-01", Period(15, Unit.DAY), extensions=[Extension(2, "illness")])


def test_a_deadline_that_touches_an_unannounced_year_is_provisional():
    found = deadline(date(2026, 12, 25), TEN_WORKING_DAYS, CALENDAR)
    assert found.provisional
    assert not deadline(date(2026, 12, 15), TEN_WORKING_DAYS, CALENDAR).provisional


@pytest.mark.parametrize("served", ["2015-12-31", "2028-01-01", "2027-12-25"])
def test_a_deadline_outside_the_years_on_file_is_not_computed(served):
    with pytest.raises(CalendarGap):
        last_day(served)


def test_a_period_of_days_that_ends_outside_the_years_on_file_is_not_computed():
    with pytest.raises(CalendarGap):
        last_day("2027-12-20", Period(15, Unit.DAY))
    with pytest.raises(CalendarGap):
        last_day("2027-12-20", Period(120, Unit.MONTH))


@pytest.mark.parametrize("n", [0, -1, 10**9, True, 1.5])
def test_a_period_has_a_sensible_length(n):
    with pytest.raises(BadPeriod) as caught:
        Period(n, Unit.DAY)
    assert f"n为{n}；应为：1-3660。" == str(caught.value)


def test_an_unknown_unit_or_rule_is_refused_with_the_known_ones():
    with pytest.raises(BadPeriod, match="unit为week；应为：working_day, day, month"):
        Period(1, "week")
    with pytest.raises(BadPeriod, match="day_after_service, day_of_service"):
        last_day("2024-02-02", count_from="yesterday")


@pytest.mark.parametrize("faulty", [{"working_days": 0}, {"working_days": -3}, {"reason": ""}])
def test_an_extension_only_favours_the_party_and_names_its_reason(faulty):
    with pytest.raises(BadPeriod):
        Extension(**{"working_days": 1, "reason": "illness"} | faulty)


def test_the_last_day_ends_at_24_in_shanghai():
    found = deadline(date(2024, 2, 1), TEN_WORKING_DAYS, CALENDAR)
    assert datetime(2024, 2, 20, 16, tzinfo=UTC) == found.ends_at
    assert "2024-02-21T00:00:00+08:00" == found.ends_at.isoformat()
    assert end_of(date(2024, 2, 20)) == found.ends_at


def test_days_are_written_as_officials_write_them():
    day = date(2024, 2, 20)
    assert "星期二" == weekday_zh(day)
    assert "2024年2月20日（星期二）" == format_zh(day)
    assert "2024年2月20日（星期二）24时" == format_end_zh(day)
    assert "2017年11月5日（星期日）" == format_zh(date(2017, 11, 5))


def test_the_json_of_a_deadline_names_its_calendar_and_every_day():
    found = json.loads(json.dumps(deadline(date(2018, 2, 9), TEN_WORKING_DAYS, CALENDAR).as_json()))
    assert "2018-02-28" == found["last_day"]
    assert "2018-03-01T00:00:00+08:00" == found["ends_at"]
    assert {"edition": "2025-11-04", "digest": CALENDAR.digest} == found["calendar"]
    assert not found["provisional"]
    assert {
        "date": "2018-02-11",
        "ordinal": 1,
        "counts": True,
        "word": "班",
        "weekday": "星期日",
        "provisional": False,
        "part": "period",
    } == found["trace"][2]


@pytest.mark.parametrize(
    ("today", "left", "state", "overdue_by", "words"),
    [
        ("2024-02-06", 6, State.OPEN, 0, "尚余6个工作日"),
        ("2024-02-08", 4, State.OPEN, 0, "尚余4个工作日"),
        ("2024-02-09", 3, State.DUE_SOON, 0, "尚余3个工作日"),
        ("2024-02-17", 3, State.DUE_SOON, 0, "尚余3个工作日"),
        ("2024-02-19", 1, State.DUE_SOON, 0, "尚余1个工作日"),
        ("2024-02-20", 0, State.DUE_TODAY, 0, "今天24时届满"),
        ("2024-02-21", 0, State.OVERDUE, 1, "逾期1个工作日"),
        ("2024-02-25", 0, State.OVERDUE, 3, "逾期3个工作日"),
    ],
)
def test_the_lamp_counts_the_working_days_after_today(today, left, state, overdue_by, words):
    until = deadline(date(2024, 2, 1), TEN_WORKING_DAYS, CALENDAR)
    found = remaining(until, date.fromisoformat(today), CALENDAR)
    assert (left, state, overdue_by, words) == (
        found.working_days_left,
        found.state,
        found.overdue_by,
        found.text(),
    )
    assert found == remaining(until.last_day, date.fromisoformat(today), CALENDAR)


def test_on_the_weekend_after_the_last_day_no_working_day_has_gone_by_yet():
    found = remaining(date(2024, 3, 15), date(2024, 3, 16), CALENDAR)
    assert (State.OVERDUE, 0, "已届满，逾期未满1个工作日") == (found.state, found.overdue_by, found.text())
    assert "past its last day, not yet a working day overdue" == found.text("en")
