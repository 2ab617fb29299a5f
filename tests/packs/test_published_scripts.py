"""Published cases played act by act, each ending as the law asks (dates moved into the time of the regulation).

The published outcome stands beside: every one of them was held accountable, and C21's warning was withdrawn.
"""

from datetime import date, timedelta
from typing import Any

import pytest

from rongcuo.casefile import compare
from tests import desk as d
from tests import stories
from tests.desk import Desk
from tests.stories import NOTICE, SERVICE

SCOPE = {
    "natural_person": "established",
    "covered_organisation": "established",
    "public_duty": "established",
    "managed_above_district": "not_established",
    "error_occurred": "established",
    "reform_pleaded": "established",
}
APPEAL_NOTICE = "可以自收到决定之日起依照规定提出书面申诉"


def desk_of(title: str, day: date, **opening: Any) -> Desk:
    """A file on the case, opened and with officers; ``opening`` replaces what C02 would say."""
    desk = Desk(today=day)
    said = {"title": title, "matter": title, "approved_on": day.isoformat()}
    desk.does("haoran", "open", **(d.OPENING | said | opening))
    desk.does("haoran", "assign_officers", officers=["liyan", "zhoumin"])
    return desk


def heard(desk: Desk, *, by: str = "xie") -> None:
    """Notified, served, and a defence that pleads reform, accepted."""
    desk.does("liyan", "notify_rights", **NOTICE)
    desk.does("liyan", "record_service", method="direct", received_by="当事人")
    desk.later(3)
    desk.does(by, "file_defence", claims=[{"target": "other_reform_work", "statement": "属于推动发展的工作"}])
    desk.does("liyan", "accept_defence")


def found(desk: Desk, **findings: str) -> None:
    """The ex officio consideration, what was found, and the answer to the claim."""
    desk.does("liyan", "consider_ex_officio", considered=["other_reform_work"], reasons="已审查")
    desk.does("liyan", "assess_complexity", **d.SIMPLE)
    for name, value in (SCOPE | findings).items():
        if name not in desk.state.findings:
            d.find(desk, name, value)
    if desk.state.open_claims:
        desk.does("zhoumin", "answer_claim", claim=1, adopted="not_adopted", reason="不属于改革创新事项")


def held(desk: Desk, measure: str, standing: str) -> None:
    """Concluded on the one standing that is left, without departing; deliberated, decided and served."""
    assert (standing,) == compare(desk.state, desk.policy).possible
    proposal = {"proposal": "accountable", "measure": measure}
    desk.does("liyan", "conclude", standing=standing, reasons="见认定", **proposal)
    desk.does("liyan", "report", summary="调查报告要点")
    desk.later(2)
    meeting = {"meeting": "常委会会议", "minutes": "逐人发言", "ballots": d.ballots()}
    desk.does("secretary", "deliberate", **(meeting | proposal))
    desk.does(
        "signatory", "decide", decision="accountable", measure=measure, reasons="见报告", appeal_notice=APPEAL_NOTICE
    )
    desk.does("secretary", "serve_decision", **SERVICE)


def test_c37_the_district_leader_is_transferred_to_the_city_that_manages_him() -> None:
    """副区长，泵站选址拖延：县处级副职，市管；市纪委处理，本区不作决定。"""
    desk = desk_of("泵站选址拖延致污水直排", date(2018, 3, 5), rank="132", management="above_district")
    assert {"guard.managed_within"} == desk.refuses("liyan", "notify_rights", **NOTICE)
    desk.does("haoran", "transfer", **stories.LETTER)

    assert ("transferred", None) == (desk.state.stage, desk.state.decision)


@pytest.mark.parametrize("measure", ["serious_party_warning", "party_warning", "removal_from_party_post"])
def test_c38_each_of_the_six_has_a_file_and_the_exclusion_beats_the_missing_consequence(measure: str) -> None:
    """水库除草整改敷衍：没有造成严重后果，但为官不为、明知故犯，不适用容错免责。"""
    sister = desk_of("水库除草整改敷衍", date(2020, 7, 1), matter_number="示事〔2020〕4号", party_person="stranger")
    d.find(sister, "other_severe_consequence_or_impact", "not_established")
    desk = Desk(today=date(2020, 7, 1), others={"示容审〔2020〕4号": sister.state})
    desk.does(
        "haoran", "open",
        **(d.OPENING | {"title": "水库除草整改敷衍", "matter_number": "示事〔2020〕4号", "approved_on": "2020-07-01"}),
    )  # fmt: skip
    desk.does("haoran", "assign_officers", officers=["liyan", "zhoumin"])
    heard(desk)
    desk.does(
        "liyan", "adopt_facts", source="示容审〔2020〕4号", findings=["other_severe_consequence_or_impact"],
        reason="同一险情", second_officer="zhoumin",
    )  # fmt: skip
    found(desk, nonfeasance="established", knowing_breach="established", diligent="not_established")
    held(desk, measure, "excluded")

    assert "accountable" == desk.state.decision.proposal.decision
    assert not desk.state.decision.departs


