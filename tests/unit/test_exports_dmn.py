"""A pack as DMN, carried out by another engine: the same standing on complete files, and none on others."""

import pytest

from rongcuo.base import Answer
from rongcuo.determination import FindingState, determine
from rongcuo.exports import NotExportable, export
from rongcuo.exports.rows import LIMIT, first_hit
from rongcuo.law import apply, load
from tests.budget import examples
from tests.determination_samples import all_, any_, none_, policy_of
from tests.exports_readers import DMN, DmnEngine, complete_files, errors, parsed, single_changes

pytestmark = pytest.mark.unit

PACK = load("yuexiu-2017-132")
DEFAULT = apply(PACK, {})
FILE = export(DEFAULT, "dmn")
SCHEMA = ("SpiffWorkflow.dmn.parser", "schema/DMN13.xsd")

changes = pytest.mark.parametrize(
    "change", single_changes(PACK), ids=lambda change: "-".join(map("=".join, change.items())) or "default"
)


@pytest.fixture(scope="module")
def engine():
    return DmnEngine(FILE)


@pytest.fixture
def exempt():
    """A complete file of which the exemption decides."""
    return next(facts for entry, facts in complete_files(DEFAULT, 1, seed=7) if entry == "exempt")


def states(facts):
    return {
        name: FindingState(Answer.ESTABLISHED if value else Answer.NOT_ESTABLISHED) for name, value in facts.items()
    }


@changes
def test_the_file_is_valid_against_the_schema_of_dmn_1_3(change):
    assert [] == errors(export(apply(PACK, change), "dmn"), *SCHEMA)


@changes
def test_another_engine_finds_the_standing_the_clauses_and_the_entry_of_every_complete_file(change):
    policy = apply(PACK, change)
    engine = DmnEngine(export(policy, "dmn"))

    for entry, facts in complete_files(policy, examples(6), seed=2017):
        expected, given = determine(policy, states(facts)), engine.decide(facts)

        clauses = ", ".join(map(str, expected.clauses))
        said = (given["standing"], given["modality"], given["clauses"], given["entry"])
        assert (expected.standing, expected.modality or "", clauses, entry) == said


def test_an_exempt_file_without_the_answer_on_an_accident_is_undetermined_and_never_exempt(engine, exempt):
    assert "exempt" == engine.decide(exempt)["standing"]

    given = engine.decide(exempt | {"severe_safety_accident": None})

    assert ("undetermined", "", "", "incomplete") == (
        given["standing"],
        given["clauses"],
        given["entry"],
        given["input_status"],
    )


def test_no_single_finding_that_a_row_asks_can_be_left_out(engine, exempt):
    asked = {finding for row in first_hit(DEFAULT) for finding, _ in row.conditions}

    assert {"undetermined"} == {engine.decide(exempt | {finding: None})["standing"] for finding in asked}


def test_what_no_row_asks_may_stay_open(engine, exempt):
    """What 7.1 reports beside every standing gates nothing."""
    assert "exempt" == engine.decide(exempt | {"higher_norm_provides": None})["standing"]


def test_a_word_in_place_of_an_answer_is_not_complete(engine, exempt):
    assert "undetermined" == engine.decide(exempt | {"diligent": "undetermined"})["standing"]


def test_findings_that_exclude_each_other_are_refused_even_where_much_is_open(engine):
    """4.1.1: expressly prohibited, and no explicit provision."""
    both = dict.fromkeys(PACK.findings) | {"expressly_prohibited": True, "no_explicit_provision": True}

    assert "contradictory" == engine.decide(both)["standing"]
    assert "undetermined" == engine.decide(both | {"no_explicit_provision": False})["standing"]


def test_every_outcome_asks_for_complete_input_and_the_last_row_gives_none():
    table = parsed(FILE).findall(".//dmn:decisionTable", DMN)[1]
    rows = [
        [cell.text for cell in rule.findall("dmn:inputEntry/dmn:text", DMN)] for rule in table.findall("dmn:rule", DMN)
    ]

    first, *middle, last = rows
    assert '"contradictory"' == first[0]
    assert {'"complete"'} == {row[0] for row in middle}
    assert {"-"} == set(last)


def test_the_loss_is_said_in_the_file_in_both_languages():
    words = parsed(FILE).findtext("dmn:description", namespaces=DMN)

    assert "没有“未查清”" in words
    assert "has no 'undetermined'" in words


def test_every_input_is_a_finding_with_its_label():
    inputs = {each.get("name"): each.get("label") for each in parsed(FILE).findall("dmn:inputData", DMN)}

    assert {name: PACK.findings[name].label for name in inputs} == inputs
    assert "higher_norm_provides" not in inputs


def test_a_reader_gets_thirty_rows_not_seventy_two_for_one_entry():
    """Twelve exclusions meet six ways to involve reform (1.3, 1.4): thirteen rows, not every pair."""
    rows = first_hit(DEFAULT)

    assert 30 == len(rows)
    assert 12 == sum(row.entry.id == "barred" for row in rows)
    assert ["outside_matters"] == [row.entry.id for row in rows if row.early]


def test_rules_too_wide_for_a_table_are_refused_with_a_sentence():
    """Pairs that must differ, thirteen of them: 8192 rows either way."""
    names = [f"{letter}{number}" for number in range(13) for letter in "ab"]
    pairs = [any_(all_(a, none_(b)), all_(b, none_(a))) for a, b in zip(names[::2], names[1::2], strict=True)]
    wide = policy_of(names, [("first", "yes", all_(*pairs)), ("rest", "no", None)])
    fewer = policy_of(names, [("first", "yes", all_(*pairs[:6])), ("rest", "no", None)])

    assert 64 + 1 >= len(first_hit(fewer))
    with pytest.raises(NotExportable) as refused:
        export(wide, "dmn")
    assert ("exports.too_many_rows", {"limit": LIMIT}) == (refused.value.problem.code, refused.value.problem.params)
