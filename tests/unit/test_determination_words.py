"""How the rules speak of themselves: in the clauses' words, with Chinese punctuation, and in English where asked."""

from dataclasses import replace

import pytest

from rongcuo.base import Place
from rongcuo.determination.proof.variants import affecting, choices, combinations, quoted, spoken, worded
from rongcuo.determination.words import answers, rule, situation
from rongcuo.law.rules import Leaf, Reading, ReadingValue, Switch
from tests.determination_samples import CLAUSE, all_, any_, none_, policy_of

READINGS = {
    "whose": ("由谁说了算", "abc", "determination"),
    "how": ("“宽严”", "xy", "determination"),
    "when": ("期限", "xy", "procedure"),
}


def pack():
    rest = policy_of("ab", [("rest", "other", None)])
    return replace(rest.pack, readings={name: _reading(name, *told) for name, told in READINGS.items()})


def _reading(name, label, values, affects):
    made = tuple(ReadingValue(value, f"第{value}种", "说明") for value in values)
    return Reading(name, label, "？", CLAUSE, affects, made, None, None, Place())


def test_the_default_and_each_single_change_come_first_and_then_what_combines_them():
    singles = [(), (("whose", "b"),), (("whose", "c"),), (("how", "y"),)]
    both = [(("whose", "b"), ("how", "y")), (("whose", "c"), ("how", "y"))]

    assert singles == choices(pack())
    assert (sorted([*singles, *both]), 6) == (sorted(choices(pack(), every=True)), combinations(pack()))
    assert [0, 1, 1, 1, 2, 2] == [len(choice) for choice in choices(pack(), every=True)]
    assert ["whose", "how"] == [reading.id for reading in affecting(pack())]


def test_a_choice_of_readings_is_spoken_of_by_its_question_and_value():
    choice = (("whose", "b"), ("how", "y"))
    chinese = "“由谁说了算”取“第b种”（whose=b）、“‘宽严’”取“第y种”（how=y）"

    assert (chinese, "whose=b, how=y") == (worded(pack(), choice), worded(pack(), choice, "en"))
    assert (f"口径{chinese}时", "默认口径下") == (spoken(pack(), choice), spoken(pack(), ()))
    assert ("whose=b, how=y", "the default readings") == (spoken(pack(), choice, "en"), spoken(pack(), (), "en"))


@pytest.mark.parametrize(("label", "expected"), [("收受礼金", "“收受礼金”"), ("“下不为例”", "“‘下不为例’”")])
def test_a_label_that_quotes_is_quoted_with_single_marks_inside(label, expected):
    assert expected == quoted(label)


def test_a_situation_is_told_in_the_words_of_its_findings():
    findings = pack().findings.values()

    assert ("a：符合；b：符合；其余均不成立", "各项均不成立") == (situation(findings), situation([]))
    assert ("a (a); b (b); all else not established", "nothing established") == (
        situation(findings, "en"),
        situation([], "en"),
    )
    assert ("a：符合；b：不符合", "—") == (answers(pack(), {"a": True, "b": False}), answers(pack(), {}))


def test_a_rule_is_called_by_its_name_or_by_what_it_is_made_of():
    named = replace(any_("a"), label="勤勉")

    assert "同时（“a”、任一（“b”）、均无（“勤勉”））" == rule(pack(), all_("a", any_("b"), none_(named)))
    assert "“由谁说了算”" == rule(pack(), Switch("whose", {"a": Leaf("a"), "b": Leaf("b"), "c": Leaf("a")}))
