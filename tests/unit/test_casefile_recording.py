"""Findings that follow from what is entered on a file (4.1, 4.1.1), and the rank that decides on consent (5.7)."""

from typing import Any

import pytest

from rongcuo.casefile import compare, questions
from rongcuo.casefile.acts import ListBreaches
from rongcuo.casefile.law import derived_on, filled
from tests import desk as d
from tests import stories
from tests.desk import Desk
from tests.stories import ACCIDENT, BREACH

FOUND: dict[str, Any] = {
    "finding": "expressly_prohibited", "value": "not_established", "reason": "该条不是禁止性规定",
    "added": [{"title": "主管部门复函", "bearing": "opposes"}], "second_officer": "zhoumin",
}  # fmt: skip


def answer(desk: Desk, finding: str) -> str:
    """The answer that the determination works with."""
    found = filled(desk.state, desk.policy).get(finding)
    return found.answer.value if found else "undetermined"


def with_breaches(*rows: dict[str, str], complete: bool = False, **readings: str) -> Desk:
    desk = d.opened(Desk(policy=d.policy(**readings)))
    desk.does("liyan", "list_breaches", rows=list(rows), complete=complete)
    return desk


@pytest.mark.parametrize("rank", ["law", "party_rule", "government_rule"])
def test_a_prohibition_of_a_rule_of_rank_is_an_express_prohibition(rank: str) -> None:
    assert "established" == answer(with_breaches(BREACH | {"rank": rank}), "expressly_prohibited")


def test_a_normative_document_prohibits_only_under_the_wider_reading() -> None:
    document = BREACH | {"rank": "normative_document"}
    wide = {"norm_ranks_that_prohibit": "with_normative_documents"}

    assert "not_established" == answer(with_breaches(document, complete=True), "expressly_prohibited")
    assert "established" == answer(with_breaches(document, complete=True, **wide), "expressly_prohibited")


def test_a_missed_procedural_duty_is_no_prohibition_and_settles_nothing_until_the_list_is_complete() -> None:
    duty = BREACH | {"kind": "procedural_duty"}

    assert "undetermined" == answer(with_breaches(duty), "expressly_prohibited")
    assert "not_established" == answer(with_breaches(duty, complete=True), "expressly_prohibited")


def test_cured_and_punished_are_recorded_and_decide_nothing() -> None:
    cured = BREACH | {"cured": "yes", "punished": "yes"}

    assert "established" == answer(with_breaches(cured), "expressly_prohibited")


def test_a_later_list_takes_the_place_of_the_earlier_and_of_the_conclusion() -> None:
    desk = d.reviewed()
    desk.does("liyan", "conclude", standing="exempt", proposal="exempt", reasons="理由", departure="未查清")
    desk.does("liyan", "list_breaches", rows=[BREACH])
    assert ("reviewing", None) == (desk.state.stage, desk.state.conclusion)

    desk.does("liyan", "list_breaches", complete=True)
    assert "not_established" == answer(desk, "expressly_prohibited")


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({}, "established"),
        ({"deaths": 9}, "not_established"),
        ({"of_responsibility": "no"}, "not_established"),
        ({"caused_by_this_error": "no"}, "not_established"),
        ({"of_responsibility": None}, "undetermined"),
        ({"deaths": None}, "undetermined"),
    ],
    ids=["重大", "较大", "不是责任事故", "不是本失误造成", "责任未查清", "人数未知"],
)
def test_an_accident_bars_where_its_grade_and_responsibility_and_causation_are_there(said: Any, expected: str) -> None:
    """四（一）：造成重特大安全责任事故；数字只推出等级。"""
    row = {name: value for name, value in (ACCIDENT | said).items() if value is not None}
    desk = d.opened()
    desk.does("liyan", "list_events", rows=[row], complete=True)

    assert expected == answer(desk, "severe_safety_accident")


def test_the_determination_rests_on_what_follows() -> None:
    """明令禁止的推导出来以后，免于问责不再可能。"""
    desk = d.reviewed()
    assert "exempt" in compare(desk.state, desk.policy).possible

    desk.does("liyan", "list_breaches", rows=[BREACH])
    assert "exempt" not in compare(desk.state, desk.policy).possible


def test_an_officer_finds_otherwise_than_the_facts_lead_to_only_with_reasons() -> None:
    desk = with_breaches(BREACH)
    assert {"finding.against_facts"} == desk.refuses("liyan", "record_finding", **FOUND)

    desk.does("liyan", "record_finding", **FOUND, against_facts="该规定只约束审批机关")
    assert "not_established" == answer(desk, "expressly_prohibited")
    assert desk.state.findings["expressly_prohibited"].against_facts
    assert "established" == derived_on(desk.state, desk.policy).findings["expressly_prohibited"].answer.value


