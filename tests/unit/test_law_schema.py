"""The shapes of a pack's keys: what each takes and refuses, and that a refusal is a sentence in both languages."""

from datetime import UTC, date, datetime

import pytest

from rongcuo.base import ClauseRef, Problem
from rongcuo.law import schema

pytestmark = pytest.mark.unit

SHAPES = [
    # the shape, its sentence, what it takes and what that becomes, what it refuses
    ("TEXT", "law.expects_text", ("某", "某"), ["", "  ", 3, True, ["某"]]),
    ("TEXTS", "law.expects_texts", (["甲", "乙"], ("甲", "乙")), ["甲", ["甲", 3], [""]]),
    ("SOME_TEXTS", "law.expects_some_texts", (["甲"], ("甲",)), [[], "甲", [3]]),
    ("PAIR", "law.expects_pair", (["是", "否"], ("是", "否")), [["是"], ["是", "否", "未"], "是"]),
    ("YES_OR_NO", "law.expects_yes_or_no", (True, True), ["true", 1, 0]),
    ("NUMBER", "law.expects_number", (1, 1), [0, -1, "1", True, 1.5]),
    (
        "DATE",
        "law.expects_date",
        (date(2017, 11, 2), date(2017, 11, 2)),
        ["2017-11-02", datetime(2017, 11, 2, tzinfo=UTC), 2017],
    ),
    ("CLAUSE", "law.expects_clause", ("5.2", ClauseRef((5, 2))), ["五", "", 5, ["5.2"]]),
    ("CLAUSES", "law.expects_clauses", (["5.2"], (ClauseRef((5, 2)),)), [[], "5.2", ["x"]]),
    ("TABLE", "law.expects_table", ({"a": 1}, {"a": 1}), [[], "a", 3]),
    ("TABLES", "law.expects_rows", ([{"a": 1}], ({"a": 1},)), [{"a": 1}, ["a"], [{"a": 1}, 2]]),
    ("FACT_TYPE", "law.expects_choice", ("date", "date"), ["day", "", 3]),
]


@pytest.mark.parametrize(("name", "code", "taken", "refused"), SHAPES, ids=[row[0] for row in SHAPES])
def test_a_shape_takes_what_it_is_for_and_says_what_it_expected(name, code, taken, refused):
    shape = getattr(schema, name)
    given, becomes = taken
    assert becomes == shape.convert(given)
    for wrong in refused:
        with pytest.raises((TypeError, ValueError)):
            shape.convert(wrong)
    problem = Problem(shape.code, {"key": "label", "choices": shape.choices, "nearest": "x"})
    assert code == problem.code
    assert problem.text("zh") != problem.text("en")


def test_every_shape_of_every_key_has_its_sentence_in_both_languages():
    """``law.expression`` is the shape of what is judged as an expression later."""
    codes = {key.shape.code for keys in schema.KEYS.values() for key in keys.values()}
    assert {code for _, code, _, _ in SHAPES} | {"law.expression", "law.expects_choices"} >= codes
    for code in codes - {"law.expression"}:
        assert Problem(code, {"key": "k", "choices": ("a",), "nearest": "a"}).text("zh")


def test_how_strongly_the_law_speaks_is_one_of_three_words():
    shape = schema.KEYS["standing"]["modality"].shape
    assert ("may", "shall", "recommended") == shape.choices
    assert ["may", "shall", "recommended"] == [shape.convert(word) for word in shape.choices]


def test_a_declaration_may_name_its_clause():
    for kind in ("finding", "standing", "exclusive", "decision", "open", "unseen", "stage", "reading"):
        clause = schema.KEYS[kind]["clause"]
        assert (schema.CLAUSE, False, None) == (clause.shape, clause.required, clause.default), kind
