"""The JSON forms word for word, on laws small enough to work out by hand: a program relies on every key."""

from dataclasses import replace

from rongcuo.base import ClauseRef, Place
from rongcuo.determination import answer, ask, counterfactuals, determine, diff, prove, question
from rongcuo.determination.difference_json import difference_json
from rongcuo.determination.proof.answer import proofs_json
from rongcuo.law import apply
from rongcuo.law.pack import Pack
from rongcuo.law.rules import Reading, ReadingValue, Switch
from tests.determination_samples import CLAUSE, all_, any_, none_, policy_of, states


def pack_with_a_reading() -> Pack:
    """``a`` without ``b``, or under the narrow reading ``a`` at all; else its contrary, which three values miss."""
    wide_or_narrow = Switch("breadth", {"wide": all_("a", none_("b")), "narrow": any_("a")})
    rest_of_it = any_(none_("a"), all_("a", "b"))
    policy = policy_of("ab", [("first", "one", wide_or_narrow), ("second", "two", rest_of_it), ("rest", "other", None)])
    values = (ReadingValue("wide", "宽", "说明"), ReadingValue("narrow", "窄", "说明"))
    reading = Reading("breadth", "范围", "宽还是窄？", CLAUSE, "determination", values, None, None, Place())
    return replace(policy.pack, readings={"breadth": reading}, digest="d" * 64)


WIDE = {
    "readings": {},
    "size": 2,
    "admissible": 4,
    "standings": {"one": 1, "two": 3, "other": 0},
    "entries": {"first": 1, "second": 3, "rest": 0},
    "matters": ["a", "b"],
    "three_valued_exact": False,
    "three_valued_beyond": [{"standing": "other", "example": {}}],
}
NARROW = WIDE | {
    "readings": {"breadth": "narrow"},
    "size": 1,
    "standings": {"one": 2, "two": 2, "other": 0},
    "entries": {"first": 2, "second": 2, "rest": 0},
    "matters": ["a"],
}


def test_the_proofs_of_a_pack():
    proofs = {"every_combination": False, "situations": 4, "free": [], "choices": [WIDE, NARROW], "overlaps": []}

    assert proofs == proofs_json(prove(pack_with_a_reading()))
    assert proofs | {"every_combination": True} == proofs_json(prove(pack_with_a_reading(), every=True))


def test_the_proofs_name_what_no_rule_asks_and_where_two_lines_hold():
    """Of eight situations two establish ``a`` and ``b`` and leave the choice to the order of the lines."""
    policy = policy_of("abc", [("first", "one", any_("a")), ("second", "two", any_("b")), ("rest", "other", None)])

    proofs = proofs_json(prove(policy.pack))

    assert (8, ["c"]) == (proofs["situations"], proofs["free"])
    assert [
        {
            "earlier": "first",
            "later": "second",
            "changes_standing": True,
            "both": 2,
            "decided": 2,
            "example": ["a", "b"],
        }
    ] == proofs["overlaps"]
    [proved] = proofs["choices"]
    assert (True, [], ["a", "b"]) == (
        proved["three_valued_exact"],
        proved["three_valued_beyond"],
        proved["matters"],
    )


def test_a_file_on_which_three_values_go_too_far_is_given_with_its_answers():
    """With ``b`` refuted, ``a`` or its contrary holds whatever ``a`` is; three values would still allow the rest."""
    policy = policy_of("ab", [("first", "one", any_("a", all_(none_("b"), none_("a")))), ("rest", "other", None)])

    [proved] = proofs_json(prove(policy.pack))["choices"]

    assert [{"standing": "other", "example": {"b": "not_established"}}] == proved["three_valued_beyond"]


def test_the_difference_of_two_readings():
    pack = pack_with_a_reading()
    found = difference_json(diff(apply(pack, {}), apply(pack, {"breadth": "narrow"})))

    edition = {"policy": "sample", "effective_from": "2020-01-01", "pack_digest": "d" * 64}
    assert found == {
        "schema": "rongcuo/diff/1",
        "first": edition | {"readings": {"breadth": "wide"}},
        "second": edition | {"readings": {"breadth": "narrow"}},
        "findings": ["a", "b"],
        "findings_apart": {"first": [], "second": []},
        "standings_apart": {"first": [], "second": []},
        "situations": 4,
        "compared": 4,
        "refused": {"first": 0, "second": 0},
        "changed": 1,
        "changes": [
            {
                "before": "two",
                "after": "one",
                "labels": {"first": "two", "second": "one"},
                "count": 1,
                "share": 0.25,
                "example": ["a", "b"],
                "words": "a：符合；b：符合；其余均不成立",
                "decided_by": {
                    "first": {"entry": "second", "label": "second", "clauses": ["1"]},
                    "second": {"entry": "first", "label": "first", "clauses": ["1"]},
                },
            }
        ],
    }


def test_a_difference_names_what_only_one_of_two_laws_knows():
    first = policy_of("ab", [("1", "exempt", any_("a")), ("2", "lighter", any_("b")), ("rest", "other", None)])
    second = policy_of("ac", [("1", "exempt", all_("a", "c")), ("rest", "none", None)], [("a", "c")])

    found = difference_json(diff(first, second))

    assert {"first": ["b"], "second": ["c"]} == found["findings_apart"]
    assert {"first": ["lighter", "other"], "second": ["none"]} == found["standings_apart"]
    assert (8, 6, {"first": 0, "second": 2}) == (found["situations"], found["compared"], found["refused"])


