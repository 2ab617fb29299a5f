"""Limbs that never matter, in rules that several lines use and in branches that only some readings reach."""

from dataclasses import replace

from rongcuo.base import Place
from rongcuo.determination import check
from rongcuo.law.rules import Reading, ReadingValue, Switch
from tests.determination_samples import CLAUSE, all_, any_, policy_of

SHARED = any_("a", "b")


def redundant(pack, *, every: bool = False) -> list[str]:
    code = "rules.limb_never_matters" if every else "rules.limb_redundant"
    return [problem.params["limb"] for problem in check(pack, every=every) if problem.code == code]


def test_a_limb_that_matters_in_one_of_the_lines_that_use_its_rule_is_not_redundant():
    """In the second line ``a`` adds nothing, for the first line decides there; in the third it does."""
    lines = [("1", "one", all_("a", "c")), ("2", "one", all_(SHARED, "c")), ("3", "two", all_(SHARED, "d"))]
    policy = policy_of("abcd", [*lines, ("rest", "other", None)])

    assert "a" not in redundant(policy.pack)
    assert ["a"] == redundant(policy_of("abc", [*lines[:2], ("rest", "other", None)]).pack)


def test_a_limb_of_a_rule_in_two_lines_is_named_once():
    lines = [("1", "one", any_("a")), ("2", "two", all_(SHARED, "c")), ("3", "three", all_(SHARED, "d"))]
    policy = policy_of("abcd", [*lines, ("rest", "other", None)])

    assert ["a"] == redundant(policy.pack)


def test_a_line_that_falls_away_with_its_only_limb_does_not_stay_in_the_list():
    """Behind the first line the second decides nothing; yet without the limb there would be no first line."""
    only = any_("a")
    policy = policy_of("ac", [("1", "one", only), ("2", "two", all_(only, "c")), ("rest", "other", None)])

    assert "a" not in redundant(policy.pack)


def pack_of_two_readings():
    """A limb stands only where two readings are both taken narrowly."""
    inner = Switch("two", {"wide": any_("a"), "narrow": any_("a", all_("a", "b"))})
    rules = [("1", "one", Switch("one", {"wide": any_("a"), "narrow": inner})), ("rest", "other", None)]
    return replace(policy_of("ab", rules).pack, readings={name: _reading(name) for name in ("one", "two")})


def test_a_limb_that_no_examined_reading_uses_is_not_called_redundant():
    """It is examined when every combination is."""
    pack = pack_of_two_readings()

    assert "all(a, b)" not in redundant(pack)
    assert "all(a, b)" in redundant(pack, every=True)


def _reading(name: str) -> Reading:
    values = (ReadingValue("wide", "宽", "说明"), ReadingValue("narrow", "窄", "说明"))
    return Reading(name, "范围", "宽还是窄？", CLAUSE, "determination", values, None, None, Place())
