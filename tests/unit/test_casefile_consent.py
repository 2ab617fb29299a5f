"""5.7: 对科以下（含科级）从事公务的人员适用……的，应当报上级纪检监察机关同意。

Who needs consent is written down here a second time, from the clause and not from the pack.
"""

from functools import cache
from itertools import product
from typing import Any

import pytest

from rongcuo.casefile import DutyState, duties
from rongcuo.law import Policy
from rongcuo.workdays import load_calendar
from tests import desk as d
from tests.desk import Desk

READINGS = ("consent_covers_mitigation", "consent_for_units", "unranked_is_below_section")
SECTION_OR_BELOW = {"141", "142", "150", "160"}
ABOVE = {"121", "122", "131", "132"}
UNRANKED = {"199"}
NOT_SETTLED = {"other", None}
"""A rank outside the table, or none on file: consent is owed until an officer has settled it."""

RANKS = (*sorted(SECTION_OR_BELOW | ABOVE | UNRANKED), "other", None)
PROPOSALS = {"exempt": None, "mitigated": "talk", "lighter": "talk", "accountable": "talk", "ended": None}


def owed(kind: str, rank: str | None, proposal: str, readings: dict[str, bool]) -> bool:
    """The clause, read under three readings."""
    applies = proposal == "exempt" or (readings["consent_covers_mitigation"] and proposal in ("mitigated", "lighter"))
    below = SECTION_OR_BELOW | NOT_SETTLED | (UNRANKED if readings["unranked_is_below_section"] else set())
    covered = readings["consent_for_units"] if kind == "unit" else True
    return applies and covered and rank in below


@cache
def policy(*values: bool) -> Policy:
    return d.policy(**{name: str(value).lower() for name, value in zip(READINGS, values, strict=True)})


def reported(kind: str, rank: str | None, desk: Desk | None = None, **opening: Any) -> Desk:
    """A file on a person or a unit, waived on paper and reported on the day it was opened."""
    party = {"party_kind": kind, "party_person": "xie" if kind == "person" else None, "rank": rank}
    desk = d.opened(desk, **party, **opening)
    desk.does("liyan", "notify_rights", facts_notified="事项", where_to_file="地址")
    desk.does("liyan", "record_service", method="direct", received_by="本人")
    desk.does("liyan", "waive_defence", on_paper=True, attachments=["file-1"])
    desk.does("liyan", "consider_ex_officio", considered=["hard_problem"], reasons="已审查")
    desk.does("liyan", "conclude", standing="exempt", proposal="exempt", reasons="理由", departure="未查清")
    desk.does("liyan", "report", summary="要点")
    return desk


def votes(desk: Desk, proposal: str, measure: str | None = None, *against: str) -> Desk:
    said = {"proposal": proposal, "measure": measure, "ballots": d.ballots(*against)}
    desk.does("secretary", "deliberate", **(d.DELIBERATION | said))
    return desk


def decision(proposal: str, measure: str | None = None) -> dict[str, Any]:
    words = {"other_rule": "另一规定第十条", "appeal_notice": "可以申诉"}
    return d.DECISION | words | {"decision": proposal, "measure": measure}


@cache
def carried(kind: str, rank: str | None, proposal: str) -> Desk:
    return votes(reported(kind, rank), proposal, PROPOSALS[proposal])


def state_of(desk: Desk, duty: str) -> DutyState:
    found = duties(desk.state, desk.policy, load_calendar(), desk.today)
    return next(item.state for item in found if item.duty.id == duty)


def test_the_ranks_of_this_table_are_the_ranks_of_the_pack():
    rows = d.policy().pack.procedure.lists["rank"]

    assert {rank for rank in RANKS if rank} == {row.id for row in rows}


@pytest.mark.parametrize("values", list(product((True, False), repeat=3)), ids=str)
@pytest.mark.parametrize("kind", ["person", "unit"])
def test_consent_is_owed_where_the_clause_says_so_and_nowhere_else(kind, values):
    """Every rank with every proposal: owed, and nothing is decided without it; or not, and nobody is asked."""
    readings = dict(zip(READINGS, values, strict=True))
    for rank, proposal in product(RANKS, PROPOSALS):
        desk = Desk(policy=policy(*values), state=carried(kind, rank, proposal).state)
        expected = owed(kind, rank, proposal, readings)

        assert expected is ("request_consent" in desk.allowed("secretary")), (rank, proposal)
        assert expected is ("decide" not in desk.allowed("signatory")), (rank, proposal)
        assert expected is (state_of(desk, "request_consent") == DutyState.OWED), (rank, proposal)


def test_by_default_mitigation_needs_consent_and_a_unit_does_not():
    """The defaults of design 5: consent_covers_mitigation is true, consent_for_units false, unranked true."""
    chosen = d.policy().readings

    assert ["true", "false", "true"] == [chosen[name] for name in READINGS]


def test_nobody_asks_for_consent_that_is_not_owed():
    desk = votes(reported("person", "131"), "exempt")

    assert {"guard.consent_owed"} == desk.refuses("secretary", "request_consent", request="请示")
    desk.does("signatory", "decide", **decision("exempt"))


def test_silence_is_not_consent():
    """Nothing in 5.7 lets time take the place of a reply."""
    desk = votes(reported("person", "142"), "exempt")
    desk.does("secretary", "request_consent", request="请示")
    desk.later(200)

    assert "guard.consent_settled" in desk.refuses("signatory", "decide", **decision("exempt"))
    desk.does("approver", "give_consent", reply="同意")
    desk.does("signatory", "decide", **decision("exempt"))


