"""Hearing the party: a defence withdrawn, a limit extended, a supplement asked for, the meeting on the facts."""

from datetime import date, timedelta
from typing import Any

import pytest

from rongcuo.casefile import DutyState, duties, limits_on_file, read_record
from rongcuo.workdays import load_calendar
from tests import desk as d
from tests.desk import Desk

LAST = date(2026, 3, 16)
PAPER = {"on_paper": True, "attachments": ["file-1"]}


def last_day(desk: Desk) -> date:
    return limits_on_file(desk.state, desk.policy, load_calendar())["defence"].last_day


def at_awaiting_consent() -> Desk:
    desk = d.deliberated()
    desk.does("secretary", "request_consent", request="请示")
    return desk


# Withdrawal (5.2).


def test_what_was_withdrawn_stays_readable_and_is_owed_no_answer():
    desk = d.defended()
    words = [claim.statement for claim in desk.state.claims]
    desk.does("xie", "withdraw_defence")

    assert words == [claim.statement for claim in desk.state.claims]
    assert () == desk.state.open_claims
    codes = desk.refuses("liyan", "answer_claim", claim=1, adopted="adopted", reason="属实")
    assert {"guard.defended", "claim.not_standing"} == codes


def test_a_withdrawn_defence_is_no_waiver_and_the_party_may_file_again_while_the_limit_runs():
    desk = d.defended()
    desk.does("xie", "withdraw_defence")
    assert not desk.state.waived
    desk.today = LAST
    desk.does("xie", "file_defence", claims=[d.CLAIMS[0]])

    assert (True, 10) == (desk.state.defences[-1].in_time, desk.state.defences[-1].working_day)
    assert (3,) == desk.state.open_claims


def test_after_a_withdrawal_nothing_is_concluded_until_the_party_has_waived_or_its_time_is_over():
    """5.2 and 5.1: the ten working days are the party's, whatever it has taken back."""
    conclusion = {"standing": "exempt", "proposal": "exempt", "reasons": "理由", "departure": "未查清"}
    desk = d.reviewed()
    desk.does("xie", "withdraw_defence")
    assert {"guard.defence_or_absence"} == desk.refuses("liyan", "conclude", **conclusion)

    waived = Desk(state=desk.state, today=desk.today)
    waived.does("xie", "waive_defence")
    waived.does("liyan", "conclude", **conclusion)
    desk.today = LAST + timedelta(days=1)
    desk.does("liyan", "conclude", **conclusion)


def test_what_5_1_owes_stays_owed_after_a_withdrawal():
    desk = d.defended()
    desk.does("xie", "withdraw_defence")
    desk.today = LAST + timedelta(days=1)
    desk.does("liyan", "conclude", standing="exempt", proposal="exempt", reasons="理由", departure="未查清")

    assert {"guard.considered"} == desk.refuses("liyan", "report", summary="要点")
    desk.does("liyan", "consider_ex_officio", considered=["hard_problem"], reasons="已审查")
    desk.does("liyan", "report", summary="要点")


def test_one_claim_withdrawn_leaves_the_other_to_be_answered():
    desk = d.defended()
    desk.does("xie", "withdraw_defence", claims=[1])

    assert (2,) == desk.state.open_claims
    assert {"claim.not_standing"} == desk.refuses("liyan", "answer_claim", claim=1, adopted="adopted", reason="属实")
    assert {"claim.not_standing"} == desk.refuses("xie", "withdraw_defence", claims=[1])
    assert {"claim.not_standing"} == desk.refuses("xie", "withdraw_defence", claims=[9])
    desk.does("liyan", "answer_claim", claim=2, adopted="adopted", reason="属实")
    desk.does("xie", "withdraw_defence", claims=[2])
    assert () == desk.state.standing_defences


def test_a_defence_taken_back_before_acceptance_waits_for_none():
    desk = d.served()
    desk.does("xie", "file_defence", claims=d.CLAIMS)
    desk.does("xie", "withdraw_defence")

    assert {"guard.unaccepted"} == desk.refuses("liyan", "accept_defence")
    assert {"guard.defended"} == desk.refuses("xie", "withdraw_defence")


