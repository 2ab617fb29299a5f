"""What 越委办〔2017〕132号 allows, one disputed sentence after another, and what the result tells besides."""

from pathlib import Path

import pytest

from rongcuo.base import Answer, ClauseRef
from rongcuo.determination import (
    ContradictoryFindings,
    FindingState,
    UnknownFinding,
    answer,
    ask,
    contradictions,
    determine,
    question,
)
from rongcuo.law import apply, load

PACK = load("yuexiu-2017-132")
DEFAULT = apply(PACK, {})

YES, NO, OPEN = Answer.ESTABLISHED, Answer.NOT_ESTABLISHED, Answer.UNDETERMINED

MODEL = {
    "natural_person", "covered_organisation", "public_duty", "error_occurred", "transformative_project",
    "duly_demonstrated", "collectively_studied", "diligent",
}  # fmt: skip
"""What is established of the model official; everything else is not, and the law exempts."""


def file_with(**changes: Answer) -> dict[str, FindingState]:
    """The model official's file, every finding answered, with ``changes``."""
    return {name: FindingState(changes.get(name, YES if name in MODEL else NO)) for name in PACK.findings}


STANDINGS = [
    ("who meets every condition and caused nothing severe is exempt", {}, "exempt"),
    ("a cadre of no covered organisation is outside the scope", {"covered_organisation": NO}, "out_of_scope"),
    ("a person not on public duty is outside the scope", {"public_duty": NO}, "out_of_scope"),
    ("a unit needs no public duty", {"natural_person": NO, "public_duty": NO}, "exempt"),
    ("a cadre managed by the city is governed by the city's rules", {"managed_above_district": YES}, "governed_above"),
    ("a unit cannot be managed above the district", {"natural_person": NO, "managed_above_district": YES}, "exempt"),
    ("without an error there is nothing to exempt", {"error_occurred": NO}, "no_error"),
    ("a vanity project is excluded, however diligent its author", {"vanity_project": YES}, "excluded"),
    ("knowing breach is excluded", {"knowing_breach": YES}, "excluded"),
    (
        "whoever pleads reform for what is none, and took bribes, is excluded rather than outside the scope",
        {"transformative_project": NO, "reform_pleaded": YES, "corruption": YES},
        "excluded",
    ),
    (
        "corruption outside reform is no matter of this regulation",
        {"transformative_project": NO, "corruption": YES},
        "out_of_scope",
    ),
    ("work that is none of the five matters is outside the scope", {"transformative_project": NO}, "out_of_scope"),
    ("a severe safety accident leaves mitigation open", {"severe_safety_accident": YES}, "mitigable"),
    ("an express prohibition leaves mitigation open", {"expressly_prohibited": YES}, "mitigable"),
    ("without collective study there is no exemption", {"collectively_studied": NO}, "mitigable"),
    ("benefit for another organisation bars exemption", {"improper_benefit": YES}, "mitigable"),
    ("a conflict with a higher norm bars exemption only", {"conflicts_with_higher_norm": YES}, "mitigable"),
    ("a rule of higher rank on tolerance changes no standing", {"higher_norm_provides": YES}, "exempt"),
    (
        "who meets no condition, and shows no circumstance, does not meet the conditions",
        {"expressly_prohibited": YES, "duly_demonstrated": NO, "diligent": NO, "improper_benefit": YES},
        "not_met",
    ),
    (
        "who meets no condition but recovered the loss can be treated more lightly",
        {
            "expressly_prohibited": YES,
            "duly_demonstrated": NO,
            "diligent": NO,
            "improper_benefit": YES,
            "loss_recovered": YES,
        },
        "mitigable",
    ),
]


@pytest.mark.parametrize(("changes", "standing"), [row[1:] for row in STANDINGS], ids=[row[0] for row in STANDINGS])
def test_on_a_complete_file(changes, standing):
    result = determine(DEFAULT, file_with(**changes))

    assert (standing, (standing,), ()) == (result.standing, result.possible, result.missing)


def test_the_table_above_reaches_every_standing_of_the_pack():
    assert PACK.standings.keys() == {standing for _, _, standing in STANDINGS}


