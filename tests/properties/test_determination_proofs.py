"""What is proved of a pack, against every situation one by one and against a solver that knows no diagrams."""

import itertools
from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
import z3
from hypothesis import given, settings

from rongcuo.base import Answer
from rongcuo.determination import FindingState, compile, determine, prove  # noqa: A004  its name
from rongcuo.determination.proof.variants import choices, named, policy_under
from rongcuo.law import load
from rongcuo.law.rules import Group, Leaf
from tests import determination_z3 as solver
from tests.budget import examples
from tests.determination_samples import first_that_holds, holds, is_admissible, situations, smallest
from tests.properties.test_determination import NAMES, policies

PACK = load("yuexiu-2017-132")


# --- small policies, every situation gone through ----------------------------------------------------------------


@given(policies())
@settings(max_examples=examples(100))
def test_every_count_is_the_number_of_situations_gone_through_one_by_one(policy):
    lawful = [facts for facts in situations(NAMES) if is_admissible(policy, facts)]

    [proved] = prove(policy.pack).proved

    assert len(lawful) == proved.admissible
    assert Counter(first_that_holds(policy, facts).id for facts in lawful) == Counter(proved.entries)
    assert Counter(first_that_holds(policy, facts).standing for facts in lawful) == Counter(proved.standings)


@given(policies())
@settings(max_examples=examples(60))
def test_two_lines_overlap_exactly_where_a_situation_of_the_earlier_meets_the_later(policy):
    lawful = [facts for facts in situations(NAMES) if is_admissible(policy, facts)]
    expected = {}
    for earlier, later in itertools.combinations(policy.entries[:-1], 2):
        both = [facts for facts in lawful if holds(earlier.when, facts) and holds(later.when, facts)]
        decided = [facts for facts in both if first_that_holds(policy, facts) == earlier]
        if decided:
            changes = earlier.standing != later.standing
            expected[earlier.id, later.id] = (changes, len(both), len(decided), smallest(decided, NAMES))

    found = prove(policy.pack).overlaps

    assert expected == {
        (each.earlier, each.later): (each.changes_standing, each.both, each.decided, each.example) for each in found
    }


@given(policies())
@settings(max_examples=examples(60))
def test_a_limb_is_redundant_exactly_where_no_situation_misses_it(policy):
    redundant = [(limb.group, limb.position) for limb in prove(policy.pack).limbs]

    lawful = [facts for facts in situations(NAMES) if is_admissible(policy, facts)]
    usual = [first_that_holds(policy, facts).standing for facts in lawful]
    for group in dict.fromkeys(group for entry in policy.entries for group in groups(entry.when)):
        for position in range(len(group.children)):
            shorter = replace(group, children=group.children[:position] + group.children[position + 1 :])
            entries = tuple(replace(entry, when=exchanged(entry.when, group, shorter)) for entry in policy.entries)
            without = [first_that_holds(replace(policy, entries=entries), facts).standing for facts in lawful]
            assert (usual == without) is ((group, position) in redundant)


def groups(rule):
    if isinstance(rule, Group):
        yield rule
        for child in rule.children:
            yield from groups(child)


def exchanged(rule, group, shorter):
    if rule == group:
        return shorter
    if not isinstance(rule, Group):
        return rule
    return replace(rule, children=tuple(exchanged(child, group, shorter) for child in rule.children))


@given(policies())
@settings(max_examples=examples(15))
def test_no_smaller_file_than_the_one_shown_makes_three_valued_logic_list_that_standing(policy):
    for shown in prove(policy.pack).proved[0].beyond:
        assert goes_too_far(policy, shown.example, shown.standing)
        for size in range(min(len(shown.example), 4)):
            for names in itertools.combinations(NAMES, size):
                for row in itertools.product((True, False), repeat=size):
                    assert not goes_too_far(policy, dict(zip(names, row, strict=True)), shown.standing)


def goes_too_far(policy, answers, standing):
    """The file is lawful, three-valued logic lists the standing, and no completion of the file has it."""
    lawful = all(sum(answers.get(name, False) for name in each.findings) <= 1 for each in policy.pack.exclusives)
    file = {name: FindingState(Answer.ESTABLISHED if yes else Answer.NOT_ESTABLISHED) for name, yes in answers.items()}
    return lawful and standing in kleene(policy, answers) and standing not in determine(policy, file).possible


def kleene(policy, answers):
    """The standings that three-valued logic lists, line by line; true, false, or none while open."""
    listed = set()
    for entry in policy.entries:
        value = True if entry.when is None else weighed(entry.when, answers)
        if value is not False:
            listed.add(entry.standing)
        if value is True:
            break
    return listed


def weighed(rule, answers):
    if isinstance(rule, Leaf):
        return answers.get(rule.finding)
    values = [weighed(child, answers) for child in rule.children]
    if rule.operator == "all":
        return False if False in values else None if None in values else True
    some = True if True in values else None if None in values else False
    return some if rule.operator == "any" or some is None else not some


# --- the pack of Yuexiu, asked of a solver -----------------------------------------------------------------------


@pytest.fixture(scope="module")
def proofs():
    """Every combination of readings."""
    return prove(PACK, every=True)


@pytest.fixture(scope="module")
def facts():
    return solver.situation(PACK.findings)


def test_under_every_combination_the_diagram_gives_what_the_rules_give(facts):
    lawful = solver.admissible(PACK, facts)
    for choice in choices(PACK, every=True):
        policy, differs = policy_under(PACK, choice), []
        by_rules, labels = solver.standings(policy, facts), solver.leads_to(compile(policy), facts)
        for standing, case in by_rules.items():
            lines = [labels[entry.id] for entry in policy.entries if entry.standing == standing and entry.id in labels]
            differs.append(z3.Xor(z3.And(case, lawful), z3.Or(lines)))
        assert not solver.possible(z3.Or(differs)), named(choice)


