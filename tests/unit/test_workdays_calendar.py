"""The calendar: which day is worked, by which notice, as known when."""

import warnings
from datetime import date, timedelta
from importlib import resources

import chinese_calendar
import holidays
import pytest

from rongcuo.workdays import (
    BadPeriod,
    CalendarGap,
    UnknownCalendar,
    WorkdaysError,
    load_calendar,
)

CALENDAR = load_calendar()


def days_of(year):
    first = date(year, 1, 1)
    return [first + timedelta(days=n) for n in range((date(year + 1, 1, 1) - first).days)]


@pytest.mark.parametrize("year", range(2016, 2027))
def test_every_day_agrees_with_two_public_libraries(year):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        other = holidays.country_holidays("CN", years=year)
    for day in days_of(year):
        expected = (chinese_calendar.is_workday(day), other.is_working_day(day))
        assert expected == (CALENDAR.is_working(day),) * 2, day


@pytest.mark.parametrize(
    ("year", "working_days"),
    [
        (2017, 249),
        (2018, 250),
        (2019, 250),
        (2020, 249),
        (2021, 250),
        (2022, 249),
        (2023, 249),
        (2024, 251),
        (2025, 248),
        (2026, 248),
    ],
)
def test_the_year_has_as_many_working_days_as_its_notice_leaves(year, working_days):
    assert working_days == sum(CALENDAR.is_working(day) for day in days_of(year))


@pytest.mark.parametrize(
    ("day", "works", "word", "holiday"),
    [
        ("2024-02-09", True, "除夕", ""),  # the notice only encourages leave on New Year's Eve
        ("2024-02-08", True, "周四", ""),
        ("2024-02-04", True, "班", ""),
        ("2024-02-03", False, "休", ""),
        ("2024-02-10", False, "假", "春节"),
        ("2020-02-01", False, "假", "春节"),
        ("2025-02-08", True, "班", ""),
        ("2018-03-08", True, "周四", ""),  # half a day off for some is a working day
        ("2017-12-30", False, "休", ""),
        ("2018-12-31", False, "假", "元旦"),
        ("2018-12-29", True, "班", ""),
    ],
)
def test_the_cell_of_a_day_says_why_it_counts_or_not(day, works, word, holiday):
    found = CALENDAR.day(date.fromisoformat(day))
    assert (works, word, holiday) == (found.is_working, found.word, found.holiday)


@pytest.mark.parametrize(
    ("day", "notice"),
    [
        ("2024-02-12", "国办发明电〔2023〕7号"),
        ("2024-03-06", "国办发明电〔2023〕7号"),
        ("2018-12-31", "国办发明电〔2018〕15号"),
        ("2018-12-28", "国办发明电〔2017〕12号"),
        ("2019-05-02", "国办发明电〔2019〕3号"),
        ("2020-02-01", "国办发明电〔2020〕1号"),
        ("2020-01-30", "国办发明电〔2019〕16号"),
        ("2026-02-16", "国办发明电〔2025〕7号"),
        ("2027-02-05", "国务院令第795号"),
    ],
)
def test_each_day_names_the_notice_that_settles_it(day, notice):
    assert notice == CALENDAR.day(date.fromisoformat(day)).notice


def test_the_first_of_february_2020_stopped_being_a_working_day_only_with_the_emergency_notice():
    day = date(2020, 2, 1)
    assert CALENDAR.as_of(date(2020, 1, 25)).is_working(day)
    assert not CALENDAR.as_of(date(2020, 1, 26)).is_working(day)


def test_labour_day_2019_was_one_day_until_its_own_notice_made_it_four():
    before, after = CALENDAR.as_of(date(2019, 3, 21)), CALENDAR.as_of(date(2019, 3, 22))
    days = [date(2019, 4, 28), date(2019, 5, 2), date(2019, 5, 3), date(2019, 5, 5)]
    assert [False, True, True, False] == [before.is_working(day) for day in days]
    assert [True, False, False, True] == [after.is_working(day) for day in days]


def test_the_notice_for_2019_changed_the_end_of_2018():
    day = date(2018, 12, 31)
    assert CALENDAR.as_of(date(2018, 12, 3)).is_working(day)
    assert not CALENDAR.as_of(date(2018, 12, 4)).is_working(day)


def test_2027_is_provisional_and_rests_on_weekends_and_the_thirteen_statutory_days():
    days = [CALENDAR.day(day) for day in days_of(2027)]
    assert all(day.provisional for day in days)
    assert 13 == sum(bool(day.holiday) for day in days)
    assert {day.date for day in days if not day.holiday and not day.is_working} == {
        day for day in days_of(2027) if day.weekday() >= 5 and not CALENDAR.day(day).holiday
    }


