"""Appeal, correction, revocation, voided entries: each refusal beside the act that goes through (5.6).

No appeal and no correction makes things worse; other people review than those who had a part before; an exemption
by appeal owes the consent of 5.7; and the limits are those of the day on which their time began.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest

from rongcuo.casefile import limits_on_file
from rongcuo.workdays import load_calendar
from tests import desk as d
from tests import stories
from tests.desk import Desk, Post
from tests.stories import APPEAL, REVIEWED, SERVICE

Raw = dict[str, Any]

SANCTION = {"route": "governmental_sanction"}
UPHELD = {"appeal": 1, "outcome": "upheld", "reasons": "原决定事实清楚", "second_reviewer": "appeal2"}
MILDER = {"appeal": 1, "outcome": "varied", "decision": "accountable", "measure": "talk", **REVIEWED}
BETTER = {
    "kind": "substance", "decision": "ended", "reasons": "定性不准", "meeting": "常委会第9次会议",
    "ballots": d.ballots(), "departure": "仍有未查清事项",
}  # fmt: skip
REVOKED = {"ground": "concealment", "reasons": "隐瞒", "heard": "已听取"}


@dataclass(frozen=True)
class Case:
    """``before`` makes the file; the act is refused with ``code``; mended, it goes through."""

    sentence: str
    before: Callable[[], Desk]
    person: str
    act: str
    raw: Raw
    code: str
    mended: Raw
    by: str | None = None


def consented() -> Desk:
    desk = stories.on_appeal()
    desk.does("appeal1", "request_consent_to_change", proposal="exempt", request="请示")
    desk.does("approver", "give_consent", reply="同意")
    return desk


def late() -> Desk:
    desk = stories.held_accountable()
    desk.later(40)
    desk.does("xie", "file_appeal", **APPEAL)
    return desk


EXEMPT = {"appeal": 1, "outcome": "revoked", "decision": "exempt", **REVIEWED}

CASES = (
    Case("a remedy belongs to a route (5.6)", stories.held_accountable, "xie", "file_appeal",
         APPEAL | {"kind": "reexamination"}, "appeal.not_of_this_route", APPEAL),
    Case("an officer registers an appeal with the paper", stories.held_accountable, "secretary", "file_appeal",
         APPEAL | {"on_paper": True}, "defence.paper_missing", APPEAL | {"on_paper": True, "attachments": ["file-9"]}),
    Case("an exempt party has nothing to appeal", stories.exempt_and_served, "xie", "file_appeal", APPEAL,
         "guard.decided_as", {}, "nobody"),
    Case("two reviewers review", stories.on_appeal, "appeal1", "decide_appeal",
         UPHELD | {"second_reviewer": "appeal1"}, "appeal.second_reviewer", UPHELD),
    Case("a reviewer is of the organ that took the appeal up", stories.on_appeal, "appeal1", "decide_appeal",
         UPHELD | {"second_reviewer": "wufang"}, "appeal.second_reviewer", UPHELD),
    Case("the appeal named is on file", stories.on_appeal, "appeal1", "decide_appeal", UPHELD | {"appeal": 2},
         "appeal.unknown", UPHELD),
    Case("an appeal never makes things worse", stories.on_appeal, "appeal1", "decide_appeal",
         MILDER | {"measure": "serious_party_warning"}, "change.worse", MILDER),
    Case("a measure is not varied into itself", stories.on_appeal, "appeal1", "decide_appeal",
         MILDER | {"measure": "party_warning"}, "change.the_same", MILDER),
    Case("who varies says what takes its place", stories.on_appeal, "appeal1", "decide_appeal",
         UPHELD | {"outcome": "varied"}, "change.decision_missing", MILDER),
    Case("what is upheld is not changed", stories.on_appeal, "appeal1", "decide_appeal",
         UPHELD | {"decision": "ended"}, "change.nothing_changes", UPHELD),
    Case("an appeal in time is not refused as late", stories.on_appeal, "appeal1", "decide_appeal",
         UPHELD | {"outcome": "not_taken_up"}, "appeal.was_in_time", UPHELD),
    Case("an exemption by appeal owes the consent of 5.7", stories.on_appeal, "appeal1", "decide_appeal", EXEMPT,
         "guard.consent_settled", MILDER),
    Case("the consent is for what was asked", consented, "appeal1", "decide_appeal",
         EXEMPT | {"decision": "mitigated", "measure": "talk"}, "guard.consent_settled", EXEMPT),
    Case("consent is asked only where 5.7 asks for it", stories.on_appeal, "appeal1", "request_consent_to_change",
         {"proposal": "ended", "request": "请示"}, "guard.consent_owed", {"proposal": "exempt", "request": "请示"}),
    Case("a departure of the reviewers has its reasons", stories.on_appeal, "appeal1", "decide_appeal",
         {name: value for name, value in MILDER.items() if name != "departure"}, "departure.open_findings", MILDER),
    Case("the deciding organ corrects itself only after deliberating anew (5.4)", stories.held_accountable,
         "secretary", "correct_decision", BETTER | {"ballots": []}, "change.not_deliberated", BETTER),
    Case("a correction that is voted down is none", stories.held_accountable, "secretary", "correct_decision",
         BETTER | {"ballots": d.ballots("member1", "member2")}, "change.not_carried", BETTER),
    Case("a superior organ that corrects enters no votes of the deciding organ", stories.held_accountable, "approver",
         "correct_decision", BETTER, "change.not_their_vote", BETTER | {"ballots": [], "meeting": None}),
    Case("a correction never makes things worse", stories.held_accountable, "secretary", "correct_decision",
         BETTER | {"decision": "accountable", "measure": "party_expulsion"}, "change.worse", BETTER),
    Case("every member stands on the roll of a correction", stories.held_accountable, "secretary",
         "correct_decision", BETTER | {"ballots": d.ballots()[:2]}, "vote.roll_differs", BETTER),
    Case("only an exemption is revoked", stories.held_accountable, "signatory", "revoke_exemption", REVOKED,
         "guard.decided_as", {}, "nobody"),
    Case("the party is heard before its exemption falls", stories.exempt_and_served, "signatory",
         "revoke_exemption", REVOKED | {"heard": ""}, "act.required", REVOKED),
)  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.sentence)
def test_a_refusal_and_the_act_that_goes_through(case: Case) -> None:
    desk = case.before()

    assert case.code in desk.refuses(case.person, case.act, **case.raw)
    if case.by != "nobody":
        desk.does(case.by or case.person, case.act, **case.mended)


def test_a_late_appeal_is_accepted_and_marked_and_may_be_refused_as_late() -> None:
    desk = late()
    assert not desk.state.appeals[0].in_time

    desk.does("appeal1", "decide_appeal", **(UPHELD | {"outcome": "not_taken_up"}))


def test_while_one_appeal_is_pending_there_is_no_other() -> None:
    desk = stories.on_appeal()
    assert {"appeal.pending"} == desk.refuses("xie", "file_appeal", **APPEAL)

    desk.does("appeal1", "decide_appeal", **UPHELD)
    desk.does("xie", "file_appeal", **APPEAL)


def test_an_appeal_is_decided_once_and_served_once() -> None:
    desk = stories.on_appeal()
    assert "guard.appeal_unserved" in desk.refuses("appeal1", "serve_appeal_decision", appeal=1, **SERVICE)

    desk.does("appeal1", "decide_appeal", **UPHELD)
    assert "guard.appeal_pending" in desk.refuses("appeal1", "decide_appeal", **UPHELD)
    desk.does("appeal1", "serve_appeal_decision", appeal=1, **SERVICE)
    assert "guard.appeal_unserved" in desk.refuses("appeal1", "serve_appeal_decision", appeal=1, **SERVICE)


@pytest.mark.parametrize("before", ["liyan", "secretary", "member1", "signatory"])
def test_whoever_had_a_part_before_does_not_review(before: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are reviewers too, by appointment; only the part they took stands in the way."""
    cast = d.CAST | {before: (*d.CAST[before], Post("appeals", "appeal_reviewer"))}
    monkeypatch.setattr(d, "CAST", cast)
    monkeypatch.setattr(d, "POSTS", tuple((name, post) for name, posts in cast.items() for post in posts))
    desk = stories.on_appeal()

    assert "guard.apart_from" in desk.refuses(before, "decide_appeal", **UPHELD)
    assert {"appeal.second_reviewer_barred"} == desk.refuses(
        "appeal1", "decide_appeal", **(UPHELD | {"second_reviewer": before})
    )
    desk.does("appeal1", "decide_appeal", **UPHELD)


