"""The tick reminds and decides nothing; done twice it does nothing twice, and nobody is told of what is not theirs."""

import fcntl
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.conf import settings

from rongcuo.casefile import fold
from rongcuo.office import ticking, workbench
from rongcuo.office.cases import chain
from rongcuo.office.cases.visibility import visible_to
from rongcuo.office.models import CaseFile, DutyRow, LedgerEntry, Reminder
from rongcuo.office.notices.reminding import remind
from rongcuo.office.outcomes import Refused
from rongcuo.office.verification import verify_database
from rongcuo.workdays import load_calendar
from tests.builders import Scene, on

pytestmark = pytest.mark.usefixtures("database")

MONDAY = date(2026, 3, 2)
LAST = date(2026, 3, 16)
"""The last day of a defence whose notice was served on the Monday."""


@pytest.fixture
def scene() -> Scene:
    return Scene()


def later(day: date, working_days: int) -> date:
    return load_calendar().add_working_days(day, working_days) if working_days else day


def told() -> set[tuple[str, str, str]]:
    """Every reminder: of which duty, of which kind, to whom."""
    return {(row.duty, row.kind, row.person.name) for row in Reminder.objects.select_related("person")}


def at(scene: Scene, stage: str) -> CaseFile:
    with on(MONDAY):
        return scene.at(stage)


def test_a_reminder_comes_three_working_days_before_and_on_the_last_day_and_once_each(scene):
    """Day by day from the service to the last day, three ticks a day."""
    at(scene, "notified")
    given = {}
    for days in range((LAST - MONDAY).days + 1):
        with on(MONDAY + timedelta(days=days)):
            given[MONDAY + timedelta(days=days)] = [ticking.tick().done["reminded"] for _ in range(3)]

    assert {date(2026, 3, 11): [1, 0, 0], LAST: [1, 0, 0]} == {day: n for day, n in given.items() if any(n)}
    name = scene.persons["xiemou"].name
    assert {("file_defence", "soon", name), ("file_defence", "last_day", name)} == told()


def test_the_party_is_told_no_more_once_the_limit_is_over_and_nothing_is_decided(scene):
    """Its right has lapsed without any act: the file stands as it stood, and no entry was made."""
    file = at(scene, "notified")
    entries = LedgerEntry.objects.count()
    with on(LAST + timedelta(days=7)):
        ticking.tick()

    assert set() == {duty for duty, _, _ in told()}
    assert (entries, "notified") == (LedgerEntry.objects.count(), CaseFile.objects.get(pk=file.pk).stage)
    assert () == verify_database()


def test_what_is_overdue_goes_to_the_holder_the_officers_and_the_head_of_the_organ(scene):
    """Acceptance is the officers' duty, five working days by the office's own arrangement."""
    with on(MONDAY):
        file = scene.at("notified")
        scene.act("xiemou", "file_defence", file)
    handling = {scene.persons[who].name for who in ("chenliyan", "zhoumin")}
    head = {scene.persons["gulan"].name}

    with on(later(MONDAY, 5)):
        remind()
        assert {("accept_defence", "last_day", name) for name in handling} == told()
    with on(later(MONDAY, 6)):
        remind()
        assert handling | head == {name for _, kind, name in told() if kind == "overdue"}
    with on(later(MONDAY, 10)):
        remind()
        remind()
        assert handling | head == {name for _, kind, name in told() if kind == "long_overdue"}
    assert () == verify_database()


def test_a_late_reply_of_the_superior_organ_is_reminded_of_and_never_taken_for_consent(scene):
    """Ten working days by default; the officers who wait are told too; the file goes on waiting."""
    file = at(scene, "awaiting_consent")
    assert later(MONDAY, 10) == DutyRow.objects.filter(duty="reply_to_request").first().last_day
    with on(later(MONDAY, 11)):
        ticking.tick()
        overdue = {name for duty, kind, name in told() if (duty, kind) == ("reply_to_request", "overdue")}

        assert {scene.persons[who].name for who in ("shibin", "chenliyan", "zhoumin")} <= overdue
        state = fold(chain.entries(CaseFile.objects.get(pk=file.pk)))
        assert ("awaiting_consent", None) == (state.stage, state.consent.given)
        assert isinstance(scene.attempt("fangzheng", "decide", file), Refused)


def test_what_was_missed_is_made_up_for_by_the_latest_reminder_alone(scene):
    with on(MONDAY):
        file = scene.at("notified")
        scene.act("xiemou", "file_defence", file)
    with on(later(MONDAY, 30)):
        remind()

    assert {"long_overdue"} == {kind for _, kind, _ in told()}


def test_nobody_is_told_of_a_file_that_is_not_theirs_to_see(scene):
    """The head who is recused is told nothing; whoever is told sees the file."""
    with on(MONDAY):
        file = scene.at("notified")
        scene.act("xiemou", "file_defence", file)
        scene.act("gulan", "recuse", file, person=scene.id("gulan"))
    at(scene, "awaiting_consent")
    with on(later(MONDAY, 20)):
        remind()
        reminders = list(Reminder.objects.select_related("person", "casefile"))

        assert {scene.persons[who].name for who in ("chenliyan", "zhoumin")} == {
            row.person.name for row in reminders if row.casefile_id == file.pk
        }
        assert [] == [row for row in reminders if not visible_to(row.person, MONDAY).filter(pk=row.casefile_id)]


def test_a_reminder_is_shown_until_it_is_read_or_the_duty_is_done(scene):
    with on(MONDAY):
        file = scene.at("notified")
        scene.act("xiemou", "file_defence", file)
    officer, head = scene.persons["chenliyan"], scene.persons["gulan"]
    with on(later(MONDAY, 6)):
        remind()
        assert ["accept_defence"] == [row.duty for row in workbench.load(officer).reminders]
        workbench.mark_read(officer, file)
        assert () == workbench.load(officer).reminders
        assert 1 == len(workbench.load(head).reminders)
        scene.act("chenliyan", "accept_defence", file)
        assert () == workbench.load(head).reminders


def test_a_second_defence_is_accepted_within_days_of_its_own(scene):
    """The office's limit runs from the latest defence or supplement, not from the first."""
    with on(MONDAY):
        file = scene.at("reviewing")
    with on(later(MONDAY, 8)):
        scene.act("xiemou", "supplement_defence", file)

    assert (
        later(later(MONDAY, 8), 5)
        == DutyRow.objects.get(duty="accept_defence", person=scene.persons["zhoumin"]).last_day
    )


def test_lists_show_the_laws_deadlines_and_not_the_offices_own(scene):
    with on(MONDAY):
        file = scene.at("notified")
        file = scene.act("xiemou", "file_defence", file)

    owed = {row.duty: row.last_day for row in file.duties.all()}
    assert later(MONDAY, 5) == owed["accept_defence"]
    assert None is file.next_deadline


def test_a_job_that_fails_keeps_no_other_from_its_turn(monkeypatch):
    def fails() -> int:
        raise OSError("disk")

    monkeypatch.setattr(ticking, "JOBS", {"broken": fails, "whole": lambda: 3})

    ticked = ticking.tick()

    assert ({"whole": 3}, {"broken": "disk"}) == (ticked.done, ticked.failed)


def test_two_processes_do_not_tick_at_once():
    with (Path(settings.HOME) / ".ticking").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert None is ticking.tick()
    assert None is not ticking.tick()
