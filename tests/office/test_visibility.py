"""No fact of a case file reaches a person without a live grant, by any door.

The matrix is generated: every function of an appointment, in every organ
that may have it, at every stage, through every way of reading.
"""

from collections.abc import Iterator
from datetime import timedelta
from uuid import uuid4

import pytest

from rongcuo.casefile.labels import Labels
from rongcuo.office import clock, drafts, law, reading, workbench
from rongcuo.office.cases.visibility import visible_to
from rongcuo.office.documents.numbers import numbers
from rongcuo.office.listing import CaseFilter
from rongcuo.office.models import CaseFile, IssuedDocument, Notice
from rongcuo.office.outcomes import NotFound
from rongcuo.office.people import register
from rongcuo.office.people.functions import FUNCTIONS
from rongcuo.office.summaries import behind
from rongcuo.office.summaries.gathering import Asked
from rongcuo.office.summaries.today import today_of
from tests.builders import STAGES, Scene, made

pytestmark = pytest.mark.usefixtures("database")

ON_FILE = {
    "inquiry": "investigating", "committee": "deciding", "city": "superior", "housing": "unit",
    "audit": "receiving", "personnel": "personnel",
}  # fmt: skip
"""The organs that the scene's files name, by what they are on the file."""

FIRST_SEEN = {
    ("investigating", "head"): "opened",
    ("deciding", "secretary"): "reported",
    ("deciding", "member"): "reported",
    ("deciding", "signatory"): "reported",
    ("superior", "approver"): "awaiting_consent",
    ("receiving", "receiver"): "closed",
    ("personnel", "personnel_officer"): "closed",
}
"""The posts that bring sight of a file, and the stage from which on; every other post brings none."""

NAMED = {"chenliyan": "opened", "zhoumin": "opened", "gulan": "opened", "xiemou": "notified"}
"""The persons whom the file itself names: officers, who opened it, the party."""


@pytest.fixture
def scene() -> Scene:
    return Scene()


def posts(scene: Scene) -> Iterator[tuple[str, str]]:
    """Every function in every organ of the district that has the capacity for it."""
    for function in FUNCTIONS.values():
        for key, organ in scene.organs.items():
            if function.capacity is None or function.capacity in organ.capacities:
                yield key, function.id


def ways(scene: Scene, who: str, file: CaseFile) -> dict[str, bool]:
    """Every way of reading, and whether it gives the file, or anything of it, to this person."""
    person = scene.persons[who]
    document = IssuedDocument.objects.filter(casefile=file).first()
    drafts.keep(person, file.id, "report", {"summary": "x"})
    bench = workbench.load(person)
    outcome = scene.attempt(who, "report", file, version=file.version, summary="")
    return {
        "list": file in CaseFilter({}, person).qs,
        "search": file in CaseFilter({"text": file.number}, person).qs,
        "count": bool(bench.files_count),
        "detail": reading.load(person, file.id) is not None,
        "draft": drafts.find(person, file.id, "report") is not None,
        "document": bool(document and reading.document(person, file.id, document.pk)),
        "own duties": bool(bench.own_count),
        "others' duties": bool(bench.waiting_count),
        "changes": bool(bench.changed_count),
        "act": outcome != NotFound(),
    }


def first_seen(who: str, held: tuple[str, str] | None) -> str | None:
    """The stage from which on the person sees the scene's file; none: never."""
    if held is None:
        return NAMED[who]
    organ, function = held
    return FIRST_SEEN.get((ON_FILE.get(organ), function))


def test_who_sees_a_file_from_which_stage_on(scene):
    everybody = {f"{organ}-{function}": (organ, function) for organ, function in posts(scene)}
    for who, (organ, function) in everybody.items():
        scene.hire(who, organ, function)
    everybody |= dict.fromkeys(NAMED)

    file = scene.opened()
    for stage in STAGES:
        if stage != "opened":
            file = scene.advance(file, stage)
        visible = {who for who in everybody if visible_to(scene.persons[who], clock.today()).exists()}
        seen_from = {who: first_seen(who, held) for who, held in everybody.items()}
        expected = {who for who, first in seen_from.items() if first and STAGES.index(first) <= STAGES.index(stage)}
        assert expected == visible, stage


