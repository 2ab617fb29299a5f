"""5.3: 对事实复杂、专业性强的事项，应邀请有关部门或专家组成调查组开展评估."""

from typing import Any

import pytest

from rongcuo.casefile import DutyState, duties
from rongcuo.workdays import load_calendar
from tests import desk as d
from tests.desk import Desk, Post

CONCLUSION = {"standing": "exempt", "proposal": "exempt", "reasons": "理由", "departure": "未查清"}


def answers(facts_complex: str, specialised: str) -> dict[str, str]:
    return d.SIMPLE | {"facts_complex": facts_complex, "specialised": specialised}


def invited(person: str, reply: str = "accepted", **more: Any) -> dict[str, Any]:
    return {"person": person, "reply": reply, "no_interest": True, **more}


PANEL: dict[str, Any] = {"question": "分步审查是否符合技术规范", "invited": [invited("expert1"), invited("expert2")]}
OPINION: dict[str, Any] = {"opinion": "符合当时的技术规范", "method": "查阅规范和图纸"}
JOINT: dict[str, Any] = {
    **OPINION, "signed_by": ["expert1", "expert2"], "on_paper": True, "attachments": ["file-1"],
}  # fmt: skip


def assessed(facts_complex: str, specialised: str, policy: str = "either") -> Desk:
    desk = d.reviewed(Desk(policy=d.policy(panel_trigger=policy)))
    desk.does("liyan", "assess_complexity", **answers(facts_complex, specialised))
    return desk


def convened(**changed: Any) -> Desk:
    desk = assessed("yes", "yes")
    desk.does("liyan", "convene_panel", **(PANEL | changed))
    return desk


def owed(desk: Desk) -> set[str]:
    found = duties(desk.state, desk.policy, load_calendar(), desk.today)
    return {item.duty.id for item in found if item.state is DutyState.OWED}


def test_nothing_is_concluded_before_both_questions_are_answered_with_reasons():
    desk = d.unassessed()
    desk.does("liyan", "notify_rights", facts_notified="事项", where_to_file="地址")
    desk.does("liyan", "record_service", method="direct", received_by="谢")
    desk.does("xie", "file_defence", claims=d.CLAIMS)
    desk.does("liyan", "accept_defence")

    assert {"guard.complexity_assessed"} == desk.refuses("liyan", "conclude", **CONCLUSION)
    for reasons in ("facts_reasons", "specialised_reasons"):
        without = {name: text for name, text in d.SIMPLE.items() if name != reasons}
        assert {"act.required"} == desk.refuses("liyan", "assess_complexity", **without)
    desk.does("liyan", "assess_complexity", **d.SIMPLE)
    desk.does("liyan", "conclude", **CONCLUSION)


@pytest.mark.parametrize(
    ("facts_complex", "specialised", "either", "both"),
    [("no", "no", False, False), ("yes", "no", True, False), ("no", "yes", True, False), ("yes", "yes", True, True)],
)
def test_the_reading_says_whether_one_yes_is_enough(facts_complex, specialised, either, both):
    """The reading panel_trigger: 顿号并列, or both words for one matter."""
    for policy, expected in (("either", either), ("both", both)):
        desk = assessed(facts_complex, specialised, policy)
        assert expected is ("convene_panel" in owed(desk))
        if expected:
            assert {"guard.panel_settled"} == desk.refuses("liyan", "conclude", **CONCLUSION)
        else:
            desk.does("liyan", "conclude", **CONCLUSION)


def test_the_panel_is_waited_for_until_every_member_was_heard():
    desk = convened()
    desk.does("expert1", "give_panel_opinion", **OPINION, signed_by=["expert1"])
    assert {"guard.panel_settled"} == desk.refuses("liyan", "conclude", **CONCLUSION)
    assert "give_panel_opinion" in owed(desk)

    desk.does("expert2", "give_panel_opinion", **OPINION, signed_by=["expert2"])
    assert "give_panel_opinion" not in owed(desk)
    desk.does("liyan", "conclude", **CONCLUSION)


