"""Letter versus practice: how a decision stands to the law, on which clauses that turns, what hangs on a reading."""

import json
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rongcuo.base import Answer, ClauseRef
from rongcuo.cli import main
from rongcuo.cli.columns import in_columns, packed, width
from rongcuo.determination import FindingState, determine
from rongcuo.determination.practice.answer import study_answer
from rongcuo.determination.practice.examples import BadExample, read_examples
from rongcuo.determination.practice.study import Agreement, agreement, ruling_out, settling, study
from rongcuo.law import apply, folder, load
from tests import law_samples
from tests.budget import examples
from tests.determination_samples import any_, policy_of, states
from tests.unit.test_example_form import SOUND

pytestmark = pytest.mark.unit

PACK = load("yuexiu-2017-132")
DEFAULT = apply(PACK, {})
EXAMPLES, _ = read_examples(folder("yuexiu-2017-132", PACK.title.effective_from), PACK)
YES, NO = Answer.ESTABLISHED, Answer.NOT_ESTABLISHED

MODEL = {
    "natural_person", "covered_organisation", "public_duty", "error_occurred", "transformative_project",
    "duly_demonstrated", "collectively_studied", "diligent",
}  # fmt: skip
"""What is established of the official whom the law exempts; everything else is not."""


@cache
def studied():
    """The shipped examples against the law, worked out when a test first asks."""
    return study(PACK, EXAMPLES)


def file_with(*silent: str, **changes: Answer) -> dict[str, FindingState]:
    """The model official's file with ``changes``, and without a word on what is ``silent``."""
    answers = {name: changes.get(name, YES if name in MODEL else NO) for name in PACK.findings}
    return {name: FindingState(answer) for name, answer in answers.items() if name not in silent}


def row(case: str):
    [found] = [each for each in studied().rows if each.example.id == case]
    return found


COMPARED = [
    ("an exemption agrees where the law exempts", file_with(), "exempt", "agrees"),
    ("a lighter treatment agrees too: 3.1 leaves it open", file_with(), "lighter", "agrees"),
    ("to hold the exempt accountable departs", file_with(), "accountable", "departs"),
    ("to exempt without collective study departs", file_with(collectively_studied=NO), "exempt", "departs"),
    ("to exempt while study is not known of is open", file_with("collectively_studied"), "exempt", "open"),
    ("to mitigate then agrees, whatever is found", file_with("collectively_studied"), "mitigated", "agrees"),
    ("where the pack has no such decision, nothing is compared", file_with(), None, "not_compared"),
]


@pytest.mark.parametrize(
    ("findings", "decision", "expected"), [each[1:] for each in COMPARED], ids=[each[0] for each in COMPARED]
)
def test_how_a_decision_stands_to_the_law(findings, decision, expected):
    assert expected == agreement(DEFAULT, determine(DEFAULT, findings), decision).value


@given(
    st.dictionaries(st.sampled_from(sorted(PACK.findings)), st.sampled_from([YES, NO])),
    st.sampled_from([name for name, kind in PACK.decisions.items() if kind.in_decision]),
)
@settings(max_examples=examples(60))
def test_a_decision_departs_exactly_where_it_is_lawful_under_no_possible_standing(answers, decision):
    findings = {name: FindingState(answer) for name, answer in answers.items()}
    findings.pop("no_explicit_provision", None)
    result = determine(DEFAULT, findings)

    lawful = [decision in PACK.standings[standing].decisions for standing in result.possible]
    expected = "agrees" if all(lawful) else "open" if any(lawful) else "departs"

    assert expected == agreement(DEFAULT, result, decision).value


def test_every_condition_that_fails_rules_an_exemption_out_by_itself():
    findings = file_with(diligent=NO, improper_benefit=YES)

    assert {"diligent", "improper_benefit"} == set(ruling_out(DEFAULT, findings, "exempt"))


def test_matters_rule_an_exemption_out_only_together_and_none_of_them_can_be_left_out():
    matters = {name for name, finding in PACK.findings.items() if finding.kind == "matter"}

    assert matters == set(ruling_out(DEFAULT, file_with(transformative_project=NO), "exempt"))


def test_an_open_finding_settles_the_comparison_where_one_answer_ends_it():
    findings = file_with("collectively_studied", "follows_decision_spirit")

    found = determine(DEFAULT, findings)

    assert ("collectively_studied",) == settling(DEFAULT, findings, found, "exempt")


