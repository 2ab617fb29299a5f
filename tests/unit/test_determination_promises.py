"""Promises of the result that are easily broken unseen: what it must leave out, refuse, or say in one order only."""

from dataclasses import replace
from itertools import product

import pytest

from rongcuo.base import Answer, digest
from rongcuo.determination import (
    ContradictoryFindings,
    FindingState,
    UnknownFinding,
    contradictions,
    counterfactual,
    determine,
)
from rongcuo.determination import compiled as made_ready
from rongcuo.determination.compiled import compiled
from rongcuo.determination.explanation import OPPOSITE, VALUES
from rongcuo.determination.kept import Kept
from rongcuo.determination.tree import outline
from rongcuo.law import apply, load
from rongcuo.law.rules import Leaf
from tests.determination_samples import all_, any_, none_, policy_of, states

PACK = load("yuexiu-2017-132")
POLICY = apply(PACK, {})

# --- the result --------------------------------------------------------------------------------------------------


def test_while_exemption_is_only_possible_the_law_does_not_speak_for_it():
    """Exempt and mitigable are both possible: no modality, no clause and no decision belong to either yet."""
    policy = policy_of(["a"], [("first", "exempt", any_("a")), ("rest", "mitigable", None)])

    result = determine(policy, {})
    of_the_pack = determine(POLICY, {**_exempt(), "collectively_studied": FindingState()})

    assert (("exempt", "mitigable"), (), ()) == (result.possible, result.clauses, result.decisions)
    assert (("exempt", "mitigable"), None, ()) == (of_the_pack.possible, of_the_pack.modality, of_the_pack.clauses)
    assert determine(POLICY, _exempt()).modality is not None


def test_lawful_decisions_come_in_one_order_whatever_the_run():
    names = [f"s{number}" for number in range(9)]
    policy = policy_of(names, [(name, name, any_(name)) for name in names[:-1]] + [("rest", names[-1], None)])

    assert tuple(f"decide_{name}" for name in names) == determine(policy, {}).lawful_somewhere


def test_the_digests_of_a_receipt_can_be_worked_out_by_whoever_has_the_result():
    findings = {**_exempt(), "collectively_studied": FindingState(Answer.UNDETERMINED, ("证1",))}
    result = determine(POLICY, findings)
    said = {name: {"value": state.answer.value, "evidence": state.evidence} for name, state in findings.items()}
    held = (result.standing, result.possible, result.entries, [], ("collectively_studied",), ())

    assert digest("rongcuo/result", held) == result.receipt.result_digest
    assert digest("rongcuo/findings", said) == result.receipt.findings_digest


def test_a_finding_without_answer_and_evidence_leaves_the_receipt_as_if_it_were_not_on_file():
    silent = {**_exempt(), "loss_recovered": FindingState(note="尚未查问", inquired=True)}
    absent = {name: state for name, state in silent.items() if name != "loss_recovered"}

    assert determine(POLICY, absent).receipt == determine(POLICY, silent).receipt


def _exempt() -> dict[str, FindingState]:
    met = {
        "natural_person", "covered_organisation", "public_duty", "error_occurred", "transformative_project",
        "duly_demonstrated", "collectively_studied", "diligent",
    }  # fmt: skip
    answers = {name: Answer.ESTABLISHED if name in met else Answer.NOT_ESTABLISHED for name in PACK.findings}
    return {name: FindingState(answer) for name, answer in answers.items()}


# --- what no file may hold ---------------------------------------------------------------------------------------


THREE = policy_of("abc", [("first", "one", all_("a", none_("b"))), ("rest", "other", None)], [("a", "b", "c")])


@pytest.mark.parametrize("work_out", [determine, lambda policy, file: counterfactual(policy, file, "one")])
def test_every_way_into_the_law_refuses_the_same_files(work_out):
    with pytest.raises(UnknownFinding, match=r"^d, e, f, g, h$"):
        work_out(THREE, states(a="established", **dict.fromkeys("hegfd", "undetermined")))
    with pytest.raises(ContradictoryFindings, match=r"^a, c$"):
        work_out(THREE, states(a="established", c="established"))

    assert work_out(THREE, states(a="established", c="contested"))


