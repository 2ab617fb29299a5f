"""After the decision through the door: who sees what was sent, what stays owed, what the pages show."""

from datetime import timedelta

import pytest

from rongcuo.office import clock, reading, workbench
from rongcuo.office.cases.models import DutyRow
from rongcuo.office.cases.visibility import visible_to
from rongcuo.office.follow_up import FollowUpFilter
from rongcuo.office.listing import CaseFilter
from rongcuo.office.models import CaseFile
from rongcuo.office.outcomes import Done, Invalid, Refused
from rongcuo.office.verification import verify_database
from tests.builders import EFFECTS, Scene, on
from tests.pages import Reader

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def scene() -> Scene:
    return Scene()


def served(scene: Scene, **raw) -> CaseFile:
    """Exempted and served, with the error on file."""
    file = scene.at("reviewing", **raw)
    file = scene.find(file, {"error_occurred": "established"})
    for stage in ("concluded", "reported", "deliberated", "awaiting_consent", "decided", "served"):
        file = scene.advance(file, stage)
    return file


def ordered(scene: Scene, file: CaseFile) -> CaseFile:
    for effect in EFFECTS:
        organ = "performance" if effect == "performance_and_audit" else "audit"
        file = scene.act("linshu", "order_effect", file, effect=effect, receiving_organ=scene.id(organ))
    return file


def closed(scene: Scene) -> CaseFile:
    file = served(scene)
    file = ordered(scene, file)
    file = scene.act("chenliyan", "issue_rectification", file)
    return scene.act("chenliyan", "close", file)


def own(scene: Scene, who: str) -> list[tuple[str, int]]:
    return [(task.duty, task.item) for task in workbench.load(scene.persons[who]).own]


def test_the_whole_way_to_the_archive(scene):
    file = closed(scene)
    file = scene.act("chenliyan", "clarify", file)
    file = scene.act("qinyu", "acknowledge_effect", file)
    file = scene.act("panhui", "report_rectification", file)
    file = scene.act("chenliyan", "verify_rectification", file)
    file = scene.act("gulan", "archive", file)
    file = scene.act("duanhong", "follow_up", file)

    assert "archived" == file.stage
    rows = DutyRow.objects.filter(casefile=file).values_list("duty", "item")
    assert {("acknowledge_effect", number) for number in (2, 3, 4, 5)} == set(rows)
    assert () == verify_database()


def test_a_body_sees_the_order_that_it_was_sent_and_nothing_else(scene):
    file = ordered(scene, served(scene))

    for who, organ, expected in (("qinyu", "audit", 4), ("mengjie", "performance", 1)):
        found = reading.load(scene.persons[who], file.id)
        assert frozenset({f"receiving:{scene.id(organ)}"}) == found.parts
        assert not found.within
        assert None is found.determination
        assert ["effect_ordered"] * expected == [entry.type for entry in found.entries]
        assert {scene.id(organ)} == {record.act.receiving_organ for record in found.records}
        assert expected == len(found.duties)


def test_before_it_is_sent_anything_a_body_does_not_know_that_there_is_a_file(scene):
    served(scene)

    for who in ("qinyu", "mengjie", "duanhong", "panhui"):
        assert not visible_to(scene.persons[who], clock.today()).exists(), who


def test_a_body_owes_its_own_orders_and_learns_of_no_other_duty(scene):
    ordered(scene, served(scene))
    bench = workbench.load(scene.persons["mengjie"])

    assert [("acknowledge_effect", 5)] == own(scene, "mengjie")
    assert 0 == bench.waiting_count
    assert [("acknowledge_effect", number) for number in (1, 2, 3, 4)] == sorted(own(scene, "qinyu"))


def test_the_list_tells_a_body_nothing_of_what_is_due_on_the_file(scene):
    ordered(scene, served(scene))

    assert [False] == [row.handled for row in CaseFilter({}, scene.persons["qinyu"]).qs]
    assert [True] == [row.handled for row in CaseFilter({}, scene.persons["chenliyan"]).qs]


