"""Every act of the procedure table once: a file on which it can be done, who does it, and what is put in.

Whatever must hold for every act is tried on this table; a new act without a row here fails the tests that use it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests import desk as d
from tests import stories
from tests.desk import Desk

Raw = dict[str, Any]

CONCLUSION: Raw = {"standing": "exempt", "proposal": "exempt", "reasons": "理由", "departure": "未查清"}
PANEL: Raw = {
    "question": "分步审查是否符合技术规范",
    "invited": [{"person": person, "reply": "accepted", "no_interest": True} for person in ("expert1", "expert2")],
}
OPINION: Raw = {"opinion": "符合当时的技术规范", "method": "查阅规范和图纸", "signed_by": ["expert1"]}
PAPER: Raw = {"on_paper": True, "attachments": ["file-1"]}


@dataclass(frozen=True)
class Attempt:
    """``before`` makes the file; ``person`` does the act with ``raw``, or with what ``raw`` makes of the file."""

    before: Callable[[], Desk]
    person: str
    raw: Raw | Callable[[Desk], Raw] = field(default_factory=dict)

    def content(self, desk: Desk) -> Raw:
        """What is put in on this file."""
        return self.raw(desk) if callable(self.raw) else self.raw


def assigned() -> Desk:
    desk = Desk()
    desk.does("haoran", "open", **d.OPENING)
    return desk


def managed_above() -> Desk:
    return d.opened(management="above_district")


def notified() -> Desk:
    desk = d.opened()
    desk.does("liyan", "notify_rights", **stories.NOTICE)
    return desk


def filed() -> Desk:
    desk = d.served()
    desk.later()
    desk.does("xie", "file_defence", claims=d.CLAIMS)
    return desk


def found() -> Desk:
    desk = d.defended()
    d.find(desk, "diligent")
    return desk


def convened() -> Desk:
    desk = d.reviewed()
    desk.does("liyan", "assess_complexity", **(d.SIMPLE | {"facts_complex": "yes", "specialised": "yes"}))
    desk.does("liyan", "convene_panel", **PANEL)
    return desk


def complex_matter() -> Desk:
    desk = d.reviewed()
    desk.does("liyan", "assess_complexity", **(d.SIMPLE | {"facts_complex": "yes", "specialised": "yes"}))
    return desk


def concluded() -> Desk:
    desk = d.reviewed()
    desk.does("liyan", "conclude", **CONCLUSION)
    return desk


def reviewable() -> Desk:
    return d.reported(Desk(policy=d.policy(case_review_step="on", consultation_step="on")))


def under_review() -> Desk:
    desk = reviewable()
    desk.does("liyan", "send_for_review", organ="review")
    return desk


def consulted() -> Desk:
    desk = reviewable()
    desk.does("liyan", "consult", **d.CONSULTATION)
    return desk


def asked() -> Desk:
    desk = d.deliberated()
    desk.does("secretary", "request_consent", request="妥否，请批示")
    return desk


def may_change() -> Desk:
    """On appeal, a milder measure can be given."""
    return stories.on_appeal()


def reviewed_on_appeal() -> Desk:
    desk = stories.on_appeal()
    desk.does("appeal1", "decide_appeal", **UPHELD)
    return desk


def ordered() -> Desk:
    desk = d.decision_served()
    desk.does("secretary", "order_effect", **d.ORDER)
    return desk


def suggested() -> Desk:
    desk = d.decision_served()
    desk.does("liyan", "issue_rectification", **d.suggestion(desk))
    return desk


def rectified() -> Desk:
    desk = suggested()
    desk.does("unit_head", "report_rectification", rectification=1, measures="已建立台账")
    return desk


def lent() -> Desk:
    desk = d.opened()
    desk.does("liyan", "approve_copy", **d.COPY)
    return desk


def signed() -> Desk:
    """A document that is to be served is signed."""
    desk = d.defended()
    desk.does("haoran", "sign_document", **signature("acceptance_notice", "accept_defence", desk))
    return desk


def signature(kind: str, act: str, desk: Desk) -> Raw:
    """What signing the document of that kind for the latest such act says."""
    about = next(done.entry for done in reversed(desk.state.done) if done.act == act)
    people = {"drafted_by": "liyan", "reviewed_by": "zhoumin"}
    return {"kind": kind, "about": about, "content": "0" * 64, **people}


def outside_the_groups() -> Desk:
    return d.opened(rank="other")


def exempt() -> Desk:
    return d.decision_served()


def clearable() -> Desk:
    return d.decision_served()


def ready_to_close() -> Desk:
    desk = d.decision_served()
    desk.does("liyan", "clarify", **(d.CLARIFICATION | {"consulted_on": desk.today.isoformat()}))
    d.ordered(desk)
    desk.does("liyan", "issue_rectification", **d.suggestion(desk))
    return desk


UPHELD: Raw = {"appeal": 1, "outcome": "upheld", "reasons": "原决定事实清楚", "second_reviewer": "appeal2"}
CITED = [{"number": 1, "bearing": "supports"}]
FOUND: Raw = {
    "finding": "improper_benefit", "value": "not_established", "reason": "见证据", "second_officer": "zhoumin",
    "added": [{"title": "账户流水", "bearing": "opposes"}],
}  # fmt: skip


def _cleared(desk: Desk) -> Raw:
    return d.CLARIFICATION | {"consulted_on": desk.today.isoformat()}


def _mistake(desk: Desk) -> Raw:
    return {"voided": desk.state.findings["diligent"].entry, "reasons": "误记"}


def _soon(desk: Desk) -> Raw:
    return {"missing": "会议记录", "until": (desk.today + d.timedelta(days=5)).isoformat()}


def _dead(desk: Desk) -> Raw:
    return {"died_on": desk.today.isoformat(), "proof": ["file-1"]}


def _asked_of(desk: Desk) -> Raw:
    return {
        "who": "某人", "person": "stranger", "happened_on": desk.today.isoformat(), "way": "telephone", "what": "询问",
    }  # fmt: skip


EVERY_ACT: Mapping[str, Attempt] = {
    "open": Attempt(Desk, "haoran", d.OPENING),
    "assign_officers": Attempt(assigned, "haoran", {"officers": ["liyan", "zhoumin"]}),
    "replace_officer": Attempt(d.opened, "haoran", {"leaving": "zhoumin", "incoming": "wufang", "reasons": "调动"}),
    "settle_rank": Attempt(outside_the_groups, "liyan", {"rank": "150", "reasons": "比照科员"}),
    "apply_superior_rules": Attempt(managed_above, "haoran", stories.ASSIGNMENT),
    "transfer": Attempt(managed_above, "haoran", stories.LETTER),
    "notify_rights": Attempt(d.opened, "liyan", stories.NOTICE),
    "record_service": Attempt(notified, "liyan", {"method": "direct", "received_by": "谢某某"}),
    "file_defence": Attempt(d.served, "xie", {"claims": d.CLAIMS}),
    "supplement_defence": Attempt(d.defended, "xie", {"statement": "补充", "attachments": ["file-1"]}),
    "waive_defence": Attempt(d.served, "xie"),
    "withdraw_defence": Attempt(d.defended, "xie"),
    "accept_defence": Attempt(filed, "liyan"),
    "extend_limit": Attempt(d.served, "liyan", {"limit": "defence", "working_days": 5, "reason": "住院"}),
    "ask_for_supplement": Attempt(filed, "liyan", _soon),
    "consider_ex_officio": Attempt(d.defended, "liyan", {"considered": ["hard_problem"], "reasons": "已审查"}),
    "record_finding": Attempt(found, "liyan", FOUND),
    "list_breaches": Attempt(found, "liyan", {"rows": [stories.BREACH], "cited": CITED}),
    "list_events": Attempt(found, "liyan", {"rows": [stories.ACCIDENT], "complete": True, "cited": CITED}),
    "adopt_facts": Attempt(stories.adopting, "liyan", stories.ADOPTION),
    "answer_claim": Attempt(d.defended, "liyan", {"claim": 1, "adopted": "adopted", "reason": "查证属实"}),
    "meet_on_facts": Attempt(
        found, "liyan", {"evidence": [1], "material": "事实", "opinion": "agrees", "signed": ["file-1"]}
    ),
    "assess_complexity": Attempt(d.defended, "liyan", d.SIMPLE),
    "convene_panel": Attempt(complex_matter, "liyan", PANEL),
    "give_panel_opinion": Attempt(convened, "expert1", OPINION),
    "conclude": Attempt(d.reviewed, "liyan", CONCLUSION),
    "report": Attempt(concluded, "liyan", {"summary": "调查报告要点"}),
    "send_for_review": Attempt(reviewable, "liyan", {"organ": "review"}),
    "case_review": Attempt(under_review, "reviewer1", d.REVIEW),
    "consult": Attempt(reviewable, "liyan", d.CONSULTATION),
    "answer_consultation": Attempt(consulted, "personnel1", {"consultation": 1, "answer": "没有意见"}),
    "return_for_inquiry": Attempt(d.reported, "secretary", {"questions": "是否集体研究"}),
    "deliberate": Attempt(d.reported, "secretary", d.DELIBERATION),
    "request_consent": Attempt(d.deliberated, "secretary", {"request": "妥否，请批示"}),
    "give_consent": Attempt(asked, "approver", {"reply": "同意"}),
    "refuse_consent": Attempt(asked, "approver", {"reasons": "程序情况未写明"}),
    "return_request": Attempt(asked, "approver", {"questions": "补充会议纪要"}),
    "decide": Attempt(d.consented, "signatory", d.DECISION),
    "serve_decision": Attempt(d.decided, "secretary", stories.SERVICE),
    "file_appeal": Attempt(stories.held_accountable, "xie", stories.APPEAL),
    "request_consent_to_change": Attempt(stories.on_appeal, "appeal1", {"proposal": "exempt", "request": "请示"}),
    "decide_appeal": Attempt(stories.on_appeal, "appeal1", UPHELD),
    "serve_appeal_decision": Attempt(reviewed_on_appeal, "appeal1", {"appeal": 1, **stories.SERVICE}),
    "correct_decision": Attempt(
        stories.held_accountable, "secretary",
        {
            "kind": "substance", "decision": "ended", "reasons": "定性不准", "meeting": "常委会第9次会议",
            "ballots": d.ballots(), "departure": "仍有未查清事项",
        },
    ),
    "revoke_exemption": Attempt(
        exempt, "signatory", {"ground": "concealment", "reasons": "隐瞒", "heard": "已听取"}
    ),
    "clarify": Attempt(clearable, "liyan", _cleared),
    "order_effect": Attempt(exempt, "secretary", d.ORDER),
    "acknowledge_effect": Attempt(ordered, "auditor", {"order": 1, "result": "done"}),
    "issue_rectification": Attempt(exempt, "liyan", d.suggestion),
    "report_rectification": Attempt(suggested, "unit_head", {"rectification": 1, "measures": "已建立台账"}),
    "verify_rectification": Attempt(
        rectified, "liyan", {"rectification": 1, "result": "accepted", "reason": "已核查"}
    ),
    "close": Attempt(ready_to_close, "haoran", {"personnel_organ": "personnel"}),
    "archive": Attempt(d.closed, "haoran", d.ARCHIVE),
    "terminate": Attempt(d.opened, "haoran", d.termination),
    "record_death": Attempt(d.opened, "haoran", _dead),
    "follow_up": Attempt(d.closed, "personnel1", d.VISIT),
    "recuse": Attempt(d.opened, "zhoumin", {"person": "zhoumin", "ground": "relative", "reasons": "近亲属"}),
    "void_entry": Attempt(found, "haoran", _mistake),
    "record_interference": Attempt(d.opened, "liyan", _asked_of),
    "approve_copy": Attempt(d.opened, "liyan", d.COPY),
    "record_return": Attempt(lent, "liyan", {"approval": 1}),
    "sign_document": Attempt(
        d.defended, "haoran", lambda desk: signature("acceptance_notice", "accept_defence", desk)
    ),
    "serve_document": Attempt(
        signed, "liyan", {"document": 1, "recipient": "谢某某", "method": "direct", "received_by": "本人"}
    ),
    "refer_suspected_breach": Attempt(
        d.opened, "liyan", {"receiver": "审查调查室", "facts": "涉嫌收受礼金", "approved_by": "haoran"}
    ),
    "transfer_jurisdiction": Attempt(d.opened, "haoran", stories.TAKEN_OVER),
    "merge": Attempt(
        stories.adopting, "haoran", {"into": "示容审〔2026〕3号", "reasons": "同一当事人", "approved_by": "haoran"}
    ),
    "split": Attempt(
        d.opened, "haoran", {"scope": "采购事项另案办理", "reasons": "当事人不同", "approved_by": "haoran"}
    ),
}  # fmt: skip
"""By act: one way of doing it."""