NOTHING_MET = {"expressly_prohibited": YES, "duly_demonstrated": NO, "diligent": NO, "improper_benefit": YES}

READINGS = [
    (
        "where nothing is provided, the strict reading also asks for the spirit of the decisions",
        ("condition_1", "strict"),
        {"no_explicit_provision": YES},
        ("exempt", "mitigable"),
    ),
    (
        "a severe accident also bars mitigation",
        ("threshold_bars_mitigation", "true"),
        {"severe_safety_accident": YES},
        ("mitigable", "not_met"),
    ),
    (
        "a conflict with a higher norm also bars mitigation",
        ("conflict_bars_mitigation", "true"),
        {"conflicts_with_higher_norm": YES},
        ("mitigable", "not_met"),
    ),
    ("a person must also show one of 3.2", ("nature_required", "true"), {}, ("exempt", "out_of_scope")),
    ("a unit need not show one of 3.2", ("nature_required", "true"), {"natural_person": NO}, ("exempt", "exempt")),
    (
        "an exclusion bars exemption and leaves mitigation",
        ("exclusion_bars", "exemption_only"),
        {"vanity_project": YES},
        ("excluded", "mitigable"),
    ),
    (
        "cooperation alone no longer counts",
        ("circumstances", "cooperation_with_acceptance"),
        {**NOTHING_MET, "cooperated": YES},
        ("mitigable", "not_met"),
    ),
    (
        "cooperation with accepted responsibility counts",
        ("circumstances", "cooperation_with_acceptance"),
        {**NOTHING_MET, "cooperated": YES, "accepted_responsibility": YES},
        ("mitigable", "mitigable"),
    ),
    (
        "a unit is no responsible person of 4.1",
        ("unit_as_party", "false"),
        {"natural_person": NO},
        ("exempt", "out_of_scope"),
    ),
]


@pytest.mark.parametrize(("choice", "changes", "expected"), [r[1:] for r in READINGS], ids=[r[0] for r in READINGS])
def test_under_the_other_reading(choice, changes, expected):
    findings = file_with(**changes)

    assert expected == tuple(determine(policy, findings).standing for policy in (DEFAULT, apply(PACK, dict([choice]))))


def test_every_reading_that_affects_the_determination_stands_in_the_table_above():
    affecting = {reading.id for reading in PACK.readings.values() if reading.affects == "determination"}

    assert affecting == {choice[0] for _, choice, _, _ in READINGS}


# --- open files ------------------------------------------------------------------------------------------------


def test_with_nothing_on_file_every_standing_is_possible_and_nothing_is_cited():
    result = determine(DEFAULT, {})

    assert tuple(sorted(PACK.standings)) == result.possible
    assert ("undetermined", (), (), None) == (result.standing, result.clauses, result.decisions, result.modality)


def test_an_open_finding_that_can_change_nothing_is_not_missing():
    """Once diligence is established, no circumstance of 4.2 can add anything."""
    findings = file_with(collectively_studied=OPEN, loss_recovered=OPEN)

    result = determine(DEFAULT, findings)

    assert (("exempt", "mitigable"), ("collectively_studied",)) == (result.possible, result.missing)


def test_evidence_both_ways_counts_as_undetermined_and_is_reported_apart():
    result = determine(DEFAULT, file_with(diligent=Answer.CONTESTED))

    assert (("exempt", "mitigable"), ("diligent",), ("diligent",)) == (
        result.possible,
        result.missing,
        result.contested,
    )


def test_a_provision_that_must_be_absent_is_settled_by_one_that_is_there():
    """4.1.1 cannot be both expressly prohibited and not provided for; three-valued logic would leave it open."""
    findings = file_with(expressly_prohibited=OPEN, no_explicit_provision=YES)

    result = determine(DEFAULT, findings)

    assert ("exempt", ()) == (result.standing, result.missing)


def test_two_findings_that_exclude_each_other_are_refused_by_name():
    findings = file_with(expressly_prohibited=YES, no_explicit_provision=YES)

    [problem] = contradictions(DEFAULT.pack, findings)

    assert ("finding.exclude_each_other", ClauseRef.parse("4.1.1")) == (problem.code, problem.place.clause)
    with pytest.raises(ContradictoryFindings, match="no_explicit_provision"):
        determine(DEFAULT, findings)