def test_with_everything_else_known_either_answer_ends_it():
    """Studied collectively the law exempts, and accountability departs; else it agrees."""
    findings = file_with("collectively_studied")

    assert ("collectively_studied",) == settling(DEFAULT, findings, determine(DEFAULT, findings), "accountable")


def test_an_open_finding_that_ends_it_neither_way_does_not_settle_the_comparison():
    """Without proof of demonstration the law still mitigates; with corruption it does not."""
    findings = file_with("corruption", "duly_demonstrated")

    found = determine(DEFAULT, findings)

    assert {"corruption", "duly_demonstrated"} == set(found.missing)
    assert ("corruption",) == settling(DEFAULT, findings, found, "mitigated")


def test_what_is_open_rules_nothing_out_even_where_no_standing_has_such_a_decision():
    policy = policy_of("ab", [("first", "yes", any_("a", "b")), ("rest", "no", None)])

    assert ("a",) == ruling_out(policy, states(a="not_established", b="undetermined"), "of_another_law")


TURNS = [
    # the case, how practice stands to the law, why, the clauses that make the difference
    ("C05", "departs", "the watch was not diligent", ["4.1.3"]),
    ("C11", "departs", "the slip was no lack of will, but it was no diligence", ["4.1.3"]),
    ("C17", "departs", "the tender was not held in full", ["4.1.2"]),
    ("C04", "departs", "a village is none of the bodies named", ["2"]),
    ("C15", "open", "exclusions are all that could stand in the way of mitigation", ["1.3", "1.4"]),
    ("C25", "agrees", "there was no error", ["4.1", "4.2"]),
    ("C34", "not_compared", "the province's rules govern", ["2"]),
]


@pytest.mark.parametrize(
    ("case", "kind", "clauses"),
    [(case, kind, clauses) for case, kind, _, clauses in TURNS],
    ids=[f"{case}: {why}" for case, _, why, _ in TURNS],
)
def test_the_clause_that_makes_the_difference_is_computed(case, kind, clauses):
    assert (kind, clauses) == (row(case).agreement.value, [str(clause) for clause in row(case).turns_on])


def test_the_sums_count_every_example_once():
    sums = study_answer([studied()])["packs"][0]["sums"]

    assert len(EXAMPLES) == sums["examples"] == sum(studied().agreements.values())
    assert len(EXAMPLES) == sums["within"] + sums["departs"] + sums["not_compared"]


def test_the_cross_table_puts_an_undetermined_example_under_each_standing_it_may_have():
    crossing = studied().crossing()

    assert len(EXAMPLES) - studied().undetermined == sum(alone for alone, _ in crossing.values())
    assert sum(len(each.found.possible) for each in studied().rows if not each.found.is_determined) == sum(
        among for _, among in crossing.values()
    )


def test_what_keeps_most_examples_open_comes_first():
    counts = list(studied().keeps_open.values())

    assert sorted(counts, reverse=True) == counts
    assert {name for each in studied().rows for name in each.found.missing} == set(studied().keeps_open)


def test_each_single_change_of_a_reading_is_tried_and_says_whom_it_changes():
    tried = {(shift.reading, shift.value) for shift in studied().shifts}
    determination = [reading for reading in PACK.readings.values() if reading.affects == "determination"]

    assert {(reading.id, value) for reading in determination for value in reading.ids[1:]} == tried
    for shift in studied().shifts:
        policy = apply(PACK, {shift.reading: shift.value})
        changed = {each.id for each in EXAMPLES if determine(policy, each.findings).possible != each.possible}
        assert changed == {change.example for change in shift.changes}


def test_a_unit_falls_out_of_the_law_where_units_cannot_be_parties():
    [shift] = [shift for shift in studied().shifts if shift.reading == "unit_as_party"]

    assert {"C10", "C17", "C18"} == {change.example for change in shift.changes}
    assert {("out_of_scope",)} == {change.after for change in shift.changes}
    assert {"C10", "C18"} == {change.example for change in shift.recast}


def test_an_example_with_a_reading_of_its_own_is_also_tried_under_the_default():
    [example] = [example for example in EXAMPLES if example.id == "C17"]
    own = study(PACK, [replace(example, readings={"unit_as_party": "false"})])

    [row] = own.rows
    assert ("out_of_scope",) == row.found.possible
    assert [("unit_as_party", "true")] == [(shift.reading, shift.value) for shift in own.shifts if shift.changes]


