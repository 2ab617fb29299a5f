"""Files of many cases: both forms, in either format; and what does not fit is refused by name."""

import json

import numpy as np
import pyarrow as pa
import pyarrow.ipc
import pyarrow.parquet as pq
import pytest

from rongcuo.base import Answer
from rongcuo.determination import FindingState, determine
from rongcuo.law import apply, load
from rongcuo.replay import ReplayError, identity, metadata, program, replay
from tests.determination_samples import policy_of
from tests.replay_samples import names

POLICY = apply(load("yuexiu-2017-132"), {})
COLUMNS = tuple(POLICY.pack.findings)
ANSWERS = {True: FindingState(Answer.ESTABLISHED), False: FindingState(Answer.NOT_ESTABLISHED), None: FindingState()}

CASES = {
    "case_id": ["甲", "乙", "丙", "丁"],
    "covered_organisation": [False, True, True, True],
    "natural_person": [True, False, False, None],
    "error_occurred": [None, False, None, None],
    "expressly_prohibited": [None, None, True, True],
    "no_explicit_provision": [None, None, True, None],
}
"""Outside the scope; without an error; two findings that exclude each other; undetermined."""

EXPECTED = ["out_of_scope", "no_error", "contradictory", "undetermined"]


def booleans(**changes) -> pa.Table:
    return pa.table(CASES | changes)


def as_masks(table: pa.Table, **changes) -> pa.Table:
    """The same cases in the other form, pinned to the pack."""
    columns = {"case_id": table["case_id"]}
    for name, wanted in (("established", True), ("refuted", False)):
        bits = [(column, COLUMNS.index(column)) for column in table.column_names if column in COLUMNS]
        values = [
            sum((table[column][row].as_py() is wanted) << bit for column, bit in bits) for row in range(len(table))
        ]
        columns[name] = pa.array(values, pa.uint64())
    return pa.table(columns | changes).replace_schema_metadata(metadata(identity(POLICY)))


def write_arrow(table, path):
    with pa.ipc.new_file(str(path), table.schema) as file:
        file.write_table(table)


def write_stream(table, path):
    with pa.ipc.new_stream(str(path), table.schema) as file:
        file.write_table(table)


WRITERS = {"parquet": pq.write_table, "arrow": write_arrow, "stream": write_stream}


@pytest.fixture
def kept(tmp_path):
    """A table as a file."""

    def keep(table, how="parquet"):
        path = tmp_path / f"cases.{how}"
        WRITERS[how](table, path)
        return path

    return keep


def standings(path):
    return pq.read_table(path)["standing"].to_pylist()


@pytest.mark.parametrize("form", [booleans, lambda: as_masks(booleans())], ids=["booleans", "masks"])
@pytest.mark.parametrize("how", WRITERS)
@pytest.mark.parametrize("chunk", [1, 3, 100])
def test_both_forms_in_each_format_come_to_the_same_however_they_are_cut(kept, tmp_path, form, how, chunk):
    result = tmp_path / "result.parquet"

    summary = replay(kept(form(), how), POLICY, output=result, chunk=chunk)

    assert EXPECTED == standings(result)
    assert CASES["case_id"] == pq.read_table(result)["case_id"].to_pylist()
    assert 4 == summary.cases
    assert dict.fromkeys(EXPECTED, 1) == {name: n for name in summary.outcomes.names if (n := summary.outcomes[name])}
    assert "丙" == summary.outcomes.examples["contradictory"]


def test_each_row_says_what_the_determination_of_that_case_says(kept, tmp_path):
    result = tmp_path / "result.parquet"
    compiled = program(POLICY)
    replay(kept(booleans()), POLICY, output=result)

    rows = pq.read_table(result).to_pylist()

    for number in (0, 1, 3):
        findings = {name: ANSWERS[values[number]] for name, values in CASES.items() if name != "case_id"}
        one, row = determine(POLICY, findings), rows[number]
        assert set(one.possible) == names(row["possible"], compiled.standings)
        assert set(one.entries) == names(row["entries"], compiled.entries)
        assert set(one.missing) == names(row["missing"], COLUMNS)
        assert one.standing == row["standing"]
        assert (one.entries[0] if len(one.entries) == 1 else None) == row["entry"]