def test_a_body_that_asks_for_the_order_of_another_is_told_that_there_is_none(scene):
    file = ordered(scene, served(scene))

    outcome = scene.attempt("mengjie", "acknowledge_effect", file, order=1)
    assert isinstance(outcome, Refused)
    assert ["effect.no_such_order"] == [refusal.code for refusal in outcome.refusals]
    assert isinstance(scene.attempt("mengjie", "acknowledge_effect", file, order=5), Done)


def test_the_unit_reads_what_it_is_to_put_right_and_nothing_else(scene):
    file = served(scene)
    file = scene.act("chenliyan", "issue_rectification", file)
    found = reading.load(scene.persons["panhui"], file.id)

    assert frozenset({"unit"}) == found.parts
    assert ["rectification_issued"] == [entry.type for entry in found.entries]
    assert [("report_rectification_by_unit", 1)] == own(scene, "panhui")
    party = reading.load(scene.persons["xiemou"], file.id)
    assert "rectification_issued" not in [entry.type for entry in party.entries]


def test_what_the_party_is_to_put_right_is_the_partys_alone(scene):
    file = served(scene)
    file = scene.act("chenliyan", "issue_rectification", file, recipient="party")

    assert not visible_to(scene.persons["panhui"], clock.today()).exists()
    assert [("report_rectification_by_party", 1)] == own(scene, "xiemou")
    scene.act("xiemou", "report_rectification", file)
    assert [] == own(scene, "xiemou")


def test_the_organ_that_visits_sees_the_file_once_it_is_closed(scene):
    file = ordered(scene, served(scene))
    assert not visible_to(scene.persons["weiran"], clock.today()).exists()

    file = scene.act("chenliyan", "close", file)
    found = reading.load(scene.persons["weiran"], file.id)
    assert frozenset({"personnel"}) == found.parts
    assert {"closed", "decided"} == {entry.type for entry in found.entries}
    assert [("follow_up", 0)] == own(scene, "weiran")


def test_nothing_that_leaves_the_file_names_the_reporter(scene):
    """The name is sealed outside the ledger; the office compares, and keeps nothing."""
    file = scene.opened(reporter="王大明")
    outcome = scene.attempt("chenliyan", "notify_rights", file, facts_notified="据王大明反映，违规审批。")

    assert isinstance(outcome, Invalid)
    assert [("act.names_withheld", "facts_notified")] == [(p.code, p.place.field) for p in outcome.problems]
    assert "王大明" not in outcome.problems[0].text()
    scene.act("chenliyan", "notify_rights", file)


def register(scene: Scene, who: str, **asked) -> list[tuple[str, int]]:
    return [(row.duty, row.item) for row in FollowUpFilter(asked, scene.persons[who]).qs]


OPEN = {
    *(("acknowledge_effect", number) for number in range(1, 6)),
    ("report_rectification_by_unit", 1), ("clarify", 0), ("follow_up", 0),
}  # fmt: skip


def test_the_register_lists_what_is_owed_once_a_file_is_closed_and_not_before(scene):
    file = ordered(scene, served(scene))
    assert [] == register(scene, "chenliyan")

    file = scene.act("chenliyan", "issue_rectification", file)
    scene.act("chenliyan", "close", file)
    assert OPEN == set(register(scene, "chenliyan"))
    assert len(OPEN) == len(register(scene, "chenliyan"))


def test_the_register_is_scoped_like_everything_else(scene):
    closed(scene)

    assert [("acknowledge_effect", 5)] == register(scene, "mengjie")
    assert [("report_rectification_by_unit", 1)] == register(scene, "panhui")
    assert [("follow_up", 0)] == register(scene, "weiran")
    for who in ("luxiao", "dengmou", "system", "auditor"):
        assert [] == register(scene, who), who


def test_the_register_is_filtered_by_kind_organ_and_what_is_late(scene):
    closed(scene)

    assert [("clarify", 0)] == register(scene, "gulan", duty="clarify")
    assert [("clarify", 0)] == register(scene, "gulan", organ=scene.id("inquiry"))
    assert [("acknowledge_effect", 5)] == register(scene, "gulan", organ=scene.id("performance"))
    assert [] == register(scene, "gulan", overdue="true")
    with on(clock.today() + timedelta(days=31)):
        late = set(register(scene, "gulan", overdue="true"))
    assert OPEN - {("follow_up", 0)} == late
    for asked in ({"organ": "nonsense"}, {"duty": "\x00"}, {"overdue": "perhaps"}):
        register(scene, "gulan", **asked)