@pytest.mark.parametrize("stage", ["opened", "reviewing", "awaiting_consent", "served"])
def test_who_does_not_see_a_file_gets_nothing_of_it_by_any_way(scene, stage):
    file = scene.at(stage)
    strangers = [who for who in scene.persons if not visible_to(scene.persons[who], clock.today()).exists()]

    leaks = {who: [way for way, open_ in ways(scene, who, file).items() if open_] for who in strangers}

    assert {who: [] for who in strangers} == leaks
    assert {"system", "security", "auditor", "luxiao", "dengmou", "panhui"} <= set(strangers)


def test_who_sees_a_file_sees_it_by_every_way(scene):
    file = scene.at("awaiting_consent")

    everywhere = {"list", "search", "count", "detail", "draft", "document", "act"}

    for who in ("chenliyan", "gulan", "linshu", "shibin"):
        assert everywhere <= {way for way, open_ in ways(scene, who, file).items() if open_}, who


def test_a_file_that_does_not_exist_reads_like_one_that_may_not_be_seen(scene):
    file = scene.at("notified")

    assert reading.load(scene.persons["luxiao"], file.id) == reading.load(scene.persons["chenliyan"], uuid4()) is None


def gone(scene: Scene, who: str, file: CaseFile) -> None:
    assert [] == [way for way, open_ in ways(scene, who, file).items() if open_]


def test_recusal_bites_at_once_and_everywhere(scene):
    file = scene.at("reported")
    assert visible_to(scene.persons["wuping"], clock.today()).exists()
    assert Notice.objects.filter(person=scene.persons["wuping"]).exists()

    file = scene.act("gulan", "recuse", file)

    gone(scene, "wuping", file)
    assert not Notice.objects.filter(person=scene.persons["wuping"], sequence=file.version).exists()


def test_a_recused_officer_loses_the_file_and_a_second_post_does_not_bring_it_back(scene):
    file = scene.at("reviewing")

    file = scene.act("gulan", "recuse", file, person=scene.id("zhoumin"))

    gone(scene, "zhoumin", file)


def test_an_officer_who_was_replaced_sees_the_file_no_more_and_the_successor_does(scene):
    file = scene.at("reviewing")

    file = scene.act("gulan", "replace_officer", file)

    gone(scene, "zhoumin", file)
    assert reading.load(scene.persons["hejing"], file.id) is not None


@pytest.mark.parametrize("who", ["chenliyan", "linshu"])
def test_an_ended_appointment_sees_nothing_from_its_day_on(scene, who):
    file = scene.at("reported")
    assert reading.load(scene.persons[who], file.id) is not None

    scene.dismiss(who)

    gone(scene, who, file)


def test_an_appointment_that_has_not_begun_sees_nothing_yet(scene):
    file = scene.at("reported")
    scene.hire("tomorrow", "committee", "member", started_on=clock.today() + timedelta(days=1))

    gone(scene, "tomorrow", file)
    assert file in visible_to(scene.persons["tomorrow"], clock.today() + timedelta(days=1))


def test_a_party_that_changes_its_post_still_sees_its_own_file(scene):
    file = scene.at("notified")

    scene.dismiss("xiemou")

    assert reading.load(scene.persons["xiemou"], file.id) is not None


def test_a_closed_account_sees_nothing(scene):
    from rongcuo.office.people import register

    file = scene.at("reported")
    register.close_account(
        scene.cast.district, scene.persons["system"], account=scene.persons["chenliyan"].account
    )  # fmt: skip

    gone(scene, "chenliyan", file)


