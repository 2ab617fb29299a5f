"""What a result hangs on: each other value of a reading, and none that makes no difference on this file."""

from dataclasses import replace

import pytest

from rongcuo.base import Place
from rongcuo.determination import determine
from rongcuo.law import apply
from rongcuo.law.rules import Reading, ReadingValue, Switch
from tests.determination_samples import CLAUSE, any_, none_, policy_of, states

YES, NO = "established", "not_established"


def pack_that_asks_one_of_three():
    """Whose word counts: that of ``a``, that of ``b``, or that ``c`` said nothing; another reading changes nothing."""
    rule = Switch("whose", {"a": any_("a"), "b": any_("b"), "c": none_("c")})
    policy = policy_of("abc", [("first", "one", rule), ("rest", "other", None)])
    return replace(policy.pack, readings={"whose": _reading("whose", "abc"), "unused": _reading("unused", "ab")})


def _reading(name, values):
    made = tuple(ReadingValue(value, value, "说明") for value in values)
    return Reading(name, "范围", "哪一个？", CLAUSE, "determination", made, None, None, Place())


def otherwise(chosen, **file):
    robust = determine(apply(pack_that_asks_one_of_three(), {"whose": chosen}), states(**file)).robust
    return robust.standing, [(each.value, each.possible) for each in robust.otherwise]


@pytest.mark.parametrize(
    ("chosen", "file", "expected"),
    [
        ("a", {"a": YES, "b": YES, "c": NO}, ("one", [])),
        ("a", {"a": YES, "b": NO, "c": YES}, ("undetermined", [("b", ("other",)), ("c", ("other",))])),
        ("a", {"a": YES, "b": NO, "c": NO}, ("undetermined", [("b", ("other",))])),
        ("b", {"a": NO, "b": YES, "c": NO}, ("undetermined", [("a", ("other",))])),
        ("c", {"a": NO, "b": NO, "c": NO}, ("undetermined", [("a", ("other",)), ("b", ("other",))])),
        ("c", {"a": NO, "b": NO, "c": YES}, ("other", [])),
        ("c", {"a": NO, "c": YES}, ("undetermined", [("b", ("one", "other"))])),
    ],
)
def test_each_value_of_a_reading_is_tried_on_the_file(chosen, file, expected):
    assert expected == otherwise(chosen, **file)


def test_a_line_that_always_holds_hides_those_below_it_under_every_reading():
    policy = policy_of("a", [("first", "one", any_("a")), ("second", "two", None), ("rest", "other", None)])

    assert ("one", "two") == determine(policy, {}).robust.possible
