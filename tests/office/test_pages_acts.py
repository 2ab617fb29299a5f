"""Every act has a form that is derived from it; what the form sends is what the door reads."""

from io import BytesIO

import pytest

from rongcuo.casefile import ACTS
from rongcuo.office.files.attachments import upload
from rongcuo.office.models import CaseFile, District, LedgerEntry
from tests.builders import STAGES, WAY, Scene
from tests.pages import Reader, flat, hidden

pytestmark = pytest.mark.usefixtures("database", "files")

ASIDE = {
    "supplement_defence": ("xiemou", "reviewing"),
    "waive_defence": ("xiemou", "notified"),
    "record_finding": ("chenliyan", "reviewing"),
    "return_for_inquiry": ("linshu", "reported"),
    "refuse_consent": ("shibin", "awaiting_consent"),
    "return_request": ("shibin", "awaiting_consent"),
    "recuse": ("wuping", "reported"),
    "replace_officer": ("gulan", "reviewing"),
    "extend_limit": ("chenliyan", "notified"),
    "ask_for_supplement": ("chenliyan", "reviewing"),
    "record_interference": ("liangwen", "reported"),
    "approve_copy": ("gulan", "reviewing"),
    "acknowledge_effect": ("qinyu", "closed"),
    "terminate": ("gulan", "reviewing"),
    "record_death": ("chenliyan", "reviewing"),
    "follow_up": ("duanhong", "closed"),
    "file_appeal": ("xiemou", "held_accountable"),
    "request_consent_to_change": ("yuanfei", "on_appeal"),
    "decide_appeal": ("yuanfei", "on_appeal"),
    "serve_appeal_decision": ("yuanfei", "reviewed"),
    "correct_decision": ("linshu", "held_accountable"),
    "revoke_exemption": ("fangzheng", "served"),
    "void_entry": ("gulan", "found"),
    "list_breaches": ("chenliyan", "reviewing"),
    "list_events": ("chenliyan", "reviewing"),
    "settle_rank": ("chenliyan", "unranked"),
    "apply_superior_rules": ("gulan", "above_district"),
    "transfer": ("gulan", "above_district"),
    "transfer_jurisdiction": ("gulan", "opened"),
    "merge": ("gulan", "opened"),
    "split": ("gulan", "opened"),
    "adopt_facts": ("chenliyan", "of_a_matter"),
    "refer_suspected_breach": ("chenliyan", "reviewing"),
}
"""The acts that are not on the straight way: who does them, on a file at which stage."""

ASSESSED = [("chenliyan", "assess_complexity")]
CONVENED = [*ASSESSED, ("chenliyan", "convene_panel")]
REPORTED = [("", "concluded"), ("", "reported")]
SENT = [*REPORTED, ("chenliyan", "send_for_review")]
PREPARED = {
    "convene_panel": ("chenliyan", ASSESSED),
    "give_panel_opinion": ("kuanglin", CONVENED),
    "meet_on_facts": ("chenliyan", []),
    "send_for_review": ("chenliyan", REPORTED),
    "case_review": ("luoyi", SENT),
    "consult": ("chenliyan", []),
    "answer_consultation": ("duanhong", [("chenliyan", "consult")]),
    "record_return": ("gulan", [("gulan", "approve_copy")]),
}
"""The acts that other acts prepare: who does them, after which of them and which stages."""


@pytest.fixture
def scene() -> Scene:
    return Scene()


def address(file: CaseFile | None, act: str) -> str:
    return f"/cases/{file.id}/acts/{act}/" if file else "/cases/open/"


def entries(file: CaseFile) -> int:
    return LedgerEntry.objects.filter(stream=file.stream).count()


RECTIFYING = {"issue_rectification", "report_rectification", "verify_rectification"}
"""Acts that need an error on file (test_after.py, and in a browser test_journeys.py)."""


