"""Files that went other ways than the main path, told act by act at the desk."""

from typing import Any

from tests import desk as d
from tests.desk import Desk

ACCOUNTABLE: dict[str, Any] = {"proposal": "accountable", "measure": "party_warning"}
SERVICE = {"method": "direct", "received_by": "谢某某", "unit_received_by": "办公室"}
NOTICE = {"facts_notified": "事项", "where_to_file": "地址"}
APPEAL = {"kind": "appeal", "appeal_organ": "appeals", "grounds": "请求撤销党内警告，理由见附件"}
REVIEWED = {"reasons": "原认定不准", "second_reviewer": "appeal2", "departure": "仍有未查清事项"}


def held_accountable(desk: Desk | None = None) -> Desk:
    """Decided accountable with a Party warning, and served."""
    desk = d.reported(desk)
    desk.does("secretary", "deliberate", **(d.DELIBERATION | ACCOUNTABLE))
    desk.does(
        "signatory", "decide", decision="accountable", measure="party_warning", reasons="履职不力",
        departure="集体研究情况未查清", appeal_notice="可以向作出决定的党组织提出书面申诉",
    )  # fmt: skip
    desk.does("secretary", "serve_decision", **SERVICE)
    return desk


def on_appeal(desk: Desk | None = None) -> Desk:
    """The party appeals a week after the service."""
    desk = held_accountable(desk)
    desk.later(7)
    desk.does("xie", "file_appeal", **APPEAL)
    return desk


def appealed(desk: Desk | None = None) -> Desk:
    """Exempt on appeal, with the consent that 5.7 owes, and served."""
    desk = consented_on_appeal(desk)
    desk.does("appeal1", "decide_appeal", appeal=1, outcome="revoked", decision="exempt", **REVIEWED)
    desk.does("appeal1", "serve_appeal_decision", appeal=1, **SERVICE)
    return desk


def consented_on_appeal(desk: Desk | None = None) -> Desk:
    """The superior organ has agreed to the exemption that the reviewers intend."""
    desk = on_appeal(desk)
    desk.does("appeal1", "request_consent_to_change", proposal="exempt", request="拟免于问责，妥否，请批示")
    desk.does("approver", "give_consent", reply="同意")
    return desk


def consented_to_correct() -> Desk:
    """The superior organ has agreed to the exemption by which the deciding organ intends to correct itself."""
    desk = held_accountable()
    desk.does("signatory", "request_consent_to_change", proposal="exempt", request="拟更正为免于问责，请批示")
    desk.does("approver", "give_consent", reply="同意")
    return desk


def with_papers() -> Desk:
    """An acceptance notice signed and served."""
    desk = d.defended()
    about = next(done.entry for done in reversed(desk.state.done) if done.act == "accept_defence")
    people = {"drafted_by": "liyan", "reviewed_by": "zhoumin"}
    desk.does("haoran", "sign_document", kind="acceptance_notice", about=about, content="0" * 64, **people)
    desk.does("liyan", "serve_document", document=1, recipient="谢某某", method="direct", received_by="本人")
    return desk


def exempt_and_served(desk: Desk | None = None) -> Desk:
    """The exemption of the main path, served."""
    desk = d.decided(desk)
    desk.does("secretary", "serve_decision", **SERVICE)
    return desk


def revoked(desk: Desk | None = None) -> Desk:
    """An exemption gained by concealment falls, and the file goes back to inquiry."""
    desk = exempt_and_served(desk)
    desk.later(30)
    desk.does(
        "signatory", "revoke_exemption", ground="concealment", reasons="隐瞒分包情况", heard="当事人到场陈述，附笔录"
    )
    return desk


def corrected(desk: Desk | None = None) -> Desk:
    """A mis-entered service and finding voided, an exemption revoked, then a decision corrected for the better."""
    desk = d.opened(desk)
    desk.does("liyan", "notify_rights", **NOTICE)
    served = desk.does("liyan", "record_service", method="direct", received_by="谢某某")
    desk.does("haoran", "void_entry", voided=served.sequence, reasons="日期误记")
    desk.does("liyan", "record_service", method="direct", received_by="谢某某")
    found = d.find(desk, "diligent", "not_established")
    desk.does("haoran", "void_entry", voided=found.sequence, reasons="误记为不符合")
    desk.does("xie", "waive_defence")
    desk.does("liyan", "consider_ex_officio", considered=["transformative_project"], reasons="已审查")
    for name, value in d.FINDINGS.items():
        d.find(desk, name, value)
    concluded(desk)
    desk.does("secretary", "deliberate", **d.DELIBERATION)
    desk.does("secretary", "request_consent", request="妥否，请批示")
    desk.does("approver", "give_consent", reply="同意")
    desk.does("signatory", "decide", **d.DECISION)
    desk.does("secretary", "serve_decision", **SERVICE)
    desk.does("signatory", "revoke_exemption", ground="false_material", reasons="材料系补造", heard="已听取意见")
    concluded(desk)
    desk.does("secretary", "deliberate", **(d.DELIBERATION | ACCOUNTABLE | {"measure": "serious_party_warning"}))
    desk.does(
        "signatory", "decide", decision="accountable", measure="serious_party_warning", reasons="提供虚假材料",
        departure="集体研究情况未查清", appeal_notice="可以提出书面申诉",
    )  # fmt: skip
    desk.does("secretary", "serve_decision", **SERVICE)
    desk.does("secretary", "correct_decision", kind="clerical", reasons="文号误写")
    desk.does(
        "secretary", "correct_decision", kind="substance", decision="accountable", measure="party_warning",
        reasons="处理不当", meeting="常委会第9次会议", ballots=d.ballots(), departure="集体研究情况未查清",
    )  # fmt: skip
    return desk


