"""The demonstration: invented people, adapted cases, every act through the door."""

import json
from datetime import UTC, datetime
from importlib import resources

import pytest

from rongcuo.office import clock
from rongcuo.office.demo import accounts
from rongcuo.office.demo.district import PERSONS, existing
from rongcuo.office.demo.play import play, working_day
from rongcuo.office.demo.registers import play_interpretation
from rongcuo.office.demo.scripts import scripts
from rongcuo.office.models import CaseFile, District, Interpretation, PriorFiling, SealedText
from rongcuo.office.outcomes import NotFound
from rongcuo.office.verification import verify_database
from rongcuo.workdays import load_calendar
from tests.builders import Scene
from tests.registers import Registers

SCRIPTS = {script.source: script for script in scripts()}
ENDS = {
    "C02": "awaiting_consent",
    "C04": "reviewing",
    "C07": "reported",
    "C11": "notified",
    "C14": "closed",
    "C17": "opened",
    "C34": "served",
}


def played(source: str) -> CaseFile:
    return CaseFile.objects.get(pk=play(SCRIPTS[source], existing(District.objects.get())))


@pytest.mark.usefixtures("database", "files")
@pytest.mark.parametrize("source", ENDS)
def test_a_demonstration_file_ends_where_it_is_meant_to_and_verifies(source):
    file = played(source)

    assert ENDS[source] == file.stage
    assert len(SCRIPTS[source].steps) == file.version
    assert () == verify_database()


@pytest.mark.usefixtures("database", "files")
def test_the_demonstration_has_an_interpretation_that_leaves_the_files_as_they_were():
    cast = existing(District.objects.get())
    file = played("C11")
    before = CaseFile.objects.get(pk=file.pk)

    number = play_interpretation(cast)
    answered = Interpretation.objects.get()

    assert (number, "answered", "5.2") == (answered.number, answered.stage, answered.clause)
    assert answered.statement.body.startswith("演示数据")
    assert (before.head_hash, before.next_deadline) == (file.head_hash, file.next_deadline)
    assert () == verify_database()


@pytest.mark.usefixtures("database", "files")
def test_the_demonstration_offers_no_prior_filing_until_its_administrator_says_so():
    registers = Registers(Scene())
    assert not PriorFiling.objects.exists()
    assert isinstance(registers.attempt("file_reform"), NotFound)

    filed = registers.filing("acknowledged")

    assert filed == PriorFiling.objects.get()
    assert () == verify_database()


@pytest.mark.usefixtures("database", "files")
@pytest.mark.parametrize("today", ["2026-01-04", "2026-02-18", "2026-10-07", "2027-03-01"])
def test_a_demonstration_can_begin_on_any_day_of_the_calendar(today, monkeypatch):
    """A make-up working day, the Spring Festival, the last day of the National Day holiday, a provisional year."""
    moment = datetime.fromisoformat(f"{today}T04:00").replace(tzinfo=UTC)
    monkeypatch.setattr(clock, "tell", lambda: moment)

    assert [ENDS[source] for source in SCRIPTS] == [played(source).stage for source in SCRIPTS]


@pytest.mark.usefixtures("database", "files")
def test_every_title_and_every_matter_says_that_it_is_a_demonstration():
    file = played("C02")
    texts = SealedText.objects.filter(casefile=file).values_list("body", flat=True)

    assert file.title.body.endswith("（演示）")
    assert [] != [text for text in texts if text.startswith("演示数据，改编自公开报道的案例（C02）。")]


def test_every_demonstration_file_is_adapted_from_a_published_case():
    text = resources.files("rongcuo").joinpath("packs", "cases", "published.json").read_text(encoding="utf-8")

    assert set() == set(SCRIPTS) - {case["id"] for case in json.loads(text)["cases"]}
    assert set(ENDS) == set(SCRIPTS)


def test_a_party_is_known_by_surname_alone():
    names = [
        person.name
        for person in PERSONS
        if person.key in accounts.PARTIES and "的代表" not in accounts.PARTIES[person.key]
    ]

    assert [] == [name for name in names if not name.rstrip("某") or not name.endswith("某")]


def test_dates_count_back_over_working_days_only():
    days = [working_day(ago) for ago in range(60)]

    assert clock.today() == days[0]
    assert days == sorted(set(days), reverse=True)
    assert all(load_calendar().is_working(day) for day in days[1:])


def test_whoever_acts_in_a_demonstration_file_can_log_in():
    accounts_of = {login.username for login in accounts.logins()}

    assert set() == {step.by for script in SCRIPTS.values() for step in script.steps} - accounts_of