def test_the_party_does_not_read_the_decision_before_it_is_served(scene):
    file = scene.at("decided")

    seen = reading.load(scene.persons["xiemou"], file.id)

    assert "decided" not in [entry.type for entry in seen.entries]


def test_a_party_in_the_deciding_organ_sees_its_file_as_the_party_alone(scene):
    """A post gives no sight of the votes on one's own case."""
    file = scene.at("deliberated")
    before = [entry.type for entry in reading.load(scene.persons["xiemou"], file.id).entries]

    post = {"organ": scene.organs["committee"], "function": "secretary", "started_on": clock.today()}
    made(register.appoint(scene.cast.district, scene.persons["security"], person=scene.persons["xiemou"], **post))

    seen = reading.load(scene.persons["xiemou"], file.id)
    assert frozenset({"party"}) == seen.parts
    assert before == [entry.type for entry in seen.entries]
    assert "deliberated" in [entry.type for entry in reading.load(scene.persons["linshu"], file.id).entries]


def test_the_party_reads_its_own_entries_and_never_findings_votes_or_requests(scene):
    """Once it is served, the decision too, without the reasons kept for the quality review."""
    file = scene.opened()
    file = scene.advance(file, "notified")
    file = scene.advance(file, "reviewing")
    file = scene.find(file, {"diligent": "established"})
    for stage in STAGES[3:]:
        file = scene.advance(file, stage)

    seen = reading.load(scene.persons["xiemou"], file.id)
    types = [entry.type for entry in seen.entries]

    assert not seen.within
    assert None is seen.determination
    assert [
        "rights_notified", "service_recorded", "defence_filed", "defence_accepted",
        "claim_answered", "claim_answered", "decided", "decision_served",
        "clarified", *["effect_ordered"] * 5, "closed",
    ] == types  # fmt: skip
    decided = next(record for record in seen.records if record.act.name == "decide")
    assert seen.texts[decided.act.reasons.id]
    assert decided.act.departure.id not in seen.texts
    hidden = {"到会委员逐一发表意见，一致同意。", "拟免于问责，请予同意。", "材料载明督办经过。"}
    assert not hidden & set(seen.texts.values())
    assert {"party"} == seen.parts


def test_the_investigators_read_no_votes(scene):
    file = scene.at("served")

    types = {entry.type for entry in reading.load(scene.persons["chenliyan"], file.id).entries}

    assert "deliberated" not in types
    assert "decided" in types


def test_a_unit_that_is_the_party_reads_through_its_representative_alone(scene):
    unit = {"party_kind": "unit", "party_person": None, "post": None, "rank": None}
    file = scene.opened(**unit)
    file = scene.advance(file, "notified")

    seen = {who for who, person in scene.persons.items() if "party" in _parts(person, file)}

    representatives = {
        who for who, person in scene.persons.items()
        if person.appointments.filter(function="unit_representative", organ=scene.organs["housing"]).exists()
    }  # fmt: skip
    assert representatives == seen != set()


def _parts(person, file):
    found = reading.load(person, file.id)
    return found.parts if found else ()


def test_duties_are_put_before_those_who_hold_them(scene):
    file = scene.at("notified")

    def own(who):
        return {task.duty for task in workbench.load(scene.persons[who]).own}

    assert own("chenliyan") == own("zhoumin") == {"consider_ex_officio", "assess_complexity"}
    assert {"file_defence"} == own("xiemou")
    assert set() == own("gulan")
    waiting = {task.duty for task in workbench.load(scene.persons["gulan"]).waiting}
    assert {"consider_ex_officio", "assess_complexity", "file_defence"} == waiting
    assert file.next_deadline == workbench.load(scene.persons["xiemou"]).own[0].last_day


def test_a_change_is_told_to_everybody_who_may_read_it_except_its_author(scene):
    file = scene.at("notified")
    told = set(Notice.objects.filter(casefile=file, sequence=file.version).values_list("person__name", flat=True))

    assert {scene.persons[who].name for who in ("gulan", "zhoumin", "xiemou")} == told


