"""Interpretations (7.2) and prior filings: who does what, what is refused, what follows, and that nothing is lost."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.db import connection

from rongcuo.office import clock, law
from rongcuo.office.cases import chain
from rongcuo.office.files.attachments import upload
from rongcuo.office.models import (
    Account,
    District,
    Interpretation,
    LedgerEntry,
    PriorFiling,
    RegisterText,
    Submission,
)
from rongcuo.office.outcomes import Conflict, Invalid, NotFound, Recorded, Refused
from rongcuo.office.people import register
from rongcuo.office.rebuilding import rebuild
from rongcuo.office.registers import certificate, projection, reading, visibility
from rongcuo.office.registers.door import carry_out
from rongcuo.office.registers.table import ITEM_ACTS
from rongcuo.office.verification import verify_database
from tests.builders import Scene, on
from tests.databases import unlocked
from tests.pages import Reader
from tests.registers import BY, Registers

pytestmark = pytest.mark.usefixtures("database", "files")


@pytest.fixture
def scene() -> Scene:
    return Scene()


@pytest.fixture
def registers(scene) -> Registers:
    return Registers(scene)


def codes(outcome) -> list[str]:
    assert isinstance(outcome, Invalid | Refused), outcome
    listed = outcome.problems if isinstance(outcome, Invalid) else outcome.refusals
    assert all(item.text("zh") and item.text("en") for item in listed)
    return [item.code for item in listed]


def everything() -> list[list]:
    """Every row that an act could write."""
    models = (LedgerEntry, Interpretation, PriorFiling, RegisterText, Submission, District)
    return [sorted(map(repr, model.objects.values_list())) for model in models]


ITEMS = {
    "draft_interpretation": lambda registers: registers.interpretation("asked"),
    "answer_interpretation": lambda registers: registers.interpretation("drafted"),
    "withdraw_interpretation": lambda registers: registers.interpretation("answered"),
    "acknowledge_filing": lambda registers: registers.filing("filed"),
    "question_filing": lambda registers: registers.filing("filed"),
    "supplement_filing": lambda registers: registers.filing("acknowledged"),
}
"""An item on which each act can be done."""

CAST = (
    "gulan",
    "chenliyan",
    "linshu",
    "panhui",
    "jiangtao",
    "limou",
    "shibin",
    "luxiao",
    "tanyong",
    "system",
    "auditor",
)
ASKING = {
    "gulan": "inquiry", "chenliyan": "inquiry", "linshu": "committee", "panhui": "housing", "jiangtao": "civil_defence",
    "limou": "water", "shibin": "city", "luxiao": "inquiry_two", "tanyong": "inquiry_two", "system": "service",
    "auditor": "service",
}  # fmt: skip

DOES = {
    "ask_interpretation": set(CAST),
    "draft_interpretation": {"chenliyan"},
    "answer_interpretation": {"gulan"},
    "withdraw_interpretation": {"gulan"},
    "file_reform": {"panhui", "jiangtao"},
    "acknowledge_filing": {"gulan", "chenliyan"},
    "question_filing": {"gulan", "chenliyan"},
    "supplement_filing": {"panhui"},
}
"""Who may do each act; everybody else of the cast below may not."""


@pytest.mark.parametrize("who", CAST)
@pytest.mark.parametrize("act", DOES)
def test_each_act_is_done_by_those_whose_it_is_and_by_nobody_else(registers, act, who):
    """Over every act and everybody: done by the right hand; refused, or not even there, for the others."""
    registers.name("prior_filing", "inquiry")
    item = ITEMS[act](registers) if act in ITEMS else None
    own = registers.scene.id(ASKING[who])
    raw = {"ask_interpretation": {"organ": own}, "file_reform": {"unit": own}}.get(act, {})
    before = everything()

    outcome = registers.attempt(act, item, by=who, **raw)

    if who in DOES[act]:
        assert isinstance(outcome, Recorded)
    else:
        assert isinstance(outcome, NotFound | Refused)
        assert before == everything()
    assert () == verify_database()


SEEN = {
    "asked": {"linshu", "gulan", "chenliyan"},
    "drafted": {"linshu", "gulan", "chenliyan"},
    "answered": set(CAST),
    "withdrawn": set(CAST),
}


@pytest.mark.parametrize("stage", SEEN)
def test_a_question_is_seen_by_its_asker_and_the_interpreting_organ_an_answer_by_everybody(registers, stage):
    item = registers.interpretation(stage)

    seen = {who for who in CAST if reading.interpretation(registers.person(who), item.id)}
    whole = {who for who in CAST if (found := reading.interpretation(registers.person(who), item.id)) and found.whole}

    assert SEEN[stage] == seen
    assert {"linshu", "gulan", "chenliyan"} == whole


def test_whoever_reads_what_was_published_reads_neither_question_nor_draft(registers):
    item = registers.interpretation()

    found = reading.interpretation(registers.person("limou"), item.id)

    assert ["interpretation_answered"] == [record.entry.type for record in found.records]
    assert {"没有明确规定的，是否还要符合决策部署精神？", "还应当符合。"} == set(found.texts.values())
    assert {} == found.persons
    assert () == found.acts


def test_a_draft_is_read_by_the_interpreting_organ_alone(registers):
    item = registers.interpretation("drafted")

    read = {who: reading.interpretation(registers.person(who), item.id) for who in ("chenliyan", "linshu")}

    types = {who: [record.entry.type for record in found.records] for who, found in read.items()}
    assert ["interpretation_asked", "interpretation_drafted"] == types["chenliyan"]
    assert ["interpretation_asked"] == types["linshu"]
    assert "还应当符合。" not in read["linshu"].texts.values()


@pytest.mark.parametrize("stage", ["filed", "acknowledged"])
def test_a_filing_is_seen_by_its_unit_and_the_receiving_organ_and_by_nobody_else(registers, stage):
    item = registers.filing(stage)

    seen = {who for who in CAST if reading.filing(registers.person(who), item.id)}

    assert {"panhui", "gulan", "chenliyan"} == seen
    assert seen == {who for who in CAST if visibility.filings(registers.person(who), clock.today()).exists()}


@pytest.mark.parametrize("kind", ["interpretation", "filing"])
def test_sight_ends_with_the_post_and_with_the_account(registers, kind):
    scene = registers.scene
    item = registers.interpretation("asked") if kind == "interpretation" else registers.filing()
    read = {"interpretation": reading.interpretation, "filing": reading.filing}[kind]
    asker = "linshu" if kind == "interpretation" else "panhui"

    scene.dismiss(asker)
    Account.objects.filter(person=scene.persons["gulan"]).update(is_active=False)

    assert [None, None] == [read(registers.person(who), item.id) for who in (asker, "gulan")]
    assert read(registers.person("chenliyan"), item.id)


def test_another_unit_and_whoever_came_to_the_unit_later_see_what_is_theirs(registers):
    item = registers.filing()
    registers.scene.hire("xinren", "housing", "unit_representative")

    assert reading.filing(registers.person("xinren"), item.id)
    assert reading.filing(registers.person("jiangtao"), item.id) is None


def test_an_answer_has_number_and_day_and_the_next_one_the_next_number(registers):
    first, second = registers.interpretation(), registers.interpretation()

    year = clock.today().year
    assert [f"示纪释〔{year}〕1号", f"示纪释〔{year}〕2号"] == [first.number, second.number]
    assert clock.today() == first.answered_on
    assert "示范区纪委监委" == first.answered_for.name


def test_a_number_of_the_organ_itself_is_kept_and_given_once(registers):
    year = clock.today().year
    registers.interpretation(number=f"示纪释〔{year}〕1号")

    drafted = registers.interpretation("drafted")
    taken = registers.attempt("answer_interpretation", drafted, number=f"示纪释〔{year}〕1号")
    following = registers.does("answer_interpretation", drafted)

    assert ["office.already_there"] == codes(taken)
    assert f"示纪释〔{year}〕2号" == following.number


def test_an_answer_settles_a_reading_for_new_files_and_leaves_those_that_are_open(registers):
    scene = registers.scene
    opened = scene.opened()

    registers.interpretation(settles="condition_1=strict")
    later = scene.opened()

    pinned = [law.policy_of(file.district, chain.entries(file)[0].editions) for file in (opened, later)]
    assert ["letter", "strict"] == [policy.readings["condition_1"] for policy in pinned]
    assert {"condition_1": "strict"} == District.objects.get().readings
    assert "readings_settled" == chain.entries(District.objects.get())[-1].type
    assert () == verify_database()


def test_a_withdrawn_answer_no_longer_settles_and_can_still_be_read(registers):
    item = registers.interpretation(settles="condition_1=strict")

    withdrawn = registers.does("withdraw_interpretation", item)

    assert ("withdrawn", clock.today()) == (withdrawn.stage, withdrawn.ended_on)
    assert {} == District.objects.get().readings
    assert reading.interpretation(registers.person("limou"), item.id).last("interpretation_answered")
    assert () == verify_database()


def test_a_later_answer_takes_the_place_of_an_earlier_one_which_stays(registers):
    older = registers.interpretation(settles="condition_1=strict")

    newer = registers.interpretation(settles="condition_1=letter", supersedes=older.number)
    older.refresh_from_db()

    assert ("superseded", newer.id) == (older.stage, older.superseded_by_id)
    assert "interpretation_superseded" == chain.entries(older)[-1].type
    assert {"condition_1": "letter"} == District.objects.get().readings
    assert reading.interpretation(registers.person("limou"), older.id).last("interpretation_answered")
    assert () == verify_database()


def test_a_reading_is_settled_anew_only_in_the_place_of_what_settled_it(registers):
    older = registers.interpretation(settles="condition_1=strict")
    drafted = registers.interpretation("drafted")

    again = registers.attempt("answer_interpretation", drafted, settles="condition_1=letter")

    assert ["interpretation.settled_already"] == codes(again)
    assert "answered" == registers.does("answer_interpretation", drafted, supersedes=older.number).stage
    assert {} == District.objects.get().readings


TOMORROW = (clock.today() + timedelta(days=1)).isoformat()
YESTERDAY = (clock.today() - timedelta(days=1)).isoformat()

WRONG = {
    "asked in the future": ("ask_interpretation", {"occurred_on": TOMORROW}, ["act.in_future"]),
    "asked for another organ": (
        "ask_interpretation",
        lambda scene: {"organ": scene.id("housing")},
        ["register.not_in_organ"],
    ),
    "a case file that is not there": (
        "ask_interpretation",
        {"casefile": "示容审〔2026〕99号"},
        ["interpretation.unknown_casefile"],
    ),
    "a clause that is not there": ("ask_interpretation", {"clause": "9.9"}, ["act.not_in_list"]),
    "a reading that is not there": ("ask_interpretation", {"reading": "condition_9"}, ["act.not_in_list"]),
    "drafted before it was asked": ("draft_interpretation", {"occurred_on": YESTERDAY}, ["register.before_the_last"]),
    "a value that the reading has not": ("answer_interpretation", {"settles": "condition_1=mild"}, ["act.not_in_list"]),
    "superseding nothing": (
        "answer_interpretation",
        {"supersedes": "示纪释〔2020〕9号"},
        ["interpretation.none_in_force"],
    ),
    "filed after acting": ("file_reform", {"starts_on": YESTERDAY}, ["filing.already_begun"]),
    "filed on a day before acting, recorded after it": (
        "file_reform",
        {"starts_on": YESTERDAY, "occurred_on": "2020-01-01"},
        ["filing.already_begun"],
    ),
    "ends before it starts": (
        "file_reform",
        {"starts_on": TOMORROW, "ends_on": YESTERDAY},
        ["filing.ends_before_it_starts"],
    ),
    "filed for another unit": (
        "file_reform",
        lambda scene: {"unit": scene.id("water")},
        ["register.not_in_organ"],
    ),
    "filed where nobody receives": (
        "file_reform",
        lambda scene: {"receiver": scene.id("inquiry_two")},
        ["filing.no_receiver"],
    ),
    "several things at once": (
        "file_reform",
        lambda scene: {"receiver": scene.id("city"), "unit": scene.id("water"), "starts_on": YESTERDAY},
        ["register.not_in_organ", "filing.no_receiver", "filing.already_begun"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", WRONG)
def test_what_an_act_says_wrongly_is_told_at_its_field_and_changes_nothing(registers, what):
    act, raw, expected = WRONG[what]
    registers.name("prior_filing", "inquiry")
    item = ITEMS[act](registers) if act in ITEMS else None
    raw = raw(registers.scene) if callable(raw) else raw
    before = everything()

    outcome = registers.attempt(act, item, **raw)

    assert expected == codes(outcome)
    assert all(problem.place.field for problem in outcome.problems)
    assert before == everything()
    assert isinstance(registers.attempt(act, item), Recorded)


STAGES = {
    "answer_interpretation": ("asked", "answered"),
    "draft_interpretation": ("answered", "withdrawn"),
    "withdraw_interpretation": ("asked", "drafted", "withdrawn"),
}


@pytest.mark.parametrize(("act", "stage"), [(act, stage) for act, stages in STAGES.items() for stage in stages])
def test_an_act_at_another_stage_is_refused_with_the_clause(registers, act, stage):
    item = registers.interpretation(stage)
    before = everything()

    outcome = registers.attempt(act, item)

    assert ["register.another_stage"] == codes(outcome)
    assert "7.2" == str(outcome.refusals[0].clause)
    assert before == everything()


def test_receipt_is_acknowledged_once_and_is_no_consent(registers):
    item = registers.filing("acknowledged")

    assert f"示纪备〔{clock.today().year}〕1号" == item.number
    assert ["register.another_stage"] == codes(registers.attempt("acknowledge_filing", item))


def test_questions_wait_for_the_unit_s_supplement(registers):
    item = registers.filing()

    asked = registers.does("question_filing", item)
    answered = registers.does("supplement_filing", asked)

    assert [True, False] == [asked.is_questioned, answered.is_questioned]
    assert "filed" == answered.stage


def test_nobody_can_ask_before_the_district_has_said_who_interprets(registers):
    registers.name("interpretation")

    outcome = registers.attempt("ask_interpretation")

    assert ["interpretation.no_organ"] == codes(outcome)


@pytest.mark.parametrize("organs", [(), ("inquiry",)])
def test_prior_filing_is_off_until_the_district_names_who_receives(registers, organs):
    if organs:
        registers.name("prior_filing", *organs)
        registers.name("prior_filing")

    assert isinstance(registers.attempt("file_reform"), NotFound)
    registers.name("prior_filing", "inquiry")
    assert isinstance(registers.attempt("file_reform"), Recorded)


def test_what_was_filed_stays_with_its_people_after_filing_was_switched_off(registers):
    item = registers.filing()
    registers.name("prior_filing")

    assert reading.filing(registers.person("panhui"), item.id)
    assert "acknowledged" == registers.does("acknowledge_filing", item).stage


def test_the_district_s_organs_are_named_by_the_system_administrator_alone(registers):
    scene = registers.scene
    for who in ("security", "auditor", "gulan"):
        outcome = register.name_organs(scene.cast.district, scene.persons[who], duty="prior_filing", organs=[])
        assert ["office.not_administrator"] == codes(outcome)
    unknown = register.name_organs(scene.cast.district, scene.persons["system"], duty="weather", organs=[])
    assert ["office.unknown_duty"] == codes(unknown)
    registers.name("prior_filing", "inquiry", "city")
    assert "organs_named" == chain.entries(District.objects.get())[-1].type
    assert () == verify_database()


def test_the_case_file_a_question_arose_in_is_shown_to_those_who_may_see_the_file(registers):
    scene = registers.scene
    file = scene.at("notified")
    item = registers.does("ask_interpretation", by="chenliyan", organ=scene.id("inquiry"), casefile=file.number)

    assert file == reading.interpretation(registers.person("chenliyan"), item.id).casefile
    found = reading.interpretation(registers.person("hejing"), item.id)
    assert (None, None) == (found.casefile, found.records[0].act.casefile)


def test_a_file_that_the_asker_may_not_see_cannot_be_named(registers):
    file = registers.scene.at("notified")

    outcome = registers.attempt("ask_interpretation", casefile=file.number)

    assert ["interpretation.unknown_casefile"] == codes(outcome)


def test_whoever_is_recused_on_that_file_does_not_read_the_question(registers):
    scene = registers.scene
    file = scene.at("reviewing")
    item = registers.does("ask_interpretation", by="chenliyan", organ=scene.id("inquiry"), casefile=file.number)
    assert reading.interpretation(registers.person("zhoumin"), item.id)

    scene.act("gulan", "recuse", file, person=scene.id("zhoumin"))

    assert reading.interpretation(registers.person("zhoumin"), item.id) is None
    assert reading.interpretation(registers.person("chenliyan"), item.id)


def test_the_same_submission_acts_once(registers):
    first = registers.attempt("ask_interpretation", key="one")
    again = registers.attempt("ask_interpretation", key="one")
    other = registers.attempt("ask_interpretation", key="one", clause="4.1.2")

    assert (first.item_id, False, True) == (again.item_id, first.repeated, again.repeated)
    assert ["office.key_of_another_act"] == codes(other)
    assert 1 == Interpretation.objects.count()


def test_what_went_on_since_the_form_was_shown_is_a_conflict(registers):
    item = registers.interpretation("asked")
    registers.does("draft_interpretation", item)

    outcome = registers.attempt("draft_interpretation", item, version=1)

    assert isinstance(outcome, Conflict)
    assert (2, ["interpretation_drafted"]) == (outcome.current_version, [entry.type for entry in outcome.changed])


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"act": "answer_interpretaton"}, "office.unknown_act"),
        ({"key": ""}, "office.key_missing"),
        ({"version": None}, "office.version_missing"),
    ],
)
def test_an_attempt_that_says_not_what_or_on_what_is_invalid(registers, changed, code):
    item = registers.interpretation("asked")
    call = {"actor": registers.person("gulan"), "act": "draft_interpretation", "raw": {}, "item": item.id}

    assert [code] == codes(carry_out(**(call | {"key": "k", "version": 1} | changed)))


def test_an_act_of_one_register_does_nothing_on_the_other(registers):
    filing, question = registers.filing(), registers.interpretation("asked")

    assert isinstance(registers.attempt("acknowledge_filing", question), NotFound)
    assert isinstance(registers.attempt("draft_interpretation", filing), NotFound)
    assert isinstance(registers.attempt("ask_interpretation", question), NotFound)


def test_the_certificate_says_when_and_what_and_names_its_papers(registers):
    scene = registers.scene
    paper = upload(scene.persons["panhui"], "论证意见.pdf", BytesIO(b"%PDF-1.7 ..."))
    item = registers.filing("acknowledged", demonstration_files=[str(paper.id)])

    text = certificate.certificate(reading.filing(registers.person("panhui"), item.id)).decode()

    entries = chain.entries(item)
    said = (
        item.number,
        "施工许可分阶段办理试点",
        "示范区住房和建设局",
        paper.sha256,
        "备案不是审批",
        *(each.hash for each in entries),
    )
    assert [] == [each for each in said if each not in text]


def test_a_paper_of_a_filing_is_read_by_whoever_sees_the_filing(registers):
    paper = upload(registers.scene.persons["panhui"], "论证意见.pdf", BytesIO(b"%PDF-1.7 ..."))
    item = registers.filing(demonstration_files=[str(paper.id)])

    assert paper == reading.paper(registers.person("chenliyan"), item.id, paper.id)
    assert reading.paper(registers.person("luxiao"), item.id, paper.id) is None


def test_a_filing_of_the_unit_is_found_for_a_file_about_the_unit(registers):
    scene, today = registers.scene, clock.today()
    item = registers.filing()

    found = {
        who: list(visibility.filings_for(scene.organs["housing"], registers.person(who), today))
        for who in ("chenliyan", "luxiao")
    }

    assert {"chenliyan": [item], "luxiao": []} == found
    assert not visibility.filings_for(scene.organs["water"], registers.person("chenliyan"), today).exists()


def both(registers) -> list:
    return [registers.interpretation(settles="condition_1=strict"), registers.filing("acknowledged")]


COLUMNS = [field.attname for field in LedgerEntry._meta.local_concrete_fields]


@pytest.mark.parametrize("column", [name for name in COLUMNS if name not in ("district_id", "stream", "sequence")])
def test_one_changed_byte_in_any_column_of_an_entry_is_named_with_the_item(registers, column):
    for item in both(registers):
        entry = LedgerEntry.objects.get(stream=item.stream, sequence=2)
        value = getattr(entry, column)
        new = value ^ 1 if isinstance(value, int) else value[:-1] + ("0" if value[-1] != "0" else "1")
        with unlocked() as cursor:
            cursor.execute(
                f"UPDATE office_ledgerentry SET {column} = %s WHERE stream = %s AND sequence = 2",  # noqa: S608
                [new, item.stream],
            )

        faults = [fault for fault in verify_database() if fault.stream == item.stream]

        assert 2 in {fault.sequence for fault in faults}
        assert {str(item)} == {fault.number for fault in faults}


@pytest.mark.parametrize("sequence", [2, None])
def test_a_removed_entry_and_a_removed_chain_are_missed(registers, sequence):
    for item in both(registers):
        condition = "" if sequence is None else " AND sequence = 2"
        with unlocked() as cursor:
            cursor.execute(f"DELETE FROM office_ledgerentry WHERE stream = %s{condition}", [item.stream])  # noqa: S608

        assert item.stream in {fault.stream for fault in verify_database()}


def test_an_item_whose_row_was_taken_away_leaves_stray_entries(registers):
    item = registers.filing()
    connection.check_constraints()

    PriorFiling.objects.filter(pk=item.pk).delete()

    assert {("office.stray_entry", item.stream)} == {(fault.code, fault.stream) for fault in verify_database()}


def test_every_projected_column_has_a_name_and_is_compared(registers):
    from rongcuo.office.faults import ITEM_COLUMNS

    for item in both(registers):
        columns = projection.columns(item, chain.entries(item))
        assert set() == columns.keys() - ITEM_COLUMNS.keys()
        writable = {field.attname for field in item._meta.local_concrete_fields}
        own = {"id", "district_id", "sequence", "head_hash", "algorithm"}
        assert writable - own == columns.keys()


CHANGED = {
    "number": "示纪〔2000〕9号",
    "stage": "asked",
    "began_on": date(2000, 1, 1),
    "clause": "1.1",
    "settles": "",
    "answered_on": None,
    "starts_on": date(2000, 1, 1),
    "acknowledged_on": None,
    "is_questioned": True,
    "receiver_id": None,
}


@pytest.mark.parametrize("column", CHANGED)
def test_a_changed_row_differs_from_its_entries_and_is_made_again(registers, column):
    for item in both(registers):
        if not hasattr(item, column):
            continue
        new = registers.scene.organs["city"].id if column == "receiver_id" else CHANGED[column]
        type(item).objects.filter(pk=item.pk).update(**{column: new})

        assert {("office.item_differs", item.stream)} == {(fault.code, fault.stream) for fault in verify_database()}
        rebuild()
        assert () == verify_database()


@pytest.mark.parametrize(
    ("code", "change"),
    [
        ("office.text_altered", lambda text: RegisterText.objects.filter(pk=text.pk).update(body="别的")),
        ("office.text_altered", lambda text: RegisterText.objects.filter(pk=text.pk).update(salt="0" * 32)),
    ],
)
def test_a_changed_text_is_noticed_and_so_is_one_that_is_gone_without_an_order(registers, code, change):
    item = registers.filing()
    text, other = RegisterText.objects.filter(stream=item.stream)[:2]
    assert () == verify_database()

    RegisterText.objects.filter(pk=other.pk).update(body=None)
    change(text)

    gone = ("office.body_gone", str(item))
    assert {gone, (code, str(item))} == {(fault.code, fault.number) for fault in verify_database()}


def test_a_paper_whose_bytes_were_changed_is_named(registers):
    from rongcuo.office.files import storage

    paper = upload(registers.scene.persons["panhui"], "论证意见.pdf", BytesIO(b"%PDF-1.7 ..."))
    item = registers.filing(demonstration_files=[str(paper.id)])

    storage.bodies().delete(storage.path_of(paper.sha256))

    assert [("office.attachment_missing", str(item))] == [(f.code, f.number) for f in verify_database()]


def test_every_act_of_the_table_is_tried_here():
    assert set(ITEM_ACTS) == set(DOES) == set(BY)


def test_dates_are_those_of_the_civil_day(registers):
    with on(date(2026, 3, 2)):
        item = registers.interpretation()

    assert (date(2026, 3, 2), "示纪释〔2026〕1号") == (item.answered_on, item.number)


def test_a_list_asks_as_many_questions_of_many_items_as_of_few(registers):
    from django.test.utils import CaptureQueriesContext

    def asked(who: str, address: str) -> int:
        reader = Reader(registers.person(who))
        with CaptureQueriesContext(connection) as queries:
            assert 200 == reader.get(address).status_code
        return len(queries)

    pages = [("gulan", "/interpretations/"), ("gulan", "/filings/"), ("gulan", "/policy/"), ("panhui", "/filings/")]
    both(registers)
    registers.interpretation("asked")
    few = [asked(*page) for page in pages]
    for _ in range(5):
        registers.interpretation()
        registers.interpretation("asked")
        registers.filing()

    assert few == [asked(*page) for page in pages]
    assert max(few) <= 20
