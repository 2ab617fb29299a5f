"""Separation of duties: who investigates, decides, asks for consent and gives it are different persons on one file.

The acts of each part are read from the table; the person ``everywhere`` has a post in every organ, so that nothing
but the separation can stop them.
"""

from collections.abc import Iterator
from typing import Any

import pytest

from rongcuo.casefile import CaseState
from tests import desk as d
from tests.desk import Desk, Post

TABLE = d.policy().pack.procedure
PART_OF = {
    "investigating": "investigating",
    "deciding": "deciding",
    "superior": "consenting",
    "case_review": "reviewing",
}
"""The part that the acts of an organ belong to."""

BARS = {
    "investigating": {"reviewing", "deciding", "consenting"},
    "reviewing": {"investigating"},
    "deciding": {"investigating", "consenting"},
    "requesting": {"consenting"},
    "consenting": {"investigating", "deciding", "requesting"},
}
"""Who has taken part in the one never acts in the others. Both organs may ask for consent."""

NO_PART = {"open", "serve_decision", "order_effect", "void_entry"}
"""Opening a file comes before all parts; serving or applying what was decided, voiding a mis-entry, decides nothing."""

OUTSIDE = {"acknowledge_effect", "report_rectification", "follow_up"}
"""Acts of bodies that handle nothing: whoever applies the result, puts things right or makes a visit judges nobody."""

NOT_HERE = {"terminate", "record_death", "issue_rectification", "verify_rectification"}
"""Acts of the investigating organ that this file has no occasion for."""

AFTERWARDS = {
    "file_appeal", "request_consent_to_change", "decide_appeal", "serve_appeal_decision",
    "correct_decision", "revoke_exemption",
}  # fmt: skip
"""What follows a decision: `test_casefile_appealing.py`."""


def acts_of(part: str) -> set[str]:
    """The acts that the table ties to the part's organ alone; asking for consent is a part of its own."""
    if part == "requesting":
        return {"request_consent"}
    organs = {row.id: {PART_OF.get(TABLE.roles[name].organ or "") for name in row.by} for row in TABLE.acts.values()}
    return {act for act, parts in organs.items() if parts == {part}} - NO_PART


CONCLUSION = {"standing": "exempt", "proposal": "exempt", "reasons": "理由", "departure": "未查清"}
SWITCHED_ON = d.policy(case_review_step="on", consultation_step="on")
"""A district with every optional step, so that every act is done."""

ROUND: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("liyan", "conclude", CONCLUSION),
    ("liyan", "report", {"summary": "要点"}),
    ("liyan", "send_for_review", {"organ": "review"}),
    ("reviewer1", "case_review", d.REVIEW),
)
ASKED: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("secretary", "deliberate", d.DELIBERATION),
    ("secretary", "request_consent", {"request": "请示"}),
)
JOURNEY: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("haoran", "open", d.OPENING),
    ("haoran", "assign_officers", {"officers": ["liyan", "zhoumin"]}),
    ("liyan", "notify_rights", {"facts_notified": "事项", "where_to_file": "地址"}),
    ("liyan", "record_service", {"method": "direct", "received_by": "谢某某"}),
    ("xie", "file_defence", {"claims": d.CLAIMS}),
    ("liyan", "accept_defence", {}),
    ("liyan", "consider_ex_officio", {"considered": ["hard_problem"], "reasons": "已审查"}),
    ("liyan", "assess_complexity", d.SIMPLE),
    ("liyan", "answer_claim", {"claim": 1, "adopted": "adopted", "reason": "属实"}),
    ("liyan", "answer_claim", {"claim": 2, "adopted": "adopted", "reason": "属实"}),
    ("liyan", "approve_copy", d.COPY),
    ("liyan", "consult", d.CONSULTATION | {"consulted_as": "organisation"}),
    ("personnel1", "answer_consultation", {"consultation": 1, "answer": "没有意见"}),
    ("liyan", "consult", d.CONSULTATION | {"consulted_as": "party_group"}),
    ("personnel1", "answer_consultation", {"consultation": 2, "answer": "没有意见"}),
    *ROUND,
    ("secretary", "return_for_inquiry", {"questions": "是否集体研究"}),
    *ROUND,
    *ASKED,
    ("approver", "return_request", {"questions": "补充会议纪要"}),
    *ROUND,
    *ASKED,
    ("approver", "refuse_consent", {"reasons": "程序情况未写明"}),
    *ASKED,
    ("approver", "give_consent", {"reply": "同意"}),
    ("signatory", "decide", d.DECISION),
    ("secretary", "serve_decision", {"method": "direct", "received_by": "谢某某", "unit_received_by": "办公室"}),
    ("liyan", "clarify", d.CLARIFICATION),
    *(
        ("secretary", "order_effect", d.ORDER | {"effect": effect.id, "receiving_organ": "audit"})
        for effect in TABLE.lists["effect"]
    ),
    ("haoran", "close", {"personnel_organ": "personnel"}),
    ("haoran", "archive", d.ARCHIVE),
)
"""One long file in which every act of every part is done at least once, by those whose business it is."""

