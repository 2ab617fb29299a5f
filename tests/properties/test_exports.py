"""Exports of any policy, whatever its rules and however odd its words."""

import itertools
import re
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from rongcuo.base import ClauseRef, Place
from rongcuo.determination import draw
from rongcuo.exports import FORMATS, export, read_clauses
from rongcuo.exports.rows import first_hit
from rongcuo.law.digests import text_digest
from rongcuo.law.rules import Group, Leaf
from rongcuo.law.text import Clause
from tests.budget import examples
from tests.determination_samples import any_, first_that_holds, none_, policy_of
from tests.exports_readers import DMN, LRML, DmnEngine, Reasoner, errors, parsed

NAMES = ("a", "b", "c", "d", "e", "f")
NODE = r'\w+(?:\["[^"]*"\]|\{"[^"]*"\}|\(\["[^"]*"\]\))'
MERMAID = re.compile(rf"flowchart TD|  {NODE}|  \w+ (?:-->|-\.->|-\.-)(?:\|\w+\|)? (?:\w+|{NODE})")
"""A node with its words, or an arrow; nothing else stands in what we draw."""

rules = st.recursive(
    st.sampled_from(NAMES).map(Leaf),
    lambda below: st.builds(
        Group, st.sampled_from(("all", "any", "none")), st.lists(below, min_size=1, max_size=3).map(tuple)
    ),
    max_leaves=8,
)
words = st.text(st.characters(codec="utf-8"), min_size=1, max_size=12)
"""Quotation marks, brackets, control characters, anything that UTF-8 can say."""


@st.composite
def policies(draw):
    standings = st.sampled_from(("one", "two", "three"))
    whens = draw(st.lists(rules, min_size=1, max_size=4))
    entries = [(f"e{number}", draw(standings), when) for number, when in enumerate(whens)]
    return policy_of(NAMES, [*entries, ("last", draw(standings), None)])


@st.composite
def odd_policies(draw):
    """Findings, entries and standings with any names and any labels."""
    one, other = draw(st.lists(words, min_size=2, max_size=2, unique=True))
    first, last = draw(st.lists(words, min_size=2, max_size=2, unique=True))
    return policy_of([one, other], [(first, first, any_(one, none_(other))), (last, last, None)], [(one, other)])


@st.composite
def texts(draw):
    """Clauses as the reader of a pack makes them, of what XML can hold: no blanks at line ends, numbers ascending."""
    line = st.text(
        st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp"), exclude_characters="\ufffe\uffff"), max_size=8
    ).map(str.strip)
    lines = st.lists(line.filter(bool), max_size=3).map("\n".join)
    label = st.one_of(line, st.sampled_from(("第一章", "第二条", "第三款", "第（四）项", "四（一）")))
    numbers = st.lists(
        st.lists(st.integers(0, 3), min_size=1, max_size=4).map(tuple), min_size=1, unique=True, max_size=6
    )
    refs = sorted(ClauseRef(parts) for parts in draw(numbers) if parts == (0,) or parts[0])
    return tuple(
        Clause(
            ref,
            mark,
            draw(st.one_of(lines, lines.map(mark.__add__))).strip(),
            draw(st.none() | line.filter(bool)),
            Place(),
        )
        for ref in refs
        for mark in [draw(label)]
    )


def all_facts(names):
    return (dict(zip(names, values, strict=True)) for values in itertools.product((False, True), repeat=len(names)))


@given(policies())
@settings(max_examples=examples(120))
def test_the_first_row_that_holds_is_the_entry_that_decides(policy):
    rows = first_hit(policy)

    for facts in all_facts(NAMES):
        decides = next(row for row in rows if all(facts[finding] == answer for finding, answer in row.conditions))
        assert first_that_holds(policy, facts).id == decides.entry.id


@given(policies())
@settings(max_examples=examples(40))
def test_every_entry_that_a_file_can_reach_has_a_row_and_no_row_is_idle(policy):
    reached = {first_that_holds(policy, facts).id for facts in all_facts(NAMES)}

    assert reached <= {row.entry.id for row in first_hit(policy)}


@given(policies(), st.tuples(*[st.booleans()] * len(NAMES)))
@settings(max_examples=examples(40))
def test_other_readers_of_dmn_and_legalruleml_find_the_standing(policy, values):
    facts = dict(zip(NAMES, values, strict=True))
    expected = first_that_holds(policy, facts).standing

    assert expected == DmnEngine(export(policy, "dmn")).decide(facts)["standing"]
    assert [expected] == Reasoner(export(policy, "legalruleml")).standings(facts, "chosen")


@given(odd_policies())
@settings(max_examples=examples(60))
def test_odd_words_leave_every_file_sound(policy):
    """Valid DMN; keys of LegalRuleML that stand once and resolve; a drawing that is a drawing."""
    assert [] == errors(export(policy, "dmn"), "SpiffWorkflow.dmn.parser", "schema/DMN13.xsd")
    assert 3 <= len(parsed(export(policy, "dmn")).findall(".//dmn:rule", DMN))
    rules = parsed(export(policy, "legalruleml"))
    keys = [key.lstrip(":") for key in rules.xpath("//@key | //@refersTo", namespaces=LRML)]
    assert len(keys) == len(set(keys))
    assert {key[1:] for key in rules.xpath("//@keyref | //@over | //@under")} <= set(keys)


@given(odd_policies(), st.sampled_from(("list", "diagram")))
@settings(max_examples=examples(60))
def test_odd_words_leave_every_drawing_sound(policy, subject):
    assert parsed(draw(policy, "svg", subject)).tag.endswith("}svg")
    for line in draw(policy, "mermaid", subject).splitlines():
        assert MERMAID.fullmatch(line), line


@given(policies())
@settings(max_examples=examples(30))
def test_an_export_is_the_same_each_time(policy):
    for form in FORMATS:
        assert export(policy, form) == export(policy, form)


@given(texts())
@settings(max_examples=examples(120))
def test_any_text_that_xml_can_hold_comes_back_word_for_word(clauses):
    policy = policy_of(["a"], [("first", "one", any_("a")), ("last", "two", None)])
    law = replace(policy, pack=replace(policy.pack, clauses={clause.ref: clause for clause in clauses}))

    assert text_digest(clauses) == text_digest(read_clauses(export(law, "akn")))
