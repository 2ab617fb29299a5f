"""The worked examples beside each pack: published cases, compared with the law as it is written."""

import json
import re
from collections import Counter

import pytest

from rongcuo.base import Answer
from rongcuo.determination import FindingState, determine
from rongcuo.determination.practice.examples import Example, check_examples, read_examples
from rongcuo.law import apply, folder, load, packs
from rongcuo.law.catalogue import PACKS

POLICY = "yuexiu-2017-132"
EDITIONS = [(policy, day) for policy, day in packs()]
EXAMPLES = [
    (policy, day, example)
    for policy, day in EDITIONS
    for example in read_examples(folder(policy, day), load(policy, day))[0]
]
YUEXIU = [example for policy, _, example in EXAMPLES if policy == POLICY]
PUBLISHED = {
    case["id"]: case for case in json.loads((PACKS / "cases" / "published.json").read_text(encoding="utf-8"))["cases"]
}

YES, NO = Answer.ESTABLISHED, Answer.NOT_ESTABLISHED
THRESHOLD = (
    "severe_safety_accident",
    "severe_environmental_accident",
    "major_food_or_drug_accident",
    "major_mass_incident",
    "other_severe_consequence_or_impact",
)
FACTS = {
    "no_severe_consequence": dict.fromkeys(THRESHOLD, NO),
    "not_expressly_forbidden_or_in_decision_spirit": {
        "expressly_prohibited": NO,
        "no_explicit_provision": YES,
        "follows_decision_spirit": YES,
    },
    "due_demonstration_collective_study": {"duly_demonstrated": YES, "collectively_studied": YES},
    "diligence": {"diligent": YES},
    "no_improper_benefit_no_intentional_harm": {"intentional_harm": NO, "improper_benefit": NO},
    "remedial_action": {"loss_contained": YES, "loss_recovered": YES, "effect_eliminated": YES},
    "cooperation_with_inquiry": {"cooperated": YES},
    "accepting_responsibility": {"accepted_responsibility": YES},
}
"""Published fact → the findings it speaks of, each with the answer that a published ``yes`` would be."""

MATTERS = {
    "1": "deepening_reform",
    "2": "unprecedented_exploration",
    "3": "hard_problem",
    "4": "transformative_project",
    "5": "other_reform_work",
}
"""Number of the matter in 3.1 → finding."""

OUTCOMES = {
    "exempt": {"exempt"},
    "exempt_with_education": {"exempt"},
    "exempt_with_rectification": {"exempt"},
    "mitigate": {"mitigated", "lighter"},
    "reversed": {"ended"},
    "clarified": {"ended"},
    "refused": {"accountable"},
    "refused_severe": {"accountable"},
    "sanctioned_then_reused": {"accountable"},
}
"""Published outcome → the decisions of the pack that are like it."""


def _name(value: object) -> str:
    return value.id if isinstance(value, Example) else str(value)


def answers(example: Example, finding: str) -> Answer:
    state = example.findings.get(finding)
    return state.answer if state else Answer.UNDETERMINED


@pytest.mark.parametrize(("policy", "day"), EDITIONS)
def test_every_worked_example_that_is_shipped_is_sound(policy, day):
    pack = load(policy, day)
    examples, problems = read_examples(folder(policy, day), pack)

    assert () == problems
    assert () == check_examples(pack, examples)


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


@pytest.mark.parametrize("example", [each for _, _, each in EXAMPLES], ids=_name)
def test_only_an_open_finding_says_whether_it_was_asked(example):
    asked = {name for name, state in example.findings.items() if state.inquired}

    assert set() == {name for name in asked if not answers(example, name).is_open}


def test_at_least_twelve_published_cases_span_what_practice_does():
    decisions = Counter(example.decision for example in YUEXIU)
    kinds = {PUBLISHED[example.id]["party_kind"] for example in YUEXIU}

    assert len(YUEXIU) >= 12
    assert {"exempt", "mitigated", "accountable", "ended", None} <= set(decisions)
    assert {"individual", "unit"} <= kinds


@pytest.mark.parametrize("example", YUEXIU, ids=_name)
def test_what_the_source_does_not_say_stays_undetermined(example):
    """``unknown`` is never read as ``no``, nor as ``yes``."""
    facts = PUBLISHED[example.id]["facts"]
    silent = [finding for fact, group in FACTS.items() if facts[fact]["value"] == "unknown" for finding in group]

    assert [] == [finding for finding in silent if not answers(example, finding).is_open]