def test_where_consent_to_a_change_is_refused_the_decision_and_its_vote_stand_and_less_may_be_decided() -> None:
    desk = stories.on_appeal()
    before = desk.state
    desk.does("appeal1", "request_consent_to_change", proposal="exempt", request="请示")
    desk.does("approver", "refuse_consent", reasons="理由不足")

    assert (before.decision, before.deliberation) == (desk.state.decision, desk.state.deliberation)
    assert before.stage == desk.state.stage
    assert "guard.consent_settled" in desk.refuses("appeal1", "decide_appeal", **EXEMPT)
    desk.does("appeal1", "decide_appeal", **MILDER)


def test_whoever_reviewed_an_appeal_never_investigates_decides_or_consents_on_the_file(monkeypatch) -> None:
    everything = (Post("committee", "secretary"), Post("committee", "signatory"), Post("city", "approver"))
    cast = d.CAST | {"appeal1": (*d.CAST["appeal1"], Post("commission", "officer"), *everything)}
    monkeypatch.setattr(d, "CAST", cast)
    monkeypatch.setattr(d, "POSTS", tuple((name, post) for name, posts in cast.items() for post in posts))
    desk = stories.on_appeal()
    desk.does("appeal1", "request_consent_to_change", proposal="exempt", request="请示")
    assert "guard.apart_from" in desk.refuses("appeal1", "give_consent", reply="同意")
    desk.does("approver", "give_consent", reply="同意")
    desk.does("appeal1", "decide_appeal", **EXEMPT)

    assert "guard.apart_from" in desk.refuses("appeal1", "correct_decision", kind="clerical", reasons="误写")
    assert "guard.apart_from" in desk.refuses("appeal1", "revoke_exemption", **REVOKED)
    desk.does("signatory", "revoke_exemption", **REVOKED)
    assert {"officers.took_other_part"} == desk.refuses("haoran", "assign_officers", officers=["liyan", "appeal1"])


