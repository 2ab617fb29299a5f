"""What 越委办〔2017〕132号 derives from facts: thresholds at their boundaries, and what each reading changes."""

from dataclasses import dataclass, field
from datetime import date

import pytest

from rongcuo.base import Answer
from rongcuo.determination.derivation.derive import derive
from rongcuo.determination.derivation.facts import Facts, Known, Row, Rows
from rongcuo.determination.derivation.grading import grounds
from rongcuo.law import apply, load
from rongcuo.procedure.consent import consent_is_owed

ESTABLISHED, NOT, OPEN = Answer.ESTABLISHED, Answer.NOT_ESTABLISHED, Answer.UNDETERMINED

SAFE = {"deaths": 0, "serious_injuries": 0, "injured": 0, "loss": 0, "evacuated": 0, "participants": 0, "cities": 1}
UNHARMED = dict.fromkeys(
    ["brawl", "ecosystem_lost", "ecosystem_partly_lost", "city_water_cut", "county_water_cut", "crosses_province"],
    False,
)
EVENT = SAFE | UNHARMED | {
    "occurred_on": date(2020, 1, 1), "locality": "national", "other_major_ground": False, "official_grade": "ordinary",
    "of_responsibility": True, "caused_by_this_error": True,
}  # fmt: skip

THRESHOLDS = {
    "work_safety": "severe_safety_accident",
    "environment": "severe_environmental_accident",
    "food": "major_food_or_drug_accident",
    "drug": "major_food_or_drug_accident",
    "mass_incident": "major_mass_incident",
}


def derived(facts=None, records=None, *, complete=True, **readings):
    policy = apply(load("yuexiu-2017-132"), readings)
    known = {name: Known(value) for name, value in (facts or {}).items()}
    rows = {name: Rows(tuple(Row(row) for row in listed), complete) for name, listed in (records or {}).items()}
    return derive(policy, Facts(known, rows))


def threshold(kind, complete=True, **figures):
    row = EVENT | {"kind": kind} | figures
    return derived(records={"event": [row]}, complete=complete).findings[THRESHOLDS[kind]].answer


BOUNDARIES = [
    # the kind of event, figures that reach the grade, figures just below it
    ("work_safety", {"deaths": 10}, {"deaths": 9}),
    ("work_safety", {"deaths": 30}, {"deaths": 9, "serious_injuries": 49, "loss": 49_999_999}),
    ("work_safety", {"deaths": 29}, {"deaths": 3}),
    ("work_safety", {"serious_injuries": 50}, {"serious_injuries": 49}),
    ("work_safety", {"loss": 50_000_000}, {"loss": 49_999_999}),
    ("environment", {"deaths": 10}, {"deaths": 9}),
    ("environment", {"injured": 50}, {"injured": 49}),
    ("environment", {"evacuated": 10_000}, {"evacuated": 9_999}),
    ("environment", {"loss": 20_000_000}, {"loss": 19_999_999}),
    ("environment", {"crosses_province": True}, {"crosses_province": False}),
    (
        "environment",
        {"occurred_on": date(2014, 12, 28), "loss": 10_000_000},
        {"occurred_on": date(2014, 12, 29), "loss": 10_000_000},
    ),
    ("food", {"injured": 100, "deaths": 1}, {"injured": 100, "deaths": 0}),
    ("food", {"deaths": 10}, {"injured": 99, "deaths": 9}),
    ("food", {"cities": 2}, {"cities": 1}),
    ("drug", {"official_grade": "major"}, {"official_grade": "larger", "deaths": 40}),
    ("mass_incident", {"participants": 1_000}, {"participants": 999}),
    ("mass_incident", {"participants": 200, "brawl": True}, {"participants": 199, "brawl": True}),
    ("mass_incident", {"participants": 500, "locality": "local_500"}, {"participants": 500}),
]


@pytest.mark.parametrize(("kind", "reaches", "below"), BOUNDARIES, ids=lambda value: str(value)[:40])
def test_a_threshold_is_reached_at_the_number_itself_and_not_one_below(kind, reaches, below):
    assert ESTABLISHED is threshold(kind, **reaches)
    assert NOT is threshold(kind, **below)


@pytest.mark.parametrize("limb", ["of_responsibility", "caused_by_this_error"])
def test_figures_alone_establish_no_threshold_finding(limb):
    assert NOT is threshold("work_safety", deaths=40, **{limb: False})
    assert OPEN is threshold("work_safety", deaths=40, **{limb: None})


