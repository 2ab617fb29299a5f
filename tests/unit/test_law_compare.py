"""Two wordings of one regulation, laid side by side: what went out, what came in, and what stayed."""

from dataclasses import replace

import pytest

from rongcuo.base import ClauseRef, Place
from rongcuo.law.compare import Bound, compare
from rongcuo.law.pack import Pack
from rongcuo.law.text import Binding, Clause
from tests.determination_samples import CLAUSE, policy_of

OTHER = ClauseRef((2,))


def pack(words: str, heading: str | None = None, *, ref: ClauseRef = CLAUSE, name: str = "a") -> Pack:
    """A law of one clause, to which one finding is bound."""
    clause = Clause(ref, "一", words, heading, Place(file="sample.md", line=1))
    return replace(
        policy_of("a", [("rest", "other", None)]).pack,
        clauses={ref: clause},
        bindings=(Binding(ref, "finding", name, "甲"),),
    )


REWORDED = [
    ("a word put in", "经研究决定", "经集体研究决定", [("same", "经"), ("in", "集体"), ("same", "研究决定")]),
    ("a word taken out", "可以从轻免责", "可以免责", [("same", "可以"), ("out", "从轻"), ("same", "免责")]),
    ("one for another", "可以免责的", "应当免责的", [("out", "可以"), ("in", "应当"), ("same", "免责的")]),
    (
        "a single character between two changes is part of the change",
        "蓄意侵害的",
        "故意损害的",
        [("out", "蓄意侵"), ("in", "故意损"), ("same", "害的")],
    ),
    ("two characters that stayed are told apart", "甲研究乙", "丙研究丁",
     [("out", "甲"), ("in", "丙"), ("same", "研究"), ("out", "乙"), ("in", "丁")]),
    ("nothing in common", "甲乙", "丙丁", [("out", "甲乙"), ("in", "丙丁")]),
    ("its first character stayed", "甲研究", "甲决定", [("same", "甲"), ("out", "研究"), ("in", "决定")]),
    ("its last character stayed", "研究甲", "决定甲", [("out", "研究"), ("in", "决定"), ("same", "甲")]),
    ("a first character that is not the other's first", "甲研究", "乙甲决定", [("out", "甲研究"), ("in", "乙甲决定")]),
    ("a last character that is not the other's last", "研究甲", "决定甲乙", [("out", "研究甲"), ("in", "决定甲乙")]),
    ("a single character that only the new wording ends with", "研究甲乙", "决定甲",
     [("out", "研究甲乙"), ("in", "决定甲")]),
    ("much repeated", "的" * 300 + "甲", "的" * 300 + "乙", [("same", "的" * 300), ("out", "甲"), ("in", "乙")]),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "parts"), [row[1:] for row in REWORDED], ids=[row[0] for row in REWORDED])
def test_a_clause_is_told_by_what_stayed_and_what_did_not(old, new, parts):
    [reworded] = compare(pack(old), pack(new)).reworded

    assert parts == list(reworded.parts)


def test_another_heading_is_another_wording():
    [reworded] = compare(pack("条文。", "范围"), pack("条文。", "适用范围")).reworded
    [headed] = compare(pack("条文。"), pack("条文。", "范围")).reworded

    assert [("in", "适用"), ("same", "范围\n条文。")] == list(reworded.parts)
    assert [("in", "范围\n"), ("same", "条文。")] == list(headed.parts)


def test_a_clause_of_another_number_is_added_and_the_old_one_removed():
    found = compare(pack("条文。"), pack("条文。", ref=OTHER))

    assert ([OTHER], [CLAUSE], ()) == (
        [clause.ref for clause in found.added],
        [clause.ref for clause in found.removed],
        found.reworded,
    )


def test_what_a_clause_is_bound_to_is_compared_by_kind_and_name():
    found = compare(pack("条文。"), pack("条文。", name="b"))

    assert ((Bound(CLAUSE, "finding", "b"),), (Bound(CLAUSE, "finding", "a"),)) == (found.bound, found.unbound)
    assert found
    assert not compare(pack("条文。"), pack("条文。"))