def test_an_exemption_by_appeal_is_the_decision_on_file() -> None:
    desk = stories.appealed()

    assert "exempt" == desk.state.decision.proposal.decision
    assert desk.state.consent.given
    assert desk.state.appeals[0].served_entry
    assert {"appeal1", "appeal2"} == desk.state.parts.appealing
    assert {"guard.decided_as"} == desk.refuses("xie", "file_appeal", **APPEAL)


def test_a_revoked_exemption_goes_back_to_inquiry_and_owes_a_new_decision_and_service() -> None:
    desk = stories.revoked()

    assert "reviewing" == desk.state.stage
    assert desk.state.decision is None
    assert not {"decided_on", "decision_served_on"} & desk.state.dates.keys()
    assert desk.state.findings, "what was found stays found"


# The limits of an appeal.


LIMITS = (
    ("party_accountability", date(2018, 3, 5), "appeal", "appeal_2009", date(2018, 3, 20)),
    ("party_accountability", date(2019, 9, 2), "appeal", "appeal_accountability", date(2019, 10, 8)),
    ("governmental_sanction", date(2021, 3, 1), "reexamination", "appeal_sanction", date(2021, 4, 1)),
    ("appointing_organ_sanction", date(2021, 3, 1), "review", "appeal_appointing_organ", date(2021, 3, 31)),
)


@pytest.mark.parametrize(("route", "served", "kind", "limit", "last"), LIMITS)
def test_the_limit_is_that_of_the_rule_in_force_when_its_time_began(
    route: str, served: date, kind: str, limit: str, last: date
) -> None:
    measures = {"party_accountability": "party_warning"}
    desk = Desk(today=served - timedelta(days=30))
    approved = desk.today.isoformat()
    d.opened(desk, route=route, approved_on=approved)
    decided(desk, measures.get(route, "warning"), served)

    running = limits_on_file(desk.state, desk.policy, load_calendar())
    assert last == running[limit].last_day
    assert [limit] == [name for name, item in running.items() if item.limit.kinds]
    desk.today = last
    desk.does("xie", "file_appeal", **(APPEAL | {"kind": kind}))
    assert desk.state.appeals[0].in_time


