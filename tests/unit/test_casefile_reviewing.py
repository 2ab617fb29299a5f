"""Case review and consultation: steps that a district switches on between the report and the vote (5.4)."""

from typing import Any

import pytest

from rongcuo.casefile import Draft, decide, duties, read_act
from rongcuo.workdays import load_calendar
from tests import desk as d
from tests.desk import Desk, Post

CONCLUSION = {"standing": "exempt", "proposal": "exempt", "reasons": "理由", "departure": "未查清"}
ON_PAPER = {"on_paper": True, "attachments": ["file-1"]}


def reported(**readings: str) -> Desk:
    return d.reported(Desk(policy=d.policy(**readings)))


def with_review() -> Desk:
    return reported(case_review_step="on")


def sent() -> Desk:
    desk = with_review()
    desk.does("liyan", "send_for_review", organ="review")
    return desk


def review(*missing: str, **changed: Any) -> dict[str, Any]:
    heads = [{"head": head, "holds": "no" if head in missing else "yes"} for head in d.HEADS]
    return d.REVIEW | {"heads": heads} | changed


# Switched off: the step does not exist.


@pytest.mark.parametrize(
    ("act", "raw"),
    [("send_for_review", {"organ": "review"}), ("consult", d.CONSULTATION)],
)
def test_where_the_district_does_not_take_a_step_it_is_neither_owed_nor_offered_nor_done(act, raw):
    off, on = reported(), reported(case_review_step="on", consultation_step="on")

    assert {"guard.read_as"} == off.refuses("liyan", act, **raw)
    assert act not in {option.row.id for option in off.options("liyan")}
    assert act not in {item.duty.act for item in duties(off.state, off.policy, load_calendar(), off.today)}
    off.does("secretary", "deliberate", **d.DELIBERATION)

    assert act in {option.row.id for option in on.options("liyan")}
    assert act in {item.duty.act for item in duties(on.state, on.policy, load_calendar(), on.today)}
    on.does("liyan", act, **raw)


# Case review.


def test_switched_on_nothing_is_voted_on_before_case_review_agrees():
    desk = with_review()
    assert {"guard.review_settled"} == desk.refuses("secretary", "deliberate", **d.DELIBERATION)
    desk.does("liyan", "send_for_review", organ="review")
    assert {"guard.review_settled"} == desk.refuses("secretary", "deliberate", **d.DELIBERATION)

    desk.does("reviewer1", "case_review", **d.REVIEW)
    assert {"reviewer1"} == desk.state.parts.reviewing
    desk.does("secretary", "deliberate", **d.DELIBERATION)


def test_case_review_that_finds_a_head_missing_returns_the_file():
    """To be concluded and reported again, and the new report is reviewed again."""
    desk = sent()
    desk.does("reviewer1", "case_review", **review("evidence_sufficient", result="returns"))
    assert ("reviewing", None, None) == (desk.state.stage, desk.state.conclusion, desk.state.report)

    desk.does("liyan", "conclude", **CONCLUSION)
    desk.does("liyan", "report", summary="要点")
    assert {"guard.review_settled"} == desk.refuses("secretary", "deliberate", **d.DELIBERATION)
    desk.does("liyan", "send_for_review", organ="review")
    desk.does("reviewer2", "case_review", **d.REVIEW)
    desk.does("secretary", "deliberate", **d.DELIBERATION)


def test_the_result_follows_the_five_heads_each_answered_once():
    desk = sent()
    four, twice = d.REVIEW["heads"][:4], [*d.REVIEW["heads"][:4], d.REVIEW["heads"][0]]

    for heads in (four, twice, [*d.REVIEW["heads"], d.REVIEW["heads"][0]]):
        assert {"review.heads_differ"} == desk.refuses("reviewer1", "case_review", **(d.REVIEW | {"heads": heads}))
    assert {"review.agrees_with_shortcoming"} == desk.refuses("reviewer1", "case_review", **review("facts_clear"))
    codes = desk.refuses("reviewer1", "case_review", **review(result="returns"))
    assert {"review.returns_without_shortcoming"} == codes
    desk.does("reviewer1", "case_review", **d.REVIEW)


def test_a_supplementary_report_is_reviewed_anew():
    desk = sent()
    desk.does("reviewer1", "case_review", **d.REVIEW)
    desk.later(30)
    desk.does("xie", "file_defence", claims=[d.CLAIMS[0]])
    desk.does("liyan", "accept_defence")
    desk.does("liyan", "answer_claim", claim=3, adopted="not_adopted", reason="已查")
    desk.does("liyan", "report", summary="补充报告")

    assert {"guard.review_settled"} == desk.refuses("secretary", "deliberate", **d.DELIBERATION)
    desk.does("liyan", "send_for_review", organ="review")
    desk.does("reviewer1", "case_review", **d.REVIEW)
    desk.does("secretary", "deliberate", **d.DELIBERATION)


def test_a_report_goes_to_review_once_and_only_reviewers_of_that_office_review_it():
    desk = sent()

    assert {"guard.not.review_sent"} == desk.refuses("liyan", "send_for_review", organ="review")
    for person in ("liyan", "secretary", "approver", "auditor"):
        assert {"competence.not_yours"} == desk.refuses(person, "case_review", **d.REVIEW)
    desk.does("reviewer1", "case_review", **d.REVIEW)
    assert {"guard.review_awaited"} == desk.refuses("reviewer2", "case_review", **d.REVIEW)