def test_the_register_page_shows_kind_holder_and_days(scene):
    file = closed(scene)
    text = Reader(scene.persons["chenliyan"]).get("/follow-up/").content.decode()

    for said in ("跟踪台账", "办理并回执结果运用函（第5项）", "示范区绩效管理办公室", "澄清相关情况", file.number):
        assert said in text
    form = f"/cases/{file.id}/acts/acknowledge_effect/?order=5"
    assert form not in text
    assert form in Reader(scene.persons["mengjie"]).get("/follow-up/").content.decode()


def test_a_body_has_a_page_of_what_it_was_sent(scene):
    file = ordered(scene, served(scene))
    answer = Reader(scene.persons["mengjie"]).get(f"/cases/{file.id}/")
    text = answer.content.decode()

    assert 200 == answer.status_code
    for said in ("在绩效考核和审计结果运用中免于扣分或处理", "回执结果运用函", "发给本单位的"):
        assert said in text
    for kept in ("集体研究", "条文目前仍允许的结果", "示范区审计局", "四级主任科员"):
        assert kept not in text
    form = Reader(scene.persons["mengjie"]).get(f"/cases/{file.id}/acts/acknowledge_effect/?order=5").content.decode()
    assert "第5项" in form
    assert "第1项" not in form


def test_the_unit_and_the_visiting_organ_have_their_page_too(scene):
    file = closed(scene)
    unit = Reader(scene.persons["panhui"]).get(f"/cases/{file.id}/").content.decode()
    visitor = Reader(scene.persons["weiran"]).get(f"/cases/{file.id}/").content.decode()

    assert "反馈整改情况（第1项）" in unit
    assert "结果运用函" not in unit
    assert "回访" in visitor


def test_the_page_of_the_file_shows_what_came_after(scene):
    file = closed(scene)
    file = scene.act("qinyu", "acknowledge_effect", file, result="not_applicable", note="本年度没有审计项目。")
    text = Reader(scene.persons["chenliyan"]).get(f"/cases/{file.id}/").content.decode()

    for said in ("七、决定之后", "不适用", "本年度没有审计项目。", "等待反馈"):
        assert said in text


def test_the_party_reads_what_came_after_on_its_own_page(scene):
    file = closed(scene)
    file = scene.act("chenliyan", "issue_rectification", file, recipient="party")
    scene.act("chenliyan", "clarify", file)
    text = Reader(scene.persons["xiemou"]).get(f"/defence/{file.id}/").content.decode()

    assert "决定之后" in text
    assert "反馈整改情况（第2项" in text
    form = Reader(scene.persons["xiemou"]).get(f"/cases/{file.id}/acts/report_rectification/?rectification=2")
    assert 200 == form.status_code
    assert "容错申辩" in form.content.decode()


def test_a_file_that_ended_by_death_still_owes_what_the_unit_must_put_right(scene):
    file = scene.find(scene.at("reviewing"), {"error_occurred": "established"})
    file = scene.act("chenliyan", "record_death", file)
    file = scene.act("chenliyan", "terminate", file, reason="death")

    assert ("issue_rectification", 0) in register(scene, "chenliyan")
    file = scene.act("chenliyan", "issue_rectification", file)
    assert ("report_rectification_by_unit", 1) in register(scene, "panhui")


def test_the_lag_of_a_late_registration_is_shown_from_the_first_day_on(scene):
    file = served(scene)
    file = ordered(scene, file)
    with on(clock.today() + timedelta(days=1)):
        kept = scene.upload("qinyu", "回执.txt")
        file = scene.act(
            "qinyu", "acknowledge_effect", file, attachments=[kept],
            occurred_on=(clock.today() - timedelta(days=1)).isoformat(),
        )  # fmt: skip
        text = Reader(scene.persons["chenliyan"]).get(f"/cases/{file.id}/").content.decode()
    assert "办理后1日登记" in text