@pytest.mark.parametrize("stage", ["deliberated", "awaiting_consent"])
def test_a_withdrawal_after_the_vote_sends_the_file_back_as_a_late_defence_does(stage):
    """5.4: the report tells of the defence or its absence, so it has to be made anew, and voted on anew."""
    desk = {"deliberated": d.deliberated, "awaiting_consent": at_awaiting_consent}[stage]()
    desk.does("xie", "withdraw_defence")

    assert ("reported", None, None) == (desk.state.stage, desk.state.deliberation, desk.state.consent)
    assert "guard.report_current" in desk.refuses("secretary", "deliberate", **d.DELIBERATION)
    desk.does("xie", "waive_defence")
    desk.does("liyan", "report", summary="补充报告")
    desk.does("secretary", "deliberate", **d.DELIBERATION)


def test_nothing_is_withdrawn_after_the_decision():
    assert {"stage.another"} == d.decided().refuses("xie", "withdraw_defence")


def test_an_officer_registers_a_withdrawal_only_with_the_paper():
    desk = d.defended()

    assert {"defence.officer_registers_paper"} == desk.refuses("liyan", "withdraw_defence")
    assert {"defence.paper_missing"} == desk.refuses("liyan", "withdraw_defence", on_paper=True)
    assert {"competence.not_yours"} == desk.refuses("secretary", "withdraw_defence", **PAPER)
    desk.does("liyan", "withdraw_defence", **PAPER)


# Extension (5.2), in favour of the party.


@pytest.mark.parametrize(
    ("more", "last"),
    [
        ({"working_days": 1}, date(2026, 3, 17)),
        ({"working_days": 5}, date(2026, 3, 23)),
        ({"until": "2026-03-31"}, date(2026, 3, 31)),
        ({"until": "2026-03-21"}, date(2026, 3, 21)),
    ],
    ids=str,
)
def test_a_limit_is_extended_by_working_days_or_until_a_day_and_the_new_end_is_announced(more, last):
    desk = d.served()
    assert last_day(desk) == LAST
    entry = desk.does("liyan", "extend_limit", limit="defence", reason="当事人住院", **more)

    assert last == last_day(desk)
    assert last == read_record(entry).derived.timing.last_day == desk.state.service.announced_last_day
    assert "party" in entry.body["audience"]


def test_a_defence_within_the_extension_is_in_time_and_after_it_is_late():
    desk = d.served()
    desk.does("liyan", "extend_limit", limit="defence", working_days=2, reason="当事人住院")
    within, after = (Desk(state=desk.state, today=day) for day in (date(2026, 3, 18), date(2026, 3, 19)))
    for later in (within, after):
        later.does("xie", "file_defence", claims=d.CLAIMS)

    assert (True, 12) == (within.state.defences[0].in_time, within.state.defences[0].working_day)
    assert not after.state.defences[0].in_time


def test_between_the_counted_days_and_the_day_until_which_it_runs_no_number_is_given():
    desk = d.served()
    desk.does("liyan", "extend_limit", limit="defence", until="2026-03-31", reason="当事人住院")
    desk.today = date(2026, 3, 20)
    desk.does("xie", "file_defence", claims=d.CLAIMS)

    assert (True, None) == (desk.state.defences[0].in_time, desk.state.defences[0].working_day)


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({}, "extension.one_way"),
        ({"working_days": 0}, "extension.one_way"),
        ({"working_days": 3, "until": "2026-03-31"}, "extension.one_way"),
        ({"until": LAST.isoformat()}, "extension.not_longer"),
        ({"until": "2026-03-10"}, "extension.not_longer"),
    ],
    ids=str,
)
def test_an_extension_that_is_none_is_refused(more, code):
    """Never against the party: the announced day stands."""
    desk = d.served()

    assert code in desk.refuses("liyan", "extend_limit", limit="defence", reason="理由", **more)
    assert last_day(desk) == LAST
    desk.does("haoran", "extend_limit", limit="defence", reason="理由", working_days=3)


def test_two_extensions_add_up():
    desk = d.served()
    for _ in range(2):
        desk.does("liyan", "extend_limit", limit="defence", working_days=2, reason="当事人住院")

    assert date(2026, 3, 20) == last_day(desk)
    assert [("defence", 2), ("defence", 2)] == [(each.limit, each.working_days) for each in desk.state.extensions]


def test_an_extension_after_the_end_does_not_end_before_today():
    desk = d.served()
    desk.today = date(2026, 3, 25)

    assert {"extension.not_longer"} == desk.refuses(
        "liyan", "extend_limit", limit="defence", working_days=2, reason="病"
    )
    desk.does("liyan", "extend_limit", limit="defence", until="2026-03-25", reason="病")
    desk.does("xie", "file_defence", claims=d.CLAIMS)
    assert desk.state.defences[0].in_time


