"""A difference against every situation one by one, and against a solver that knows no diagrams."""

import itertools
from dataclasses import replace

import pytest
import z3
from hypothesis import given, settings
from hypothesis import strategies as st

from rongcuo.determination import diff
from rongcuo.determination.proof.variants import choices, named, policy_under
from rongcuo.law import load
from rongcuo.law.rules import Leaf
from tests import determination_z3 as solver
from tests.budget import examples
from tests.determination_samples import first_that_holds, is_admissible, policy_of, situations, smallest
from tests.properties.test_determination import NAMES, policies

PACK = load("yuexiu-2017-132")


@st.composite
def pairs(draw):
    """Two policies; the second may call one finding otherwise and ask in another order."""
    first, second = draw(policies()), draw(policies())
    order = draw(st.permutations(NAMES))
    unknown = draw(st.sampled_from(("g", None)))
    names = {name: "z" if name == unknown else name for name in order}
    entries = [(entry.id, entry.standing, entry.when and renamed(entry.when, names)) for entry in second.entries]
    exclusives = [tuple(names[name] for name in each.findings) for each in second.pack.exclusives]
    return first, policy_of([names[name] for name in order], entries, exclusives)


def renamed(rule, names):
    if isinstance(rule, Leaf):
        return Leaf(names[rule.finding])
    return replace(rule, children=tuple(renamed(child, names) for child in rule.children))


@given(pairs())
@settings(max_examples=examples(80))
def test_a_difference_is_what_goes_through_both_policies_find(pair):
    first, second = pair
    expected, compared, refused = {}, 0, [0, 0]

    found = diff(first, second)

    for facts in situations(found.order):
        lawful = [is_admissible(policy, facts) for policy in pair]
        compared += all(lawful)
        refused[lawful[0]] += sum(lawful) == 1
        before, after = (first_that_holds(policy, facts).standing for policy in pair)
        if all(lawful) and before != after:
            expected.setdefault((before, after), []).append(facts)
    assert (compared, tuple(refused)) == (found.compared, found.refused)
    assert {key: (len(each), smallest(each, found.order)) for key, each in expected.items()} == {
        (each.before, each.after): (each.count, each.example) for each in found.changes
    }
    for change in found.changes:
        facts = {name: name in change.example for name in found.order}
        assert change.decided_by == tuple(first_that_holds(policy, facts).id for policy in pair)


@pytest.mark.parametrize("choice", choices(PACK)[1:], ids=named)
def test_the_changes_that_a_reading_makes_are_those_that_the_solver_finds(choice):
    """Every pair of standings is asked for; an example is the smallest, and the first of the smallest."""
    facts = solver.situation(PACK.findings)
    policies_ = policy_under(PACK, ()), policy_under(PACK, choice)
    before, after = (solver.standings(policy, facts) for policy in policies_)
    lawful = solver.admissible(PACK, facts)
    changes = {(each.before, each.after): each for each in diff(*policies_).changes}

    for one, other in itertools.permutations(PACK.standings, 2):
        change = z3.And(lawful, before[one], after[other])
        assert solver.possible(change) is ((one, other) in changes)
        if (one, other) in changes:
            assert solver.is_smallest(change, facts, changes[one, other].example)