def test_a_file_goes_from_opening_to_the_archive_through_the_forms_alone(scene):
    sent = Reader(scene.persons["gulan"]).send("/cases/open/", scene.content("open"))
    file = CaseFile.objects.get()
    assert (302, f"/cases/{file.id}/?recorded=1#e-1") == (sent.status_code, sent["Location"])
    for who, act, raw in [("gulan", "assign_officers", {}), *(each for acts in WAY.values() for each in acts)]:
        content = scene.content(act, file) | raw
        sent = Reader(scene.persons[who]).send(address(file, act), content)
        assert 302 == sent.status_code, f"{act}: {sent.content.decode()}"
    assert "archived" == CaseFile.objects.get().stage


def test_every_act_of_the_table_is_either_on_that_way_or_tried_on_its_own():
    on_the_way = {act for acts in WAY.values() for _, act, _ in acts} | {"open", "assign_officers"}
    of_the_party = {"withdraw_defence"}
    on_pages_of_their_own = {"sign_document", "serve_document"}  # test_documents.py
    assert set(ACTS) == on_the_way | set(ASIDE) | set(PREPARED) | of_the_party | RECTIFYING | on_pages_of_their_own


@pytest.mark.parametrize("act", ASIDE)
def test_an_act_beside_the_straight_way_is_done_through_its_form(scene, act):
    who, stage = ASIDE[act]
    file = scene.at(stage)
    sent = Reader(scene.persons[who]).send(address(file, act), scene.content(act, file))
    assert 302 == sent.status_code, sent.content.decode()
    assert f"/cases/{file.id}/?recorded={file.version + 1}#e-{file.version + 1}" == sent["Location"]


@pytest.mark.parametrize("act", PREPARED)
def test_an_act_that_others_prepare_is_done_through_its_form(scene, act):
    """Panel, meeting, review, consultation and return, with every box and row that their forms have."""
    who, before = PREPARED[act]
    District.objects.update(readings={"case_review_step": "on", "consultation_step": "on"})
    for person in scene.persons.values():
        person.refresh_from_db()
    file = scene.find(scene.at("reviewing"), {"diligent": "established"})
    for each, earlier in before:
        file = scene.advance(file, earlier) if earlier in STAGES else scene.act(each, earlier, file)
    upload_ = upload(scene.persons[who], "签名.txt", BytesIO("签名".encode()))
    more = {"signed": [str(upload_.id)]} if act == "meet_on_facts" else {}
    page = Reader(scene.persons[who]).get(address(file, act))
    sent = Reader(scene.persons[who]).send(address(file, act), scene.content(act, file) | more)
    assert 200 == page.status_code
    assert 302 == sent.status_code, sent.content.decode()
    assert 200 == Reader(scene.persons[who]).get(f"/cases/{file.id}/").status_code