def test_a_contradiction_is_told_at_the_last_of_the_findings_with_all_their_labels():
    [problem] = contradictions(THREE.pack, states(a="established", b="established", c="established"))

    assert ("findings.c", "a, b, c", "a、b、c") == (
        problem.place.field,
        problem.params["findings"],
        problem.params["labels"],
    )


# --- the lines of the law ----------------------------------------------------------------------------------------


def test_an_entry_stands_at_the_first_of_its_clauses_and_nowhere_without_one():
    points = outline(POLICY).children
    policy = policy_of("a", [("rest", "other", None)])
    nowhere = replace(policy, entries=(replace(policy.entries[0], clauses=()),))

    assert [entry.clauses[:1] for entry in POLICY.entries] == [(point.clause,) for point in points if point.clause]
    assert [PACK.clauses[point.clause].text for point in points] == [point.text for point in points]
    assert (None, None, None) == _place(outline(nowhere).children[0])


def test_each_line_of_the_law_says_what_it_is():
    """A reader of the answer tells a list, an entry, a rule, a finding and a set of exclusives apart by ``form``."""
    both = determine(THREE, states(a="established")).explanation
    [entry, *_] = both.children
    [rule] = entry.children

    assert ("list", "entry", "rule", "finding") == tuple(
        line.point.form for line in (both, entry, rule, rule.children[0])
    )
    assert ("exclusive", "satisfied", ["a"]) == (
        both.children[-1].point.form,
        both.children[-1].value,
        [line.point.id for line in both.children[-1].children],
    )


def test_exclusive_findings_are_shown_only_where_one_of_them_keeps_another_from_holding():
    answered = determine(THREE, states(a="established", b="not_established", c="not_established")).explanation
    contested = determine(THREE, states(a="established", b="not_established", c="contested")).explanation

    assert (["entry"], ["entry", "exclusive"]) == tuple(
        [line.point.form for line in explanation.children] for explanation in (answered, contested)
    )
    assert ("satisfied", "satisfied") == (answered.value, contested.value)
    assert "open" == determine(THREE, {}).explanation.value


@pytest.mark.parametrize("lines", ["explanation", "comparison"])
@pytest.mark.parametrize("rule", [any_("a", "b"), all_("a", "b"), none_("a", "b"), all_("a", any_("b", "c"))], ids=str)
def test_each_finding_in_the_explanation_carries_the_answer_on_file(lines, rule):
    """Alone or with others, in a rule over findings or over rules; contested is not merely undetermined."""
    policy = policy_of("abc", [("first", "one", rule), ("rest", "other", None)])

    for answers in product(Answer, repeat=3):
        file = {name: FindingState(answer) for name, answer in zip("abc", answers, strict=True)}
        shown = [line for line in _points(getattr(determine(policy, file), lines)) if line.point.form == "finding"]
        values = {line.point.id: (line.answer, line.value) for line in shown}

        assert values == {name: (file[name].answer, VALUES[file[name].answer]) for name in values}
        assert values


RULES = [
    any_("a", "b"), all_("a", "b"), none_("a", "b"), all_(any_("a", "b"), "c"), any_(all_("a", "b"), none_("c")),
    none_(all_("a", "b"), "c"), all_(any_("a")), none_(none_("a"), any_("b", "c")), any_(all_("a", none_("b")), "c"),
    all_("a", any_("a", "b")), any_("a", "a"),
]  # fmt: skip


@pytest.mark.parametrize("rule", RULES, ids=str)
def test_a_rule_has_kleenes_value_and_the_cited_findings_alone_give_it(rule):
    """Every file over three findings: whoever has the cited answers and no others comes to the same value."""
    policy = policy_of("abc", [("first", "one", rule), ("rest", "other", None)])

    for answers in product(Answer, repeat=3):
        file = {name: FindingState(answer) for name, answer in zip("abc", answers, strict=True)}
        result = determine(policy, file)
        [line] = result.explanation.children[0].children
        cited = {each.point.id: file[each.point.id] for each in _points(line) if each.point.form == "finding"}

        assert _kleene(rule, file) == line.value == result.comparison.children[0].value
        assert line.value == _kleene(rule, cited)
        assert line.value == "open" or len(line.children) == (len(rule.children) if _needs_all(rule, line) else 1)


