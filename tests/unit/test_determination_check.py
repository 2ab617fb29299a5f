"""What is proved of rules before any file: reach, use, redundancy, reach of three-valued logic, size."""

from dataclasses import replace

import pytest

from rongcuo.base import Place, Severity
from rongcuo.determination import DiagramTooLarge, compile, determine  # noqa: A004  its name
from rongcuo.determination import check as check_pack
from rongcuo.determination.diagram import condition
from rongcuo.determination.forest import FALSE, TRUE, Forest
from rongcuo.law import load
from rongcuo.law.rules import Reading, ReadingValue, Switch
from tests.determination_samples import CLAUSE, all_, any_, none_, policy_of, states

CHECKED = "rules.diagram_size"


def problems_of(policy):
    return {(problem.code, problem.severity): problem for problem in check_pack(policy.pack)}


def test_sound_rules_have_nothing_to_report_but_their_size():
    policy = policy_of("ab", [("first", "yes", all_("a", "b")), ("rest", "no", None)])

    [size] = check_pack(policy.pack)

    assert (CHECKED, Severity.NOTICE, 2) == (size.code, size.severity, size.params["size"])


def test_an_entry_behind_one_that_always_holds_is_an_error_and_so_is_its_standing():
    policy = policy_of("a", [("first", "yes", any_("a", none_("a"))), ("rest", "no", None)])

    problems = check_pack(policy.pack)

    assert [("rules.entry_unreachable", "rest"), ("rules.standing_unreachable", "no")] == [
        (problem.code, problem.params.get("entry") or problem.params["standing"])
        for problem in problems
        if problem.severity is Severity.ERROR
    ]


def test_an_entry_that_only_exclusive_findings_reach_is_unreachable():
    policy = policy_of("ab", [("both", "yes", all_("a", "b")), ("rest", "no", None)], [("a", "b")])

    assert ("rules.entry_unreachable", Severity.ERROR) in problems_of(policy)


def test_a_finding_that_no_rule_needs_is_named():
    policy = policy_of("ab", [("first", "yes", any_("a", all_("a", "b"))), ("rest", "no", None)])

    found = problems_of(policy)["rules.finding_never_matters", Severity.NOTICE]

    assert "b" == found.params["finding"]


def test_a_limb_that_another_limb_covers_is_named():
    policy = policy_of("ab", [("first", "yes", any_("a", all_("a", "b"))), ("rest", "no", None)])

    limbs = [p.params["limb"] for p in check_pack(policy.pack) if p.code == "rules.limb_redundant"]

    assert ["all(a, b)", "b"] == limbs


def _with_reading(policy, when):
    values = (ReadingValue("wide", "宽", ""), ReadingValue("narrow", "窄", ""))
    reading = Reading("breadth", "范围", "宽还是窄", CLAUSE, "determination", values, None, None, Place())
    [first, *rest] = policy.pack.entries
    return replace(policy.pack, readings={"breadth": reading}, entries=(replace(first, when=when), *rest))


def test_a_reading_whose_choice_changes_no_result_is_named():
    policy = policy_of("ab", [("first", "yes", any_("a")), ("rest", "no", None)])
    same = _with_reading(policy, Switch("breadth", {"wide": any_("a", "b"), "narrow": any_("b", "a")}))
    other = _with_reading(policy, Switch("breadth", {"wide": any_("a", "b"), "narrow": all_("a", "b")}))

    assert "rules.reading_without_effect" in [problem.code for problem in check_pack(same)]
    assert "rules.reading_without_effect" not in [problem.code for problem in check_pack(other)]


def test_what_another_reading_puts_out_of_reach_is_a_notice():
    policy = policy_of("ab", [("first", "yes", any_("a")), ("rest", "no", None)])
    pack = _with_reading(policy, Switch("breadth", {"wide": any_("a"), "narrow": all_("a", none_("a"))}))

    found = [(p.severity, p.params["change"]) for p in check_pack(pack) if p.code == "rules.standing_unreachable"]

    assert [(Severity.NOTICE, "breadth=narrow")] == found


def test_three_valued_logic_that_forgets_a_shared_finding_is_shown_with_an_example():
    """The first holds with a, the second without: one of them decides, and the rest cannot."""
    rules = [("first", "one", all_("a", "b")), ("second", "two", all_(none_("a"), "b")), ("rest", "none", None)]
    policy = policy_of("ab", rules)

    found = problems_of(policy)["rules.kleene_overreaches", Severity.NOTICE]

    assert ("none", "b=yes") == (found.params["standing"], found.params["findings"])
    assert ("one", "two") == determine(policy, states(b="established")).possible


def test_rules_that_outgrow_the_budget_are_an_error():
    """A sum of products over pairs that stand far apart doubles the diagram with each pair."""
    count = 16
    names = [f"a{i:02}" for i in range(count)] + [f"b{i:02}" for i in range(count)]
    pairs = [all_(f"a{i:02}", f"b{i:02}") for i in range(count)]
    policy = policy_of(names, [("first", "yes", any_(*pairs)), ("rest", "no", None)])

    [problem] = [problem for problem in check_pack(policy.pack) if problem.severity is Severity.ERROR]

    assert "rules.diagram_too_large" == problem.code


def test_a_forest_refuses_to_outgrow_memory():
    forest = Forest(40, limit=1_000)

    with pytest.raises(DiagramTooLarge):
        forest.disjunction(forest.ite(forest.variable(i), forest.variable(i + 20), FALSE) for i in range(20))


def test_a_rule_with_an_open_switch_cannot_be_compiled():
    policy = policy_of("a", [("first", "yes", Switch("breadth", {"wide": any_("a")})), ("rest", "no", None)])

    with pytest.raises(TypeError, match="breadth"):
        compile(policy)


def test_equal_conditions_are_one_node():
    forest, index = Forest(3), {"a": 0, "b": 1, "c": 2}

    left = condition(forest, none_("a", "b"), index)
    right = condition(forest, all_(none_("b"), none_("a")), index)

    assert left == right
    assert TRUE == condition(forest, any_("c", none_("c")), index)


def test_the_pack_of_yuexiu_stands_and_its_notices_are_known():
    """Five findings matter under another reading only; a changed reading can make a line fall away."""
    problems = check_pack(load("yuexiu-2017-132"))

    idle = {problem.params["finding"] for problem in problems if problem.code == "rules.finding_never_matters"}
    assert [] == [problem for problem in problems if problem.severity is Severity.ERROR]
    assert {
        "lacked_experience",
        "unrestricted_experiment",
        "inadvertent_error",
        "no_explicit_provision",
        "follows_decision_spirit",
    } == idle
    assert [] == [
        problem.code for problem in problems if problem.code in {"rules.limb_redundant", "rules.reading_without_effect"}
    ]
    assert [] == [problem for problem in problems if not (problem.text("zh") and problem.text("en"))]


def test_a_contradictory_file_is_no_example_of_three_valued_logic_going_too_far():
    """Where a and b exclude each other nobody can file both, so nothing is overreached."""
    policy = policy_of("abc", [("first", "yes", all_("c", any_("a", "b"))), ("rest", "no", None)], [("a", "b")])

    assert [] == [problem for problem in check_pack(policy.pack) if problem.code == "rules.kleene_overreaches"]
