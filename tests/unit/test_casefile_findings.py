"""Findings on file (5.3): numbered evidence, what supersedes what, and what no longer rests on anything."""

from rongcuo.base import Answer
from rongcuo.casefile import compare, fold
from rongcuo.casefile.state import Bearing
from tests import desk as d
from tests.desk import Desk

CONCLUSION = {"standing": "exempt", "proposal": "exempt", "reasons": "理由", "departure": "未查清"}


def test_evidence_is_numbered_on_the_file_in_the_order_it_came():
    desk = d.defended()
    d.find(desk, "diligent")
    d.find(desk, "intentional_harm", "contested")

    assert [1, 2, 3] == [item.number for item in desk.state.evidence]
    assert (Bearing(2, supports=True), Bearing(3, supports=False)) == desk.state.findings["intentional_harm"].evidence


def test_evidence_on_file_is_cited_by_its_number_beside_new_evidence():
    desk = d.defended()
    d.find(desk, "diligent")
    found = {"finding": "improper_benefit", "value": "contested", "reason": "见证据", "second_officer": "zhoumin"}
    cited, added = [{"number": 1, "bearing": "supports"}], [{"title": "说明", "bearing": "opposes"}]
    desk.does("liyan", "record_finding", **found, cited=cited, added=added)

    assert (Bearing(1, supports=True), Bearing(2, supports=False)) == desk.state.findings["improper_benefit"].evidence


def test_a_later_finding_supersedes_the_earlier_one_and_says_which():
    """Nothing is overwritten: the earlier entry stands in the ledger, and its evidence on the file."""
    desk = d.defended()
    first = d.find(desk, "diligent")
    d.find(desk, "diligent", "contested")
    finding = desk.state.findings["diligent"]

    assert (Answer.CONTESTED, first.sequence) == (finding.answer, finding.replaces)
    assert Answer.ESTABLISHED == fold(desk.entries[:-1]).findings["diligent"].answer
    assert 3 == len(desk.state.evidence)


def test_a_finding_after_the_conclusion_takes_the_conclusion_with_it():
    """The conclusion no longer rests on what is on file; the file is under review again."""
    desk = d.reviewed()
    desk.does("liyan", "conclude", **CONCLUSION)
    assert "concluded" == desk.state.stage

    d.find(desk, "collectively_studied")

    assert ("reviewing", None) == (desk.state.stage, desk.state.conclusion)
    assert "stage.another" in desk.refuses("liyan", "report", summary="要点")
    desk.does("liyan", "conclude", **CONCLUSION)
    desk.does("liyan", "report", summary="要点")


def test_two_officers_stand_behind_a_finding():
    desk = d.defended()
    d.find(desk, "diligent")

    assert ("liyan", "zhoumin") == desk.state.findings["diligent"].officers


def test_what_nobody_has_found_is_undetermined_and_not_absent():
    """Design 2.2: a file without findings still allows every standing that the law knows for it."""
    empty = compare(d.defended().state, d.policy())
    some = compare(d.reviewed().state, d.policy())

    assert {"exempt", "mitigable", "excluded"} <= set(empty.possible)
    assert set(some.possible) < set(empty.possible)


def test_a_conclusion_keeps_the_determination_that_it_had_before_it():
    """What the law still allowed that day is in the entry, whatever is found later."""
    desk = d.reviewed()
    found = compare(desk.state, desk.policy)
    desk.does("liyan", "conclude", **CONCLUSION)
    conclusion = desk.state.conclusion

    assert (found.possible, found.missing, True) == (conclusion.possible, conclusion.open_findings, conclusion.departs)


def test_an_answer_to_a_claim_stands_at_the_claim_alone():
    desk = d.defended()
    desk.does("liyan", "answer_claim", claim=2, adopted="not_adopted", reason="已查")

    assert [None, "not_adopted"] == [claim.adopted for claim in desk.state.claims]
    assert (1,) == desk.state.open_claims


def test_a_claim_is_answered_only_if_it_was_made():
    desk: Desk = d.defended()

    assert {"claim.unknown"} == desk.refuses("liyan", "answer_claim", claim=3, adopted="adopted", reason="属实")
    desk.does("liyan", "answer_claim", claim=2, adopted="adopted", reason="属实")
