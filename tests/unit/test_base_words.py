"""Clauses, answers, problems and refusals: the words every other room speaks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rongcuo.base import Answer, ClauseRef, Place, Problem, Refusal, Severity, sentence
from rongcuo.base.sentences import catalogue
from rongcuo.law import load

CLAUSES = st.lists(st.integers(0, 999), min_size=1, max_size=4).map(lambda parts: ClauseRef(tuple(parts)))


@given(CLAUSES)
def test_a_clause_reads_back_as_it_is_written(clause):
    assert clause == ClauseRef.parse(str(clause))


@given(CLAUSES)
def test_a_clause_stands_behind_the_clause_that_contains_it(clause):
    if clause.parent is None:
        assert 1 == len(clause.parts)
    else:
        assert clause.parent < clause
        assert str(clause).startswith(f"{clause.parent}.")


def test_clauses_stand_in_the_order_of_their_numbers_not_of_their_digits():
    written = ["0", "1", "1.4", "2", "4.1", "4.1.1", "4.1.5", "4.2", "5.2", "5.10", "10"]

    assert written == [str(clause) for clause in sorted(ClauseRef.parse(text) for text in reversed(written))]


def test_the_clauses_of_the_regulation_stand_in_the_order_of_its_text():
    clauses = list(load("yuexiu-2017-132").clauses)

    assert clauses == sorted(clauses)


@pytest.mark.parametrize(
    "text", ["", "4.", ".4", "4..1", "四", "4.1.3.2.1", "4 .1", "4.1\n", "-1", "1000", "\uff14", "4.\uff11", "a"]
)
def test_what_is_no_clause_number_is_refused_with_the_form_expected(text):
    with pytest.raises(ValueError, match=r"expected a form like 4\.1\.3"):
        ClauseRef.parse(text)


def test_an_answer_is_two_bits_and_every_pair_of_bits_an_answer():
    pairs = {(answer.supported, answer.opposed): answer for answer in Answer}

    assert 4 == len(pairs)
    assert pairs == {bits: Answer.of(supported=bits[0], opposed=bits[1]) for bits in pairs}


def test_evidence_both_ways_is_as_open_as_none():
    """Design 2.2: contested is evaluated as undetermined, and reported apart."""
    assert {Answer.UNDETERMINED, Answer.CONTESTED} == {answer for answer in Answer if answer.is_open}
    assert Answer.CONTESTED == Answer.of(supported=True, opposed=True)
    assert Answer.NOT_ESTABLISHED == Answer.of(supported=False, opposed=True)


PLACES = (
    (Place(), ""),
    (Place(file="a.md"), "a.md"),
    (Place(file="a.md", line=3, field="when"), "a.md:3:when"),
    (Place(field="claims.0.statement"), "claims.0.statement"),
    (Place(clause=ClauseRef((5, 2))), "[5.2]"),
    (Place(file="a.md", line=3, clause=ClauseRef((5, 2))), "a.md:3 [5.2]"),
)


@pytest.mark.parametrize(("place", "text"), PLACES)
def test_a_place_says_what_is_known_of_it(place, text):
    assert text == str(place)


def test_a_problem_as_json_says_what_where_and_in_both_languages():
    place = Place(file="case.json", line=2, field="claims.0.statement", clause=ClauseRef((5, 2)))
    problem = Problem("act.required", {"label": "事实和理由", "label_en": "Statement"}, place)

    expected = {
        "code": "act.required",
        "severity": "error",
        "message": "请填写“事实和理由”。",
        "message_en": "Please fill in: Statement.",
        "file": "case.json",
        "line": 2,
        "field": "claims.0.statement",
        "clause": "5.2",
    }
    assert expected == problem.as_json()


def test_a_problem_stops_the_work_unless_it_says_otherwise():
    assert Severity.ERROR == Problem("act.required").severity
    assert "notice" == Problem("cli.empty", severity=Severity.NOTICE).as_json()["severity"]


def test_a_refusal_as_json_names_the_clause_and_the_act_that_opens_the_way():
    refusal = Refusal("guard.considered", {}, ClauseRef((5, 1)), "consider_ex_officio")

    expected = {
        "code": "guard.considered",
        "message": catalogue("zh")["guard.considered"],
        "message_en": catalogue("en")["guard.considered"],
        "clause": "5.1",
        "opens": "consider_ex_officio",
    }
    assert expected == refusal.as_json()
    assert (None, None) == (Refusal("act.required").clause, Refusal("act.required").opens)


def test_chinese_comes_first():
    assert catalogue("zh")["guard.considered"] == sentence("guard.considered", {})


def test_a_code_without_a_sentence_is_a_mistake_of_ours():
    with pytest.raises(KeyError):
        sentence("guard.there_is_no_such_guard", {})
