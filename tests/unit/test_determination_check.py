"""What is proved of rules before any file: reach, use, redundancy, reach of three-valued logic, size."""

import json
from dataclasses import replace

import pytest

from rongcuo.base import Place, Severity
from rongcuo.cli import main
from rongcuo.determination import DiagramTooLarge, compile, determine, prove  # noqa: A004  its name
from rongcuo.determination import check as check_pack
from rongcuo.determination.diagram import condition
from rongcuo.determination.forest import FALSE, TRUE, Forest
from rongcuo.determination.proof.overlap import Overlap
from rongcuo.law import load
from rongcuo.law.rules import Reading, ReadingValue, Switch
from tests import golden_pages
from tests.determination_samples import CLAUSE, all_, any_, none_, policy_of, states

CHECKED = "rules.diagram_size"
GOLDEN = "proofs.txt"


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


def test_a_limb_with_a_name_is_called_by_it():
    covered = replace(all_("a", "b"), name="covered")
    policy = policy_of("ab", [("first", "yes", any_("a", covered)), ("rest", "no", None)])

    limbs = [p.params["limb"] for p in check_pack(policy.pack) if p.code == "rules.limb_redundant"]

    assert ["covered", "b"] == limbs


def _reading(name):
    values = (ReadingValue("wide", "宽", ""), ReadingValue("narrow", "窄", ""))
    return Reading(name, f"{name} 的范围", "宽还是窄", CLAUSE, "determination", values, None, None, Place())


def _pack(findings, entries, readings=("breadth",)):
    """A pack with two-valued readings, ``wide`` by default, on which its rules may switch."""
    pack = policy_of(findings, entries).pack
    return replace(pack, readings={name: _reading(name) for name in readings})


def _by(reading, wide, narrow):
    return all_(Switch(reading, {"wide": wide, "narrow": narrow}))


NEVER = any_()
"""A rule that holds on no file."""


def _with_reading(policy, when):
    [first, *rest] = policy.pack.entries
    return replace(policy.pack, readings={"breadth": _reading("breadth")}, entries=(replace(first, when=when), *rest))


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


def test_three_valued_logic_can_be_exact_under_one_reading_and_not_under_another():
    """Both readings give every situation the same standing; narrow says outright what wide leaves to the order."""
    second = _by("breadth", all_("b"), all_(none_("a"), "b"))
    pack = _pack("ab", [("first", "one", all_("a")), ("second", "two", second), ("rest", "none", None)])

    assert {(): (), (("breadth", "narrow"),): ("none",)} == {
        proved.choice: tuple(each.standing for each in proved.beyond) for proved in prove(pack).proved
    }


# --- counts ------------------------------------------------------------------------------------------------------


def test_every_situation_is_counted_under_its_standing_and_its_line():
    """Of the eight situations, four have a; of the other four, two have b, and c decides nothing."""
    rules = [("first", "yes", all_("a")), ("second", "perhaps", all_("b")), ("third", "yes", None)]

    [proved] = prove(policy_of("abc", rules).pack).proved

    assert {"first": 4, "second": 2, "third": 2} == proved.entries
    assert {"yes": 6, "perhaps": 2} == proved.standings
    assert 8 == proved.admissible


def test_a_situation_in_which_exclusive_findings_are_both_established_does_not_count():
    policy = policy_of("ab", [("first", "yes", any_("a", "b")), ("rest", "no", None)], [("a", "b")])

    proofs = prove(policy.pack)

    assert (4, 3) == (proofs.situations, proofs.proved[0].admissible)
    assert {"yes": 2, "no": 1} == proofs.proved[0].standings


def test_a_finding_that_no_rule_asks_doubles_every_count_and_is_named():
    rules = [("first", "yes", all_("a")), ("rest", "no", None)]

    bare, free = prove(policy_of("a", rules).pack), prove(policy_of("ab", rules).pack)

    assert ((), ("b",)) == (bare.free, free.free)
    assert {name: 2 * number for name, number in bare.proved[0].standings.items()} == free.proved[0].standings


# --- overlaps ----------------------------------------------------------------------------------------------------


def test_two_lines_that_can_hold_together_are_an_overlap_with_its_smallest_situation():
    rules = [("first", "one", all_("a")), ("second", "two", all_("b")), ("rest", "none", None)]
    policy = policy_of("abc", rules)

    [overlap] = prove(policy.pack).overlaps

    assert Overlap("first", "second", changes_standing=True, both=2, decided=2, example=("a", "b")) == overlap
    assert ("rules.order_decides", Severity.NOTICE) in problems_of(policy)


def test_an_overlap_of_lines_with_one_standing_changes_nothing_and_is_no_notice():
    rules = [("first", "one", all_("a")), ("second", "one", all_("b")), ("rest", "none", None)]
    policy = policy_of("ab", rules)

    assert [False] == [overlap.changes_standing for overlap in prove(policy.pack).overlaps]
    assert ("rules.order_decides", Severity.NOTICE) not in problems_of(policy)