REPORTED = [act for _, act, _ in JOURNEY].index("return_for_inquiry")
"""So many acts bring the file before the deciding organ for the first time."""


def journey(at: int | None = None) -> Iterator[Desk]:
    """The file after each act; at one of them ``everywhere`` takes the place of whoever should act."""
    desk = Desk(policy=SWITCHED_ON)
    for step, (person, act, raw) in enumerate(JOURNEY):
        if step == at and act == "assign_officers":
            desk.does(person, act, officers=["liyan", "zhoumin", "everywhere"])
        else:
            desk.does("everywhere" if step == at else person, act, **raw)
        yield desk


WAYS = [
    (part, step, act)
    for part in BARS
    for step, (_, act, _) in enumerate(JOURNEY)
    if act in acts_of(part) and (part != "investigating" or act == "assign_officers")
]
"""Every way of taking part: being assigned, or doing one act of the part, at each place where the journey has it."""


def test_every_act_of_the_table_has_its_part_or_a_reason_for_none():
    parts = {act for part in BARS for act in acts_of(part)}

    party = {"file_defence", "supplement_defence", "waive_defence", "withdraw_defence"}
    asked = {"give_panel_opinion", "answer_consultation"}
    anybody = {"recuse", "record_interference"}
    papers = {"sign_document", "serve_document"}  # test_casefile_documents.py
    assert party | asked | anybody | papers | AFTERWARDS | OUTSIDE == set(TABLE.acts) - parts - NO_PART
    assert {"case_review"} == acts_of("reviewing")
    assert {"return_for_inquiry", "deliberate", "decide"} == acts_of("deciding")
    assert {"give_consent", "refuse_consent", "return_request"} == acts_of("consenting")


def test_without_a_part_yet_a_person_with_every_post_may_begin_in_any():
    """What is forbidden below is open here: only the part taken makes the difference."""
    seen: set[str] = set()
    for desk in journey():
        seen |= desk.allowed("everywhere")
    assert acts_of("deciding") | acts_of("requesting") | acts_of("consenting") <= seen

    for desk in journey(at=1):
        seen |= desk.allowed("everywhere")
    of_the_head = {"assign_officers", "replace_officer", "merge", "split", "transfer", "transfer_jurisdiction"}
    only_for_some_files = of_the_head | {"settle_rank", "apply_superior_rules"} | NOT_HERE
    assert acts_of("investigating") - only_for_some_files <= seen


@pytest.mark.parametrize(("part", "step", "act"), WAYS, ids=[f"{part}: {act} ({step})" for part, step, act in WAYS])
def test_who_took_part_in_one_never_acts_in_another(part, step, act):
    """From the act on, and to the end of the file: neither listed as possible, nor assigned, nor let through."""
    barred = {other for name in BARS[part] for other in acts_of(name)}
    for now, desk in enumerate(journey(at=step)):
        if now < step:
            continue
        assert "everywhere" in getattr(desk.state.parts, part), act
        assert set() == barred & desk.allowed("everywhere"), desk.state.stage
        if "investigating" in BARS[part] and "assign_officers" in desk.allowed("haoran"):
            codes = desk.refuses("haoran", "assign_officers", officers=["liyan", "everywhere"])
            assert {"officers.took_other_part"} == codes


@pytest.mark.parametrize(("part", "step", "act"), WAYS, ids=[f"{part}: {act} ({step})" for part, step, act in WAYS])
def test_the_act_itself_is_refused_not_only_left_off_the_list(part, step, act):
    """Wherever somebody does an act of a barred part, the same act by ``everywhere`` is refused."""
    barred = {other for name in BARS[part] for other in acts_of(name)}
    before = None
    for now, desk in enumerate(journey(at=step)):
        if before is not None and JOURNEY[now][1] in barred:
            other = Desk(policy=SWITCHED_ON, state=before, today=desk.today)
            codes = other.refuses("everywhere", JOURNEY[now][1], **JOURNEY[now][2])
            assert codes & {"guard.apart_from", "competence.not_yours"}, act
        before = desk.state if now >= step else None


def test_an_officer_who_left_the_file_has_still_investigated_it():
    desk = d.opened()
    desk.does("haoran", "assign_officers", officers=["liyan", "everywhere"])
    desk.does("haoran", "replace_officer", leaving="everywhere", incoming="wufang", reasons="调动")
    assert "everywhere" not in desk.state.officers

    assert {"liyan", "zhoumin", "everywhere", "wufang"} == desk.state.parts.investigating


def test_whoever_sat_in_a_vote_that_was_lost_has_still_deliberated():
    desk = d.reported()
    desk.does("everywhere", "deliberate", **(d.DELIBERATION | {"ballots": d.ballots("member1", "member2")}))
    desk.does("secretary", "deliberate", **d.DELIBERATION)
    desk.does("secretary", "request_consent", request="请示")

    assert {"guard.apart_from"} == desk.refuses("everywhere", "give_consent", reply="同意")