def test_looking_at_a_file_reads_its_notices(scene):
    file = scene.at("notified")
    person = scene.persons["zhoumin"]
    assert workbench.load(person).changed_count > 0

    workbench.mark_read(person, file)

    assert 0 == workbench.load(person).changed_count


def test_the_list_is_filtered_by_stage_year_name_number_and_mine(scene):
    one, other = scene.at("notified"), scene.opened(party_person=scene.id("dengmou"))
    person = scene.persons["chenliyan"]

    def found(**asked):
        return set(CaseFilter({name: str(value) for name, value in asked.items()}, person).qs)

    assert {one, other} == found() == found(year=one.opened_on.year) == found(mine="true")
    assert {one} == found(stage="notified") == found(text="谢") == found(text=one.number)
    assert {other} == found(text=" 邓某 ", stage="opened")
    assert set() == found(year=1999) == found(text="没有此人") == found(stage="nonsense")


def test_a_draft_belongs_to_one_person_file_and_act(scene):
    file = scene.opened()
    one, other = scene.persons["chenliyan"], scene.persons["zhoumin"]

    drafts.keep(one, file.id, "consider_ex_officio", {"reasons": "初稿"})
    drafts.keep(one, file.id, "consider_ex_officio", {"reasons": "二稿"})
    drafts.keep(one, None, "open", {"title": "x"})

    assert {"reasons": "二稿"} == drafts.find(one, file.id, "consider_ex_officio").content
    assert None is drafts.find(other, file.id, "consider_ex_officio")
    assert {"title": "x"} == drafts.find(one, None, "open").content
    scene.act("chenliyan", "consider_ex_officio", file)
    assert None is drafts.find(one, file.id, "consider_ex_officio")
    drafts.discard(one, None, "open")
    assert None is drafts.find(one, None, "open")


def test_a_draft_keeps_what_no_database_would_refuse(scene):
    person = scene.persons["gulan"]

    drafts.keep(person, None, "open", {"title": "\x00重大\ud800", "rows": [{"x": "\x00"}]})

    assert {"title": "重大?", "rows": [{"x": ""}]} == drafts.find(person, None, "open").content


@pytest.mark.parametrize(
    "asked",
    [
        {"year": "99999"},
        {"year": "0"},
        {"year": "-1"},
        {"year": "x"},
        {"year": "2026.5"},
        {"text": "\x00"},
        {"stage": "\x00"},
        {"mine": "perhaps"},
        {"text": "%_\\'"},
    ],
)
def test_a_filter_that_makes_no_sense_is_not_an_accident(scene, asked):
    scene.opened()

    list(CaseFilter(asked, scene.persons["gulan"]).qs)


@pytest.mark.parametrize("stage", ["reviewing", "awaiting_consent", "served"])
def test_numbers_and_figures_show_a_file_to_exactly_those_who_handle_it(scene, stage):
    """The register of numbers, the figures of the day and the entries behind a figure: nobody sees more there."""
    file = scene.at(stage)
    today, labels = clock.today(), Labels(law.district_policy(scene.cast.district))
    handlers, shown = set(), {"numbers": set(), "figures": set(), "entries": set()}
    for who, person in scene.persons.items():
        found = reading.load(person, file.id)
        handlers |= {who} if found and found.within else set()
        shown["numbers"] |= {who} if numbers(person, today, today.year) else set()
        shown["figures"] |= {who} if today_of(person, Asked()).files else set()
        shown["entries"] |= {who} if behind.entries(person, [(str(file.pk), 1)], labels).rows else set()
    assert {"gulan", "chenliyan"} <= handlers
    assert shown["figures"] == shown["entries"] == handlers
    assert shown["numbers"] <= handlers
    assert {"xiemou", "luxiao", "system"}.isdisjoint(handlers)