def test_results_are_facts_again_and_say_what_they_were_made_under(kept, tmp_path):
    first, second = tmp_path / "first.parquet", tmp_path / "second.feather"
    replay(kept(booleans()), POLICY, output=first)

    strict = apply(POLICY.pack, {"condition_1": "strict"})
    replay(first, strict, output=second)

    with pa.ipc.open_file(str(second)) as file:
        table = file.read_all()
    assert EXPECTED == table["standing"].to_pylist()
    said = {key.decode(): value.decode() for key, value in table.schema.metadata.items()}
    assert POLICY.pack.digest == said["rongcuo.pack_digest"]
    assert "strict" == json.loads(said["rongcuo.readings"])["condition_1"]
    assert list(COLUMNS) == json.loads(said["rongcuo.findings"])
    assert list(program(POLICY).standings) == json.loads(said["rongcuo.standings"])


def test_two_readings_are_compared_cell_by_cell_with_an_example(kept):
    other = apply(POLICY.pack, {"unit_as_party": "false"})

    transition = replay(kept(booleans()), POLICY, against=other).transition

    assert transition is not None
    cells = {(cell.before, cell.after): (cell.cases, cell.example) for cell in transition.cells()}
    assert (1, "乙") == cells["no_error", "out_of_scope"]
    assert 4 == sum(cases for cases, _ in cells.values())
    assert 1 == transition.moved


def test_packs_that_share_findings_are_compared_by_the_findings_names(kept):
    first = policy_of(("a", "b"), [("yes", "granted", _leaf("b")), ("no", "refused", None)])
    other = policy_of(
        ("c", "b"), [("yes", "refused", _leaf("b")), ("no", "granted", _leaf("c")), ("end", "open", None)]
    )

    cases = pa.table({"case_id": [1, 2], "b": [True, False]})
    cells = replay(kept(cases), first, against=other).transition.cells()

    assert [("granted", "refused", 1, 1), ("refused", "undetermined", 1, 2)] == [
        (cell.before, cell.after, cell.cases, cell.example) for cell in cells
    ]


def _leaf(name):
    from rongcuo.law.rules import Leaf

    return Leaf(name)


def test_a_contested_finding_is_counted_and_compared_as_an_open_one(kept):
    both = as_masks(booleans(covered_organisation=[True] * 4))
    bit = 1 << COLUMNS.index("covered_organisation")
    refuted = pa.array([value | bit for value in both["refuted"].to_pylist()], pa.uint64())

    summary = replay(kept(both.set_column(2, "refuted", refuted)), POLICY)

    assert 4 == summary.contested
    assert 3 == summary.outcomes["undetermined"]
    assert 3 == summary.missing["covered_organisation"]


REFUSED = {
    "no case id": (booleans().drop(["case_id"]), "replay.no_id", "case_id"),
    "a mistyped finding": (booleans(diligentt=[True] * 4), "replay.column_unknown", "diligentt"),
    "a finding that is no boolean": (booleans(diligent=[1] * 4), "replay.column_type", "diligent"),
    "no finding at all": (pa.table({"case_id": [1]}), "replay.no_findings", None),
    "one mask of two": (as_masks(booleans()).drop(["refuted"]), "replay.one_mask", "established"),
    "both forms at once": (as_masks(booleans(), diligent=[True] * 4), "replay.two_forms", "diligent"),
    "masks that nobody pinned": (as_masks(booleans()).replace_schema_metadata(None), "replay.unpinned", None),
    "masks of signed numbers": (
        as_masks(booleans(), refuted=pa.array([0] * 4, pa.int64())),
        "replay.column_type",
        "refuted",
    ),
    "a column that stands twice": (
        pa.Table.from_arrays(
            [pa.array(["a"]), pa.array([True]), pa.array([True])], ["case_id", "diligent", "diligent"]
        ),
        "replay.column_twice",
        "diligent",
    ),
    "a case without an id": (booleans(case_id=["甲", None, "丙", "丁"]), "replay.id_missing", "case_id"),
}


