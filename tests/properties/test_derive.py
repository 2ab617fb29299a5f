"""Derivations against their definition: every value of every open fact, and what learning more may do."""

import itertools
from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from rongcuo.determination.derivation.derive import derive
from rongcuo.determination.derivation.facts import Facts, Known, Row, Rows
from rongcuo.law.derivation.derivations import (
    Case,
    Cases,
    Combined,
    Compare,
    Count,
    Derivable,
    Derivation,
    Edition,
    Fact,
    Grade,
    Graded,
    Listing,
    Member,
    Named,
    Record,
)
from rongcuo.law.procedure import Choice
from tests.budget import examples
from tests.derivation_samples import completions, holds
from tests.determination_samples import CLAUSE, PLACE, policy_of

DAYS = tuple(date(2020, 1, day) for day in range(1, 6))
NUMBERS = range(5)
CODES = tuple(Choice(name, name, None, None) for name in "xyz")
PLACES = tuple(Choice(name, name, None, None) for name in ("here", "there"))


def _fact(name, type_, codes=()):
    return Fact(name, name, name, type_, "个" if type_ == "number" else None, codes, CLAUSE, PLACE)


SCALARS = {
    "a": _fact("a", "yes_or_no"),
    "b": _fact("b", "yes_or_no"),
    "n": _fact("n", "number"),
    "c": _fact("c", "code", CODES),
    "d": _fact("d", "date"),
}
FIELDS = {
    "p": _fact("p", "yes_or_no"),
    "m": _fact("m", "number"),
    "day": _fact("day", "date"),
    "place": _fact("place", "code", PLACES),
}
RECORD = Record("r", "r", "r", FIELDS, "day", "place", CLAUSE, PLACE)


def _edition(since, locality, high, low):
    grades = (Grade("high", "high", ({"m": high}, {"p": True, "m": low})), Grade("low", "low", ({"m": low},)))
    return Edition("t", "r", "t", "s", True, since, None, locality, grades, CLAUSE, PLACE)


TABLE = (_edition(date.min, None, 3, 1), _edition(DAYS[2], None, 4, 2), _edition(DAYS[1], "there", 2, 1))


def _atoms(facts):
    numbers = [name for name, fact in facts.items() if fact.type == "number"]
    dates = [name for name, fact in facts.items() if fact.type == "date"]
    codes = [(name, choice.id) for name, fact in facts.items() for choice in fact.codes]
    return st.one_of(
        st.sampled_from([name for name, fact in facts.items() if fact.type == "yes_or_no"]).map(Named),
        st.builds(
            Compare, st.sampled_from(numbers), st.sampled_from(("is", "at_least", "less_than")), st.integers(0, 3)
        ),
        st.builds(
            Compare, st.sampled_from(dates), st.sampled_from(("is", "from", "before")), st.sampled_from(DAYS[1:4])
        ),
        st.sampled_from(codes).map(lambda pair: Compare(pair[0], "is", pair[1])),
        st.sampled_from(codes).map(lambda pair: Member(pair[0], Listing((pair[1],)))),
    )


def _over(atoms, leaves):
    joined = lambda below: st.builds(  # noqa: E731  what st.recursive wants
        Combined, st.sampled_from(("all", "any", "none")), st.lists(below, min_size=1, max_size=3).map(tuple)
    )
    return st.recursive(atoms, joined, max_leaves=leaves)


scalar_terms = _over(_atoms(SCALARS) | st.just(Named("v")), 6)
row_terms = _over(_atoms(SCALARS | FIELDS) | st.sampled_from(("high", "low")).map(lambda grade: Graded("t", grade)), 4)
counts = st.builds(
    Count, st.just("r"), st.sampled_from(("at_least", "less_than")), st.integers(1, 2), st.none() | row_terms
)
value_terms = _over(_atoms(SCALARS), 3)


def derivation(name, term, codes=()):
    return Derivation(name, name, name, False, codes, term, CLAUSE, PLACE)