@pytest.mark.parametrize("example", YUEXIU, ids=_name)
def test_a_finding_does_not_contradict_the_published_fact(example):
    """Where the source says yes, none of the findings it speaks of says the opposite; where no, not all agree."""
    facts = PUBLISHED[example.id]["facts"]
    for fact, group in FACTS.items():
        given = {finding: answers(example, finding) for finding in group if not answers(example, finding).is_open}
        against = {finding for finding, answer in given.items() if answer is not group[finding]}
        if facts[fact]["value"] == "yes":
            assert set() == against, fact
        if facts[fact]["value"] == "no":
            assert given != group, fact


@pytest.mark.parametrize("example", YUEXIU, ids=_name)
def test_the_matter_is_the_published_one(example):
    category = PUBLISHED[example.id]["facts"]["matter_category"]["value"]
    number = re.match(r"3\.一\((\d)\)", category)

    established = {finding for finding in MATTERS.values() if answers(example, finding) is YES}

    assert established <= ({MATTERS[number[1]]} if number else set())


@pytest.mark.parametrize("example", YUEXIU, ids=_name)
def test_an_exclusion_is_established_only_where_the_source_names_one(example):
    pack = load(POLICY)
    excluded = {
        name for name, finding in pack.findings.items() if finding.kind == "exclusion" and answers(example, name) is YES
    }

    assert not excluded or PUBLISHED[example.id]["facts"]["any_exclusion_ground"]["value"] == "yes"


@pytest.mark.parametrize("example", [each for _, _, each in EXAMPLES], ids=_name)
def test_an_example_names_the_published_case_and_its_addresses(example):
    case = PUBLISHED[example.id]

    assert (case["title"], case["locality"], case["year"], case["seen"]) == (
        example.title,
        example.locality,
        example.year,
        example.seen,
    )
    assert set(example.sources) <= {case["source_url"], *case["other_sources"]}


@pytest.mark.parametrize("example", [each for _, _, each in EXAMPLES], ids=_name)
def test_the_summary_is_in_our_words_and_quotes_no_sentence(example):
    assert [] == [quoted for quoted in re.findall(r"[“「]([^”」]*)[”」]", example.summary) if len(quoted) > 10]


@pytest.mark.parametrize("example", YUEXIU, ids=_name)
def test_the_decision_is_like_the_published_outcome(example):
    """Only where another regulation governs the party is there nothing to compare."""
    allowed = OUTCOMES[PUBLISHED[example.id]["outcome_code"]]

    if example.decision is None:
        assert ("governed_above",) == example.possible
    else:
        assert example.decision in allowed


def test_an_example_that_states_another_result_is_reported():
    right = YUEXIU[1]
    wrong = Example(**{name: getattr(right, name) for name in Example.__slots__} | {"possible": ("exempt", "excluded")})

    [problem] = check_examples(load(POLICY), (wrong,))

    assert ("example.differs", "examples/C02.toml") == (problem.code, problem.place.file)
    assert problem.place.line
    assert ("undetermined (exempt, excluded)", "undetermined (excluded, exempt, mitigable)") == (
        problem.params["expected"], problem.params["given"],
    )  # fmt: skip


def test_exempting_in_the_case_of_the_air_raid_shelter_needs_reasons_because_facts_are_open():
    """C02: what the source leaves out decides between exemption, mitigation and exclusion."""
    [example] = [example for example in YUEXIU if example.id == "C02"]

    result = determine(apply(load(POLICY), {}), example.findings)

    assert result.needs_reasons("exempt")
    assert not result.is_departure("exempt")
    assert {"knowing_breach", "expressly_prohibited", "duly_demonstrated", "collectively_studied"} <= {*result.missing}


def test_the_village_cadre_is_tolerated_in_practice_and_outside_the_scope_by_the_letter():
    """C04: clause 2 names no body of villagers' self-government; were it to cover him, mitigation would be left."""
    [example] = [example for example in YUEXIU if example.id == "C04"]
    covered = example.findings | {name: FindingState(YES) for name in ("covered_organisation", "public_duty")}
    policy = apply(load(POLICY), {})

    assert "out_of_scope" == determine(policy, example.findings).standing
    assert determine(policy, covered).possible == ("excluded", "governed_above", "mitigable")


def test_the_same_cadre_managed_by_the_district_would_be_excluded_whatever_the_sewage_did():
    """C37: nonfeasance comes before the threshold, so the grade of the pollution need not be known."""
    [example] = [example for example in YUEXIU if example.id == "C37"]
    managed_here = example.findings | {"managed_above_district": FindingState(NO)}

    assert "excluded" == determine(apply(load(POLICY), {}), managed_here).standing