def test_a_joint_opinion_with_a_dissent_hears_them_both_and_keeps_the_dissent():
    desk = convened()
    dissent = [{"member": "expert2", "opinion": "二期指标未定，不应先行"}]
    desk.does("liyan", "give_panel_opinion", **(JOINT | {"signed_by": ["expert1"], "dissents": dissent}))

    assert (("expert1",), ("expert2",)) == (
        desk.state.panel.opinions[0].signed_by, desk.state.panel.opinions[0].dissenting,
    )  # fmt: skip
    desk.does("liyan", "conclude", **CONCLUSION)


def test_the_opinion_is_advisory_the_conclusion_is_the_organs():
    """5.3: 由问责调查机关作出结论; whatever the panel found, another standing can be concluded."""
    desk = convened()
    desk.does("liyan", "give_panel_opinion", **JOINT)
    desk.does("liyan", "conclude", **(CONCLUSION | {"standing": "not_met", "proposal": "ended"}))

    assert "concluded" == desk.state.stage


def test_a_conclusion_does_not_outlive_what_the_panel_says_after_it():
    desk = assessed("no", "no")
    desk.does("liyan", "conclude", **CONCLUSION)
    desk.does("liyan", "convene_panel", **PANEL)
    assert ("reviewing", None) == (desk.state.stage, desk.state.conclusion)

    desk.does("liyan", "conclude", **CONCLUSION)
    desk.does("expert1", "give_panel_opinion", **OPINION, signed_by=["expert1"])
    assert ("reviewing", None) == (desk.state.stage, desk.state.conclusion)


def test_a_later_answer_stops_the_report_until_there_is_a_panel():
    desk = assessed("no", "no")
    desk.does("liyan", "conclude", **CONCLUSION)
    desk.does("liyan", "assess_complexity", **answers("yes", "no"))

    assert {"guard.panel_settled"} == desk.refuses("liyan", "report", summary="要点")


