"""Every refusal of the procedure table beside the success that it stands in the way of.

Each row brings a file to a point, does one thing less or more, and tries the
same act: first refused, by its code, then allowed.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest

from tests import desk as d
from tests.desk import Desk


@dataclass(frozen=True)
class Case:
    """``before`` makes the file; ``person`` tries ``act`` and is refused; ``then`` opens the way."""

    sentence: str
    before: Callable[[], Desk]
    person: str
    act: str
    code: str
    then: Callable[[Desk], Any]
    raw: Callable[[Desk], dict[str, Any]] = lambda _: {}
    mended: Callable[[Desk], dict[str, Any]] | None = None
    able: str | None = None
    """Who can do it where the refused person never can."""


def nothing(_: Desk) -> None:
    """The way opens by what the act says or by who does it."""


def only_notified() -> Desk:
    desk = d.opened()
    desk.does("liyan", "notify_rights", facts_notified="事项", where_to_file="地址")
    return desk


def without_officers() -> Desk:
    desk = Desk()
    desk.does("haoran", "open", **d.OPENING)
    return desk


def one_officer_recused() -> Desk:
    desk = d.opened()
    desk.does("zhoumin", "recuse", person="zhoumin", ground="relative", reasons="近亲属")
    desk.does("haoran", "assign_officers", officers=["liyan", "wufang"])
    desk.does("wufang", "recuse", person="wufang", ground="other", reasons="同学")
    return desk


def no_answers() -> Desk:
    desk = d.defended()
    desk.does("liyan", "consider_ex_officio", considered=["transformative_project"], reasons="已审查")
    desk.does("liyan", "conclude", standing="exempt", proposal="exempt", reasons="理由", departure="未查清")
    return desk


def not_considered() -> Desk:
    desk = d.defended()
    for number in (1, 2):
        desk.does("zhoumin", "answer_claim", claim=number, adopted="adopted", reason="属实")
    desk.does("liyan", "conclude", standing="exempt", proposal="exempt", reasons="理由", departure="未查清")
    return desk


def late_after_report() -> Desk:
    desk = d.reported()
    desk.later(30)
    desk.does("xie", "file_defence", claims=[d.CLAIMS[0]])
    desk.does("liyan", "accept_defence")
    desk.does("liyan", "answer_claim", claim=3, adopted="not_adopted", reason="已查")
    return desk


def supplementary_report(desk: Desk) -> None:
    desk.does("liyan", "report", summary="补充报告")


def answers(desk: Desk) -> None:
    for number in (1, 2):
        desk.does("zhoumin", "answer_claim", claim=number, adopted="adopted", reason="属实")


def consents(desk: Desk) -> None:
    desk.does("secretary", "request_consent", request="请示")
    desk.does("approver", "give_consent", reply="同意")


NOTICE = {"facts_notified": "事项", "where_to_file": "地址"}
CONCLUSION = {"standing": "exempt", "proposal": "exempt", "reasons": "理由", "departure": "未查清"}

CASES = (
    Case("a notice needs two officers on the file (5.1)", without_officers, "haoran", "notify_rights",
         "competence.not_yours", lambda k: k.does("haoran", "assign_officers", officers=["haoran", "liyan"]),
         lambda _: NOTICE),
    Case("after two recusals one officer alone serves nothing", one_officer_recused, "liyan", "notify_rights",
         "guard.officers_assigned", lambda k: k.does("haoran", "assign_officers", officers=["liyan", "haoran"]),
         lambda _: NOTICE),
    Case("service is recorded only of a notice that was made (5.2)", d.opened, "liyan", "record_service",
         "guard.notified", lambda k: k.does("liyan", "notify_rights", **NOTICE),
         lambda _: {"method": "direct", "received_by": "谢某某"}),
    Case("service is not before the notice", only_notified, "liyan", "record_service", "guard.not_before", nothing,
         lambda k: {"method": "direct", "received_by": "谢", "proof": ["file-1"],
                    "occurred_on": (k.today - timedelta(days=3)).isoformat()},
         lambda _: {"method": "direct", "received_by": "谢"}),
    Case("the party defends after service, not before (5.2)", only_notified, "xie", "file_defence", "stage.another",
         lambda k: k.does("liyan", "record_service", method="direct", received_by="谢"),
         lambda _: {"claims": d.CLAIMS}),
    Case("only the party or an officer with its paper files a defence", d.served, "secretary", "file_defence",
         "competence.not_yours", nothing, lambda _: {"claims": d.CLAIMS}, able="xie"),
    Case("an officer registers a defence only with the paper", d.served, "liyan", "file_defence",
         "defence.paper_missing", nothing, lambda _: {"claims": d.CLAIMS, "on_paper": True},
         lambda _: {"claims": d.CLAIMS, "on_paper": True, "attachments": ["file-1"]}),
    Case("the party's own online defence is of today", lambda: (k := d.served(), k.later(2))[0], "xie", "file_defence",
         "defence.party_files_today", nothing,
         lambda k: {"claims": d.CLAIMS, "occurred_on": (k.today - timedelta(days=1)).isoformat()},
         lambda _: {"claims": d.CLAIMS}),
    Case("a supplement supplements something", d.served, "xie", "supplement_defence", "guard.defended",
         lambda k: k.does("xie", "file_defence", claims=d.CLAIMS), lambda _: {"statement": "补充"}),
    Case("acceptance needs a defence", d.served, "liyan", "accept_defence", "guard.unaccepted",
         lambda k: k.does("xie", "file_defence", claims=d.CLAIMS)),
    Case("who has filed does not waive", lambda: (k := d.served(), k.does("xie", "file_defence", claims=d.CLAIMS))[0],
         "xie", "waive_defence", "guard.not.defended", nothing, able=None),
    Case("no conclusion before the defence or its absence (5.2)", d.served, "liyan", "conclude", "stage.another",
         lambda k: (k.does("xie", "waive_defence"),
                    k.does("liyan", "consider_ex_officio", considered=["hard_problem"], reasons="已审查")),
         lambda _: CONCLUSION),
    Case("no report while a claim is unanswered (5.4)", no_answers, "liyan", "report", "guard.claims_answered",
         answers, lambda _: {"summary": "要点"}),
    Case("no report without the consideration of 5.1", not_considered, "liyan", "report", "guard.considered",
         lambda k: k.does("liyan", "consider_ex_officio", considered=["hard_problem"], reasons="已审查"),
         lambda _: {"summary": "要点"}),
    Case("an open determination is departed from only with reasons (5.3)", d.reviewed, "liyan", "conclude",
         "departure.open_findings", nothing,
         lambda _: {"standing": "exempt", "proposal": "exempt", "reasons": "理由"}, lambda _: CONCLUSION),
    Case("a late defence after the report asks for a supplementary report", late_after_report, "secretary",
         "deliberate", "guard.report_current", supplementary_report, lambda _: d.DELIBERATION),
    Case("the investigator does not record the deliberation", d.reported, "liyan", "deliberate",
         "competence.not_yours", nothing, lambda _: d.DELIBERATION, able="secretary"),
    Case("every member in post stands on the roll", d.reported, "secretary", "deliberate", "vote.roll_differs",
         nothing, lambda _: d.DELIBERATION | {"ballots": d.ballots()[:2]}, lambda _: d.DELIBERATION),
    Case("an absent member has no vote", d.reported, "secretary", "deliberate", "vote.absent_member_votes", nothing,
         lambda _: d.DELIBERATION | {"ballots": [*d.ballots()[:2], d.ballots()[2] | {"attendance": "leave"}]},
         lambda _: d.DELIBERATION | {"ballots": d.ballots(member3="leave")}),
    Case("below the quorum nothing is deliberated", d.reported, "secretary", "deliberate", "vote.no_quorum", nothing,
         lambda _: d.DELIBERATION | {"ballots": d.ballots(member2="leave", member3="leave")},
         lambda _: d.DELIBERATION | {"ballots": d.ballots(member3="leave")}),
    Case("no decision without the consent that is owed (5.7)", d.deliberated, "signatory", "decide",
         "guard.consent_settled", consents, lambda _: d.DECISION),
    Case("the decision is what was carried (5.4)", d.consented, "signatory", "decide", "decision.differs", nothing,
         lambda _: d.DECISION | {"decision": "ended"}, lambda _: d.DECISION),
    Case("the superior organ replies once", d.consented, "approver", "give_consent", "guard.consent_requested",
         nothing, lambda _: {"reply": "同意"}, able=None),
    Case("consent is asked only for what was carried (5.7)", d.reported, "secretary", "request_consent",
         "stage.another", lambda k: k.does("secretary", "deliberate", **d.DELIBERATION),
         lambda _: {"request": "请示"}),
    Case("an earlier service needs its proof", lambda: (k := only_notified(), k.later(1))[0], "liyan",
         "record_service", "act.proof_missing", nothing,
         lambda k: {"method": "post", "received_by": "谢", "occurred_on": (k.today - timedelta(days=1)).isoformat()},
         lambda k: {"method": "post", "received_by": "谢", "proof": ["file-1"],
                    "occurred_on": (k.today - timedelta(days=1)).isoformat()}),
    Case("nothing happens in the future", d.served, "xie", "waive_defence", "act.in_future", nothing,
         lambda k: {"occurred_on": (k.today + timedelta(days=1)).isoformat()}, lambda _: {}),
    Case("a finding takes two officers (5.3)", d.defended, "liyan", "record_finding", "finding.second_officer",
         nothing, lambda _: FOUND | {"second_officer": "liyan"}, lambda _: FOUND),
    Case("a finding of established rests on evidence for it", d.defended, "liyan", "record_finding",
         "finding.evidence_established", nothing, lambda _: FOUND | {"added": []}, lambda _: FOUND),
    Case("evidence both ways is contested, not established", d.defended, "liyan", "record_finding",
         "finding.evidence_established", nothing,
         lambda _: FOUND | {"added": [*FOUND["added"], {"title": "反证", "bearing": "opposes"}]},
         lambda _: FOUND | {"value": "contested", "added": [*FOUND["added"], {"title": "反", "bearing": "opposes"}]}),
    Case("what is cited is on file", d.defended, "liyan", "record_finding", "finding.no_such_evidence", nothing,
         lambda _: FOUND | {"cited": [{"number": 9, "bearing": "supports"}]}, lambda _: FOUND),
    Case("express prohibition and no explicit provision exclude each other (4.1.1)",
         lambda: (k := d.defended(), d.find(k, "expressly_prohibited"))[0], "liyan", "record_finding",
         "finding.excludes", lambda k: d.find(k, "expressly_prohibited", "not_established"),
         lambda _: FOUND | {"finding": "no_explicit_provision"}),
    Case("an officer recuses nobody but himself", d.opened, "liyan", "recuse", "recusal.of_another", nothing,
         lambda _: {"person": "zhoumin", "ground": "relative", "reasons": "近亲属"}, able="haoran"),
    Case("the party recuses nobody; it may ask", d.served, "xie", "recuse", "competence.own_case", nothing,
         lambda _: {"person": "zhoumin", "ground": "relative", "reasons": "近亲属"}, able="zhoumin"),
    Case("the head alone replaces an officer", d.opened, "liyan", "replace_officer", "competence.not_yours", nothing,
         lambda _: {"leaving": "zhoumin", "incoming": "wufang", "reasons": "调动"}, able="haoran"),
    Case("a replacement is not already on the file", d.opened, "haoran", "replace_officer",
         "officers.assigned_already", nothing,
         lambda _: {"leaving": "zhoumin", "incoming": "liyan", "reasons": "调动"},
         lambda _: {"leaving": "zhoumin", "incoming": "wufang", "reasons": "调动"}),
)  # fmt: skip

FOUND: dict[str, Any] = {
    "finding": "diligent",
    "value": "established",
    "added": [{"title": "会议纪要", "bearing": "supports"}],
    "reason": "见证据",
    "second_officer": "zhoumin",
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.sentence)
def test_a_refusal_and_what_opens_the_way(case: Case) -> None:
    desk = case.before()

    assert case.code in desk.refuses(case.person, case.act, **case.raw(desk))

    if case.then is nothing and case.mended is None and case.able is None:
        return
    case.then(desk)
    desk.does(case.able or case.person, case.act, **(case.mended or case.raw)(desk))


def test_the_party_managed_above_the_district_is_not_notified_under_this_regulation() -> None:
    """2: 对省管、市管干部的容错免责，按照省、市的有关规定执行。"""
    desk = d.opened(management="above_district")

    assert {"guard.managed_within"} == desk.refuses("liyan", "notify_rights", **NOTICE)


def test_a_limit_that_the_calendar_cannot_count_is_not_started() -> None:
    """The calendar ends with 2027; a notice served on its last days waits for the next one."""
    desk = d.Desk(today=date(2027, 12, 27))
    d.opened(desk)
    desk.does("liyan", "notify_rights", **NOTICE)

    assert {"calendar_gap"} == desk.refuses("liyan", "record_service", method="direct", received_by="谢")