def test_a_finding_that_the_law_does_not_ask_is_refused_by_name():
    with pytest.raises(UnknownFinding, match="dilligent"):
        determine(DEFAULT, {"dilligent": FindingState(YES)})


# --- what stands beside the standing ---------------------------------------------------------------------------


def test_an_exemption_cites_its_clause_and_leaves_the_lighter_decisions_open():
    result = determine(DEFAULT, file_with())

    assert (ClauseRef.parse("4.1"),) == result.clauses
    assert ("exempt", "mitigated", "lighter") == result.decisions


@pytest.mark.parametrize("modality", ["recommended", "may", "shall"])
def test_how_strongly_the_law_speaks_for_exemption_is_a_reading(modality):
    policy = apply(PACK, {"exemption_modality": modality})

    assert modality == determine(policy, file_with()).modality


def test_a_decision_outside_the_standing_is_a_departure_and_needs_reasons():
    result = determine(DEFAULT, file_with(collectively_studied=NO))

    assert not result.is_departure("lighter")
    assert not result.needs_reasons("lighter")
    assert result.is_departure("exempt")
    assert result.needs_reasons("exempt")
    assert (True, False) == (result.allows("mitigable"), result.allows("exempt"))


def test_while_undetermined_every_decision_needs_reasons():
    result = determine(DEFAULT, file_with(collectively_studied=OPEN))

    assert result.needs_reasons("exempt")
    assert result.needs_reasons("lighter")
    assert not result.is_departure("exempt")
    assert result.is_departure("transferred")


def test_a_higher_rule_on_tolerance_is_reported_beside_every_standing():
    state = FindingState(YES, ("e7",), "法律另有规定")

    for changes in ({}, {"vanity_project": YES}, {"error_occurred": NO}):
        [reported] = determine(DEFAULT, {**file_with(**changes), "higher_norm_provides": state}).reported
        assert ("higher_norm_provides", ClauseRef.parse("7.1"), state) == (
            reported.finding,
            reported.clause,
            reported.state,
        )


# --- explanation -------------------------------------------------------------------------------------------------


def _lines(explanation):
    yield explanation
    for child in explanation.children:
        yield from _lines(child)


def json_lines(line):
    yield line
    for child in line["children"]:
        yield from json_lines(child)


def test_the_explanation_goes_down_to_the_last_entry_that_can_decide():
    excluded = determine(DEFAULT, file_with(vanity_project=YES)).explanation
    nothing = determine(DEFAULT, {}).explanation

    assert ["barred"] == [line.point.id for line in excluded.children if line.possible]
    assert "barred" == excluded.children[-1].point.id
    assert [entry.id for entry in DEFAULT.entries] == [line.point.id for line in nothing.children]


def test_each_line_of_the_explanation_quotes_its_clause_word_for_word():
    lines = [line for line in _lines(determine(DEFAULT, {}).explanation) if line.point.clause]

    assert lines
    assert [] == [line.point for line in lines if line.point.text != PACK.clauses[line.point.clause].text]
    assert [] == [line.point for line in lines if line.point.quote and line.point.quote not in line.point.text]


def test_a_rule_is_open_exactly_where_its_findings_leave_it_open():
    findings = file_with(collectively_studied=OPEN, diligent=Answer.CONTESTED)

    rules = {line.point.id: line.value for line in _lines(determine(DEFAULT, findings).comparison)}

    assert ("satisfied", "open", "open", "satisfied") == tuple(rules[f"condition_{number}"] for number in (1, 2, 3, 4))


def test_an_entry_that_looks_open_but_cannot_decide_says_so():
    """Not on public duty: a person is outside the scope already, so that the city's rules cannot be reached."""
    [outside, above, *_] = determine(DEFAULT, {"public_duty": FindingState(NO)}).explanation.children

    assert ("open", True) == (outside.value, outside.possible)
    assert ("open", False) == (above.value, above.possible)


