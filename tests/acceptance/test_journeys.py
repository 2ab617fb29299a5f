"""Two case files from notice to service of the decision, each act by the person whom the law wants, in a browser."""

import tomllib
from datetime import timedelta
from importlib import resources
from itertools import combinations

import pytest

from rongcuo.casefile import read_record
from rongcuo.law import load
from rongcuo.office.cases import chain
from rongcuo.office.models import CaseFile
from rongcuo.office.verification import verify_database
from tests.builders import Scene

EXAMPLES = resources.files("rongcuo") / "packs/yuexiu-2017-132/2017-11-02/examples"


@pytest.fixture
def c02() -> dict:
    """The published case as the pack's worked example has it."""
    return tomllib.loads((EXAMPLES / "C02.toml").read_text(encoding="utf-8"))


def opening(scene: Scene, **changed) -> dict:
    return scene.content("open") | changed


def find(scene: Scene, finding: str, value: str, reason: str) -> dict:
    bearing = {"established": "supports", "not_established": "opposes"}[value]
    added = [{"title": f"证据材料：{reason}"[:60], "bearing": bearing}]
    return {
        "finding": finding, "value": value, "added": added, "reason": reason, "second_officer": scene.id("zhoumin"),
    }  # fmt: skip


SIMPLE = {
    "facts_complex": "no", "facts_reasons": "经过有书面材料可查，当事人没有异议。",
    "specialised": "no", "specialised_reasons": "不需要专门知识判断。",
}  # fmt: skip
"""5.3: neither complex nor specialised, with the reasons of both."""


def test_case_c02_is_exempted_with_consent_and_with_reasons_for_departing(site, c02):
    """清江浦: a procedure done in steps; what the source does not say stays undetermined."""
    scene = site.scene
    known = {name: each for name, each in c02["findings"].items() if each["value"] != "undetermined"}
    unknown = [name for name, each in c02["findings"].items() if each["value"] == "undetermined"]

    head, officer, party = (site.visitor(who) for who in ("gulan", "chenliyan", "xiemou"))
    head.goes("/").page.click("text=启动问责")
    head.submits(opening(scene, title=c02["title"], matter=c02["summary"]))
    file = f"/cases/{CaseFile.objects.get().id}/"
    head.does("assign_officers", file, {"officers": [scene.id("chenliyan"), scene.id("zhoumin")]})
    officer.does("notify_rights", file, {
        "facts_notified": c02["summary"], "served_on_the_spot": True,
        "where_to_file": "可以当面递交、邮寄，也可以登录本系统提交。",
    })  # fmt: skip
    officer.does("record_service", file, {"method": "direct", "received_by": "谢某某本人签收"})
    assert "截至2026年3月16日（星期一）24时" in officer.reads()

    site.calendar.later(2)
    claims = [
        {"target": "transformative_project", "statement": "本项目是重大产业项目。"},
        {"target": "improper_benefit", "statement": "没有为自己或者他人谋取利益。"},
    ]
    file_defence(party, claims)
    assert "在期限内，第2个工作日" in party.reads()

    site.calendar.later(1)
    officer.does("accept_defence", file, {})
    officer.does("consider_ex_officio", file, {
        "considered": ["transformative_project", "diligent", "effect_eliminated"],
        "reasons": "依现有材料，存在三（一）4的适用事项，逐项审查四（一）、四（二）。",
    })  # fmt: skip
    for finding, each in known.items():
        officer.does("record_finding", file, find(scene, finding, each["value"], each["reason"]))
    for number in (1, 2):
        site.visitor("zhoumin").does(
            "answer_claim", file, {"claim": number, "adopted": "adopted", "reason": "与证据一致，予以采纳。"}
        )
    for outcome in ("不适用容错免责", "免于问责", "可以依规减轻、从轻"):
        assert outcome in officer.goes(file).reads(".allowed")
    missing = officer.page.inner_html("#missing")
    assert [] == [label(name) for name in unknown if label(name) not in missing]

    refused = {"standing": "exempt", "proposal": "exempt", "reasons": "出于公心，事后补正。"}
    officer.does("assess_complexity", file, SIMPLE)
    officer.goes(file).page.click('#options a[href$="/acts/conclude/"]')
    officer.fill(refused)
    officer.presses("button[name=_do][value=submit]")
    assert "请写明理由，理由将附卷，供案件质量评查。" in officer.reads("#refusal")
    officer.submits({"departure": "四（一）1、2和末句所涉事项尚未查清，依区纪委监委认定的事实拟予免责。"})
    officer.does("report", file, {"summary": "申辩意见、逐项答复、认定和结论见各条。"})

    site.calendar.later(3)
    secretary = site.visitor("linshu")
    secretary.does(
        "deliberate", file, scene.content("deliberate", CaseFile.objects.get()) | {"occurred_on": today(site)}
    )
    secretary.does("request_consent", file, {"request": "拟对谢某某免于问责，妥否，请批示。"})
    assert "待同意" in secretary.reads(".stages .now")
    site.visitor("shibin").does("give_consent", file, {"reply": "同意。", "reply_number": "示市纪函〔2026〕1号"})
    site.visitor("fangzheng").does("decide", file, {
        "decision": "exempt", "reasons": c02["summary"], "departure": "同意结论和审议所列理由。",
    })  # fmt: skip
    secretary.does("serve_decision", file, {
        "method": "direct", "received_by": "谢某某本人签收", "unit_received_by": "单位收发室签收",
    })  # fmt: skip

    goes_on_to_the_archive(site, file)

    decided = CaseFile.objects.get()
    assert ("archived", "exempt") == (decided.stage, decided.decision)
    course = secretary.goes(f"{file}?all=yes").reads("#course")
    assert 2 == course.count("项未查清，理由附卷")
    departing = [read_record(entry) for entry in chain.entries(decided) if entry.type in ("concluded", "decided")]
    assert [True, True] == [bool(record.derived.compared.departs and record.act.departure) for record in departing]
    assert_different_hands(decided)
    assert () == verify_database()


