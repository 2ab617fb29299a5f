"""越委办〔2017〕132号 as shipped: its words, its findings, its outcomes, its readings."""

from datetime import date
from pathlib import Path

import pytest

from rongcuo.base import ClauseRef, Severity
from rongcuo.law import load, packs, read
from rongcuo.law.catalogue import PACKS
from rongcuo.law.digests import text_digest

COPY = Path(__file__).with_name("yuexiu-2017-132.txt")
"""The official text, set down apart from the pack: label, tab, words, one clause a line."""

FINDINGS = """\
1.3   violation_not_error vanity_project image_project favouritism corruption abuse_of_office_for_gain
1.3   serious_harm_to_public other_1_3_conduct
1.4   knowing_breach supervision_evasion nonfeasance other_1_4_problem
2     natural_person covered_organisation public_duty managed_above_district
3.1.1 deepening_reform
3.1.2 unprecedented_exploration
3.1.3 hard_problem
3.1.4 transformative_project
3.1.5 other_reform_work
3.2   lacked_experience unrestricted_experiment inadvertent_error
4.1   error_occurred reform_pleaded
4.1   severe_safety_accident severe_environmental_accident major_food_or_drug_accident major_mass_incident
4.1   other_severe_consequence_or_impact
4.1.1 expressly_prohibited no_explicit_provision follows_decision_spirit
4.1.2 duly_demonstrated collectively_studied other_required_procedure_missed
4.1.3 diligent
4.1.4 intentional_harm improper_benefit
4.1.5 conflicts_with_higher_norm
4.2   loss_contained loss_recovered effect_eliminated cooperated accepted_responsibility other_circumstance
7.1   higher_norm_provides
"""

PRESENT_OR_ABSENT = {
    "expressly_prohibited", "no_explicit_provision", "other_required_procedure_missed",
    "intentional_harm", "improper_benefit", "conflicts_with_higher_norm", "higher_norm_provides",
}  # fmt: skip
"""Outside the exclusions and thresholds, the findings that read 存在 or 不存在."""

LAWFUL = {
    "out_of_scope": ("accountable", "ended"),
    "governed_above": ("transferred", "continued_by_assignment"),
    "no_error": ("ended",),
    "excluded": ("accountable", "ended"),
    "exempt": ("exempt", "mitigated", "lighter"),
    "mitigable": ("mitigated", "lighter", "accountable"),
    "not_met": ("accountable", "ended"),
}

READINGS = {
    "condition_1": ("determination", "letter", "strict"),
    "threshold_bars_mitigation": ("determination", "false", "true"),
    "conflict_bars_mitigation": ("determination", "false", "true"),
    "nature_required": ("determination", "false", "true"),
    "exclusion_bars": ("determination", "exemption_and_mitigation", "exemption_only"),
    "circumstances": ("determination", "each", "cooperation_with_acceptance"),
    "unit_as_party": ("determination", "true", "false"),
    "exemption_modality": ("label", "recommended", "may", "shall"),
    "norm_ranks_that_prohibit": ("derivation", "rules_and_above", "with_normative_documents"),
    "urgency_excuses_collective_study": ("derivation", "false", "true"),
    "village_cadres_covered": ("derivation", "false", "true"),
    "delegated_bodies_covered": ("derivation", "false", "true"),
    "status_at": ("derivation", "conduct", "decision"),
    "panel_trigger": ("procedure", "either", "both"),
    "case_review_step": ("procedure", "off", "on"),
    "consultation_step": ("procedure", "off", "on"),
    "consent_covers_mitigation": ("procedure", "true", "false"),
    "consent_for_units": ("procedure", "false", "true"),
    "consent_organ": ("procedure", "above_investigator", "above_decider"),
    "unranked_is_below_section": ("procedure", "true", "false"),
    "day_count_from": ("calendar", "day_after_service", "day_of_service"),
    "effective_from": ("calendar", "2017-11-02", "2017-11-07"),
}


@pytest.fixture(scope="module")
def pack():
    return load("yuexiu-2017-132")


def test_every_clause_is_the_official_text_word_for_word_and_in_its_order(pack):
    official = [tuple(line.partition("\t")[::2]) for line in COPY.read_text(encoding="utf-8").splitlines()]

    assert official == [(clause.label, clause.text) for clause in pack.clauses.values()]


def test_a_clause_number_and_its_label_say_the_same(pack):
    numerals = dict(zip("一二三四五六七", range(1, 8), strict=True))

    def number(label: str) -> tuple[int, ...]:
        """四（一）3 as (4, 1, 3); the closing words of 四（一） are its fifth part."""
        spoken = label.replace("引言", "0").replace("末句", "5")
        return tuple(numerals.get(sign) or int(sign) for sign in spoken if sign not in "（）")

    assert [clause.ref.parts for clause in pack.clauses.values()] == [
        number(clause.label) for clause in pack.clauses.values()
    ]


