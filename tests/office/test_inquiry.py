"""Between notice and vote, through the door: who acts, and what each of them reads and does not read."""

from io import BytesIO

import pytest

from rongcuo.office import reading, workbench
from rongcuo.office.files.attachments import upload
from rongcuo.office.listing import CaseFilter
from rongcuo.office.models import CaseFile, District, Notice
from rongcuo.office.outcomes import Refused
from rongcuo.office.verification import verify_database
from tests.builders import STAGES, Scene
from tests.pages import Reader

pytestmark = pytest.mark.usefixtures("database", "files")

STATEMENT = "本项目属于推动转型发展的项目建设。"


@pytest.fixture
def scene() -> Scene:
    return Scene()


def switched_on(scene: Scene, **readings: str) -> Scene:
    """The district has settled these readings; files opened from now on are handled under them."""
    District.objects.filter(pk=scene.cast.district.pk).update(readings=readings)
    for person in scene.persons.values():
        person.refresh_from_db()
    return scene


def in_review(scene: Scene) -> CaseFile:
    """A file with two findings, each on its own evidence."""
    file = scene.at("reviewing")
    return scene.find(file, {"diligent": "established", "transformative_project": "established"})


def attached(scene: Scene, who: str) -> list[str]:
    kept = upload(scene.persons[who], "签名.txt", BytesIO("签名".encode()))
    return [str(kept.id)]


def types(scene: Scene, who: str, file: CaseFile) -> list[str]:
    found = reading.load(scene.persons[who], file.id)
    return [entry.type for entry in found.entries] if found else []


def words(scene: Scene, who: str, file: CaseFile) -> set[str | None]:
    found = reading.load(scene.persons[who], file.id)
    return set(found.texts.values()) if found else set()


def test_an_expert_reads_the_question_and_the_evidence_given_and_nothing_else(scene):
    file = in_review(scene)
    file = scene.act("chenliyan", "assess_complexity", file, specialised="yes")
    assert [] == types(scene, "kuanglin", file)
    file = scene.act("chenliyan", "convene_panel", file)
    file = scene.act("kuanglin", "give_panel_opinion", file)

    found = reading.load(scene.persons["kuanglin"], file.id)
    assert ["panel_convened", "panel_opinion_given"] == [entry.type for entry in found.entries]
    assert {"关于diligent的材料"} == {text for text in found.texts.values() if text and text.startswith("关于")}
    assert STATEMENT not in found.texts.values()
    assert not found.within
    assert None is found.determination
    assert [] == [duty.duty.id for duty in found.duties if duty.duty.id != "give_panel_opinion"]
    assert "give_panel_opinion" in {option.row.id for option in found.options if option.allowed}
    assert verify_database() == ()


def test_an_expert_learns_neither_stage_nor_duties_of_others_from_list_and_workbench(scene):
    file = in_review(scene)
    file = scene.act("chenliyan", "assess_complexity", file, specialised="yes")
    file = scene.act("chenliyan", "convene_panel", file)
    person = scene.persons["kuanglin"]

    bench = workbench.load(person)
    assert [("give_panel_opinion", False)] == [(task.duty, task.handled) for task in bench.own]
    assert 0 == bench.waiting_count
    assert all(task.handled for task in workbench.load(scene.persons["chenliyan"]).own)
    assert [False] == [row.handled for row in CaseFilter({}, person).qs]
    assert [] == list(CaseFilter({"stage": "reviewing"}, person).qs)
    assert [file] == list(CaseFilter({"stage": "reviewing"}, scene.persons["chenliyan"]).qs)


def test_an_expert_who_recused_or_was_replaced_sees_the_file_no_more(scene):
    file = in_review(scene)
    file = scene.act("chenliyan", "convene_panel", scene.act("chenliyan", "assess_complexity", file))
    file = scene.act("kuanglin", "recuse", file, person=scene.id("kuanglin"))
    assert [] == types(scene, "kuanglin", file)

    only = [{"person": scene.id("weiran"), "reply": "accepted", "no_interest": True}]
    file = scene.act("chenliyan", "convene_panel", file, invited=only)
    assert [] == types(scene, "shenzhu", file)
    assert "panel_convened" in types(scene, "weiran", file)


def test_a_member_of_the_panel_that_declined_sees_nothing(scene):
    file = scene.act("chenliyan", "assess_complexity", in_review(scene))
    invited = [
        {"person": scene.id("kuanglin"), "reply": "accepted", "no_interest": True},
        {"person": scene.id("shenzhu"), "reply": "declined"},
    ]
    file = scene.act("chenliyan", "convene_panel", file, invited=invited)

    assert [] == types(scene, "shenzhu", file)


def test_the_party_reads_the_evidence_that_it_was_shown(scene):
    file = in_review(scene)
    assert "关于diligent的材料" not in words(scene, "xiemou", file)
    file = scene.act("chenliyan", "meet_on_facts", file, signed=attached(scene, "chenliyan"))

    seen = words(scene, "xiemou", file)
    assert "关于diligent的材料" in seen
    assert "关于transformative_project的材料" not in seen
    assert "met_on_facts" in types(scene, "xiemou", file)


def test_a_withdrawal_an_extension_and_a_supplement_go_between_party_and_officers(scene):
    file = scene.at("reviewing")
    file = scene.act("chenliyan", "ask_for_supplement", file)
    assert {"supplement_defence"} == {task.duty for task in workbench.load(scene.persons["xiemou"]).own}
    file = scene.act("xiemou", "supplement_defence", file)
    before = file.next_deadline
    file = scene.act("chenliyan", "extend_limit", file)
    file = scene.act("xiemou", "withdraw_defence", file)

    assert STATEMENT in words(scene, "xiemou", file)
    assert STATEMENT in words(scene, "chenliyan", file)
    assert file.next_deadline is not None
    assert before is None or file.next_deadline > before
    assert verify_database() == ()