def test_that_no_event_of_the_grade_is_listed_refutes_only_a_complete_list():
    assert NOT is threshold("work_safety", deaths=2)
    assert OPEN is threshold("work_safety", deaths=2, complete=False)
    assert OPEN is derived().findings["severe_safety_accident"].answer


def test_the_grade_falls_from_figures_of_the_edition_of_the_day_with_its_source():
    event = EVENT | {"kind": "environment", "loss": 20_000_000}

    def source(day):
        step = derived(records={"event": [event | {"occurred_on": day}]}).findings["severe_environmental_accident"].step
        [table] = [each for each in step.children[0].children[0].children if each.form == "table"]
        return [edition.source for edition, _ in table.graded]

    assert ["《国家突发环境事件应急预案》（2006年1月24日）1.3"] == source(date(2014, 12, 28))
    assert ["《国家突发环境事件应急预案》（国办函〔2014〕119号）附件1"] == source(date(2014, 12, 29))


@pytest.mark.parametrize(("deaths", "grade"), [(9, "larger"), (10, "major"), (29, "major"), (30, "especially_major")])
def test_the_grade_itself_is_told_by_the_first_ground_that_holds(deaths, grade):
    [edition] = load("yuexiu-2017-132").derivable.tables["work_safety"]

    assert grade == next(each.grade.id for each in grounds(edition, "larger", {"deaths": deaths}) if each.holds)


def test_what_was_not_read_in_its_official_text_is_marked():
    tables = load("yuexiu-2017-132").derivable.tables

    assert {"work_safety"} == {name for name, editions in tables.items() if all(each.confirmed for each in editions)}


def prohibited(*rows, complete=True, **readings):
    return derived(records={"breach": rows}, complete=complete, **readings).findings["expressly_prohibited"].answer


BREACHES = [
    # what a lawyer would say, the breaches, whether the list is complete, what follows
    ("A regulation's prohibition prohibits", [{"rank": "local_regulation", "kind": "prohibition"}], False, ESTABLISHED),
    ("So does a cap in a rule", [{"rank": "departmental_rule", "kind": "cap"}], False, ESTABLISHED),
    ("A step that was left out is no prohibition", [{"rank": "law", "kind": "procedural_duty"}], True, NOT),
    ("A document below the rules does not count", [{"rank": "normative_document", "kind": "prohibition"}], True, NOT),
    ("No breach at all, and the list is complete", [], True, NOT),
    ("No breach listed yet", [], False, OPEN),
    ("Of an unknown kind it stays open", [{"rank": "law"}], True, OPEN),
    ("Of an unknown rank it stays open", [{"kind": "cap"}], True, OPEN),
    (
        "That it was cured and punished decides nothing",
        [{"rank": "law", "kind": "prohibition", "cured": True, "punished": True}],
        True,
        ESTABLISHED,
    ),
]


@pytest.mark.parametrize(("says", "rows", "complete", "expected"), BREACHES, ids=[row[0] for row in BREACHES])
def test_what_is_expressly_prohibited(says, rows, complete, expected):
    assert expected is prohibited(*rows, complete=complete), says


STEERED = [
    # the reading, its other value, facts, records, finding or value, by default, under the other value
    (
        "norm_ranks_that_prohibit",
        "with_normative_documents",
        {},
        {"breach": [{"rank": "normative_document", "kind": "cap"}]},
        "expressly_prohibited",
        NOT,
        ESTABLISHED,
    ),
    (
        "urgency_excuses_collective_study",
        "true",
        {"studied_beforehand": False, "urgent": True, "reported_in_time": True},
        {},
        "collectively_studied",
        NOT,
        ESTABLISHED,
    ),
    (
        "village_cadres_covered",
        "true",
        {"organisation_of_district": True, "organisation_kind": "village_or_community", "assists_administration": True},
        {},
        "covered_organisation",
        NOT,
        ESTABLISHED,
    ),
    (
        "delegated_bodies_covered",
        "true",
        {"organisation_of_district": True, "organisation_kind": "delegated_body", "within_delegation": True},
        {},
        "covered_organisation",
        NOT,
        ESTABLISHED,
    ),
    (
        "status_at",
        "decision",
        {"management_at_conduct": "district", "management_at_decision": "above_district"},
        {},
        "managed_above_district",
        NOT,
        ESTABLISHED,
    ),
    (
        "status_at",
        "decision",
        {"rank_at_conduct": "142", "rank_at_decision": "132"},
        {},
        "rank_group",
        {"section_or_below"},
        {"above"},
    ),
    (
        "consent_organ",
        "above_decider",
        {"investigating_level": "unit", "deciding_level": "district"},
        {},
        "consent_organ",
        {"district_commission"},
        {"city_commission"},
    ),
    (
        "unranked_is_below_section",
        "false",
        {"proposed_decision": "exempt", "party_kind": "person", "rank_at_conduct": "199"},
        {},
        "consent_owed",
        {True},
        {False},
    ),
    (
        "consent_covers_mitigation",
        "false",
        {"proposed_decision": "mitigated", "party_kind": "person", "rank_at_conduct": "142"},
        {},
        "consent_owed",
        {True},
        {False},
    ),
    (
        "consent_for_units",
        "true",
        {"proposed_decision": "exempt", "party_kind": "unit", "rank_at_conduct": "142"},
        {},
        "consent_owed",
        {False},
        {True},
    ),
    (
        "effective_from",
        "2017-11-07",
        {"already_decided": True, "decided_on": date(2017, 11, 6)},
        {},
        "governing_edition",
        {"2017-11-02"},
        {"none"},
    ),
]