def concluded(desk: Desk) -> None:
    """Concluded and reported."""
    desk.does("liyan", "conclude", standing="exempt", proposal="exempt", reasons="理由", departure="仍有未查清事项")
    desk.does("liyan", "report", summary="调查报告要点")


BREACH = {"norm": "人防工程管理规定", "article": "第八条", "rank": "departmental_rule", "kind": "prohibition"}
ACCIDENT: dict[str, Any] = {
    "kind": "work_safety", "occurred_on": "2023-06-01", "locality": "national", "deaths": 12, "serious_injuries": 3,
    "loss": 1_000_000, "of_responsibility": "yes",
    "caused_by_this_error": "yes",
}  # fmt: skip


def entered(desk: Desk | None = None) -> Desk:
    """Norms breached and an event are entered, and a rank outside the groups is settled."""
    desk = d.opened(desk, rank="other")
    d.find(desk, "diligent")
    cited = [{"number": 1, "bearing": "supports"}]
    desk.does("liyan", "list_breaches", rows=[BREACH], cited=cited)
    desk.does("liyan", "list_events", rows=[ACCIDENT], complete=True, cited=cited)
    desk.does("liyan", "settle_rank", rank="150", reasons="比照科员")
    return desk


ASSIGNMENT: dict[str, Any] = {
    "assigned_by": "市纪委监委", "assignment": "市纪指〔2026〕3号", "rules": "省、市关于容错的规定",
    "attachments": ["file-7"],
}  # fmt: skip
LETTER = {"receiver": "市纪委监委", "letter": "示纪移〔2026〕1号", "reasons": "市管干部", "approved_by": "haoran"}
TAKEN_OVER = {
    "incoming_organ": "second", "reasons": "派驻组负责监督该单位", "approved_by": "haoran",
    "approved_on": d.MONDAY.isoformat(),
}  # fmt: skip
MATTER = "示事〔2026〕1号"


def sister() -> Desk:
    """Another party's file of the same matter, with the shared facts found."""
    desk = d.opened(party_person="stranger", matter_number=MATTER)
    d.find(desk, "duly_demonstrated", "not_established")
    d.find(desk, "severe_environmental_accident", "not_established")
    d.find(desk, "diligent")
    return desk


def adopting() -> Desk:
    """A file of the same matter that can see the other one."""
    others = {"示容审〔2026〕2号": sister().state, "示容审〔2026〕3号": d.opened().state}
    return d.opened(Desk(others=others), matter_number=MATTER)


ADOPTION: dict[str, Any] = {
    "source": "示容审〔2026〕2号", "findings": ["duly_demonstrated", "severe_environmental_accident"],
    "reason": "同一项目的论证情况，对本案当事人同样成立", "second_officer": "zhoumin",
}  # fmt: skip


def handed_on() -> Desk:
    """Assigned to go on under superior rules, facts adopted, a suspicion referred, split, taken over, transferred."""
    desk = adopting()
    desk.does("liyan", "adopt_facts", **ADOPTION)
    desk.does("liyan", "refer_suspected_breach", receiver="审查调查室", facts="涉嫌收受礼金", approved_by="haoran")
    desk.does("haoran", "split", scope="采购事项另案办理", reasons="当事人不同", approved_by="haoran")
    desk.does("haoran", "transfer_jurisdiction", **TAKEN_OVER)
    desk.does("head2", "assign_officers", officers=["officer2", "officer3"])
    desk.does("head2", "merge", into="示容审〔2026〕3号", reasons="同一当事人", approved_by="head2")
    return desk


def assigned() -> Desk:
    """A party managed by the city, assigned to the district to go on."""
    desk = d.opened(management="above_district")
    desk.does("haoran", "apply_superior_rules", **ASSIGNMENT)
    return desk


def transferred() -> Desk:
    """A party managed by the city, transferred to it."""
    desk = d.opened(management="above_district")
    desk.does("haoran", "transfer", **LETTER)
    return desk
