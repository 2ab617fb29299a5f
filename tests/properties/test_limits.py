"""Limits on file against a slow count, day by day, whatever calendars come one after the other."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from hypothesis import given
from hypothesis import strategies as st

from rongcuo.casefile import limits_on_file
from rongcuo.casefile.state import Extension
from rongcuo.office.notices.reminding import due
from rongcuo.workdays import Calendar, DaysOff, Notice, Status, calendar_of, first_change, remaining, with_notices
from tests import desk as d

SERVED = date(2026, 3, 2)
ONE_DAY = timedelta(days=1)
DAYS = [date(2026, 1, 1) + timedelta(days=n) for n in range(365)]
OPENS = Notice("1号", date(2025, 11, 4), "2026年", Status.PUBLISHED, 2026, None, (), (), ())
SPARE = Notice("2号", date(2025, 11, 4), "2027年", Status.PROVISIONAL, 2027, None, (), (), ())

around = st.integers(0, 40).map(lambda n: SERVED + timedelta(days=n))


@cache
def served() -> d.Desk:
    """A desk that nothing is done at."""
    return d.served()


@dataclass(frozen=True)
class Change:
    """What a notice does: these days off, these weekend days worked."""

    off: frozenset[date]
    worked: frozenset[date]

    def notice(self, number: int) -> Notice:
        off = tuple(DaysOff("放假", day, day) for day in sorted(self.off))
        worked = tuple(sorted(self.worked - self.off))
        return Notice(f"改{number}", date(2026, 1, number), "调整", Status.PUBLISHED, None, "1号", off, worked, ())


changes = st.builds(
    Change,
    st.frozensets(around, max_size=8),
    st.frozensets(around.filter(lambda day: day.weekday() >= 5), max_size=6),
)
histories = st.lists(changes, min_size=1, max_size=4)
extensions = st.lists(
    st.one_of(
        st.builds(Extension, st.just("defence"), st.just(9), st.integers(1, 8)),
        st.builds(Extension, st.just("defence"), st.just(9), st.just(0), around),
        st.builds(Extension, st.just("acceptance"), st.just(9), st.integers(1, 8)),
    ),
    max_size=3,
)


def calendars(history: list[Change]) -> list[Calendar]:
    """The calendar at first, and after each notice."""
    made = [calendar_of((OPENS, SPARE))]
    for number, change in enumerate(history, start=1):
        made.append(with_notices(made[-1], [change.notice(number)]))
    return made


def works(day: date, history: list[Change]) -> bool:
    """The last notice that names the day says; else the week."""
    for change in reversed(history):
        if day in change.off:
            return False
        if day in change.worked:
            return True
    return day.weekday() < 5


def tenth(start: date, history: list[Change], more: int = 0) -> date:
    """Day by day: the day of service does not count, then every working day does."""
    day, counted = start, 0
    while counted < 10 + more:
        day += ONE_DAY
        counted += works(day, history)
    return day


def limit(state, policy, calendar):
    return limits_on_file(state, policy, calendar)["defence"]


@given(histories, st.integers(0, 4), extensions)
def test_the_governing_day_is_the_slow_count_or_what_was_announced_whichever_is_later(history, told_at, granted):
    desk, every = d.served(), calendars(history)
    told_at = min(told_at, len(history))
    announced = tenth(SERVED, history[:told_at])
    state = replace(desk.state, announced={"defence": announced}, extensions=tuple(granted))
    mine = [each for each in granted if each.limit == "defence"]
    more, until = sum(each.working_days for each in mine), [each.until for each in mine if each.until]

    for seen in range(told_at, len(every)):
        found = limit(state, desk.policy, every[seen])
        assert max([tenth(SERVED, history[:seen], more), announced, *until]) == found.last_day
        assert found == limit(state, desk.policy, every[seen])


@given(histories)
def test_an_announced_last_day_never_moves_earlier_under_any_later_calendar(history):
    desk = served()
    announced = limit(desk.state, desk.policy, calendars(history)[0]).announced

    assert all(announced <= limit(desk.state, desk.policy, later).last_day for later in calendars(history))


@given(histories, extensions)
def test_an_extension_is_only_ever_in_the_partys_favour(history, granted):
    desk, calendar = d.served(), calendars(history)[-1]
    without = limit(desk.state, desk.policy, calendar).last_day

    assert without <= limit(replace(desk.state, extensions=tuple(granted)), desk.policy, calendar).last_day


@given(histories)
def test_the_first_change_is_the_first_day_that_two_calendars_count_otherwise(history):
    before, after = calendars(history)[0], calendars(history)[-1]
    differing = [day for day in DAYS if works(day, []) is not works(day, history)]

    assert min(differing, default=None) == first_change(before, after)


@given(histories)
def test_a_limit_that_ended_before_the_first_change_ends_on_the_same_day(history):
    """Why a new calendar leaves such files alone."""
    desk, every = d.served(), calendars(history)
    since = first_change(every[0], every[-1])
    one, other = (limit(desk.state, desk.policy, calendar).deadline.last_day for calendar in (every[0], every[-1]))

    if since is None or one < since:
        assert one == other


@given(histories, around, around)
def test_exactly_the_latest_reminder_that_is_due_is_given(history, today, last_day):
    """By the working days left or gone, counted slowly, of which the workbench speaks too."""
    calendar, rules = calendars(history)[-1], d.policy().pack.procedure.reminders
    last_day = calendar.next_working_day(last_day)
    left = remaining(last_day, today, calendar)
    distance = left.working_days_left if today <= last_day else -left.overdue_by
    wanted = [rule.id for rule in rules if distance <= rule.distance][-1:]

    assert wanted == [found.rule.id for found in due(rules, today, calendar) if found.first <= last_day < found.until]