def test_the_chapters_keep_their_headings(pack):
    headings = ["原则要求", "适用对象", "适用事项", "适用条件", "工作程序", "结果运用", "其他"]

    assert headings == [clause.heading for clause in pack.clauses.values() if clause.heading]


def test_the_pack_is_free_of_errors_and_every_clause_is_bound_or_open():
    _, problems = read(PACKS / "yuexiu-2017-132" / "2017-11-02")

    errors = [f"{problem.place}: {problem.text()}" for problem in problems if problem.severity is Severity.ERROR]
    assert [] == errors


def test_the_digest_of_the_text_is_the_declared_one(pack):
    assert pack.title.text_digest == text_digest(pack.clauses.values())


def test_the_front_page_says_which_document_this_is(pack):
    title = pack.title

    assert ("越委办〔2017〕132号", "关于支持改革创新建立容错免责机制的实施意见") == (title.number, title.title)
    assert (date(2017, 11, 2), date(2017, 11, 7)) == (title.signed_on, title.printed_on)
    assert date(2017, 11, 2) == title.effective_from
    assert ("yuexiu-2017-132", title.effective_from) in packs()
    assert all(name.split("》")[0].strip("《") in pack.clauses[ClauseRef((0,))].text for name in title.basis)


def test_there_are_forty_eight_findings_each_under_its_clause(pack):
    expected = [(clause, name) for clause, *names in map(str.split, FINDINGS.splitlines()) for name in names]

    assert 48 == len(pack.findings)
    assert expected == [(str(finding.clause), name) for name, finding in pack.findings.items()]


def test_a_bar_exists_or_not_and_a_condition_is_met_or_not(pack):
    for name, finding in pack.findings.items():
        bar = finding.kind in ("exclusion", "threshold") or name in PRESENT_OR_ABSENT

        assert (name, ("存在", "不存在") if bar else ("符合", "不符合")) == (name, finding.words)


def test_each_finding_says_what_usually_proves_it(pack):
    assert [] == [name for name, finding in pack.findings.items() if not finding.evidence]


def test_no_two_findings_carry_one_label(pack):
    labels = [finding.label for finding in pack.findings.values()]

    assert len(labels) == len(set(labels))


def test_the_first_line_that_holds_decides_and_the_lines_stand_in_the_order_of_the_law(pack):
    assert [
        ("out_of_scope", ["2"]),
        ("governed_above", ["2"]),
        ("no_error", ["4.1", "4.2"]),
        ("excluded", ["1.3", "1.4"]),
        ("out_of_scope", ["3.1"]),
        ("exempt", ["4.1"]),
        ("mitigable", ["4.2"]),
        ("not_met", ["4.1", "4.2"]),
    ] == [(entry.standing, [str(clause) for clause in entry.clauses]) for entry in pack.entries]


def test_each_standing_allows_its_decisions_and_no_others(pack):
    assert LAWFUL == {name: standing.decisions for name, standing in pack.standings.items()}


def test_clause_4_2_says_may_and_4_1_leaves_it_to_a_reading(pack):
    assert {"mitigable": "may"} == {
        name: standing.modality for name, standing in pack.standings.items() if standing.modality
    }
    assert "exemption_modality" == pack.standings["exempt"].modality_reading


def test_mitigated_and_lighter_need_another_rule_because_4_2_says_according_to_rule(pack):
    assert ["mitigated", "lighter"] == [name for name, kind in pack.decisions.items() if kind.needs_other_rule]
    assert ["exempt", "mitigated", "lighter"] == [name for name, kind in pack.decisions.items() if kind.favourable]


def test_a_transfer_is_not_an_option_of_the_deciding_organ(pack):
    assert ["exempt", "mitigated", "lighter", "accountable", "ended"] == [
        name for name, kind in pack.decisions.items() if kind.in_decision
    ]


def test_prohibited_and_not_provided_for_exclude_each_other(pack):
    assert [("expressly_prohibited", "no_explicit_provision")] == [each.findings for each in pack.exclusives]


def test_every_reading_stands_with_its_default_first(pack):
    assert READINGS == {name: (reading.affects, *reading.ids) for name, reading in pack.readings.items()}


def test_no_reading_is_called_settled_before_somebody_settles_it(pack):
    assert [] == [name for name, reading in pack.readings.items() if reading.settled_by or reading.settled_on]


def test_the_five_effects_of_6_1_are_the_five_items_of_the_text(pack):
    effects = [binding for binding in pack.bindings if binding.kind == "effect"]

    assert ["6.1.1", "6.1.2", "6.1.3", "6.1.4", "6.1.5"] == [str(binding.clause) for binding in effects]
    assert [] == [binding.name for binding in effects if binding.label not in pack.clauses[binding.clause].text]