def test_case_review_reads_the_inquiry_and_no_vote_and_a_consulted_body_only_its_letter(scene):
    """5.4 with both optional steps: each reads what it needs, from the day it was asked."""
    switched_on(scene, case_review_step="on", consultation_step="on")
    file = in_review(scene)
    for stage in STAGES[3:5]:
        file = scene.advance(file, stage)
    assert isinstance(scene.attempt("linshu", "deliberate", file), Refused)
    assert [] == types(scene, "luoyi", file) == types(scene, "duanhong", file)
    file = scene.act("chenliyan", "send_for_review", file)
    file = scene.act("luoyi", "case_review", file)
    file = scene.act("chenliyan", "consult", file)
    file = scene.act("chenliyan", "consult", file, consulted_as="party_group", organ=scene.id("audit"))
    file = scene.act("duanhong", "answer_consultation", file)
    file = scene.act("qinyu", "answer_consultation", file, consultation=2)
    file = scene.act("linshu", "deliberate", file)

    assert {"defence_filed", "finding_recorded", "concluded", "reported"} <= set(types(scene, "luoyi", file))
    assert "deliberated" not in types(scene, "luoyi", file)
    assert STATEMENT in words(scene, "luoyi", file)
    for who in ("duanhong", "qinyu"):
        assert ["consultation_sent", "consultation_answered"] == types(scene, who, file)
        assert STATEMENT not in words(scene, who, file)
    assert {"对拟作处理有无意见。", "没有意见。"} <= words(scene, "duanhong", file)
    assert not {"case_reviewed", "consultation_sent"} & set(types(scene, "xiemou", file))


def test_interference_is_read_by_those_who_handle_and_never_by_whoever_is_recorded(scene):
    file = scene.at("reported")
    before = types(scene, "liangwen", file)
    file = scene.act("chenliyan", "record_interference", file, person=scene.id("liangwen"))

    assert "interference_recorded" in types(scene, "chenliyan", file)
    assert "interference_recorded" in types(scene, "sunyue", file)
    assert "interference_recorded" not in types(scene, "xiemou", file)
    assert before == types(scene, "liangwen", file)
    assert not {"某局副局长", "询问处理意见。"} & words(scene, "liangwen", file)
    told = Notice.objects.filter(casefile=file, sequence=file.version).values_list("person__name", flat=True)
    assert scene.persons["liangwen"].name not in told
    assert scene.persons["sunyue"].name in told
    assert verify_database() == ()


def test_what_was_lent_is_owed_back(scene):
    file = scene.act("chenliyan", "approve_copy", scene.at("notified"))
    assert "record_return" in {task.duty for task in workbench.load(scene.persons["zhoumin"]).own}

    file = scene.act("zhoumin", "record_return", file)
    assert "record_return" not in {task.duty for task in workbench.load(scene.persons["zhoumin"]).own}
    assert "copy_approved" not in types(scene, "xiemou", file)


def test_the_pages_show_each_reader_what_is_theirs(scene):
    """The case page has the steps and the registers; the expert's page what was sent; the party's what it was asked."""
    file = in_review(scene)
    file = scene.act("chenliyan", "convene_panel", scene.act("chenliyan", "assess_complexity", file))
    file = scene.act("chenliyan", "ask_for_supplement", file)
    file = scene.act("chenliyan", "meet_on_facts", file, signed=attached(scene, "chenliyan"))
    file = scene.act("chenliyan", "record_interference", file, person=scene.id("gulan"))
    file = scene.act("chenliyan", "approve_copy", file)
    pages = {
        who: Reader(scene.persons[who]).get(address).content.decode()
        for who, address in {
            "chenliyan": f"/cases/{file.id}/",
            "gulan": f"/cases/{file.id}/",
            "kuanglin": f"/cases/{file.id}/",
            "xiemou": f"/defence/{file.id}/",
        }.items()
    }

    for words_ in ("审查中的办理事项", "过问干预登记", "某局副局长", "复制、借阅登记", "审计局某某"):
        assert words_ in pages["chenliyan"]
        assert words_ not in pages["kuanglin"]
        assert words_ not in pages["xiemou"]
    assert "某局副局长" not in pages["gulan"]
    assert "分步审查是否符合技术规范。" in pages["kuanglin"]
    assert "关于diligent的材料" in pages["kuanglin"]
    assert "审查中" not in pages["kuanglin"]
    assert "请补充会议记录。" in pages["xiemou"]
    assert "关于diligent的材料" in pages["xiemou"]


def test_a_party_takes_its_defence_back_on_one_page_and_may_write_again(scene):
    file = scene.at("reviewing")
    reader = Reader(scene.persons["xiemou"])
    page = reader.get(f"/defence/{file.id}/withdraw_defence/")
    assert "撤回不等于不申辩" in page.content.decode()
    sent = reader.post(f"/defence/{file.id}/withdraw_defence/", _key="one", _version=str(file.version))

    assert (302, f"/defence/{file.id}/?recorded=withdraw_defence") == (sent.status_code, sent["Location"])
    after = reader.get(sent["Location"]).content.decode()
    assert "现在写申辩" in after
    assert "已撤回" in after
