"""Competence above the district (2), several parties in one matter, other files, and what is handed over."""

from typing import Any

import pytest

from tests import desk as d
from tests import stories
from tests.desk import Desk
from tests.stories import ADOPTION, ASSIGNMENT, LETTER, NOTICE, TAKEN_OVER

PAPERS = {"sign_document", "serve_document"}
"""What is signed and served of what was done before."""

MERGE = {"into": "示容审〔2026〕3号", "reasons": "同一当事人", "approved_by": "haoran"}


def test_a_party_managed_above_is_transferred_and_the_file_ends() -> None:
    """2：对省管、市管干部的容错免责，按照省、市的有关规定执行。"""
    desk = d.opened(management="above_district")
    assert {"guard.managed_within"} == desk.refuses("liyan", "notify_rights", **NOTICE)
    desk.does("haoran", "transfer", **LETTER)

    assert "transferred" == desk.state.stage
    assert {"archive"} == (desk.allowed("liyan") | desk.allowed("haoran") | desk.allowed("secretary")) - PAPERS


def test_a_recorded_assignment_lets_the_district_go_on() -> None:
    desk = d.opened(management="above_district")
    desk.does("haoran", "apply_superior_rules", **ASSIGNMENT)
    assert "guard.not.superior_rules" in desk.refuses("haoran", "apply_superior_rules", **ASSIGNMENT)
    assert {"guard.not.managed_within"} == desk.refuses("haoran", "transfer", **LETTER)

    desk.does("liyan", "notify_rights", **NOTICE)


def test_a_party_of_the_district_is_neither_transferred_nor_put_under_superior_rules() -> None:
    desk = d.opened()
    assert {"guard.not.managed_within"} == desk.refuses("haoran", "transfer", **LETTER)
    assert {"guard.not.managed_within"} == desk.refuses("haoran", "apply_superior_rules", **ASSIGNMENT)

    d.opened(management="above_district").does("haoran", "transfer", **LETTER)


def test_an_assignment_is_on_file_with_its_document() -> None:
    desk = d.opened(management="above_district")
    bare = {name: value for name, value in ASSIGNMENT.items() if name != "attachments"}
    assert {"act.required"} == desk.refuses("haoran", "apply_superior_rules", **bare)

    desk.does("haoran", "apply_superior_rules", **ASSIGNMENT)


# Several parties in one matter.


def test_shared_facts_are_adopted_by_reference_with_the_answer_they_have_there() -> None:
    desk = stories.adopting()
    desk.does("liyan", "adopt_facts", **ADOPTION)

    found = desk.state.findings["duly_demonstrated"]
    there = desk.others[ADOPTION["source"]].findings["duly_demonstrated"]
    assert (there.answer, there.entry, ADOPTION["source"]) == (
        found.answer, found.adopted.entry, found.adopted.casefile,
    )  # fmt: skip
    assert [ADOPTION["source"]] == [related.casefile for related in desk.state.related]


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"source": "示容审〔2026〕9号"}, "matter.no_such_file"),
        ({"source": "示容审〔2026〕3号"}, "matter.another_matter"),
        ({"findings": ["diligent"]}, "matter.personal_finding"),
        ({"findings": ["collectively_studied"]}, "matter.not_found_there"),
        ({"second_officer": "liyan"}, "finding.second_officer"),
    ],
)
def test_what_is_adopted_is_there_is_shared_and_is_of_the_matter(changed: dict[str, Any], code: str) -> None:
    desk = stories.adopting()
    assert code in desk.refuses("liyan", "adopt_facts", **(ADOPTION | changed))

    desk.does("liyan", "adopt_facts", **ADOPTION)


def test_adopted_facts_contradict_nothing_on_file() -> None:
    sister = stories.sister()
    d.find(sister, "expressly_prohibited")
    desk = d.opened(Desk(others={ADOPTION["source"]: sister.state}), matter_number=stories.MATTER)
    d.find(desk, "no_explicit_provision")
    prohibited = ADOPTION | {"findings": ["expressly_prohibited"]}
    assert {"finding.excludes"} == desk.refuses("liyan", "adopt_facts", **prohibited)

    d.find(desk, "no_explicit_provision", "not_established")
    desk.does("liyan", "adopt_facts", **prohibited)


def test_what_is_adopted_stays_when_the_other_file_goes_on() -> None:
    """The entry holds what stood there that day; a later finding there changes nothing here."""
    sister = stories.sister()
    desk = d.opened(Desk(others={ADOPTION["source"]: sister.state}), matter_number=stories.MATTER)
    desk.does("liyan", "adopt_facts", **ADOPTION)
    d.find(sister, "duly_demonstrated")

    assert "not_established" == desk.state.findings["duly_demonstrated"].answer.value


def test_facts_adopted_after_the_conclusion_take_it_with_them() -> None:
    desk = d.reviewed(stories_desk())
    desk.does("liyan", "conclude", standing="exempt", proposal="exempt", reasons="理由", departure="未查清")
    desk.does("liyan", "adopt_facts", **ADOPTION)

    assert ("reviewing", None) == (desk.state.stage, desk.state.conclusion)


def stories_desk() -> Desk:
    return Desk(others={ADOPTION["source"]: stories.sister().state}, opening={"matter_number": stories.MATTER})


# Other organs and other files.


def test_another_organ_takes_the_file_over_and_the_former_officers_leave_it() -> None:
    desk = d.opened()
    desk.does("haoran", "transfer_jurisdiction", **TAKEN_OVER)
    assert ("second", ()) == (desk.state.organ("investigating"), desk.state.officers)
    assert not {"notify_rights", "assign_officers"} & (desk.allowed("liyan") | desk.allowed("haoran"))

    desk.does("head2", "assign_officers", officers=["officer2", "officer3"])
    desk.does("officer2", "notify_rights", **NOTICE)
    assert {"liyan", "zhoumin"} < desk.state.parts.investigating


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"incoming_organ": "commission"}, "matter.same_organ"),
        ({"approved_on": "2026-03-03"}, "matter.approved_late"),
    ],
)
def test_jurisdiction_goes_to_another_organ_with_approval(changed: dict[str, Any], code: str) -> None:
    desk = d.opened()
    assert {code} == desk.refuses("haoran", "transfer_jurisdiction", **(TAKEN_OVER | changed))

    desk.does("haoran", "transfer_jurisdiction", **TAKEN_OVER)


def test_files_on_one_party_are_merged_and_those_on_two_are_not() -> None:
    desk = stories.adopting()
    assert {"matter.another_party"} == desk.refuses("haoran", "merge", **(MERGE | {"into": ADOPTION["source"]}))
    assert {"matter.no_such_file"} == desk.refuses("haoran", "merge", **(MERGE | {"into": "示容审〔2026〕9号"}))

    desk.does("haoran", "merge", **MERGE)
    assert "terminated" == desk.state.stage
    assert desk.allowed("haoran") - PAPERS <= {"archive", "record_death", "issue_rectification"}


def test_a_referral_is_for_the_investigating_organ_alone() -> None:
    desk = d.opened()
    entry = desk.does(
        "liyan", "refer_suspected_breach", receiver="审查调查室", facts="涉嫌收受礼金", approved_by="haoran"
    )

    assert ("investigating",) == tuple(entry.body["audience"])