def test_every_limit_that_can_be_extended_is_a_limit_of_the_pack():
    table = d.policy().pack.procedure

    assert {row.id for row in table.lists["extendable_limit"]} <= set(table.limits)


def test_a_limit_that_has_not_started_is_not_extended_and_the_party_does_not_extend_its_own():
    more = {"limit": "defence", "working_days": 2, "reason": "病"}

    assert "stage.another" in d.opened().refuses("liyan", "extend_limit", **more)
    assert {"competence.own_case"} == d.served().refuses("xie", "extend_limit", **more)


def test_extended_time_keeps_the_file_from_being_concluded():
    desk = d.served()
    desk.does("liyan", "extend_limit", limit="defence", working_days=5, reason="病")
    desk.today = LAST + timedelta(days=1)
    considered = {"considered": ["hard_problem"], "reasons": "已审查"}
    desk.does("liyan", "consider_ex_officio", **considered)

    assert "notified" == desk.state.stage
    desk.today = date(2026, 3, 24)
    desk.does("liyan", "consider_ex_officio", **considered)
    assert "reviewing" == desk.state.stage


# Supplement asked for (5.2): no ground to refuse acceptance.

MISSING = {"missing": "请补充会议记录", "until": (d.MONDAY + timedelta(days=7)).isoformat()}


def test_a_supplement_asked_for_never_stops_acceptance():
    desk = d.served()
    desk.does("xie", "file_defence", claims=d.CLAIMS)
    desk.does("liyan", "ask_for_supplement", **MISSING)
    desk.does("liyan", "accept_defence")

    assert "reviewing" == desk.state.stage
    assert desk.state.supplements[0].answered is None


def test_the_party_answers_by_supplementing_and_owes_it_until_then():
    desk = d.defended()
    entry = desk.does("liyan", "ask_for_supplement", **MISSING)
    assert "party" in entry.body["audience"]
    owed = _owed(desk)
    desk.later()
    answer = desk.does("xie", "supplement_defence", statement="补充会议记录", attachments=["file-1"])

    assert "supplement_defence" in owed
    assert "supplement_defence" not in _owed(desk)
    assert answer.sequence == desk.state.supplements[0].answered


def _owed(desk: Desk) -> set[str]:
    found = duties(desk.state, desk.policy, load_calendar(), desk.today)
    return {item.duty.id for item in found if item.state is DutyState.OWED}


def test_a_supplement_is_asked_for_of_a_defence_and_not_for_yesterday():
    assert {"guard.defended"} == d.served().refuses("liyan", "ask_for_supplement", **MISSING)

    desk = d.defended()
    yesterday = MISSING | {"until": d.MONDAY.isoformat()}
    assert {"supplement.until_before"} == desk.refuses("liyan", "ask_for_supplement", **yesterday)
    desk.does("liyan", "ask_for_supplement", **MISSING)


# The meeting on the facts (5.3).

MET: dict[str, Any] = {
    "evidence": [1, 2],
    "material": "2023年6月先行通过审查",
    "opinion": "agrees",
    "signed": ["file-9"],
}


def test_the_party_reads_the_evidence_it_is_shown_and_no_other():
    desk = d.reviewed()
    entry = desk.does("liyan", "meet_on_facts", **MET)
    titles = {piece.number: piece.title.id for piece in desk.state.evidence}

    assert [titles[1], titles[2]] == entry.body["derived"]["shown"]
    assert "party" in entry.body["audience"]
    assert (1, 2) == desk.state.meetings[0].evidence


@pytest.mark.parametrize("opinion", ["disagrees", "refuses_to_sign"])
def test_disagreement_has_its_reasons_and_a_refusal_to_sign_its_note(opinion):
    desk = d.reviewed()
    met = MET | {"opinion": opinion}

    assert {"meeting.statement_missing"} == desk.refuses("liyan", "meet_on_facts", **met)
    desk.does("liyan", "meet_on_facts", **met, statement="认为日期有误")
    assert opinion == desk.state.meetings[0].opinion


def test_only_evidence_on_file_is_shown_and_only_by_officers_before_the_report():
    desk = d.reviewed()

    assert {"finding.no_such_evidence"} == desk.refuses("liyan", "meet_on_facts", **(MET | {"evidence": [99]}))
    assert {"competence.own_case"} == desk.refuses("xie", "meet_on_facts", **MET)
    assert {"stage.another"} == d.reported().refuses("liyan", "meet_on_facts", **MET)