def test_a_file_without_a_defence_is_considered_ex_officio_and_ends_in_accountability(postgresql_site):
    """Nobody files; the limit runs out; 5.1 is owed all the same; the outcome is not an exemption."""
    site, scene = postgresql_site, postgresql_site.scene
    head, officer = site.visitor("gulan"), site.visitor("hejing")
    matter = "2025年10月，在窗口服务改革试点中违规收取费用。"
    head.goes("/cases/open/").submits(
        opening(scene, title="窗口服务试点违规收费", party_person=scene.id("dengmou"), rank="160", matter=matter)
    )
    file = f"/cases/{CaseFile.objects.get().id}/"
    head.does("assign_officers", file, {"officers": [scene.id("hejing"), scene.id("zhoumin")]})
    officer.does("notify_rights", file, {"facts_notified": matter, "where_to_file": "示范区纪委监委，电话见页首。"})
    officer.does("record_service", file, {"method": "post", "received_by": "邓某某，回执已收"})
    assert "作出结论" not in officer.reads("#options")
    assert "不适用容错免责" in officer.reads(".allowed")

    site.calendar.later(15)
    officer.does("consider_ex_officio", file, {
        "considered": ["other_reform_work", "diligent", "accepted_responsibility"],
        "reasons": "当事人未提出申辩。依职权逐项审查，收取费用归个人支配。",
    })  # fmt: skip
    assert "审查中" in officer.reads(".stages .now")
    for finding, value in OUTCOME.items():
        officer.does("record_finding", file, find(scene, finding, value, "账目、收据和谈话笔录载明。"))
    assert ["不适用容错免责"] == [part.split()[0] for part in officer.reads(".outcome").split("或者")]
    officer.does("assess_complexity", file, SIMPLE)
    officer.does("conclude", file, {
        "standing": "excluded", "proposal": "accountable", "measure": "warning",
        "reasons": "借试点之名收取费用归个人支配。",
    })  # fmt: skip
    officer.does("report", file, {"summary": "当事人未申辩；依职权审查情况、认定和结论见各条。"})
    secretary = site.visitor("linshu")
    deliberation = scene.content("deliberate", CaseFile.objects.get()) | {
        "proposal": "accountable", "measure": "warning", "occurred_on": today(site),
    }  # fmt: skip
    del deliberation["departure"]
    secretary.does("deliberate", file, deliberation)
    site.visitor("fangzheng").does("decide", file, {
        "decision": "accountable", "measure": "warning", "reasons": "事实清楚，证据充分。",
        "appeal_notice": "可以自收到本决定之日起一个月内向作出决定的机关申请复审。",
    })  # fmt: skip
    secretary.does("serve_decision", file, {
        "method": "direct", "received_by": "邓某某本人签收", "unit_received_by": "单位收发室签收",
    })  # fmt: skip

    decided = CaseFile.objects.get()
    assert ("served", "accountable") == (decided.stage, decided.decision)
    assert "申诉期限尚未届满" in head.goes(file).reads(".barred")
    site.calendar.later(40)
    officer.does("issue_rectification", file, suggestion(site, "party"))
    party = site.visitor("dengmou").goes("/")
    party.page.click("text=反馈整改情况")
    party.submits({"measures": "收取的费用已经全部退还。"})
    officer.does(
        "verify_rectification", file, {"rectification": 1, "result": "accepted", "reason": "退款凭证已经核对。"}
    )
    head.does("close", file, {})
    head.does("archive", file, archive(scene))
    decided = CaseFile.objects.get()
    assert "archived" == decided.stage
    types = [entry.type for entry in chain.entries(decided)]
    assert "considered_ex_officio" in types
    assert not {"defence_filed", "defence_waived", "consent_requested"} & set(types)
    assert () == verify_database()