@pytest.mark.parametrize(
    ("reading", "other", "facts", "records", "name", "usual", "changed"),
    STEERED,
    ids=[f"{r[0]} {r[4]}" for r in STEERED],
)
def test_each_reading_steers_its_derivation(reading, other, facts, records, name, usual, changed):
    def result(**readings):
        all_of_it = derived(facts, records, **readings)
        if name in all_of_it.findings:
            return all_of_it.findings[name].answer
        return all_of_it.values[name].step.possible

    assert usual == result()
    assert changed == result(**{reading: other})


def test_every_reading_that_affects_a_derivation_is_shown_to_steer_one():
    affecting = {name for name, reading in load("yuexiu-2017-132").readings.items() if reading.affects == "derivation"}

    assert affecting <= {row[0] for row in STEERED}


RANKS = [
    ("132", "above"),
    ("141", "section_or_below"),
    ("142", "section_or_below"),
    ("150", "section_or_below"),
    ("160", "section_or_below"),
    ("199", "unranked"),
    ("other", "settle"),
]


@pytest.mark.parametrize(("rank", "group"), RANKS)
def test_a_rank_code_is_of_its_group(rank, group):
    assert {group} == derived({"rank_at_conduct": rank}).values["rank_group"].step.possible


@dataclass(frozen=True)
class Proposal:
    """What the guard of the procedure asks of a file."""

    proposed_decision: str
    party_kind: str
    rank_group: str
    readings: dict
    parameters: dict = field(default_factory=lambda: dict(load("yuexiu-2017-132").parameters))


@pytest.mark.parametrize("decision", ["exempt", "mitigated", "lighter", "accountable", "ended"])
@pytest.mark.parametrize("party", ["person", "unit"])
@pytest.mark.parametrize("covers", ["true", "false"])
@pytest.mark.parametrize("units", ["true", "false"])
def test_the_derivation_owes_consent_exactly_where_the_procedure_does(decision, party, covers, units):
    chosen = {"consent_covers_mitigation": covers, "consent_for_units": units}
    readings = dict(apply(load("yuexiu-2017-132"), chosen).readings)
    for rank, group in RANKS:
        facts = {"proposed_decision": decision, "party_kind": party, "rank_at_conduct": rank}
        owed = consent_is_owed(Proposal(decision, party, group, readings))

        assert {owed} == derived(facts, **chosen).values["consent_owed"].step.possible, rank


DECIDED = [
    (
        "Decided the day before, the old rules govern",
        {"already_decided": True, "decided_on": date(2017, 11, 1)},
        {"none"},
    ),
    (
        "Decided on the day itself, this edition governs",
        {"already_decided": True, "decided_on": date(2017, 11, 2)},
        {"2017-11-02"},
    ),
    ("Not decided yet, this edition governs whenever the conduct was", {"already_decided": False}, {"2017-11-02"}),
    ("On an unknown day it stays open", {"already_decided": True}, {"2017-11-02", "none"}),
]


@pytest.mark.parametrize(("says", "facts", "expected"), DECIDED, ids=[row[0] for row in DECIDED])
def test_which_edition_governs_is_told_by_the_day_of_the_decision(says, facts, expected):
    assert expected == derived(facts).values["governing_edition"].step.possible, says


def test_what_an_organ_must_judge_is_not_derived():
    pack = load("yuexiu-2017-132")

    assert [] == [name for name in pack.derivable.findings if pack.findings[name].judged]
