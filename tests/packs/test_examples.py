"""The worked examples beside each pack: published cases, compared with the law as it is written."""

import pytest

from rongcuo.determination import determine
from rongcuo.determination.examples import Example, check_examples
from rongcuo.determination.examples import load as load_examples
from rongcuo.law import apply, folder, load, packs

EDITIONS = [(policy, day) for policy, day in packs()]
EXAMPLES = [(policy, day, example) for policy, day in EDITIONS for example in load_examples(folder(policy, day))]


def _name(value: object) -> str:
    return value.id if isinstance(value, Example) else str(value)


@pytest.mark.parametrize(("policy", "day", "example"), EXAMPLES, ids=_name)
def test_a_worked_example_has_the_result_that_it_states(policy, day, example):
    pack = load(policy, day)

    result = determine(apply(pack, example.readings), example.findings)

    assert (example.standing, example.possible) == (result.standing, result.possible)


@pytest.mark.parametrize(("policy", "day", "example"), EXAMPLES, ids=_name)
def test_a_worked_example_argues_each_finding_and_cites_clauses_that_exist(policy, day, example):
    pack = load(policy, day)

    assert [] == [name for name, state in example.findings.items() if not state.note]
    assert set(example.clauses) <= pack.clauses.keys()
    assert example.decision is None or example.decision in pack.decisions


def test_an_example_that_states_another_result_is_reported():
    [(policy, day, example), *_] = EXAMPLES
    wrong = Example(**{name: getattr(example, name) for name in Example.__slots__} | {"possible": ("exempt",)})

    [problem] = check_examples(load(policy, day), (wrong,))

    assert ("example.differs", "examples/C02.toml") == (problem.code, problem.place.file)


def test_exempting_in_the_case_of_the_air_raid_shelter_needs_reasons_because_facts_are_open():
    """C02: what the source leaves out decides between exemption, mitigation and exclusion."""
    [example] = [example for policy, _, example in EXAMPLES if example.id == "C02"]

    result = determine(apply(load("yuexiu-2017-132"), {}), example.findings)

    assert result.needs_reasons("exempt")
    assert not result.is_departure("exempt")
    assert {"knowing_breach", "expressly_prohibited", "duly_demonstrated", "collectively_studied"} <= {*result.missing}