def policy_with(term, value, codes=()):
    """A policy that derives ``term`` as the value ``t``; ``v`` is another value it may rest on."""
    law = Derivable(
        SCALARS, {"r": RECORD}, {"t": TABLE}, {}, {"v": derivation("v", value), "t": derivation("t", term, codes)}
    )
    policy = policy_of(["f"], [("e", "s", None)])
    return replace(policy, pack=replace(policy.pack, derivable=law))


def _values(facts):
    by_type = {"yes_or_no": st.booleans(), "number": st.sampled_from(NUMBERS), "date": st.sampled_from(DAYS)}
    each = {
        name: st.none() | (st.sampled_from([choice.id for choice in fact.codes]) if fact.codes else by_type[fact.type])
        for name, fact in facts.items()
    }
    return st.fixed_dictionaries(each)


def facts_of(scalars, rows=(), *, complete=True):
    known = {name: Known(value) for name, value in scalars.items()}
    return Facts(known, {"r": Rows(tuple(Row(row) for row in rows), complete)})


def possible(term, value, facts, codes=()):
    return derive(policy_with(term, value, codes), facts).values["t"].step.possible


def every_result(term, value, scalars, rows=()):
    """By the definition: the results over everything that the open facts and fields may be."""
    law = policy_with(term, value).pack.derivable
    filled = itertools.product(*(list(completions(FIELDS, row, NUMBERS, DAYS)) for row in rows))
    return {
        holds(law, term, {**file, "r": each}, {})
        for each in filled
        for file in completions(SCALARS, scalars, NUMBERS, DAYS)
    }


@settings(max_examples=examples(150), deadline=None)
@given(scalar_terms, value_terms, _values(SCALARS))
def test_what_is_derived_is_exactly_what_some_value_of_the_open_facts_gives(term, value, scalars):
    assert every_result(term, value, scalars) == possible(term, value, facts_of(scalars))


@settings(max_examples=examples(100), deadline=None)
@given(scalar_terms, scalar_terms, value_terms, _values(SCALARS))
def test_a_code_is_derived_exactly_too(first, second, value, scalars):
    term = Cases((Case("x", first), Case("y", second), Case("z", None)))

    assert every_result(term, value, scalars) == possible(term, value, facts_of(scalars), CODES)


@settings(max_examples=examples(100), deadline=None)
@given(counts, value_terms, _values(SCALARS), _values(FIELDS))
def test_a_count_over_a_complete_list_is_exact(count, value, scalars, row):
    scalars = {**scalars, "a": True, "c": "x", "d": DAYS[0]}

    assert every_result(count, value, scalars, [row]) == possible(count, value, facts_of(scalars, [row]))


@settings(max_examples=examples(100), deadline=None)
@given(counts, counts, st.sampled_from(("all", "any", "none")), value_terms, _values(FIELDS), _values(FIELDS))
def test_two_counts_may_say_too_little_and_never_too_much(first, second, operator, value, row, other):
    term = Combined(operator, (first, second))
    scalars = {"a": True, "b": False, "n": 2, "c": "x", "d": DAYS[0]}
    rows = [row, {**other, "m": 3, "day": DAYS[4]}]

    assert every_result(term, value, scalars, rows) <= possible(term, value, facts_of(scalars, rows))


@settings(max_examples=examples(200), deadline=None)
@given(st.data(), _over(scalar_terms | counts, 4), value_terms, _values(SCALARS), st.lists(_values(FIELDS), max_size=2))
def test_learning_more_never_takes_back_what_was_settled(data, term, value, scalars, rows):
    more = data.draw(_values(SCALARS))
    learned = {name: known if known is not None else more[name] for name, known in scalars.items()}
    seen = [{n: v if v is not None else further[n] for n, v in row.items()} for row, further in _drawn(data, rows)]
    further_rows = data.draw(st.lists(_values(FIELDS), max_size=1))
    complete = data.draw(st.booleans())

    before = possible(term, value, facts_of(scalars, rows, complete=False))
    after = possible(term, value, facts_of(learned, [*seen, *further_rows], complete=complete))

    assert after <= before


def _drawn(data, rows):
    return [(row, data.draw(_values(FIELDS))) for row in rows]