def test_an_agreeing_finding_needs_no_such_reasons() -> None:
    desk = with_breaches(BREACH)
    desk.does(
        "liyan", "record_finding",
        **(FOUND | {"value": "established", "added": [{"title": "规定文本", "bearing": "supports"}]}),
    )  # fmt: skip


def test_what_follows_excludes_what_the_file_establishes() -> None:
    """4.1.1：没有明令禁止，或者虽没有明确规定；两项不能同时成立。"""
    desk = d.opened()
    d.find(desk, "no_explicit_provision")
    assert {"finding.excludes"} == desk.refuses("liyan", "list_breaches", rows=[BREACH])

    desk.does("liyan", "list_breaches", rows=[BREACH | {"kind": "other"}])


def test_a_finding_is_not_established_against_a_list_that_excludes_it() -> None:
    desk = with_breaches(BREACH)

    found = FOUND | {
        "finding": "no_explicit_provision", "value": "established", "added": [{"title": "函", "bearing": "supports"}]
    }  # fmt: skip
    assert {"finding.excludes"} == desk.refuses("liyan", "record_finding", **found)


def test_an_empty_list_says_something_only_when_it_is_complete() -> None:
    desk = d.opened()
    assert {"records.empty"} == desk.refuses("liyan", "list_events")

    desk.does("liyan", "list_events", complete=True)
    assert "not_established" == answer(desk, "severe_safety_accident")


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ({"rank": "lawe"}, "act.not_in_list"),
        ({"colour": "red"}, "act.unknown_field"),
        ({"cured": "perhaps"}, "act.not_in_list"),
        ("第八条", "act.not_a_row"),
    ],
)
def test_a_record_has_the_fields_and_codes_of_the_pack(row: Any, code: str) -> None:
    desk = d.opened()
    assert {code} == desk.refuses("liyan", "list_breaches", rows=[row])

    desk.does("liyan", "list_breaches", rows=[BREACH])


def test_a_form_asks_what_the_record_of_the_pack_asks() -> None:
    policy = d.policy()
    rows = next(question for question in questions(ListBreaches, policy) if question.name == "rows")

    assert list(policy.pack.derivable.records["breach"].fields) == [part.name for part in rows.parts]
    assert () == next(question for question in questions(ListBreaches) if question.name == "rows").parts


def test_the_evidence_cited_is_on_file() -> None:
    desk = d.opened()
    cited = [{"number": 1, "bearing": "supports"}]
    assert {"finding.no_such_evidence"} == desk.refuses("liyan", "list_breaches", rows=[BREACH], cited=cited)

    d.find(desk, "diligent")
    desk.does("liyan", "list_breaches", rows=[BREACH], cited=cited)


# The rank.


def carried(rank: str, settled: str | None = None) -> Desk:
    desk = Desk()
    desk.does("haoran", "open", **(d.OPENING | {"rank": rank}))
    desk.does("haoran", "assign_officers", officers=["liyan", "zhoumin"])
    if settled:
        desk.does("liyan", "settle_rank", rank=settled, reasons="比照")
    desk.does("liyan", "notify_rights", **stories.NOTICE)
    desk.does("liyan", "record_service", method="direct", received_by="谢某某")
    desk.does("xie", "waive_defence")
    desk.does("liyan", "consider_ex_officio", considered=["hard_problem"], reasons="已审查")
    desk.does("liyan", "assess_complexity", **d.SIMPLE)
    stories.concluded(desk)
    desk.does("secretary", "deliberate", **d.DELIBERATION)
    return desk


def test_a_rank_that_nobody_settled_owes_consent_and_one_settled_above_owes_none() -> None:
    unsettled = carried("other")
    assert {"guard.consent_settled"} == unsettled.refuses("signatory", "decide", **d.DECISION)

    carried("other", settled="132").does("signatory", "decide", **d.DECISION)


def test_a_rank_settled_below_owes_consent() -> None:
    assert {"guard.consent_settled"} == carried("other", settled="150").refuses("signatory", "decide", **d.DECISION)


def test_only_a_rank_without_a_group_is_settled_and_into_one_that_has_a_group() -> None:
    grouped, desk = d.opened(), d.opened(rank="other")
    assert {"guard.rank_unsettled"} == grouped.refuses("liyan", "settle_rank", rank="150", reasons="比照")
    assert {"rank.unsettled"} == desk.refuses("liyan", "settle_rank", rank="other", reasons="比照")

    desk.does("liyan", "settle_rank", rank="150", reasons="比照科员")