def test_only_the_superior_organ_replies():
    desk = votes(reported("person", "142"), "exempt")
    desk.does("secretary", "request_consent", request="请示")

    for person in ("liyan", "haoran", "secretary", "signatory", "member1", "stranger"):
        assert {"competence.not_yours"} == desk.refuses(person, "give_consent", reply="同意")
    assert {"competence.own_case"} == desk.refuses("xie", "give_consent", reply="同意")
    desk.does("approver", "give_consent", reply="同意")


def test_a_lost_vote_proposes_nothing_to_consent_to():
    desk = votes(reported("person", "142"), "exempt", None, "member1", "member2")

    assert "reported" == desk.state.stage
    assert {"stage.another"} == desk.refuses("secretary", "request_consent", request="请示")
    votes(desk, "exempt")
    desk.does("secretary", "request_consent", request="请示")


def again(desk: Desk) -> None:
    """A late defence, answered and reported, opens the vote anew."""
    desk.later(30)
    desk.does("xie", "file_defence", claims=[d.CLAIMS[0]])
    desk.does("liyan", "accept_defence")
    desk.does("liyan", "answer_claim", claim=1, adopted="adopted", reason="属实")
    desk.does("liyan", "report", summary="补充报告")


@pytest.mark.parametrize(
    ("first", "second", "consent_holds"),
    [
        (("exempt", None), ("exempt", None), True),
        (("exempt", None), ("mitigated", "talk"), False),
        (("mitigated", "talk"), ("exempt", None), False),
        (("mitigated", "talk"), ("mitigated", "criticism"), False),
        (("mitigated", "talk"), ("lighter", "talk"), False),
        (("mitigated", "talk"), ("mitigated", "talk"), True),
    ],
    ids=str,
)
def test_a_changed_proposal_needs_new_consent(first, second, consent_holds):
    """The organ consented to one decision with one measure, and to no other."""
    desk = votes(reported("person", "142"), *first)
    desk.does("secretary", "request_consent", request="请示")
    desk.does("approver", "give_consent", reply="同意")
    again(desk)
    votes(desk, *second)

    if not consent_holds:
        assert "guard.consent_settled" in desk.refuses("signatory", "decide", **decision(*second))
        desk.does("secretary", "request_consent", request="请示")
        desk.does("approver", "give_consent", reply="同意")
    desk.does("signatory", "decide", **decision(*second))


def test_consent_refused_returns_the_file_to_the_deciding_organ():
    """Back to `reported`: what was voted has fallen, the report stands, and the same may be voted and asked again."""
    desk = votes(reported("person", "142"), "exempt")
    desk.does("secretary", "request_consent", request="请示")
    desk.does("approver", "refuse_consent", reasons="程序情况未写明")

    assert "reported" == desk.state.stage
    assert (None, False) == (desk.state.deliberation, desk.state.consent.given)
    assert desk.state.report is not None
    assert "stage.another" in desk.refuses("signatory", "decide", **decision("exempt"))

    votes(desk, "exempt")
    assert "guard.consent_settled" in desk.refuses("signatory", "decide", **decision("exempt"))
    desk.does("secretary", "request_consent", request="再次请示")
    desk.does("approver", "give_consent", reply="同意")
    desk.does("signatory", "decide", **decision("exempt"))


def test_after_a_refusal_the_deciding_organ_may_decide_what_needs_no_consent():
    desk = votes(reported("person", "142"), "exempt")
    desk.does("secretary", "request_consent", request="请示")
    desk.does("approver", "refuse_consent", reasons="不符合条件")
    votes(desk, "accountable", "talk")

    desk.does("signatory", "decide", **decision("accountable", "talk"))


def test_a_request_sent_back_returns_the_file_to_the_inquiry():
    """Back to `reviewing`: a new conclusion and a new report are owed before anybody votes again."""
    desk = votes(reported("person", "142"), "exempt")
    desk.does("secretary", "request_consent", request="请示")
    desk.does("approver", "return_request", questions="补充会议纪要")

    assert "reviewing" == desk.state.stage
    assert (None, None, None) == (desk.state.conclusion, desk.state.report, desk.state.deliberation)
    assert "stage.another" in desk.refuses("secretary", "deliberate", **d.DELIBERATION)
    desk.does("liyan", "conclude", standing="exempt", proposal="exempt", reasons="理由", departure="未查清")
    desk.does("liyan", "report", summary="要点")
    votes(desk, "exempt")
    assert "guard.consent_settled" in desk.refuses("signatory", "decide", **decision("exempt"))


def test_a_request_is_replied_to_once():
    desk = votes(reported("person", "142"), "exempt")
    desk.does("secretary", "request_consent", request="请示")
    assert "stage.another" in desk.refuses("secretary", "request_consent", request="请示")
    desk.does("approver", "give_consent", reply="同意")

    for act, raw in (("give_consent", {"reply": "同意"}), ("refuse_consent", {"reasons": "不同意"})):
        assert {"guard.consent_requested"} == desk.refuses("approver", act, **raw)


# 上级: above which of the two organs.

TWO_LINES = {"commission": "city", "committee": "bureau"}


@pytest.mark.parametrize(
    ("reading", "right", "wrong"), [("above_investigator", "city", "bureau"), ("above_decider", "bureau", "city")]
)
def test_the_consenting_organ_stands_above_the_organ_that_the_reading_names(monkeypatch, reading, right, wrong):
    monkeypatch.setattr(d, "LINE", TWO_LINES)
    desk = Desk(policy=d.policy(consent_organ=reading))

    assert {"open.superior_differs"} == desk.refuses("haoran", "open", **(d.OPENING | {"superior_organ": wrong}))
    desk.does("haoran", "open", **(d.OPENING | {"superior_organ": right}))


def test_by_default_the_line_goes_up_from_the_investigating_organ():
    assert "above_investigator" == d.policy().readings["consent_organ"]