def test_an_example_under_a_reading_that_the_pack_does_not_have_is_not_studied():
    with pytest.raises(BadExample) as refused:
        study(PACK, [replace(EXAMPLES[0], readings={"unit_as_party": "perhaps"})])

    assert ["law.unknown_value"] == [problem.code for problem in refused.value.problems]


def test_only_what_was_asked_and_is_open_was_asked_in_vain():
    findings = {
        "diligent": FindingState(YES, inquired=True),
        "corruption": FindingState(inquired=True),
        "public_duty": FindingState(),
    }

    assert 1 == study(PACK, [replace(EXAMPLES[0], findings=findings)]).asked_in_vain


def test_a_pack_without_examples_has_an_empty_study():
    empty = study(PACK, [])

    assert ((), 0, {}) == (empty.rows, empty.undetermined, empty.keeps_open)
    assert set(Agreement) == set(empty.agreements)


def test_the_table_names_every_example_and_what_hangs_on_each_reading(capsys):
    assert 0 == main(["study", "yuexiu-2017-132"])

    printed = capsys.readouterr().out
    rows = {line.split()[0] for line in printed.splitlines() if line[:1] == "C"}
    assert {example.id for example in EXAMPLES} == rows
    assert all(f"{shift.reading}={shift.value}" in printed for shift in studied().shifts)
    assert "\x1b" not in printed


def test_json_says_the_same(capsys):
    assert 0 == main(["study", "yuexiu-2017-132", "--format", "json"])

    said = json.loads(capsys.readouterr().out)
    assert "rongcuo/study/1" == said["schema"]
    assert json.loads(json.dumps(study_answer([studied()]))) == said


def test_one_case_shows_what_was_not_asked_apart_from_what_was_asked_in_vain(capsys):
    assert 0 == main(["study", "--case", "C21"])

    printed = capsys.readouterr().out
    assert "未查清（查而未明）  出现失误，且系当事人的失误" in printed
    assert "未查清（未查问）" in printed
    assert "C05" not in printed


def test_one_case_can_be_read_in_english(capsys):
    assert 0 == main(["study", "--case", "C04", "--lang", "en"])

    assert "Beside the law: departs. The clauses that rule this decision out 〔二〕" in capsys.readouterr().out


def test_an_unknown_case_is_refused_with_the_nearest(capsys):
    assert 1 == main(["study", "--case", "C3"])

    printed = capsys.readouterr()
    assert "" == printed.out
    assert "C3" in printed.err
    assert any(example.id in printed.err for example in EXAMPLES)


def test_examples_that_are_wrong_stop_the_study_and_are_named(tmp_path, capsys):
    edition = law_samples.written(tmp_path)
    assert 0 == main(["study", str(edition)])
    capsys.readouterr()

    (edition / "examples").mkdir()
    (edition / "examples" / "e1.toml").write_text(SOUND, encoding="utf-8")
    assert 1 == main(["study", str(edition)])
    assert "examples/e1.toml" in capsys.readouterr().err


@given(st.lists(st.text("一二（）A ", min_size=1), min_size=1, max_size=4))
@settings(max_examples=examples(60))
def test_a_row_keeps_to_its_columns(cells):
    widths = [12] * len(cells)

    assert all(width(line) <= sum(widths) for line in in_columns(cells, widths))


def test_a_word_stays_whole_in_a_cell():
    assert "一（三）、\n四（一）" == packed(["一（三）", "四（一）"], 14)
    assert "" == packed([], 14)


def test_clauses_are_in_the_order_of_the_law():
    assert all(list(each.turns_on) == sorted(each.turns_on) for each in studied().rows)
    assert ClauseRef.parse("4.1.2") in row("C02").turns_on


def test_a_case_says_which_law_it_stands_beside(tmp_path, capsys):
    edition = law_samples.written(tmp_path)
    text = SOUND
    for word, ours in {
        "condition_1": "openness",
        "natural_person": "staff_member",
        "covered_organisation": "private_gain",
        "out_of_scope": "outside",
        '["2"]': '["1"]',
    }.items():
        text = text.replace(word, ours)
    (edition / "examples").mkdir()
    (edition / "examples" / "e1.toml").write_text(text, encoding="utf-8")

    assert 0 == main(["study", str(edition), "--case", "E1"])
    assert "条文比对结果（例发〔2020〕1号）" in capsys.readouterr().out