@pytest.mark.parametrize("why", REFUSED)
def test_what_does_not_fit_is_refused_by_name(kept, why):
    table, code, field = REFUSED[why]
    path = kept(table)

    with pytest.raises(ReplayError) as refused:
        replay(path, POLICY)

    [problem] = [each for each in refused.value.problems if each.code == code]
    assert (str(path), field) == (problem.place.file, problem.place.field)
    for language in ("zh", "en"):
        assert "{" not in problem.text(language)


def test_a_mistyped_finding_is_answered_with_the_nearest_one(kept):
    with pytest.raises(ReplayError, match="diligent”"):
        replay(kept(booleans(diligentt=[True] * 4)), POLICY)


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [
        ("pack_digest", "0" * 64, "replay.other_pin"),
        ("policy", "shenzhen-2016-1", "replay.other_pin"),
        ("derivation", {**identity(POLICY)["derivation"], "status_at": "decision"}, "replay.other_pin"),
        ("findings", [COLUMNS[1], COLUMNS[0], *COLUMNS[2:]], "replay.other_order"),
    ],
)
def test_facts_recorded_under_another_law_are_refused_naming_what_differs(kept, key, value, code):
    pinned = metadata(identity(POLICY) | {key: value})

    with pytest.raises(ReplayError) as refused:
        replay(kept(as_masks(booleans()).replace_schema_metadata(pinned)), POLICY)

    [problem] = refused.value.problems
    assert code == problem.code
    assert problem.params.get("key", key) == key


def test_results_never_go_into_the_file_that_is_read(kept):
    path = kept(booleans())

    with pytest.raises(ReplayError, match="正在读取"):
        replay(path, POLICY, output=path)

    assert 4 == pq.read_table(path).num_rows


def test_a_file_of_results_that_was_not_finished_is_taken_away(kept, tmp_path):
    """The second batch has a case without an id."""
    result = tmp_path / "result.parquet"

    with pytest.raises(ReplayError, match="第 3 行"):
        replay(kept(booleans(case_id=["甲", "乙", None, "丁"])), POLICY, output=result, chunk=2)

    assert not result.exists()


def test_what_is_not_a_file_of_cases_is_refused(tmp_path):
    text = tmp_path / "cases.csv"
    text.write_text("case_id,diligent\n1,true\n")

    with pytest.raises(ReplayError, match="Parquet"):
        replay(text, POLICY)
    with pytest.raises(ReplayError, match="没有这个文件"):
        replay(tmp_path / "none.parquet", POLICY)


def test_a_file_that_is_broken_in_the_middle_is_refused_and_leaves_no_results(kept, tmp_path):
    path, result = kept(booleans()), tmp_path / "result.parquet"
    content = bytearray(path.read_bytes())
    content[4:60] = bytes(56)
    path.write_bytes(content)

    with pytest.raises(ReplayError) as refused:
        replay(path, POLICY, output=result)

    assert ["replay.unreadable"] == [problem.code for problem in refused.value.problems]
    assert not result.exists()


def test_a_policy_with_more_findings_than_a_mask_has_bits_is_refused():
    wide = policy_of([f"f{number}" for number in range(65)], [("only", "one", None)])

    with pytest.raises(ReplayError, match="65"):
        program(wide)
    assert 64 == len(program(policy_of([f"f{number}" for number in range(64)], [("only", "one", None)])).columns)


def test_progress_is_told_after_each_batch(kept):
    told = []

    replay(kept(booleans()), POLICY, chunk=2, progress=lambda done, cases: told.append((done, cases)))

    assert [(2, 4), (4, 4)] == told


def test_the_last_bit_of_a_mask_counts_too(kept):
    findings = [f"f{number}" for number in range(64)]
    policy = policy_of(findings, [("yes", "one", _leaf("f63")), ("no", "two", None)])
    cases = pa.table({"case_id": [1, 2, 3], "f63": [True, False, None]})

    for engine in ("numpy", "numba", "duckdb"):
        summary = replay(kept(cases), policy, engine=engine)
        assert [1, 1, 1] == [summary.outcomes[name] for name in ("one", "two", "undetermined")]
    assert np.uint64(1 << 63) == np.uint64(2**63)
