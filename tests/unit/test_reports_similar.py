"""Similar cases: ranked by findings alone, shown without what would name anybody."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rongcuo.reports.facts import Decided, Event, FileFacts
from rongcuo.reports.publication import LEAST
from rongcuo.reports.similar import Precedent, alike, precedents

pytestmark = pytest.mark.unit

YES, NO = "established", "not_established"
NAMES = ("diligent", "collectively_studied", "corruption", "hard_problem", "loss_contained")


def precedent(identity: str, **answers: str) -> Precedent:
    return Precedent(identity, answers, "exempt")


def closed(number: int, decision: str = "exempt", rank: str = "141", year: int = 2025, **answers: str) -> FileFacts:
    """A file that was decided and served."""
    matters = tuple(name for name in ("hard_problem",) if answers.get(name) == YES)
    decided = Decided(
        decision=decision, standing="exempt", departs=False, open_findings=False, plea="in_time", considered=True,
        owes_consent=True, consented=True, matters=matters, natures=(), against=(), answers=answers,
    )  # fmt: skip
    events = (
        Event("file_opened", 1, date(year, 1, 5), "opened"),
        Event("decided", 2, date(year, 3, 5), "decided", about=decision, decided=decided),
        Event("decision_served", 3, date(year, 3, 9), "served"),
    )
    return FileFacts(
        casefile=f"file-{number}", number=f"示容审〔{year}〕{number}号", party=f"person-{number}", party_kind="person",
        matter=f"file-{number}", organisation="unit", investigating="i", deciding="d", rank=rank,
        route="", events=events,
    )  # fmt: skip


def test_the_case_with_more_findings_alike_comes_first_and_the_contrary_ones_are_named():
    here = {"diligent": YES, "corruption": NO, "collectively_studied": YES}
    near, far = precedent("near", **here), precedent("far", diligent=YES, corruption=YES, hard_problem=YES)
    first, second = alike(here, [far, near], 5)
    assert (near, far) == (first.precedent, second.precedent)
    assert 1.0 == first.score > second.score
    assert ("corruption",) == second.contrary
    assert ("hard_problem",) == second.only_there
    assert ("collectively_studied",) == second.only_here


def test_a_case_without_a_finding_in_common_is_not_shown_and_open_findings_count_for_nothing():
    assert () == alike({"diligent": YES}, [precedent("other", corruption=NO)], 5)
    assert () == alike({"diligent": "undetermined"}, [precedent("other", diligent=YES)], 5)
    assert 1 == len(alike({"diligent": YES}, [precedent("other", diligent=YES)], 5))


def test_no_more_cases_are_shown_than_asked_for():
    assert 2 == len(alike({"diligent": YES}, [precedent(str(each), diligent=YES) for each in range(9)], 2))


def test_a_case_is_shown_only_where_as_many_had_the_same_matters_and_outcome():
    common = [closed(number, hard_problem=YES, diligent=YES) for number in range(LEAST)]
    assert LEAST == len(precedents(common))
    assert () == precedents(common[1:])
    assert LEAST == len(precedents([*common, closed(99, "accountable", hard_problem=YES)]))


def test_a_rare_finding_rank_or_year_is_left_out_of_what_is_shown():
    common = [closed(number, hard_problem=YES, diligent=YES) for number in range(LEAST)]
    rare = closed(99, rank="131", year=2021, hard_problem=YES, diligent=YES, corruption=YES)
    shown = precedents([*common, rare])
    assert [{"hard_problem": YES, "diligent": YES}] * (LEAST + 1) == [dict(each.answers) for each in shown]
    assert [(2025, "section")] * LEAST + [(0, "")] == [(each.year, each.rank) for each in shown]


def test_nothing_of_party_number_or_unit_is_in_what_is_shown():
    shown = precedents([closed(number, hard_problem=YES) for number in range(LEAST)])
    assert not [word for each in shown for word in ("person-", "示容审", "file-", "unit") if word in repr(each)]


def test_a_file_that_waits_for_its_decision_is_no_precedent():
    waiting = [replace(file, events=file.events[:1]) for file in (closed(n, hard_problem=YES) for n in range(5))]
    assert () == precedents(waiting)


@given(
    st.lists(
        st.builds(
            lambda number, decision, rank, year, answers: closed(number, decision, rank, year, **answers),
            st.integers(1, 10**6), st.sampled_from(("exempt", "accountable", "mitigated")),
            st.sampled_from(("131", "141", "150")), st.integers(2021, 2025),
            st.dictionaries(st.sampled_from(NAMES), st.sampled_from((YES, NO)), min_size=1),
        ),
        max_size=30,
    )
)  # fmt: skip
def test_whatever_the_files_each_thing_that_is_told_is_shared_by_enough_of_them(files):
    shown = precedents(files)
    for each in shown:
        same = [other for other in shown if (other.matters, other.decision) == (each.matters, each.decision)]
        assert len(same) >= LEAST
        for name, answer in each.answers.items():
            assert LEAST <= sum(other.answers.get(name) == answer for other in shown)
        if each.rank:
            assert LEAST <= sum(
                (other.decision, other.year, other.rank) == (each.decision, each.year, each.rank) for other in shown
            )