def test_reviewers_are_other_people_than_those_who_investigated(monkeypatch):
    cast = d.CAST | {"zhoumin": (*d.CAST["zhoumin"], Post("review", "reviewer")),
                     "reviewer1": (*d.CAST["reviewer1"], Post("commission", "officer"))}  # fmt: skip
    monkeypatch.setattr(d, "CAST", cast)
    monkeypatch.setattr(d, "POSTS", tuple((name, post) for name, posts in cast.items() for post in posts))
    desk = sent()

    assert {"guard.apart_from"} == desk.refuses("zhoumin", "case_review", **d.REVIEW)
    desk.does("reviewer1", "case_review", **d.REVIEW)
    assert {"officers.took_other_part"} == desk.refuses("haoran", "assign_officers", officers=["liyan", "reviewer1"])


def test_the_reviewing_office_reads_the_inquiry_and_no_vote():
    entry = sent().entries[-1]

    assert {"defence_filed", "finding_recorded", "concluded", "reported"} <= set(entry.body["discloses"])
    assert not {"deliberated", "consent_requested", "consent_given"} & set(entry.body["discloses"])
    assert [{"audience": "case_review", "organ": "review", "functions": ["reviewer"]}] == entry.body["derived"][
        "grants"
    ]


# Consultation.


def with_consultation() -> Desk:
    return reported(consultation_step="on")


def consulted(desk: Desk, *kinds: str) -> Desk:
    for kind in kinds:
        desk.does("liyan", "consult", **(d.CONSULTATION | {"consulted_as": kind}))
        desk.does("personnel1", "answer_consultation", consultation=len(desk.state.consultations), answer="没有意见")
    return desk


def test_switched_on_both_bodies_have_answered_before_the_vote():
    desk = with_consultation()
    assert {"guard.consultation_settled"} == desk.refuses("secretary", "deliberate", **d.DELIBERATION)
    consulted(desk, "organisation")
    assert {"guard.consultation_settled"} == desk.refuses("secretary", "deliberate", **d.DELIBERATION)
    consulted(desk, "party_group")
    desk.does("secretary", "deliberate", **d.DELIBERATION)


def test_an_open_question_is_waited_for():
    desk = consulted(with_consultation(), "organisation", "party_group")
    desk.does("liyan", "consult", **(d.CONSULTATION | {"consulted_as": "other"}))

    assert {"guard.consultation_settled"} == desk.refuses("secretary", "deliberate", **d.DELIBERATION)
    desk.does("personnel2", "answer_consultation", consultation=3, answer="没有意见")
    desk.does("secretary", "deliberate", **d.DELIBERATION)


def test_a_consulted_body_is_addressed_by_name_and_no_other_reads_the_letter():
    desk = with_consultation()
    entry = desk.does("liyan", "consult", **d.CONSULTATION)
    answer = desk.does("personnel1", "answer_consultation", consultation=1, answer="没有意见")

    for each in (entry, answer):
        assert "consulted:personnel" in each.body["audience"]
        assert not {"party", "consulted", "case_review"} & set(each.body["audience"])
    assert {"consulted:personnel"} == {row["audience"] for row in entry.body["derived"]["grants"]}


def test_the_body_that_was_asked_answers_or_an_officer_registers_its_letter():
    desk = with_consultation()
    desk.does("liyan", "consult", **d.CONSULTATION)
    desk.does("liyan", "consult", **(d.CONSULTATION | {"consulted_as": "other", "organ": "audit"}))
    answer = {"consultation": 1, "answer": "没有意见"}

    assert {"competence.not_yours"} == desk.refuses("stranger", "answer_consultation", **answer)
    assert {"consultation.of_another_body"} == desk.refuses("auditor", "answer_consultation", **answer)
    assert {"consultation.officer_registers_letter"} == desk.refuses("liyan", "answer_consultation", **answer)
    assert {"consultation.letter_missing"} == desk.refuses("liyan", "answer_consultation", **answer, on_paper=True)
    assert {"consultation.body_answers_online"} == desk.refuses(
        "personnel1", "answer_consultation", **answer, **ON_PAPER
    )
    assert {"consultation.open_already"} == desk.refuses("liyan", "consult", **d.CONSULTATION)
    desk.does("liyan", "answer_consultation", **answer, **ON_PAPER)
    assert {"consultation.not_open"} == desk.refuses("personnel1", "answer_consultation", **answer)


def test_only_the_bodies_still_asked_owe_an_answer():
    desk = with_consultation()
    desk.does("liyan", "consult", **d.CONSULTATION)
    desk.does("liyan", "consult", **(d.CONSULTATION | {"consulted_as": "other", "organ": "audit"}))
    desk.does("personnel1", "answer_consultation", consultation=1, answer="没有意见")

    owed = next(
        item for item in duties(desk.state, desk.policy, load_calendar(), desk.today)
        if item.duty.id == "answer_consultation"
    )  # fmt: skip
    assert ["audit"] == [holder.organ for holder in owed.holders]


def test_the_party_answers_no_consultation_about_itself_whatever_its_post():
    desk = with_consultation()
    desk.does("liyan", "consult", **d.CONSULTATION)
    raw = {"consultation": 1, "answer": "没有意见", "occurred_on": desk.today.isoformat()}
    act = read_act("answer_consultation", raw, desk.policy, desk.intake)

    judged = decide(desk.state, act, desk.context("xie"))
    assert not isinstance(judged, Draft)
    assert {"competence.own_case"} == {item.code for item in judged}