def test_the_same_submission_sent_twice_is_recorded_once(scene):
    file, reader = scene.at("reviewing"), Reader(scene.persons["chenliyan"])
    where, content = address(file, "answer_claim"), scene.content("answer_claim", file)
    fields = reader.hidden(where)
    first, second = (reader.send(where, content, **fields) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert file.version + 1 == entries(file)


def test_what_is_missing_is_said_at_the_top_and_beside_its_field_and_nothing_typed_is_lost(scene):
    file = scene.at("reviewing")
    content = scene.content("record_finding", file) | {"reason": "", "second_officer": ""}
    content["added"] = [{"title": "科室会议记录"}]
    sent = Reader(scene.persons["chenliyan"]).send(address(file, "record_finding"), content)
    page = sent.content.decode()
    assert 422 == sent.status_code
    assert "错误：" in page.split("</title>")[0]
    for anchor in ("f-reason", "f-second_officer", "f-added-0-bearing"):
        assert f'href="#{anchor}"' in page
        assert f'id="{anchor}"' in page
    assert 'value="科室会议记录"' in page
    assert file.version == entries(file)


def test_a_refusal_names_what_is_on_file_and_its_clause_and_changes_nothing(scene):
    file, reader = scene.at("reviewing"), Reader(scene.persons["chenliyan"])
    page = reader.get(address(file, "report")).content.decode()
    assert "现在不能办理" in page
    assert 'aria-disabled="true"' in page
    assert 422 == reader.send(address(file, "report"), scene.content("report", file)).status_code
    assert file.version == entries(file)


def test_a_form_opened_before_the_file_went_on_says_what_changed_and_keeps_what_was_typed(scene):
    file, reader = scene.at("reviewing"), Reader(scene.persons["chenliyan"])
    where = address(file, "answer_claim")
    fields = reader.hidden(where)
    scene.act("zhoumin", "record_finding", file, second_officer=scene.id("chenliyan"))
    typed = scene.content("answer_claim", file) | {"reason": "与立项批复一致，予以采纳。"}
    sent = reader.send(where, typed, **fields)
    page = sent.content.decode()
    assert 409 == sent.status_code
    assert "周敏</b>记录认定" in page
    assert "与立项批复一致，予以采纳。" in page
    assert 302 == reader.send(where, typed).status_code


def test_digits_and_dates_typed_with_a_chinese_keyboard_are_understood(scene):
    file = scene.at("reviewing")
    content = scene.content("answer_claim", file)
    year, month, day = content["occurred_on"].split("-")
    wide = {ord("0") + digit: 0xFF10 + digit for digit in range(10)}
    content |= {"claim": "1".translate(wide), "occurred_on": f"{year}年{int(month)}月{int(day)}日".translate(wide)}
    sent = Reader(scene.persons["chenliyan"]).send(address(file, "answer_claim"), content)
    assert 302 == sent.status_code, sent.content.decode()


def test_words_that_look_like_markup_are_shown_as_words(scene):
    file = scene.at("reviewing")
    hostile = "<script>alert(1)</script><img src=x onerror=alert(2)>{{ 7|add:7 }}"
    file = scene.act("chenliyan", "record_finding", file, reason=hostile)
    page = Reader(scene.persons["chenliyan"]).get(f"/cases/{file.id}/", all="yes").content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "{{ 7|add:7 }}" in page
    assert "<script>alert" not in page
    assert "<img src=x" not in page


def test_the_form_of_a_finding_names_no_outcome(scene):
    file = scene.at("reviewing")
    page = Reader(scene.persons["chenliyan"]).get(address(file, "record_finding"), finding="diligent").content.decode()
    main = page.split("<main", 1)[1]
    policy_words = ("免于问责，", "可以减轻、从轻</", "不适用容错免责</", "条文目前仍允许的结果")
    assert not [word for word in policy_words if word in main]
    assert "勤勉尽职" in main


def test_an_act_that_cannot_be_undone_is_read_once_more_before_it_is_recorded(scene):
    file, reader = scene.at("reported"), Reader(scene.persons["linshu"])
    where = address(file, "deliberate")
    fields = reader.hidden(where)
    shown = reader.post(where, **fields, _do="submit", **flat(scene.content("deliberate", file)))
    page = shown.content.decode()
    assert "核对：记录集体研究" in page
    assert "梁文，到会，同意" in page
    assert file.version == entries(file)
    back = reader.post(where, **hidden(shown), _do="back").content.decode()
    assert "到会委员逐一发表意见，一致同意。" in back


def test_the_ballots_of_a_deliberation_are_laid_out_for_every_member(scene):
    file = scene.at("reported")
    page = Reader(scene.persons["linshu"]).get(address(file, "deliberate")).content.decode()
    for name in ("方正", "梁文", "孙悦", "钱海", "吴平"):
        assert page.count(f'">{name}</span><input type="hidden"') == 1


def test_a_draft_is_kept_for_its_writer_and_gone_once_it_is_an_act(scene):
    file, reader = scene.at("reviewing"), Reader(scene.persons["chenliyan"])
    where = address(file, "answer_claim")
    kept = reader.post(f"{where}draft/", claim="1", reason="先写到这里")
    assert "草稿已保存" in kept.content.decode()
    assert "先写到这里" in reader.get(where).content.decode()
    assert "先写到这里" not in Reader(scene.persons["zhoumin"]).get(where).content.decode()
    assert 302 == reader.send(where, scene.content("answer_claim", file)).status_code
    assert "先写到这里" not in reader.get(where).content.decode()