def _needs_all(rule, line):
    return line.value == ("satisfied" if rule.operator in {"all", "none"} else "not_satisfied")


def _kleene(rule, file):
    """Three-valued, written out anew."""
    if isinstance(rule, Leaf):
        return VALUES[file.get(rule.finding, FindingState()).answer]
    values = [_kleene(child, file) for child in rule.children]
    if rule.operator == "all":
        values = [OPPOSITE[value] for value in values]
    some = "satisfied" if "satisfied" in values else "open" if "open" in values else "not_satisfied"
    return some if rule.operator == "any" else OPPOSITE[some]


def test_a_rule_without_children_is_what_its_operator_makes_of_nothing():
    """All of nothing holds; any of nothing does not (a limb that fell away)."""
    policy = policy_of(
        "a", [("first", "one", any_()), ("second", "two", all_(none_(), all_())), ("rest", "other", None)]
    )

    result = determine(policy, {})

    assert ("two", ["not_satisfied", "satisfied"]) == (
        result.standing,
        [line.value for line in result.comparison.children],
    )


def test_only_a_finding_asks_for_a_judgment():
    judged = {point.id for point in _points(outline(POLICY)) if point.judged}

    assert judged == {finding.id for finding in PACK.findings.values() if finding.judged} & judged
    assert judged


def _points(point):
    yield point
    for child in point.children:
        yield from _points(child)


def _place(point):
    return point.clause, point.cited, point.text


# --- readings ----------------------------------------------------------------------------------------------------


def test_a_standing_that_hangs_on_a_reading_is_not_robust():
    """Whether a unit may plead at all is a reading (unit_as_party): its exemption does not hold under all of them."""
    person, unit = _exempt(), {**_exempt(), "natural_person": FindingState(Answer.NOT_ESTABLISHED)}
    nobody = {**person, "error_occurred": FindingState(Answer.NOT_ESTABLISHED)}

    assert ("exempt", "undetermined") == (determine(POLICY, unit).standing, determine(POLICY, unit).robust.standing)
    assert "no_error" == determine(POLICY, nobody).robust.standing == determine(POLICY, nobody).standing


# --- what is kept ------------------------------------------------------------------------------------------------


def test_what_is_made_of_a_thing_is_made_once_while_it_is_kept():
    made = []
    kept = Kept(lambda thing: made.append(thing) or len(made), limit=2)
    one, two, three = ["一"], ["二"], ["三"]

    assert [1, 2, 1, 2] == [kept(thing) for thing in (one, two, one, two)]
    assert [3, 4] == [kept(thing) for thing in (three, one)], "the third makes room, and the first is made anew"


def test_two_things_that_are_alike_are_kept_apart():
    kept = Kept(lambda thing: [thing], limit=8)
    one, other = ["一"], ["一"]

    assert kept(one) is kept(one)
    assert kept(one) is not kept(other)


def test_a_policy_is_made_ready_once_for_its_pack_and_readings():
    assert compiled(apply(PACK, {})) is compiled(apply(PACK, {}))
    assert compiled(apply(PACK, {})) is not compiled(apply(PACK, {"condition_1": "strict"}))


def test_two_lists_of_one_pack_are_not_taken_for_each_other():
    whole = policy_of("a", [("first", "exempt", any_("a")), ("rest", "other", None)])
    shorter = replace(whole, entries=whole.entries[1:])
    file = states(a="established")

    assert ("exempt", "other", "exempt") == tuple(determine(each, file).standing for each in (whole, shorter, whole))


def test_only_so_many_policies_are_kept_ready(monkeypatch):
    by_choice = {}
    monkeypatch.setattr(made_ready, "_by_choice", by_choice)
    monkeypatch.setattr(made_ready, "KEEP", 2)
    policies = [policy_of("a", [(name, name, None)]) for name in "xyz"]

    kept = [(made_ready._by_its_choice(policy).policy, len(by_choice)) for policy in policies]

    assert [(policies[0], 1), (policies[1], 2), (policies[2], 1)] == kept
