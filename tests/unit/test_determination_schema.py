"""The published JSON schemas against what is printed, whatever the file."""

import json
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from rongcuo.base import Answer
from rongcuo.determination import FindingState, answer, ask, contradictions, counterfactuals, determine, question
from rongcuo.law import apply, load, packs
from tests.budget import examples
from tests.house.repository import ROOT

SCHEMAS = ROOT / "docs" / "reference" / "schemas"
POLICIES = [apply(load(policy, day), {}) for policy, day in packs()]


@cache
def validator(name: str) -> Draft202012Validator:
    schema = json.loads((SCHEMAS / f"{name}.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


@st.composite
def files(draw):
    policy = draw(st.sampled_from(POLICIES))
    evidence = st.lists(st.sampled_from(["证1", {"number": 2, "supports": True}]), max_size=2).map(tuple)
    note = st.none() | st.just("理由")
    states = st.builds(FindingState, st.sampled_from(Answer), evidence, note, st.booleans())
    findings = draw(st.dictionaries(st.sampled_from(list(policy.pack.findings)), states))
    for problem in contradictions(policy.pack, findings):
        for name in str(problem.params["findings"]).split(", "):
            findings[name] = FindingState(Answer.CONTESTED)
    return policy, findings


@given(files(), st.booleans())
@settings(max_examples=examples(40))
def test_every_answer_and_every_question_is_of_its_published_form(file, asked_for):
    policy, findings = file

    otherwise = counterfactuals(policy, findings) if asked_for else None
    body = json.loads(json.dumps(answer(policy, determine(policy, findings), otherwise)))

    assert [] == [error.message for error in validator("determination-2").iter_errors(body)]
    assert asked_for == ("counterfactuals" in body)
    asked = json.loads(json.dumps(question(ask(policy, findings))))
    assert [] == [error.message for error in validator("question-1").iter_errors(asked)]


@pytest.mark.parametrize(
    ("key", "value"),
    [("standing", None), ("possible", []), ("modality", "must"), ("missing", [1]), ("unheard_of", 1), ("receipt", {})],
)
def test_the_schema_refuses_another_form(key, value):
    body = answer(POLICIES[0], determine(POLICIES[0], {}))
    assert validator("determination-2").is_valid(json.loads(json.dumps(body)))

    assert not validator("determination-2").is_valid(json.loads(json.dumps(body | {key: value})))