def test_evidence_and_reasons_stand_at_their_finding():
    findings = {**file_with(), "diligent": FindingState(YES, ("e1", {"title": "会议记录"}), "证1第3页")}

    result = determine(DEFAULT, findings)

    [line, *_] = [line for line in json_lines(answer(DEFAULT, result)["explanation"]) if line["id"] == "diligent"]
    assert (["e1", {"title": "会议记录"}], "证1第3页") == (line["evidence"], line["note"])
    assert findings["diligent"] == result.state("diligent")


# --- receipt -----------------------------------------------------------------------------------------------------


def test_the_same_question_has_the_same_receipt():
    again = apply(load("yuexiu-2017-132"), {})

    assert determine(DEFAULT, file_with()).receipt == determine(again, file_with()).receipt


@pytest.mark.parametrize("name", list(PACK.findings))
def test_the_receipt_tells_every_answer_to_every_finding_apart(name):
    receipts = [determine(DEFAULT, file_with(**{name: value})).receipt for value in Answer]

    assert len(Answer) == len({receipt.findings_digest for receipt in receipts})


@pytest.mark.parametrize("reading", list(PACK.readings))
def test_the_receipt_names_each_reading(reading):
    value = PACK.readings[reading].ids[-1]

    receipt = determine(apply(PACK, {reading: value}), file_with()).receipt

    assert value == receipt.readings[reading]
    assert receipt != determine(DEFAULT, file_with()).receipt


def test_the_receipt_pins_text_rules_and_engine():
    receipt = determine(DEFAULT, {}).receipt

    assert ("yuexiu-2017-132", "2017-11-02") == (receipt.policy, receipt.effective_from)
    assert (PACK.title.text_digest, PACK.digest) == (receipt.text_digest, receipt.pack_digest)
    assert {64} == {len(digest) for digest in (receipt.text_digest, receipt.findings_digest, receipt.result_digest)}


def test_erasing_a_reason_leaves_the_receipt_valid():
    with_reason = {**file_with(), "diligent": FindingState(YES, ("e1",), "某某的笔录")}
    without = {**file_with(), "diligent": FindingState(YES, ("e1",))}

    assert determine(DEFAULT, with_reason).receipt == determine(DEFAULT, without).receipt


# --- ask and the JSON forms --------------------------------------------------------------------------------------


def test_the_next_question_can_settle_the_standing_and_says_nothing_of_the_way():
    asked = ask(DEFAULT, file_with(collectively_studied=OPEN, improper_benefit=OPEN))

    assert ("collectively_studied",) == tuple(each.finding for each in asked.settling)
    assert (asked.settling[0], ("collectively_studied", "improper_benefit")) == (asked.next, asked.missing)
    assert PACK.clauses[ClauseRef.parse("4.1.2")].text == asked.next.text
    shown = set(question(asked)["next"])
    words = {"label", "label_en", "clause", "cited", "text", "quote", "words"}
    assert {"finding", *words, "judged", "evidence", "answer", "inquired"} == shown


def test_a_determined_file_has_no_next_question():
    assert ask(DEFAULT, file_with()) is None
    assert None is question(None)["next"]


def test_the_answer_has_the_keys_of_its_schema():
    body = answer(DEFAULT, determine(DEFAULT, file_with(diligent=OPEN)))

    assert "rongcuo/determination/2" == body["schema"]
    assert ("undetermined", ["exempt", "mitigable"], [], ["diligent"]) == (
        body["standing"],
        body["possible"],
        body["clauses"],
        body["missing"],
    )
    entry = body["explanation"]["children"][-1]
    assert {"clause", "text", "value", "children", "evidence"} <= entry.keys()
    assert {"policy", "effective_from", "text_digest", "engine", "readings", "findings_digest"} <= body[
        "receipt"
    ].keys()


def test_the_reference_page_names_every_key_of_the_answer():
    page = (Path(__file__).parents[2] / "docs/reference/determination.md").read_text(encoding="utf-8")
    body = answer(DEFAULT, determine(DEFAULT, {}))
    lines = [body["explanation"], *body["explanation"]["children"]]
    keys = {*body, *body["receipt"], *body["reported"][0], *question(ask(DEFAULT, {}))["next"]}

    assert [] == [key for key in sorted(keys.union(*lines)) if f"`{key}`" not in page]