OUTCOME = {
    "natural_person": "established",
    "covered_organisation": "established",
    "public_duty": "established",
    "managed_above_district": "not_established",
    "error_occurred": "established",
    "reform_pleaded": "established",
    "corruption": "established",
}
"""Fees taken under the name of reform: 1.3 stands in the way, whatever else is found."""


EFFECTS = {
    "clean_government_assessment": "performance",
    "appointment_and_integrity_review": "personnel",
    "administrative_and_efficiency_accountability": "performance",
    "assessments": "personnel",
    "performance_and_audit": "audit",
}
"""Each result of 6.1 with the body that is told of it."""


def goes_on_to_the_archive(site, file: str) -> None:
    """The name is cleared, the bodies are told, the unit puts right what was wrong; closed, and archived."""
    scene, officer, secretary = site.scene, site.visitor("chenliyan"), site.visitor("linshu")
    assert "办结" not in officer.goes(file).reads(".options")
    officer.does("clarify", file, {
        "consulted_on": today(site), "party_opinion": "agreed", "form": "written", "scope": "所在单位全体干部",
        "statement": "经查，该事项决定免于问责。本函只说明这一事项。",
    })  # fmt: skip
    for effect, organ in EFFECTS.items():
        secretary.does("order_effect", file, {
            "effect": effect, "beneficiary": "party", "receiving_organ": scene.id(organ),
            "content": "本年度就该事项不作负面评价。",
        })  # fmt: skip
    officer.does("issue_rectification", file, suggestion(site, "unit"))
    officer.does("close", file, {"personnel_organ": scene.id("personnel")})

    auditor = site.visitor("qinyu").goes("/")
    assert "办理并回执结果运用函（第5项）" in auditor.reads("#owed")
    assert "等待他人0项" in auditor.reads(".under")
    auditor.page.click("text=办理并回执结果运用函（第5项）")
    auditor.submits({"result": "not_applicable", "note": "本年度没有审计安排。"})
    assert "在绩效考核和审计结果运用中免于扣分或处理" in auditor.reads("#course")
    assert "集体研究" not in auditor.reads()

    unit = site.visitor("panhui").goes("/follow-up/")
    assert "共1项" in unit.reads(".under")
    unit.page.click("text=反馈整改情况（第1项）")
    unit.submits({"measures": "已建立重点项目集体研究台账。"})
    officer.does("verify_rectification", file, {"rectification": 1, "result": "accepted", "reason": "台账已经核对。"})
    head = site.visitor("gulan")
    head.does("archive", file, archive(scene))
    assert "已归档" in head.reads(".stages .now")
    register = head.goes("/follow-up/").reads("table")
    assert (4, 1) == (register.count("办理并回执结果运用函"), register.count("回访当事人"))


def suggestion(site, recipient: str) -> dict:
    due = (site.calendar.today + timedelta(days=30)).isoformat()
    return {"recipient": recipient, "problems": "没有核对手续。", "suggestions": "建立核对制度。", "due_on": due}


def archive(scene: Scene) -> dict:
    return {"retention": "permanent", "volume": "2026-容-1号盒", "archivist": scene.id("zhoumin")}


def today(site) -> str:
    return site.calendar.today.isoformat()


def label(finding: str) -> str:
    return load("yuexiu-2017-132").findings[finding].label


def file_defence(party, claims: list[dict]) -> None:
    """The party's own way: reasons, one page each, materials, check."""
    page = party.goes("/").page
    page.click("text=现在写申辩")
    for claim in claims:
        page.check(f'input[value="{claim["target"]}"]')
    party.presses("button[value=next]")
    for _ in claims:
        claim = next(each for each in claims if label(each["target"]) in page.inner_text("h1"))
        page.fill("#f-statement", claim["statement"])
        party.presses("button[value=next]")
    party.presses("button[value=next]")
    party.presses("button[value=submit]")


def assert_different_hands(file: CaseFile) -> None:
    """Investigator, decider and consenter are pairwise different persons."""
    by: dict[str, set[str]] = {}
    parts = {
        "investigating": ("officers_assigned", "finding_recorded", "concluded", "reported"),
        "deciding": ("deliberated", "consent_requested", "decided", "decision_served"),
        "consenting": ("consent_given",),
    }
    for entry in chain.entries(file):
        for part, types in parts.items():
            if entry.type in types:
                by.setdefault(part, set()).add(entry.actor)
    assert set(parts) == set(by)
    shared = [(one, other) for one, other in combinations(by, 2) if by[one] & by[other]]
    assert [] == shared