def test_the_order_of_two_lines_decides_only_where_no_line_above_holds():
    """With a, the first line decides whatever the two below it ask."""
    rules = [
        ("top", "zero", all_("a")),
        ("first", "one", all_("b")),
        ("second", "two", all_("c")),
        ("rest", "no", None),
    ]

    [*_, last] = prove(policy_of("abc", rules).pack).overlaps

    assert ("first", "second", 2, 1, ("b", "c")) == (last.earlier, last.later, last.both, last.decided, last.example)


def test_lines_that_only_a_contradictory_file_could_satisfy_together_do_not_overlap():
    rules = [("first", "one", all_("a")), ("second", "two", all_("b")), ("rest", "none", None)]

    assert () == prove(policy_of("ab", rules, [("a", "b")]).pack).overlaps


# --- every combination of readings -------------------------------------------------------------------------------


def said(pack, *, every):
    """What is said of the pack, by code, with the readings it is said of."""
    return [(problem.code, problem.params.get("under_en")) for problem in check_pack(pack, every=every)]


def test_a_standing_that_only_two_readings_together_put_out_of_reach():
    one, two = _by("one", all_("a"), NEVER), _by("two", all_("b"), NEVER)
    rules = [("first", "yes", one), ("second", "yes", two), ("rest", "no", None)]
    pack = _pack("ab", rules, ("one", "two"))
    found = ("rules.standing_unreachable", "one=narrow, two=narrow")

    assert found not in said(pack, every=False)
    assert found in said(pack, every=True)


def test_a_standing_out_of_reach_under_one_reading_is_not_repeated_for_its_combinations():
    pack = _pack("ab", [("first", "yes", _by("one", all_("a"), NEVER)), ("rest", "no", None)], ("one", "two"))

    found = [under for code, under in said(pack, every=True) if code == "rules.standing_unreachable"]

    assert ["one=narrow"] == found


def test_a_finding_that_matters_only_where_two_readings_meet():
    inner = _by("two", all_("a"), all_("a", "b"))
    rules = [("first", "yes", _by("one", all_("a"), inner)), ("rest", "no", None)]
    pack = _pack("ab", rules, ("one", "two"))

    assert ("rules.finding_never_matters", None) in said(pack, every=False)
    assert ("rules.finding_matters_elsewhere", "one=narrow, two=narrow") in said(pack, every=True)


def test_a_reading_that_needs_another_to_have_an_effect_is_told_from_one_that_never_has_any():
    inner = _by("two", all_("a"), all_("a", "b"))
    rules = [("first", "yes", _by("one", all_("a"), inner)), ("rest", "no", None)]
    pack = _pack("ab", rules, ("one", "two", "three"))

    assert 3 == [code for code, _ in said(pack, every=False)].count("rules.reading_without_effect")
    assert ("rules.reading_needs_another", "one=narrow, two=narrow") in said(pack, every=True)
    assert ["three=narrow"] == [
        problem.params["change"]
        for problem in check_pack(pack, every=True)
        if problem.code == "rules.reading_never_matters"
    ]


def test_a_limb_of_a_branch_that_is_not_the_default_is_examined_too():
    pack = _pack(
        "ab", [("first", "yes", _by("one", all_("a"), any_("b", all_("a", "b")))), ("rest", "no", None)], ("one",)
    )

    limbs = [problem.params["limb"] for problem in check_pack(pack) if problem.code == "rules.limb_redundant"]

    assert ["all(a, b)", "a"] == limbs


def test_a_limb_that_matters_under_some_reading_is_not_redundant():
    pack = _pack("ab", [("first", "yes", any_(_by("one", all_("a"), NEVER), "a")), ("rest", "no", None)], ("one",))

    limbs = [problem.params["limb"] for problem in check_pack(pack) if problem.code == "rules.limb_redundant"]

    assert "a" not in limbs


def test_more_combinations_than_can_be_gone_through_are_a_problem_and_not_a_wait():
    readings = [f"r{number:02}" for number in range(13)]
    pack = _pack("a", [("first", "yes", all_("a")), ("rest", "no", None)], readings)

    [problem] = check_pack(pack, every=True)

    assert ("rules.too_many_combinations", Severity.ERROR, 8192) == (
        problem.code,
        problem.severity,
        problem.params["combined"],
    )
    assert [] == [found for found in check_pack(pack) if found.severity is Severity.ERROR]


def test_what_a_proof_of_every_combination_has_done_can_be_watched():
    pack = _pack("a", [("first", "yes", all_("a")), ("rest", "no", None)], ("one", "two"))
    seen = []

    prove(pack, every=True, tell=lambda done, wanted: seen.append((done, wanted)))

    assert [(1, 4), (2, 4), (3, 4), (4, 4)] == seen


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

    idle = {problem.params["finding"] for problem in problems if problem.code == "rules.finding_matters_elsewhere"}
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


