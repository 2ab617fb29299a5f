"""On which of its parts a derived result rests, and on whose evidence: no more than carries it, and no less."""

from itertools import product

import pytest

from rongcuo.determination.derivation.steps import JOIN, NO, OPEN, YES, Step, deciding, evidence_of
from rongcuo.law.derivation.derivations import Count

TWO_YEARS, OTHER, EITHER = frozenset({"two"}), frozenset({"three"}), frozenset({"two", "three"})

RESTS_ON = [
    ("an any that holds rests on its witnesses", "any", YES, [NO, YES, OPEN, YES], [1, 3]),
    ("an any that does not hold rests on every part", "any", NO, [NO, NO], [0, 1]),
    ("an all that holds rests on every part", "all", YES, [YES, YES], [0, 1]),
    ("an all that does not hold rests on what stands against it", "all", NO, [YES, NO, OPEN], [1]),
    ("a none that holds rests on every part", "none", YES, [NO, NO], [0, 1]),
    ("a none that does not hold rests on what is there after all", "none", NO, [NO, YES, OPEN], [1]),
    ("what is open rests on what is open", "any", OPEN, [NO, OPEN, NO], [1]),
    ("a value of several is open too", "compare", OPEN, [TWO_YEARS, EITHER, YES], [1]),
    ("a value rests on the case that gives it", "cases", TWO_YEARS, [NO, YES], [1]),
    ("what nothing decides alone rests on all of it", "compare", YES, [TWO_YEARS, OTHER], [0, 1]),
]


@pytest.mark.parametrize(
    ("form", "result", "parts", "expected"), [r[1:] for r in RESTS_ON], ids=[r[0] for r in RESTS_ON]
)
def test_a_result_rests_on(form, result, parts, expected):
    children = tuple(Step("fact", part, name=str(place), evidence=(f"证{place}",)) for place, part in enumerate(parts))
    step = Step(form, result, children=children, evidence=("全案",))

    assert [str(place) for place in expected] == [child.name for child in deciding(step)]
    assert ["全案", *(f"证{place}" for place in expected)] == list(evidence_of(step))


@pytest.mark.parametrize(
    ("word", "result", "expected"),
    [("at_least", YES, ["1"]), ("at_least", NO, ["0", "1", "2"]), ("less_than", NO, ["1"])],
)
def test_a_count_that_is_reached_rests_on_the_rows_that_reach_it(word, result, expected):
    """And one that is not reached on every row, for each was looked at."""
    rows = tuple(Step("row", part, name=str(place)) for place, part in enumerate([NO, YES, NO]))

    step = Step("count", result, Count("breach", word, 1, None), children=rows)

    assert expected == [row.name for row in deciding(step)]


@pytest.mark.parametrize("parts", [[], [YES], [NO], [OPEN], [YES, NO], [YES, OPEN], [NO, OPEN], [OPEN, OPEN]], ids=str)
def test_a_joint_is_what_its_parts_can_still_make_of_it(parts):
    """Each part may turn out to be anything that it can still be."""
    ways = [set(way) for way in product(*parts)]

    assert {False not in way for way in ways} == JOIN["all"](parts)
    assert {True in way for way in ways} == JOIN["any"](parts)
    assert {True not in way for way in ways} == JOIN["none"](parts)
