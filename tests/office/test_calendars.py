"""A calendar is imported by one person and confirmed by another; a new one recounts, and never to anybody's loss."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from rongcuo.office import clock, law, reading, rebuilding, workbench
from rongcuo.office.calendars import importing
from rongcuo.office.calendars.models import CalendarEdition, CalendarImport, Status
from rongcuo.office.calendars.overview import missing_year, overview
from rongcuo.office.cases import chain
from rongcuo.office.models import Appointment, CaseFile, District, Reminder
from rongcuo.office.outcomes import Invalid, Refused
from rongcuo.office.people import register
from rongcuo.office.verification import verify_database
from rongcuo.workdays import load_calendar
from tests.builders import Scene, made, on

pytestmark = pytest.mark.usefixtures("database")

SERVED = date(2026, 12, 22)
LAST = date(2027, 1, 6)
"""The tenth working day after it, as long as only 1 January is known to be a holiday of 2027."""

YEAR_2027 = """\
[[notice]]
number = "国办发明电〔2026〕9号"
issued = 2026-12-23
title = "国务院办公厅关于2027年部分节假日安排的通知"
status = "published"
year = 2027
days_off = [{{ holiday = "元旦", first = 2027-01-01, last = {last} }}]
make_up = [{make_up}]
"""
LONGER = YEAR_2027.format(last="2027-01-04", make_up="2027-01-09")
"""Monday 4 January is given off as well: the tenth working day is the 7th."""
SHORTER = YEAR_2027.format(last="2027-01-01", make_up="2027-01-02")
"""Saturday 2 January is worked: the tenth working day would be the 5th."""

STORM = """\
[[notice]]
number = "本地通知1号"
issued = 2027-01-08
title = "暴雨停工"
status = "published"
amends = "{amends}"
days_off = [{{ holiday = "暴雨停工", first = 2027-01-05, last = 2027-01-06 }}]
make_up = []
"""


@dataclass
class Keeper(Scene):
    """The scene with its two administrators at the calendar."""

    def imports(self, text: str | bytes, who: str = "system", file: str = "2027.toml"):
        body = text if isinstance(text, bytes) else text.encode()
        return importing.import_calendar(self.cast.district, self.persons[who], file=file, body=body)

    def confirms(self, imported: CalendarImport, who: str = "security"):
        return importing.confirm_calendar(self.cast.district, self.persons[who], imported=imported)

    def withdraws(self, imported: CalendarImport, who: str):
        return importing.withdraw_calendar(self.cast.district, self.persons[who], imported=imported)

    def brings(self, text: str) -> CalendarImport:
        """Imported and confirmed, and every file brought up to date."""
        confirmed = made(self.confirms(made(self.imports(text))))
        rebuilding.refresh()
        return confirmed

    @property
    def calendar(self):
        return law.calendar(District.objects.get())


@pytest.fixture
def scene(database) -> Keeper:
    assert database is None
    return Keeper()


@pytest.fixture
def notified(scene) -> CaseFile:
    with on(SERVED):
        return scene.at("notified")


def codes(outcome) -> list[str]:
    assert isinstance(outcome, Refused), outcome
    assert all(refusal.text("zh") and refusal.text("en") for refusal in outcome.refusals)
    return [refusal.code for refusal in outcome.refusals]


def types() -> list[str]:
    return [entry.type for entry in chain.entries(District.objects.get())]


@pytest.mark.usefixtures("notified")
def test_a_calendar_changes_nothing_until_another_person_has_confirmed_it(scene):
    """One imports, the other confirms, each in the own post; everybody else is refused, and nothing is written."""
    before, entries = scene.calendar.digest, len(types())
    for who in ("security", "auditor", "gulan", "xiemou"):
        assert ["office.not_administrator"] == codes(scene.imports(LONGER, who))
    assert ["office.two_persons"] == codes(
        importing.import_calendar(scene.cast.district, None, file="x", body=LONGER.encode())
    )
    assert entries == len(types())

    with on(SERVED):
        imported = made(scene.imports(LONGER))
        rebuilding.refresh()
        assert (before, LAST) == (scene.calendar.digest, CaseFile.objects.get().next_deadline)

        for who in ("system", "auditor", "gulan"):
            assert ["office.not_administrator"] == codes(scene.confirms(imported, who))
        assert Status.PENDING == CalendarImport.objects.get().status
        made(scene.confirms(imported))
        rebuilding.refresh()

    assert before != scene.calendar.digest
    assert not scene.calendar.is_working(date(2027, 1, 4))
    assert date(2027, 1, 7) == CaseFile.objects.get().next_deadline
    assert ["calendar_imported", "calendar_confirmed"] == types()[entries:]
    assert () == verify_database()


def test_whoever_imported_a_file_does_not_also_confirm_it(scene):
    """The system administrator of yesterday is the security administrator of today: still the same hand."""
    imported = made(scene.imports(LONGER))
    scene.dismiss("system")
    appointed = register.appoint(
        scene.cast.district, scene.persons["security"], person=scene.persons["system"],
        organ=scene.organs["service"], function="security_administrator", started_on=clock.today(),
    )  # fmt: skip
    assert isinstance(made(appointed), Appointment)

    assert ["office.imported_by_the_same"] == codes(scene.confirms(imported, "system"))
    made(scene.confirms(imported, "security"))


BAD = """\
[[notice]]
number = "国办发明电〔2026〕9号"
issued = "2026-12-23"
title = ""
status = "published"
year = 2027
days_off = [{ holiday = "元旦", first = 2027-01-01 }]
make_up = []