POLICY = policy_of(
    "abc",
    [("first", "one", all_("a", none_("b"))), ("second", "two", any_("c")), ("rest", "other", None)],
    [("a", "c")],
)
FILE = states(a="contested", b="not_established")


def test_a_question():
    asked = {
        "finding": "a",
        "label": "a",
        "label_en": "a",
        "clause": "1",
        "cited": "一",
        "text": "样本条文。",
        "quote": "样本",
        "words": ["符合", "不符合"],
        "judged": False,
        "evidence": [],
        "answer": "contested",
        "inquired": False,
    }

    assert {
        "schema": "rongcuo/question/1",
        "next": asked,
        "settling": [asked],
        "missing": ["a", "c"],
    } == question(ask(POLICY, FILE))
    assert {"schema": "rongcuo/question/1", "next": None, "settling": [], "missing": []} == question(None)


LINE = {"label_en": None, "clause": None, "cited": None, "text": None, "evidence": []}
CITED = {"clause": "1", "cited": "一", "text": "样本条文。", "evidence": []}


def _finding(name, value, answered):
    named = {"form": "finding", "id": name, "label": name, "label_en": name, "operator": None}
    return {
        **named, **CITED, "value": value, "children": [], "quote": "样本", "judged": False,
        "answer": answered, "note": None, "inquired": False,
    }  # fmt: skip


def _rule(operator, value, *children):
    return {
        "form": "rule",
        "id": None,
        "label": None,
        "operator": operator,
        **LINE,
        "value": value,
        "children": [*children],
    }


def _entry(name, standing, value, *children):
    named = {"form": "entry", "id": name, "label": name, "label_en": None, "operator": None, **CITED}
    return {**named, "value": value, "children": [*children], "standing": standing, "clauses": ["1"], "possible": True}


def test_an_answer_on_an_open_file():
    found = answer(POLICY, determine(POLICY, FILE), counterfactuals(POLICY, FILE))
    receipt = found.pop("receipt")
    a, b, c = (
        _finding("a", "open", "contested"),
        _finding("b", "not_satisfied", "not_established"),
        _finding("c", "open", "undetermined"),
    )
    second = _entry("second", "two", "open", _rule("any", "open", c))
    rest = _entry("rest", "other", "satisfied")

    assert {
        "schema": "rongcuo/determination/2",
        "standing": "undetermined",
        "possible": ["one", "other", "two"],
        "labels": {"one": "one", "other": "other", "two": "two"},
        "labels_en": {"one": "one", "other": "other", "two": "two"},
        "entries": ["first", "second", "rest"],
        "clauses": [],
        "missing": ["a", "c"],
        "contested": ["a"],
        "modality": None,
        "decisions": [],
        "reported": [],
        "robust": {"standing": "undetermined", "possible": ["one", "other", "two"], "otherwise": []},
        "explanation": {
            "form": "list", "id": None, "label": None, "operator": "first", **LINE, "value": "open",
            "children": [
                _entry("first", "one", "open", _rule("all", "open", a, _rule("none", "satisfied", b))), second, rest,
            ],
        },
        "residual": [_entry("first", "one", "open", _rule("all", "open", a)), second, rest],
        "counterfactuals": [
            {"standing": "one", "changes": [_change("a", "contested", "established")]},
            {"standing": "two", "changes": [_change("c", "undetermined", "established")]},
            {
                "standing": "other",
                "changes": [
                    _change("a", "contested", "not_established"), _change("c", "undetermined", "not_established"),
                ],
            },
        ],
    } == found  # fmt: skip
    assert ("sample", "2020-01-01", "0" * 64, "", {}) == tuple(
        receipt[key] for key in ("policy", "effective_from", "text_digest", "pack_digest", "readings")
    )


def _change(finding, now, then):
    return {"finding": finding, "now": now, "then": then, "how": None}


def test_an_answer_on_a_settled_file_under_a_reading():
    """What the reading changes stands under ``otherwise``; what the law says of no change is null."""
    pack = pack_with_a_reading()
    policy, file = apply(pack, {}), states(a="established", b="established")
    named = replace(policy.entries[1], clauses=(CLAUSE, ClauseRef((1,))))

    found = answer(policy, determine(policy, file), counterfactuals(policy, file))

    assert ("two", ["two"], ["1"], ["decide_two"]) == tuple(
        found[key] for key in ("standing", "possible", "clauses", "decisions")
    )
    assert {
        "standing": "undetermined",
        "possible": ["one", "two"],
        "otherwise": [{"reading": "breadth", "value": "narrow", "possible": ["one"]}],
    } == found["robust"]
    assert [{"standing": "one", "changes": None}, {"standing": "other", "changes": None}] == found["counterfactuals"]
    assert [] == found["residual"]
    assert (CLAUSE,) == determine(replace(policy, entries=(named,)), {}).clauses, "a clause is cited once"