def test_c40_person_and_unit_are_held_accountable_in_files_of_their_own_on_adopted_facts() -> None:
    """祁连山：单位与个人同时问责，严重环境污染、生态破坏责任事故由登记的事件推导。"""
    event = {
        "kind": "environment", "occurred_on": "2018-01-10", "locality": "national", "ecosystem_lost": "yes",
        "of_responsibility": "yes", "caused_by_this_error": "yes",
    }  # fmt: skip
    person = desk_of("保护区监管失守", date(2018, 2, 1), matter_number="示事〔2018〕1号")
    heard(person)
    person.does("liyan", "list_events", rows=[event], complete=True)
    unit = Desk(today=person.today)
    unit.does(
        "haoran", "open",
        **(d.OPENING | {"title": "保护区监管失守", "party_kind": "unit", "party_person": None, "rank": None,
                        "matter_number": "示事〔2018〕1号", "approved_on": "2018-02-01"}),
    )  # fmt: skip
    unit.does("haoran", "assign_officers", officers=["liyan", "zhoumin"])
    heard(unit, by="unit_head")
    unit.does("liyan", "list_events", rows=[event], complete=True)

    for desk in (person, unit):
        assert "exempt" not in compare(desk.state, desk.policy).possible
    found(person, nonfeasance="established")
    held(person, "serious_party_warning", "excluded")
    found(unit, natural_person="not_established", nonfeasance="established")
    held(unit, "circulated_criticism", "excluded")
    assert person.state.decision.proposal != unit.state.decision.proposal


def test_c43_a_collective_decision_does_not_cure_personal_benefit() -> None:
    """自认合情合理的补贴发放：镇党委集体决定，本人两次领取。"""
    desk = desk_of("违规发放补贴", date(2018, 4, 2), route="party_discipline")
    heard(desk)
    found(desk, collectively_studied="established", abuse_of_office_for_gain="established",
          cooperated="established", accepted_responsibility="established")  # fmt: skip
    held(desk, "serious_party_warning", "excluded")


def test_c44_papers_made_up_afterwards_are_evasion_and_the_ledger_shows_when_each_was_recorded() -> None:
    """向巡察组提供补造材料：规避监督；倒签的日期与登记的日期分开。"""
    desk = desk_of("提供补造材料", date(2018, 5, 7), route="party_discipline")
    heard(desk)
    found(desk, supervision_evasion="established", knowing_breach="established", diligent="not_established")
    held(desk, "party_warning", "excluded")

    late = desk.entries[-1]
    assert late.occurred_on == desk.today
    before = (desk.today - timedelta(days=30)).isoformat()
    assert desk.refuses("secretary", "serve_decision", **SERVICE, occurred_on=before)


def test_c21_the_warning_is_withdrawn_by_the_organ_that_gave_it_without_any_appeal() -> None:
    """洗澡未接巡查电话：10月8日党内警告，11月16日自行撤销，县委责成复查。"""
    desk = desk_of("未接巡查电话", date(2018, 9, 3))
    heard(desk)
    desk.does("liyan", "consider_ex_officio", considered=["other_reform_work"], reasons="已审查")
    desk.does("liyan", "assess_complexity", **d.SIMPLE)
    desk.does("zhoumin", "answer_claim", claim=1, adopted="not_adopted", reason="不属于改革创新事项")
    for name, value in (SCOPE | {"diligent": "established"}).items():
        if name != "error_occurred":
            d.find(desk, name, value)
    departing = {"departure": "认为不正确履行职责，是否失误未查清"}
    proposal = {"proposal": "accountable", "measure": "party_warning"}
    desk.does("liyan", "conclude", standing="not_met", reasons="未接电话", **proposal, **departing)
    desk.does("liyan", "report", summary="调查报告要点")
    desk.today = date(2018, 10, 8)
    desk.does("secretary", "deliberate", **(d.DELIBERATION | proposal))
    desk.does(
        "signatory", "decide", decision="accountable", measure="party_warning", reasons="不正确履职",
        appeal_notice=APPEAL_NOTICE, **departing,
    )  # fmt: skip
    desk.does("secretary", "serve_decision", **SERVICE)
    desk.today = date(2018, 11, 16)
    desk.does(
        "secretary", "correct_decision", kind="substance", decision="ended", reasons="定性不准、处理不当，撤销党内警告",
        meeting="常委会会议", ballots=d.ballots(), departure="是否失误仍未查清",
    )  # fmt: skip

    assert "ended" == desk.state.decision.proposal.decision
    assert () == desk.state.appeals
    assert 39 == (desk.state.dates["corrected_on"] - desk.state.dates["decided_on"]).days