[[notice]]
number = "国办发明电〔2026〕10号"
issued = 2026-12-24
title = "调整"
status = "published"
amends = "没有的通知"
days_off = [{ holiday = "长假", first = 2026-01-01, last = 2026-06-30 }]
make_up = [2027-01-04]
"""


def test_a_bad_file_is_refused_with_everything_wrong_in_it_by_file_line_and_field(scene):
    outcome = scene.imports(BAD, file="坏.toml")

    assert isinstance(outcome, Invalid)
    places = [(p.code, p.place.file, p.place.line, p.place.field) for p in outcome.problems]
    assert [
        ("calendar_key_missing", "坏.toml", 1, "days_off[0].last"),
        ("calendar_value", "坏.toml", 1, "issued"),
        ("calendar_value", "坏.toml", 1, "title"),
        ("calendar_amends_unknown", "坏.toml", 10, "amends"),
        ("calendar_make_up", "坏.toml", 10, "make_up"),
        ("calendar_too_long", "坏.toml", 10, "days_off"),
    ] == sorted(places, key=lambda place: (place[2], place[0], place[3]))
    assert all(problem.text("zh") and problem.text("en") for problem in outcome.problems)
    assert 0 == CalendarImport.objects.count()


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("年".encode("gb18030"), "calendar_encoding"),
        (b"#" * (importing.LARGEST * 1024 + 1), "calendar_too_large"),
        (b"[[notice]", "calendar_syntax"),
        (b"", "calendar_nothing_new"),
        (LONGER.replace("year = 2027", "year = 20270").encode(), "calendar_value"),
        (LONGER.replace("国务院办公厅", "\\u0000").encode(), "calendar_value"),
        (STORM.format(amends="国办发明电〔2025〕7号").replace("2027-", "2031-").encode(), "calendar_year_missing"),
    ],
)
def test_what_is_no_calendar_is_refused_by_name(scene, body, code):
    outcome = scene.imports(body)

    assert isinstance(outcome, Invalid)
    assert code in {problem.code for problem in outcome.problems}


def test_a_year_that_is_on_file_is_corrected_under_its_own_number_only(scene):
    scene.brings(LONGER)
    other = scene.imports(SHORTER.replace("〕9号", "〕8号"))
    assert isinstance(other, Invalid)
    assert ["calendar_year_twice"] == [problem.code for problem in other.problems]
    assert isinstance(scene.imports(LONGER), Invalid)
    assert ["calendar_nothing_new"] == [problem.code for problem in scene.imports(LONGER).problems]

    scene.brings(SHORTER)
    assert (True, True) == (
        scene.calendar.is_working(date(2027, 1, 2)),
        scene.calendar.is_working(date(2027, 1, 4)),
    )


def test_two_files_for_one_year_are_not_both_confirmed(scene):
    first, second = made(scene.imports(LONGER)), made(scene.imports(SHORTER.replace("〕9号", "〕8号")))

    made(scene.confirms(first))
    assert ["office.calendar_overtaken"] == codes(scene.confirms(second))
    made(scene.withdraws(second, "security"))


def test_a_file_is_settled_once(scene):
    """Either administrator sets an unconfirmed file aside; what is settled is not settled again."""
    for who in ("system", "security"):
        imported = made(scene.imports(LONGER))
        assert ["office.not_administrator"] == codes(scene.withdraws(imported, "auditor"))
        made(scene.withdraws(imported, who))
        assert ["office.calendar_settled"] == codes(scene.confirms(imported))
    assert load_calendar() == scene.calendar

    confirmed = scene.brings(LONGER)
    assert ["office.calendar_settled"] == codes(scene.withdraws(confirmed, "security"))
    assert () == verify_database()


# What a new calendar does to the deadlines that run.


def test_a_last_day_that_moves_is_told_to_whoever_owes_it_and_is_firm_from_then_on(scene, notified):
    party = scene.persons["xiemou"]
    with on(SERVED):
        assert _defence(scene, notified).provisional
        scene.brings(LONGER)

        assert not _defence(scene, notified).provisional
        told = Reminder.objects.get()
        assert (party.id, "file_defence", "moved", date(2027, 1, 7)) == (
            told.person_id, told.duty, told.kind, told.last_day,
        )  # fmt: skip
        assert [told] == list(workbench.load(party).reminders)
        assert 0 == rebuilding.refresh()
    assert [told] == list(Reminder.objects.all())


def test_an_announced_last_day_stands_when_the_new_calendar_would_make_it_earlier(scene, notified):
    with on(SERVED):
        scene.brings(SHORTER)
        counted = _defence(scene, notified)

    assert (date(2027, 1, 5), LAST, LAST) == (counted.deadline.last_day, counted.announced, counted.last_day)
    assert LAST == CaseFile.objects.get().next_deadline
    assert not Reminder.objects.exists()


def test_a_limit_that_had_ended_runs_again_where_its_days_are_given_off_afterwards(scene, notified):
    """Storm on the last two days, made known on the day after: the party has until the 8th."""
    with on(SERVED):
        amends = scene.brings(YEAR_2027.format(last="2027-01-01", make_up="")).read()[0].number
    with on(LAST + timedelta(days=1)):
        rebuilding.refresh()
        assert "file_defence" not in {row.duty for row in notified.duties.all()}

        scene.brings(STORM.format(amends=amends))
        assert "file_defence" in {row.duty for row in notified.duties.all()}
        assert date(2027, 1, 8) == CaseFile.objects.get().next_deadline
        assert () == verify_database()


def test_a_file_whose_limits_ended_before_the_first_changed_day_is_left_as_it_is(scene):
    with on(date(2026, 3, 2)):
        old = scene.at("notified")
    with on(SERVED):
        rebuilding.refresh()
        scene.at("notified")
        before = CaseFile.objects.get(pk=old.pk).calendar
        made(scene.confirms(made(scene.imports(LONGER))))

        assert 1 == rebuilding.refresh()
        assert 0 == rebuilding.refresh()
    assert before == CaseFile.objects.get(pk=old.pk).calendar
    assert () == verify_database()


def test_a_part_of_the_files_can_be_brought_up_to_date_first(scene):
    """The workbench does a few and leaves the rest to the tick; none is forgotten."""
    with on(SERVED):
        for _ in range(3):
            scene.at("notified")
        made(scene.confirms(made(scene.imports(LONGER))))
        told: list[int] = []

        assert 2 == rebuilding.refresh(at_most=2)
        assert load_calendar().digest == District.objects.get().calendar
        assert 1 == rebuilding.refresh(progress=told.append)
        assert ([1], 0) == (told, rebuilding.refresh())
    assert scene.calendar.digest == District.objects.get().calendar


def test_every_edition_that_counted_stays_loadable_by_its_digest(scene, notified):
    with on(SERVED):
        first = scene.brings(LONGER).edition
        scene.advance(notified, "reviewing")
        second = scene.brings(SHORTER).edition

    assert first != second
    pinned = {entry.editions["calendar"] for entry in chain.entries(CaseFile.objects.get())}
    assert {load_calendar().digest, first} == pinned
    assert {first: False, second: True} == {
        digest: law.calendar_by_digest(digest).is_working(date(2027, 1, 4)) for digest in (first, second)
    }
    assert {first, second} == set(CalendarEdition.objects.values_list("digest", flat=True))


@pytest.mark.usefixtures("notified")
@pytest.mark.parametrize(
    ("code", "change"),
    [
        ("office.calendar_altered", lambda: CalendarEdition.objects.update(notices=[])),
        ("office.row_differs", lambda: CalendarImport.objects.update(notices=[])),
        ("office.row_differs", lambda: CalendarImport.objects.update(settled_by=None)),
        ("office.row_differs", lambda: CalendarImport.objects.all().delete()),
        ("office.edition_missing", lambda: CalendarEdition.objects.all().delete()),
    ],
)
def test_whoever_alters_a_kept_calendar_is_found_out(scene, code, change):
    with on(SERVED):
        scene.brings(LONGER)
    assert () == verify_database()

    change()
    law._edition.cache_clear()
    found = {fault.code for fault in verify_database()}

    assert code in found


# What is known of the calendar in force.


@pytest.mark.parametrize(
    ("today", "missing"),
    [(date(2026, 10, 31), None), (date(2026, 11, 1), 2027), (date(2027, 1, 2), 2027)],
)
def test_from_november_on_the_next_years_notice_is_missed(scene, today, missing):
    assert missing == missing_year(scene.calendar, today)
    scene.brings(LONGER)
    assert None is missing_year(scene.calendar, today)


def test_the_overview_says_who_brought_and_who_confirmed_each_notice(scene):
    with on(SERVED):
        scene.brings(LONGER)
        found = overview(scene.cast.district, SERVED)

    sources = {notice.year: found.source(notice) for notice in found.calendar.notices if not notice.provisional}
    assert (None, "纪维", "安平", SERVED) == (
        sources[2026], sources[2027].imported_by.name, sources[2027].settled_by.name, sources[2027].settled_on,
    )  # fmt: skip


def _defence(scene, file):
    return reading.load(scene.persons["chenliyan"], file.id).limits["defence"]
