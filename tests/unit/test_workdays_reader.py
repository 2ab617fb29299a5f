"""A calendar file: every problem at once, each with its line and field."""

from datetime import date
from importlib import resources

import pytest

from rongcuo.workdays import Calendar, load_calendar, read_calendar

GOOD = """\
[[notice]]
number = "国办发明电〔2016〕17号"
issued = 2016-12-01
title = "国务院办公厅关于2017年部分节假日安排的通知"
status = "published"
year = 2017
days_off = [{ holiday = "元旦", first = 2017-01-01, last = 2017-01-02 }]
make_up = [2017-01-22]

[[notice]]
number = "本地通知1号"
issued = 2017-06-01
title = "台风停工"
status = "published"
amends = "国办发明电〔2016〕17号"
days_off = [{ holiday = "台风停工", first = 2017-08-23, last = 2017-08-23 }]
make_up = []
"""


def problems(text):
    found = read_calendar(text, "cn.toml")
    assert not isinstance(found, Calendar)
    return [(problem.code, problem.place.line, problem.place.field) for problem in found]


def test_a_well_formed_file_is_a_calendar_and_a_local_notice_supersedes_days():
    found = read_calendar(GOOD, "cn.toml")
    assert isinstance(found, Calendar)
    assert (2017,) == found.years
    closed = next(day for day in found.days(*[found.notices[1].days_off[0].first] * 2))
    assert (False, "台风停工", "本地通知1号") == (closed.is_working, closed.holiday, closed.notice)


def test_nothing_of_a_provisional_year_is_left_once_its_notice_is_there():
    guess = (
        GOOD.split("\n\n", maxsplit=1)[0]
        .replace("国办发明电〔2016〕17号", "国务院令第644号")
        .replace("2016-12-01", "2013-12-11")
    )
    guess = guess.replace('"published"', '"provisional"').replace("last = 2017-01-02", "last = 2017-01-03")
    before, after = read_calendar(guess), read_calendar(guess + "\n" + GOOD)
    wrong = date(2017, 1, 3)
    assert (False, True) == (before.is_working(wrong), before.day(wrong).provisional)
    assert (True, False) == (after.is_working(wrong), after.day(wrong).provisional)


def test_the_order_of_the_notices_in_the_file_does_not_change_the_calendar():
    first, second = GOOD.split("\n\n")
    later_year = first.replace("2017-", "2018-").replace("year = 2017", "year = 2018").replace("17号", "12号")
    later_year = later_year.replace("2016-12-01", "2017-11-30").replace("2018-01-22", "2018-01-20")
    one, other = (
        read_calendar("\n\n".join(rows)) for rows in ([first, second, later_year], [later_year, first, second])
    )
    assert isinstance(one, Calendar)
    assert one == other


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('title = "台风停工"\n', "", ("calendar_key_missing", 10, "title")),
        ('title = "台风停工"', 'titel = "x"\ntitle = "y"', ("calendar_key_unknown", 10, "titel")),
        ("issued = 2017-06-01", 'issued = "2017-06-01"', ("calendar_value", 10, "issued")),
        ("issued = 2017-06-01", "issued = 2017-06-01T10:00:00", ("calendar_value", 10, "issued")),
        ('number = "本地通知1号"', 'number = ""', ("calendar_value", 10, "number")),
        ("make_up = []", "make_up = [1]", ("calendar_value", 10, "make_up")),
        ('status = "published"', 'status = "rumoured"', ("calendar_value", 1, "status")),
        ("year = 2017", "year = true", ("calendar_value", 1, "year")),
        ("last = 2017-01-02", 'last = "x"', ("calendar_value", 1, "days_off[0].last")),
        (", last = 2017-01-02", "", ("calendar_key_missing", 1, "days_off[0].last")),
        ("last = 2017-01-02", "last = 2016-12-30", ("calendar_span", 1, "days_off")),
        ("first = 2017-01-01", "first = 2016-11-30", ("calendar_outside_year", 1, "days_off")),
        ("make_up = [2017-01-22]", "make_up = [2017-01-23]", ("calendar_make_up", 1, "make_up")),
        ("make_up = [2017-01-22]", "make_up = [2017-01-01]", ("calendar_day_twice", 1, "days_off")),
        ("year = 2017\n", "", ("calendar_opens_or_amends", 1, "year")),
        ("year = 2017", 'year = 2017\namends = "国办发明电〔2016〕17号"', ("calendar_opens_or_amends", 1, "year")),
        ('amends = "国办发明电〔2016〕17号"', "year = 2017", ("calendar_year_twice", 10, "year")),
        ('amends = "国办发明电〔2016〕17号"', 'amends = "x"', ("calendar_amends_unknown", 10, "amends")),
        ("make_up = []", "make_up = [", ("calendar_syntax", 17, None)),
    ],
)
def test_a_faulty_line_is_named_with_its_notice_and_field(old, new, expected):
    assert old in GOOD
    assert expected in problems(GOOD.replace(old, new, 1) if "status" in old else GOOD.replace(old, new))


def test_every_problem_is_reported_at_once():
    text = GOOD.replace("make_up = [2017-01-22]", "make_up = [2017-01-23]").replace("year = 2017\n", "")
    text = text.replace("issued = 2017-06-01", "issued = 1")
    assert [
        ("calendar_opens_or_amends", 1, "year"),
        ("calendar_make_up", 1, "make_up"),
        ("calendar_value", 9, "issued"),
    ] == problems(text)


@pytest.mark.parametrize("text", ["", "x = 1", "notice = []"])
def test_a_file_that_opens_no_year_is_no_calendar(text):
    assert [("calendar_empty", None, None)] == problems(text)


@pytest.mark.parametrize("text", ["notice = 1", "notice = [1]", "[notice]"])
def test_a_notice_is_a_table(text):
    assert problems(text)


def test_every_sentence_is_said_in_both_languages():
    for problem in read_calendar(GOOD.replace("year = 2017\n", "").replace("make_up = []", "make_up = 1")):
        assert problem.text("zh")
        assert problem.text("en") != problem.text("zh")


def test_the_calendar_of_the_package_is_the_one_in_the_file():
    file = resources.files("rongcuo") / "packs" / "calendars" / "cn" / "2025-11-04.toml"
    assert load_calendar() == read_calendar(file.read_text(encoding="utf-8"), file.name)