@pytest.mark.parametrize("year", [2026, 2027])
def test_the_statutory_days_of_a_provisional_year_fall_where_a_public_library_puts_them(year):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        other = holidays.country_holidays("CN", years=year, language="zh_CN")
    in_lieu = {day for day, name in other.items() if "补假" in name or "调休" in name}
    provisional = CALENDAR.as_of(date(2024, 11, 12))
    ours = {day for day in days_of(year) if provisional.day(day).holiday}
    assert 13 == len(ours)
    assert ours == {day for day in other if day.year == year} - in_lieu


def test_no_published_year_is_provisional():
    assert not any(CALENDAR.day(day).provisional for year in range(2016, 2027) for day in days_of(year))


def test_2026_was_provisional_until_its_notice_was_issued():
    day = date(2026, 2, 23)
    before, after = CALENDAR.as_of(date(2025, 11, 3)).day(day), CALENDAR.as_of(date(2025, 11, 4)).day(day)
    assert (True, True) == (before.provisional, before.is_working)
    assert (False, False) == (after.provisional, after.is_working)


@pytest.mark.parametrize("day", ["2015-12-31", "2028-01-01", "1949-10-01"])
def test_a_day_outside_the_table_is_never_guessed(day):
    with pytest.raises(CalendarGap) as caught:
        CALENDAR.day(date.fromisoformat(day))
    assert int(day[:4]) == caught.value.year
    assert tuple(range(2016, 2028)) == caught.value.years
    assert f"工作日历没有{day[:4]}年；在册年份：2016-2027。请先载入该年的放假通知。" == str(caught.value)


def test_a_year_not_yet_announced_was_a_gap_at_the_time():
    known = CALENDAR.as_of(date(2017, 11, 29))
    assert (2016, 2017) == known.years
    with pytest.raises(CalendarGap):
        known.add_working_days(date(2017, 12, 20), 10)
    with pytest.raises(CalendarGap):
        known.working_days_between(date(2017, 12, 20), date(2018, 1, 4))


def test_a_missing_year_in_between_is_a_gap_even_when_the_next_one_is_on_file():
    known = CALENDAR.as_of(date(2024, 11, 10))
    assert 2025 not in known.years
    assert 2026 in known.years
    with pytest.raises(CalendarGap) as caught:
        known.add_working_days(date(2024, 12, 30), 5)
    assert "2016-2024, 2026-2027" in str(caught.value)


def test_before_the_first_notice_there_was_no_calendar():
    with pytest.raises(WorkdaysError) as caught:
        CALENDAR.as_of(date(2015, 12, 9))
    assert "2015-12-10" in str(caught.value)


def test_every_edition_stays_loadable_by_its_digest():
    editions = CALENDAR.editions()
    assert CALENDAR == editions[-1]
    assert 14 == len({edition.digest for edition in editions})
    for edition in editions:
        found = load_calendar(edition.digest)
        assert (edition.digest, edition.years) == (found.digest, found.years)


def test_the_digest_of_an_edition_on_file_never_changes():
    # Deadlines on file name these; a new notice adds one and leaves the others.
    digests = {str(edition.edition): edition.digest[:16] for edition in CALENDAR.editions()}
    assert "d563097e" == digests["2019-11-21"][:8]
    assert "4cac8f5a" == digests["2020-01-26"][:8]
    assert "446f5d38" == digests["2025-11-04"][:8]


def test_an_unknown_digest_is_refused_with_the_editions_on_file():
    with pytest.raises(UnknownCalendar) as caught:
        load_calendar("0" * 64)
    assert "2020-01-26" in str(caught.value)


def test_the_file_is_named_after_its_latest_notice():
    folder = resources.files("rongcuo") / "packs" / "calendars" / "cn"
    assert f"{CALENDAR.edition}.toml" in {file.name for file in folder.iterdir()}


def test_what_is_left_counts_the_working_days_after_today_up_to_the_last_day():
    assert 6 == CALENDAR.working_days_between(date(2024, 2, 8), date(2024, 2, 22))
    assert 0 == CALENDAR.working_days_between(date(2024, 2, 22), date(2024, 2, 22))
    assert 0 == CALENDAR.working_days_between(date(2024, 2, 23), date(2024, 2, 22))
    assert 0 == CALENDAR.working_days_between(date(2024, 2, 9), date(2024, 2, 17))


@pytest.mark.parametrize("count", [0, -1])
def test_only_a_positive_number_of_working_days_can_be_added(count):
    with pytest.raises(BadPeriod):
        CALENDAR.add_working_days(date(2024, 2, 8), count)
