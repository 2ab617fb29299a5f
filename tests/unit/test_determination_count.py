"""The way through a diagram that costs least: a yes or a no may be what costs, and of equals a yes comes first."""

from dataclasses import replace

import pytest

from rongcuo.determination import diff
from rongcuo.determination.forest import FALSE, TRUE, DiagramTooLarge, Forest
from rongcuo.determination.proof.count import cheapest, count, fewest
from tests.determination_samples import any_, policy_of

ORDER = ("a", "b", "c")


def forest_with_ways():
    """True with ``a`` not established, or with ``a`` established and neither ``b`` nor ``c``."""
    forest = Forest(3)
    neither = forest.choice(1, FALSE, forest.choice(2, FALSE, TRUE))
    return forest, forest.choice(0, neither, TRUE)


def test_where_a_no_costs_the_way_with_one_no_is_taken():
    forest, root = forest_with_ways()

    assert [(0, False)] == list(cheapest(forest, root, True, yes=0, no=1))


def test_where_a_yes_costs_the_way_without_any_is_taken():
    forest, root = forest_with_ways()

    assert () == fewest(forest, root, True, ORDER)
    assert ("a", "b") == fewest(forest, root, False, ORDER)


def test_of_equal_ways_the_one_that_says_yes_first_is_taken():
    forest = Forest(2)
    root = forest.choice(0, forest.choice(1, FALSE, TRUE), TRUE)

    assert [(0, True), (1, False)] == list(cheapest(forest, root, True, yes=0, no=1))


def test_there_is_no_way_to_what_is_never_reached():
    forest, root = forest_with_ways()

    assert [] == list(cheapest(forest, root, None, yes=0, no=1))


def test_a_finding_of_two_policies_is_named_as_the_first_declares_it():
    one = policy_of("ab", [("1", "exempt", any_("a")), ("rest", "other", None)])
    other = policy_of("bc", [("1", "exempt", any_("c")), ("rest", "other", None)])
    renamed = {name: replace(finding, label=f"另一{name}") for name, finding in other.pack.findings.items()}

    difference = diff(one, replace(other, pack=replace(other.pack, findings=renamed)))

    assert ["a", "b", "另一c"] == [difference.finding(name).label for name in difference.order]


def test_situations_are_counted_under_the_labels_that_are_reached_and_no_others():
    forest, root = forest_with_ways()

    assert {True: 5, False: 3} == count(forest, root)
    assert {True: 8} == count(forest, TRUE)
    assert {"exempt": 8} == count(forest, forest.terminal("exempt"))


def test_a_forest_grows_up_to_its_limit_and_not_beyond():
    forest = Forest(2, limit=3)

    assert forest.variable(0) == forest.variable(0), "what is there already takes no room"
    with pytest.raises(DiagramTooLarge, match="3"):
        forest.variable(1)


def test_conditions_that_are_alike_are_one_node_in_whatever_order_they_are_put_together():
    forest = Forest(3)
    a, b, c = map(forest.variable, range(3))

    assert forest.conjunction([a, b, c]) == forest.conjunction([c, a, b])
    assert forest.disjunction([a, b, c]) == forest.negation(forest.conjunction(map(forest.negation, (c, b, a))))
    assert (TRUE, FALSE) == (forest.conjunction([]), forest.disjunction([]))