def test_a_review_follows_the_reexamination() -> None:
    """监察法：复审之后，对复审决定不服的，申请复核。"""
    desk = Desk()
    d.opened(desk, **SANCTION)
    decided(desk, "warning", desk.today + timedelta(days=30))
    assert {"appeal.after_the_first"} == desk.refuses("xie", "file_appeal", **(APPEAL | {"kind": "review"}))

    desk.does("xie", "file_appeal", **(APPEAL | {"kind": "reexamination"}))
    desk.does("appeal1", "decide_appeal", **UPHELD)
    desk.does("xie", "file_appeal", **(APPEAL | {"kind": "review"}))
    assert desk.state.appeals[1].in_time


def decided(desk: Desk, measure: str, served: date) -> None:
    """From opened to served on ``served``, without a defence."""
    desk.does("liyan", "notify_rights", **stories.NOTICE)
    desk.does("liyan", "record_service", method="direct", received_by="谢某某")
    desk.does("xie", "waive_defence")
    desk.does("liyan", "consider_ex_officio", considered=["hard_problem"], reasons="已审查")
    stories.concluded(desk)
    proposal = {"proposal": "accountable", "measure": measure}
    desk.does("secretary", "deliberate", **(d.DELIBERATION | proposal))
    desk.does(
        "signatory", "decide", decision="accountable", measure=measure, reasons="履职不力", departure="未查清",
        appeal_notice="途径见决定书",
    )  # fmt: skip
    desk.today = served
    desk.does("secretary", "serve_decision", **SERVICE)


# Voided entries.


def test_a_mis_entered_service_is_voided_until_somebody_relies_on_it() -> None:
    desk = d.served()
    served = desk.state.service.entry
    desk.does("haoran", "void_entry", voided=served, reasons="日期误记")
    assert ("opened", None) == (desk.state.stage, desk.state.service)
    assert "served_on" not in desk.state.dates

    desk.does("liyan", "record_service", method="direct", received_by="谢某某")
    desk.does("xie", "waive_defence")
    assert {"void.not_possible"} == desk.refuses(
        "haoran", "void_entry", voided=desk.state.service.entry, reasons="日期误记"
    )


def test_a_voided_finding_is_open_again_and_takes_the_conclusion_with_it() -> None:
    desk = d.reviewed()
    desk.does("liyan", "conclude", standing="exempt", proposal="exempt", reasons="理由", departure="未查清")
    entry = desk.state.findings["diligent"].entry
    desk.does("haoran", "void_entry", voided=entry, reasons="误记")

    assert "diligent" not in desk.state.findings
    assert ("reviewing", None) == (desk.state.stage, desk.state.conclusion)
    assert entry in desk.state.voided
    assert {"void.not_possible"} == desk.refuses("haoran", "void_entry", voided=entry, reasons="再次")


def test_a_voided_answer_leaves_the_claim_unanswered() -> None:
    desk = d.reviewed()
    desk.does("haoran", "void_entry", voided=desk.state.claims[0].answer_entry, reasons="答错一项")

    assert (1,) == desk.state.open_claims


def test_after_the_report_nothing_is_voided_before_it_is_sent_back() -> None:
    desk = d.reported()
    entry = desk.state.findings["diligent"].entry
    assert {"stage.another"} == desk.refuses("haoran", "void_entry", voided=entry, reasons="误记")

    desk.does("secretary", "return_for_inquiry", questions="核对")
    desk.does("haoran", "void_entry", voided=entry, reasons="误记")


def test_the_reversal_of_c21_is_a_correction_by_the_deciding_organ_itself() -> None:
    """全椒县：原决定机关自行撤销党内警告，不是由申诉而起。"""
    desk = stories.held_accountable()
    desk.later(39)
    desk.does("secretary", "correct_decision", **BETTER)

    assert "ended" == desk.state.decision.proposal.decision
    assert () == desk.state.appeals
    assert {"guard.decided_as"} == desk.refuses("xie", "file_appeal", **APPEAL)
