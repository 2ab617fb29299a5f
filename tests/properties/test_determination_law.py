"""The pack of 越委办〔2017〕132号 against a second transcription of its rules, in plain sentences of Python.

Nothing here uses the pack's rules or the diagram: what is compared is what two
people made of the same text.
"""

import itertools
import random
from functools import cache

from rongcuo.base import Answer
from rongcuo.determination import FindingState, determine
from rongcuo.law import apply, load

MATTERS = (
    "deepening_reform",
    "unprecedented_exploration",
    "hard_problem",
    "transformative_project",
    "other_reform_work",
)
NATURES = ("lacked_experience", "unrestricted_experiment", "inadvertent_error")
EXCLUSIONS = (
    *("violation_not_error", "vanity_project", "image_project", "favouritism", "corruption"),
    *("abuse_of_office_for_gain", "serious_harm_to_public", "other_1_3_conduct"),
    *("knowing_breach", "supervision_evasion", "nonfeasance", "other_1_4_problem"),
)
THRESHOLDS = (
    *("severe_safety_accident", "severe_environmental_accident", "major_food_or_drug_accident"),
    *("major_mass_incident", "other_severe_consequence_or_impact"),
)
OTHER_CIRCUMSTANCES = ("loss_contained", "loss_recovered", "effect_eliminated", "other_circumstance")

SWITCHES = {
    "condition_1": ("letter", "strict"),
    "threshold_bars_mitigation": ("false", "true"),
    "conflict_bars_mitigation": ("false", "true"),
    "nature_required": ("false", "true"),
    "exclusion_bars": ("exemption_and_mitigation", "exemption_only"),
    "circumstances": ("each", "cooperation_with_acceptance"),
    "unit_as_party": ("true", "false"),
}

LIKELY = {
    "natural_person", "covered_organisation", "public_duty", "error_occurred", "transformative_project",
    "duly_demonstrated", "collectively_studied", "diligent", "follows_decision_spirit", "inadvertent_error",
}  # fmt: skip
"""Established in the file that everything else departs from: it is exempt."""


def standing(facts: dict[str, bool], readings: dict[str, str]) -> str:  # noqa: C901, PLR0911  one line a rule
    """The standing of a file on which every finding is answered."""

    def has(name: str) -> bool:
        return facts[name]

    person = has("natural_person")
    if not has("covered_organisation") or (person and not has("public_duty")):
        return "out_of_scope"
    if not person and readings["unit_as_party"] == "false":
        return "out_of_scope"
    if person and has("managed_above_district"):
        return "governed_above"
    if not has("error_occurred"):
        return "no_error"
    excluded, matter = any(map(has, EXCLUSIONS)), any(map(has, MATTERS))
    bars_all = readings["exclusion_bars"] == "exemption_and_mitigation"
    if bars_all and excluded and (matter or has("reform_pleaded")):
        return "excluded"
    if not matter:
        return "out_of_scope"
    if readings["nature_required"] == "true" and person and not any(map(has, NATURES)):
        return "out_of_scope"
    severe = any(map(has, THRESHOLDS))
    conditions = _conditions(facts, readings)
    if not severe and all(conditions) and not has("conflicts_with_higher_norm") and not excluded:
        return "exempt"
    if readings["threshold_bars_mitigation"] == "true" and severe:
        return "not_met"
    if readings["conflict_bars_mitigation"] == "true" and has("conflicts_with_higher_norm"):
        return "not_met"
    return "mitigable" if any(conditions) or _circumstance(facts, readings) else "not_met"


def _conditions(facts: dict[str, bool], readings: dict[str, str]) -> list[bool]:
    first = not facts["expressly_prohibited"]
    if readings["condition_1"] == "strict" and facts["no_explicit_provision"]:
        first = first and facts["follows_decision_spirit"]
    return [
        first,
        facts["duly_demonstrated"] and facts["collectively_studied"] and not facts["other_required_procedure_missed"],
        facts["diligent"],
        not facts["intentional_harm"] and not facts["improper_benefit"],
    ]


def _circumstance(facts: dict[str, bool], readings: dict[str, str]) -> bool:
    together = facts["cooperated"], facts["accepted_responsibility"]
    owned_up = all(together) if readings["circumstances"] == "cooperation_with_acceptance" else any(together)
    return owned_up or any(facts[name] for name in OTHER_CIRCUMSTANCES)


@cache
def policy_under(choices: tuple[tuple[str, str], ...]):
    return apply(load("yuexiu-2017-132"), dict(choices))


def readings_of(rng: random.Random) -> dict[str, str]:
    return {name: rng.choice(values) for name, values in SWITCHES.items()}


def file_of(rng: random.Random, doubt: int) -> tuple[dict[str, bool], list[str]]:
    """A complete admissible file some steps away from the likely one, and up to ``doubt`` findings left open."""
    names = list(load("yuexiu-2017-132").findings)
    turned = set(rng.sample(names, rng.choice((0, 1, 2, 3, 6, 12, 30))))
    facts = {name: (name in LIKELY) != (name in turned) for name in names}
    if facts["expressly_prohibited"] and facts["no_explicit_provision"]:
        facts[rng.choice(("expressly_prohibited", "no_explicit_provision"))] = False
    return facts, rng.sample(names, rng.randint(0, doubt))


def states(facts: dict[str, bool]) -> dict[str, FindingState]:
    answers = {True: Answer.ESTABLISHED, False: Answer.NOT_ESTABLISHED}
    return {name: FindingState(answers[value]) for name, value in facts.items()}


def test_a_complete_file_has_the_standing_of_the_second_transcription_under_any_readings():
    rng = random.Random(132)  # noqa: S311  repeatable, not secret
    seen = set()
    for _ in range(6_000):
        readings = readings_of(rng)
        facts, _ = file_of(rng, 0)

        result = determine(policy_under(tuple(readings.items())), states(facts))

        assert standing(facts, readings) == result.standing, (readings, facts)
        assert () == result.missing
        seen.add(result.standing)
    assert set(load("yuexiu-2017-132").standings) == seen


def test_an_open_file_allows_what_its_completions_have_and_misses_what_they_turn_on():
    rng = random.Random(2017)  # noqa: S311  repeatable, not secret
    for _ in range(1_500):
        readings = readings_of(rng)
        facts, doubt = file_of(rng, 7)
        known = {name: value for name, value in facts.items() if name not in doubt}

        result = determine(policy_under(tuple(readings.items())), states(known))

        reached = _reached(facts, doubt, readings)
        assert tuple(sorted(set(reached.values()))) == result.possible, (readings, known)
        assert _turning(doubt, reached) == set(result.missing), (readings, known)


def _reached(facts: dict[str, bool], doubt: list[str], readings: dict[str, str]) -> dict[tuple[bool, ...], str]:
    reached = {}
    for values in itertools.product((False, True), repeat=len(doubt)):
        whole = {**facts, **dict(zip(doubt, values, strict=True))}
        if not (whole["expressly_prohibited"] and whole["no_explicit_provision"]):
            reached[values] = standing(whole, readings)
    return reached


def _turning(doubt: list[str], reached: dict[tuple[bool, ...], str]) -> set[str]:
    found = set()
    for values, given in reached.items():
        for position, name in enumerate(doubt):
            other = (*values[:position], not values[position], *values[position + 1 :])
            if reached.get(other, given) != given:
                found.add(name)
    return found