def test_the_pack_of_yuexiu_shows_nothing_new_where_readings_are_combined():
    """Each of the 128 combinations is another set of rules, but what is said of them is said of single readings."""
    pack = load("yuexiu-2017-132")
    figures = {"rules.diagram_size", "rules.kleene_overreaches"}

    proofs = prove(pack, every=True)
    single, combined = (
        [found for found in said(pack, every=every) if found[0] not in figures] for every in (False, True)
    )

    assert 128 == len(proofs.proved) == len({proved.root for proved in proofs.proved})
    assert single == combined
    assert () == proofs.limbs


def test_the_pack_of_yuexiu_counts_every_situation_once():
    """Forty-eight findings; a quarter of the situations establish both of the two that exclude each other."""
    proofs = prove(load("yuexiu-2017-132"))

    assert (2**48, ("higher_norm_provides",)) == (proofs.situations, proofs.free)
    assert {3 * 2**46} == {proved.admissible for proved in proofs.proved}
    assert {3 * 2**46} == {sum(proved.standings.values()) for proved in proofs.proved}


def test_check_prints_the_proofs_as_json(capsys):
    assert 0 == main(["check", "yuexiu-2017-132", "--format", "json"])
    proofs = json.loads(capsys.readouterr().out)["packs"][0]["proofs"]

    default, *changed = proofs["choices"]
    assert ({}, 7, False) == (default["readings"], len(changed), proofs["every_combination"])
    assert default["admissible"] == sum(default["standings"].values()) == sum(default["entries"].values())
    assert default["three_valued_exact"] is False
    assert {"earlier", "later", "changes_standing", "both", "decided", "example"} == proofs["overlaps"][0].keys()


def test_check_of_every_combination_lists_each_pair_of_lines_with_an_example(capsys):
    assert 0 == main(["check", "--all", "yuexiu-2017-132"])

    text = capsys.readouterr().out
    assert "口径组合：128 种" in text
    assert 21 == text.count("最小的例子：")
    assert (
        "“涉及改革创新，而存在不适用容错免责的情形 (barred)”先于“没有造成严重后果或影响，且同时符合各项条件 (exempt)”"
        in text
    )


# --- what the author reads ---------------------------------------------------------------------------------------


def _flawed():
    """Two limbs too many, a line out of reach, a finding for nothing, one that is only noted, an idle reading."""
    grave = replace(any_("b", all_("b", "c")), name="grave", label="情节严重", clause=CLAUSE)
    rules = [
        ("first", "one", all_("a", grave)),
        ("second", "two", all_(none_("a"), _by("breadth", all_("b"), any_("b", "d")), any_("d", none_("d")))),
        ("third", "three", all_("a", "b", "d")),
        ("fourth", "two", _by("depth", any_("c"), any_("c", "d"))),
        ("rest", "none", None),
    ]
    pack = _pack("abcdef", rules, ("breadth", "depth", "length"))
    noted = replace(pack.findings["f"], kind="source")
    return replace(pack, findings={**pack.findings, "f": noted})


def _overreaching():
    """Of two lines one holds, with or without a: so the lines below are out of reach, unless read narrowly."""
    rules = [
        ("first", "one", _by("breadth", all_("a", none_("b"), "c", "h"), NEVER)),
        ("second", "two", _by("breadth", all_(none_("a"), none_("b"), "c", "h"), all_(none_("b"), "c", "h"))),
        ("third", "three", all_("d", "e")),
        ("fourth", "four", _by("breadth", all_("f", none_("g"), "i"), NEVER)),
        ("fifth", "five", _by("breadth", all_(none_("f"), none_("g"), "i"), all_(none_("g"), "i"))),
        ("rest", "none", None),
    ]
    return _pack("abcdefghi", rules, ("breadth", "depth"))


def _inescapable():
    return policy_of("a", [("always", "one", any_("a", none_("a"))), ("rest", "none", None)]).pack


def _many_readings():
    readings = [f"r{number:02}" for number in range(13)]
    return _pack("a", [("first", "yes", all_("a")), ("rest", "no", None)], readings)


TOLD = {
    "A flaw of each kind": (_flawed, False),
    "A flaw of each kind, under every combination": (_flawed, True),
    "Three values go too far": (_overreaching, False),
    "A line that always holds": (_inescapable, False),
    "More combinations than can be gone through": (_many_readings, True),
}


def page(title):
    pack, every = TOLD[title]
    return golden_pages.told(check_pack(pack(), every=every))


def test_every_page_belongs_to_a_pack():
    if golden_pages.IS_ACCEPTED:
        golden_pages.accept(GOLDEN, {title: page(title) for title in TOLD})

    assert list(TOLD) == list(golden_pages.pages(GOLDEN))


@pytest.mark.parametrize("title", TOLD)
def test_the_author_reads(title):
    assert golden_pages.pages(GOLDEN)[title] == page(title)