# Who sits: invited, willing, independent.


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([invited("expert1", "declined")], "panel.nobody_came"),
        ([invited("expert1"), invited("expert1", "declined")], "panel.invited_twice"),
        ([{"person": "expert1", "reply": "accepted"}], "panel.interest_not_declared"),
        ([invited("xie")], "panel.is_party"),
        ([invited("wufang")], "panel.recused"),
        ([invited("liyan")], "panel.took_other_part"),
        ([invited("secretary")], "panel.took_other_part"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_who_is_not_free_of_the_case_does_not_sit(rows, code):
    desk = d.reported()
    desk.does("secretary", "return_for_inquiry", questions="请组织评估")
    desk.does("wufang", "recuse", person="wufang", ground="other", reasons="同学")

    assert code in desk.refuses("liyan", "convene_panel", **(PANEL | {"invited": rows}))
    desk.does("liyan", "convene_panel", **PANEL)


def test_who_declined_is_on_file_and_does_not_sit():
    desk = convened(invited=[invited("expert1"), invited("expert2", "declined")])

    assert (("expert1",), 1) == (desk.state.panel.persons, desk.state.panel.declined)
    assert {"competence.not_yours"} == desk.refuses("expert2", "give_panel_opinion", **OPINION, signed_by=["expert2"])


def test_a_member_who_recuses_is_waited_for_no_more():
    desk = convened()
    desk.does("expert1", "give_panel_opinion", **OPINION, signed_by=["expert1"])
    desk.does("expert2", "recuse", person="expert2", ground="interest", reasons="曾任项目顾问")

    assert {"competence.recused"} == desk.refuses("expert2", "give_panel_opinion", **OPINION, signed_by=["expert2"])
    assert "expert2" in desk.entries[-1].body["derived"]["ended"]
    desk.does("liyan", "conclude", **CONCLUSION)


def test_a_panel_convened_anew_takes_the_place_of_the_one_before():
    desk = convened()
    entry = desk.does("liyan", "convene_panel", **(PANEL | {"invited": [invited("expert2", organ="bureau")]}))

    assert ["expert1"] == entry.body["derived"]["ended"]
    assert {"competence.not_yours"} == desk.refuses("expert1", "give_panel_opinion", **OPINION, signed_by=["expert1"])
    desk.does("expert2", "give_panel_opinion", **OPINION, signed_by=["expert2"])


# Whose opinion it is.


def test_a_member_signs_for_himself_and_the_paper_of_several_is_registered():
    desk = convened()

    for signed in (["expert2"], ["expert1", "expert2"]):
        codes = desk.refuses("expert1", "give_panel_opinion", **OPINION, signed_by=signed)
        assert {"panel.member_speaks_for_himself"} == codes
    assert {"panel.officer_registers_paper"} == desk.refuses(
        "liyan", "give_panel_opinion", **(JOINT | {"on_paper": False})
    )
    assert {"panel.paper_missing"} == desk.refuses("liyan", "give_panel_opinion", **(JOINT | {"attachments": []}))
    assert {"panel.not_a_member"} == desk.refuses("liyan", "give_panel_opinion", **(JOINT | {"signed_by": ["wufang"]}))
    twice = JOINT | {"dissents": [{"member": "expert1", "opinion": "不同意"}]}
    assert {"panel.signed_twice"} == desk.refuses("liyan", "give_panel_opinion", **twice)
    desk.does("liyan", "give_panel_opinion", **JOINT)


# What the panel sees.


def test_the_panel_is_given_evidence_by_number_and_reads_its_own_entries_only():
    desk = assessed("yes", "no")
    entry = desk.does("liyan", "convene_panel", **(PANEL | {"evidence": [2]}))
    title = next(piece.title.id for piece in desk.state.evidence if piece.number == 2)

    assert [title] == entry.body["derived"]["shown"]
    granted = {(row["person"], row["audience"]) for row in entry.body["derived"]["grants"]}
    assert {("expert1", "panel"), ("expert2", "panel")} == granted
    for_panel = {each.type for each in desk.entries if "panel" in each.body["audience"]}
    assert {"panel_convened"} == for_panel
    assert {"finding.no_such_evidence"} == desk.refuses("liyan", "convene_panel", **(PANEL | {"evidence": [99]}))


# Separation: whoever assessed neither investigates nor decides nor consents.


@pytest.fixture
def everywhere_expert(monkeypatch):
    """Expert 1 also has a post in every organ."""
    posts = (
        *d.CAST["expert1"], Post("commission", "officer"), Post("committee", "member"), Post("committee", "secretary"),
        Post("committee", "signatory"), Post("city", "approver"), Post("review", "reviewer"),
    )  # fmt: skip
    cast = d.CAST | {"expert1": posts}
    monkeypatch.setattr(d, "CAST", cast)
    monkeypatch.setattr(d, "POSTS", tuple((name, post) for name, found in cast.items() for post in found))
    monkeypatch.setattr(d, "MEMBERS", (*d.MEMBERS, "expert1"))


@pytest.mark.usefixtures("everywhere_expert")
def test_who_assessed_has_no_other_part_in_the_file():
    desk = convened()
    desk.does("liyan", "give_panel_opinion", **JOINT)
    desk.does("liyan", "conclude", **CONCLUSION)
    desk.does("liyan", "report", summary="要点")

    assert {"officers.took_other_part"} == desk.refuses("haoran", "assign_officers", officers=["liyan", "expert1"])
    assert "guard.apart_from" in desk.refuses("expert1", "return_for_inquiry", questions="补充")
    sits = d.DELIBERATION | {"ballots": d.ballots()}
    assert {"vote.barred_member_present"} == desk.refuses("secretary", "deliberate", **sits)
    desk.does("secretary", "deliberate", **(d.DELIBERATION | {"ballots": d.ballots(expert1="recused")}))
    desk.does("secretary", "request_consent", request="请示")
    assert {"guard.apart_from"} == desk.refuses("expert1", "give_consent", reply="同意")
    desk.does("approver", "give_consent", reply="同意")
    assert {"guard.apart_from"} == desk.refuses("expert1", "decide", **d.DECISION)
    desk.does("signatory", "decide", **d.DECISION)
