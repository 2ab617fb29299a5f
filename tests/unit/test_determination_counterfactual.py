"""Had something been otherwise: which change is named, which is never named, and in what order the ways come."""

from dataclasses import replace

import pytest

from rongcuo.base import Answer
from rongcuo.determination import FindingState, counterfactual, counterfactuals, determine
from rongcuo.law import Policy, apply, load
from tests.determination_samples import all_, any_, policy_of, states

YES, NO = Answer.ESTABLISHED, Answer.NOT_ESTABLISHED
REST = ("rest", "other", None)


def policy_with(changeable: dict[str, str | None], *entries) -> Policy:
    """A policy in which somebody may still change some findings, or could have acted otherwise then."""
    policy = policy_of(list(changeable), entries)
    findings = {name: replace(finding, changeable=changeable[name]) for name, finding in policy.pack.findings.items()}
    return replace(policy, pack=replace(policy.pack, findings=findings))


def changes(policy: Policy, file: dict[str, FindingState], standing: str):
    found = counterfactual(policy, file, standing).changes
    return found and [(change.finding, change.now, change.then, change.how) for change in found]


def test_of_two_single_changes_the_one_that_can_still_be_made_is_named():
    """Recovering the loss today comes before having deliberated collectively at the time, though that stands first."""
    policy = policy_with({"studied": "then", "recovered": "still"}, ("1", "exempt", any_("studied", "recovered")), REST)
    neither = states(studied="not_established", recovered="not_established")

    assert [("recovered", NO, YES, "still")] == changes(policy, neither, "exempt")


def test_of_two_changes_of_one_kind_the_first_in_the_law_is_named():
    policy = policy_with({"one": "then", "two": "then"}, ("1", "exempt", any_("two", "one")), REST)

    assert [("one", NO, YES, "then")] == changes(policy, states(one="not_established", two="not_established"), "exempt")


def test_one_change_of_long_ago_is_nearer_than_two_that_can_still_be_made():
    policy = policy_with(
        {"two": "still", "three": "still", "one": "then"},
        ("1", "exempt", any_("one")),
        ("2", "exempt", all_("two", "three")),
        REST,
    )

    assert [("one", NO, YES, "then")] == changes(
        policy, {name: FindingState(NO) for name in policy.pack.findings}, "exempt"
    )


def test_what_was_established_against_somebody_could_have_been_otherwise():
    policy = policy_with({"breach": "then"}, ("1", "excluded", any_("breach")), REST)

    assert [("breach", YES, NO, "then")] == changes(policy, states(breach="established"), "other")


def test_an_open_finding_is_named_without_saying_that_anybody_could_change_it():
    policy = policy_with({"studied": "then"}, ("1", "exempt", any_("studied")), REST)

    assert [("studied", Answer.CONTESTED, NO, None)] == changes(policy, states(studied="contested"), "other")


def test_what_nobody_may_change_is_not_named():
    policy = policy_with({"severe": None}, ("1", "barred", any_("severe")), REST)

    assert changes(policy, states(severe="established"), "other") is None
    assert () == changes(policy, states(severe="established"), "barred")


def test_the_standing_that_is_settled_needs_no_way():
    policy = apply(load("yuexiu-2017-132"), {})
    settled = {name: FindingState(NO) for name in policy.pack.findings}
    others = [standing for standing in policy.pack.standings if standing != determine(policy, settled).standing]

    assert others == [each.standing for each in counterfactuals(policy, settled)]
    assert list(policy.pack.standings) == [each.standing for each in counterfactuals(policy, {})]


def test_a_standing_that_the_law_does_not_know_is_an_error_of_the_caller():
    policy = policy_of(["a"], [("1", "exempt", any_("a")), REST])

    with pytest.raises(KeyError, match="exemptt"):
        counterfactual(policy, {}, "exemptt")