def test_under_every_combination_a_standing_has_situations_exactly_where_the_solver_finds_one(proofs, facts):
    lawful = solver.admissible(PACK, facts)
    for proved in proofs.proved:
        by_rules = solver.standings(proved.policy, facts)
        reached = {standing for standing, case in by_rules.items() if solver.possible(lawful, case)}
        assert reached == {standing for standing, number in proved.standings.items() if number}, named(proved.choice)


def test_the_pairs_of_lines_that_overlap_are_those_that_the_solver_finds(proofs, facts):
    lawful, policy = solver.admissible(PACK, facts), proofs.proved[0].policy
    shown = {(each.earlier, each.later): each for each in proofs.overlaps}
    earlier = []
    for position, entry in enumerate(policy.entries[:-1]):
        for later in policy.entries[position + 1 : -1]:
            both = z3.And(
                lawful, solver.holds(entry.when, facts), solver.holds(later.when, facts), z3.Not(z3.Or(earlier))
            )
            assert solver.possible(both) is ((entry.id, later.id) in shown)
            if solver.possible(both):
                assert solver.is_smallest(both, facts, shown[entry.id, later.id].example)
        earlier.append(solver.holds(entry.when, facts))


def test_each_example_of_three_valued_logic_going_too_far_has_no_completion_for_the_solver(proofs, facts):
    """Under every combination; that nothing else goes too far is shown on small policies above."""
    lawful = solver.admissible(PACK, facts)
    for proved in proofs.proved:
        by_rules = solver.standings(proved.policy, facts)
        for each in proved.beyond:
            file = [facts[name] if yes else z3.Not(facts[name]) for name, yes in each.example.items()]
            assert solver.possible(lawful, *file)
            assert not solver.possible(lawful, by_rules[each.standing], *file)
            assert each.standing in kleene(proved.policy, each.example)


# --- the counts of the pack by another way of counting -----------------------------------------------------------

ALIKE = (
    ("violation_not_error", "vanity_project", "image_project", "favouritism", "corruption", "abuse_of_office_for_gain",
     "serious_harm_to_public", "other_1_3_conduct", "knowing_breach", "supervision_evasion", "nonfeasance",
     "other_1_4_problem"),
    ("deepening_reform", "unprecedented_exploration", "hard_problem", "transformative_project", "other_reform_work"),
    ("lacked_experience", "unrestricted_experiment", "inadvertent_error"),
    ("severe_safety_accident", "severe_environmental_accident", "major_food_or_drug_accident", "major_mass_incident",
     "other_severe_consequence_or_impact"),
    ("loss_contained", "loss_recovered", "effect_eliminated", "other_circumstance"),
    ("intentional_harm", "improper_benefit"),
)  # fmt: skip
"""Findings of which only matters whether there is any: one stands for all of them."""

IDLE = ("higher_norm_provides",)


@pytest.mark.parametrize("choice", [(), *choices(PACK)[1:], choices(PACK, every=True)[-1]], ids=named)
def test_the_counts_agree_with_classes_of_situations_that_the_solver_shows_to_be_alike(choice, proofs, facts):
    """A class has a weight: that none of k findings is established is one situation, that any is are 2^k - 1."""
    policy = policy_under(PACK, choice)
    assert not solver.possible(z3.Not(alike(policy, facts)))

    [proved] = [proved for proved in proofs.proved if proved.choice == choice]
    assert proved.standings == weighed_classes(policy)


def alike(policy, facts):
    """Putting every group down to its first finding changes no standing, and the idle finding does neither."""
    reduced = dict(facts)
    for group in ALIKE:
        reduced |= dict.fromkeys(group, z3.BoolVal(False)) | {group[0]: z3.Or([facts[name] for name in group])}
    reduced |= dict.fromkeys(IDLE, z3.BoolVal(False))
    one, other = solver.standings(policy, facts), solver.standings(policy, reduced)
    return z3.And([one[name] == other[name] for name in one])


def weighed_classes(policy):
    weight = {group[0]: 2 ** len(group) - 1 for group in ALIKE}
    silent = {name for group in ALIKE for name in group[1:]} | set(IDLE)
    names = [name for name in PACK.findings if name not in silent]
    table = np.arange(2 ** len(names), dtype=np.uint32)
    columns = {name: (table >> place) & 1 == 1 for place, name in enumerate(names)}
    columns |= dict.fromkeys(silent, np.zeros(len(table), dtype=bool))
    weights = np.full(len(table), 2 ** len(IDLE), dtype=np.int64)
    for name, each in weight.items():
        weights *= np.where(columns[name], each, 1)
    for exclusive in PACK.exclusives:
        weights *= sum(columns[name].astype(np.int64) for name in exclusive.findings) <= 1
    counted = dict.fromkeys(PACK.standings, 0)
    undecided = np.ones(len(table), dtype=bool)
    for entry in policy.entries:
        decided = undecided & column(entry.when, columns)
        counted[entry.standing] += int(weights[decided].sum())
        undecided &= ~decided
    return counted


def column(rule, columns):
    if rule is None:
        return True
    if isinstance(rule, Leaf):
        return columns[rule.finding]
    children = [column(child, columns) for child in rule.children]
    if rule.operator == "all":
        return np.logical_and.reduce(children)
    some = np.logical_or.reduce(children)
    return some if rule.operator == "any" else ~some