# Members of the deciding body, who take part by sitting.


@pytest.fixture
def busy_member(monkeypatch):
    """Member 1 also has a post in the investigating and in the superior organ."""
    cast = d.CAST | {"member1": (*d.CAST["member1"], Post("commission", "officer"), Post("city", "approver"))}
    monkeypatch.setattr(d, "CAST", cast)
    monkeypatch.setattr(d, "POSTS", tuple((name, post) for name, posts in cast.items() for post in posts))
    return "member1"


def test_a_member_who_sat_consents_to_nothing_and_investigates_nothing(busy_member):
    desk = d.deliberated()
    desk.does("secretary", "request_consent", request="请示")

    assert {"guard.apart_from"} == desk.refuses(busy_member, "give_consent", reply="同意")
    desk.does("approver", "return_request", questions="补充")
    codes = desk.refuses("haoran", "assign_officers", officers=["liyan", busy_member])
    assert {"officers.took_other_part"} == codes


def test_a_member_who_was_recused_from_the_vote_may_still_consent(busy_member):
    """Only sitting is taking part; who stayed out of the room has judged nothing."""
    desk = d.reported()
    ballots = d.ballots(member1="leave")
    desk.does("secretary", "deliberate", **(d.DELIBERATION | {"ballots": ballots}))
    desk.does("secretary", "request_consent", request="请示")

    desk.does(busy_member, "give_consent", reply="同意")


def test_a_member_who_investigated_or_consented_does_not_sit(busy_member):
    investigated = d.reported()
    investigated.does("haoran", "assign_officers", officers=["liyan", busy_member])
    consented = d.deliberated(ballots=d.ballots(member1="leave"))
    consented.does("secretary", "request_consent", request="请示")
    consented.does(busy_member, "refuse_consent", reasons="程序情况未写明")

    for desk in (investigated, consented):
        assert {"vote.barred_member_present"} == desk.refuses("secretary", "deliberate", **d.DELIBERATION)
        recused = d.DELIBERATION | {"ballots": d.ballots(member1="recused")}
        desk.does("secretary", "deliberate", **recused)


# The party.


def test_nobody_handles_their_own_case_whatever_posts_they_have():
    """The party is ``everywhere``: its own acts are all that it may do, at every point of the file."""
    own = {row.id for row in TABLE.acts.values() if any(TABLE.roles[name].party for name in row.by)}
    desk = Desk(policy=SWITCHED_ON)
    for person, act, raw in JOURNEY:
        if act == "open":
            desk.does(person, act, **(raw | {"party_person": "everywhere"}))
            continue
        if act not in own:
            assert "competence.own_case" in desk.refuses("everywhere", act, **raw)
        desk.does("everywhere" if person == "xie" else person, act, **raw)
        assert desk.allowed("everywhere") <= own


def test_the_party_opens_no_file_on_itself_and_is_no_officer_of_it():
    desk = Desk()
    assert {"open.actor_is_party"} == desk.refuses("haoran", "open", **(d.OPENING | {"party_person": "haoran"}))

    desk.does("haoran", "open", **(d.OPENING | {"party_person": "zhoumin"}))
    codes = desk.refuses("haoran", "assign_officers", officers=["liyan", "zhoumin"])
    assert {"officers.is_party"} == codes


def test_the_party_does_not_sit_in_judgement():
    desk = Desk(policy=SWITCHED_ON)
    for person, act, raw in JOURNEY[:REPORTED]:
        party = {"party_person": "member1"} if act == "open" else {}
        desk.does("member1" if person == "xie" else person, act, **(raw | party))

    assert {"vote.barred_member_present"} == desk.refuses("secretary", "deliberate", **d.DELIBERATION)


def test_the_unit_that_is_the_party_does_not_handle_its_case_either(monkeypatch):
    """Whoever represents the unit acts for the party, even with a post in the deciding organ."""
    cast = d.CAST | {"unit_head": (*d.CAST["unit_head"], Post("committee", "secretary"))}
    monkeypatch.setattr(d, "CAST", cast)
    monkeypatch.setattr(d, "POSTS", tuple((name, post) for name, posts in cast.items() for post in posts))
    desk = Desk(policy=SWITCHED_ON)
    for person, act, raw in JOURNEY[:REPORTED]:
        party = {"party_kind": "unit", "party_person": None} if act == "open" else {}
        desk.does("unit_head" if person == "xie" else person, act, **(raw | party))

    assert {"competence.own_case"} == desk.refuses("unit_head", "return_for_inquiry", questions="补充")


def test_nothing_is_anybodys_part_on_a_new_file():
    parts = CaseState().parts

    assert set(BARS) | {"assessing", "appealing"} == set(parts.__dataclass_fields__)
    assert not any(getattr(parts, name) for name in parts.__dataclass_fields__)
