"""``rongcuo replay`` in one process: what is printed where, and the exit code."""

import json
import sys

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from rongcuo.cli import main
from rongcuo.cli.commands.replay import ENGINES
from rongcuo.replay import ENGINES as MADE

CASES = {
    "case_id": ["甲", "乙", "丙"],
    "covered_organisation": [False, True, True],
    "natural_person": [True, False, None],
    "error_occurred": [None, False, None],
}


@pytest.fixture
def cases(tmp_path):
    path = tmp_path / "cases.parquet"
    pq.write_table(pa.table(CASES), path)
    return str(path)


def test_the_outcomes_are_counted_as_json_and_an_undetermined_case_is_a_success(cases, capsys):
    assert 0 == main(["replay", cases, "--format", "json"])

    said = capsys.readouterr()
    found = json.loads(said.out)
    assert ("rongcuo/replay-summary/1", 3, "numpy") == (found["schema"], found["cases"], found["engine"])
    counts = {name: count for name, count in found["outcomes"].items() if count}
    assert {"out_of_scope": 1, "no_error": 1, "undetermined": 1} == counts
    assert "丙" == found["examples"]["undetermined"]
    assert 1 == found["missing"]["error_occurred"]
    assert found["transition"] is None
    assert "" == said.err


@pytest.mark.parametrize(("language", "words"), [("zh", ("共 3 件", "尚不能定")), ("en", ("3 cases", "Undetermined"))])
def test_a_reader_is_told_the_same_in_either_language(cases, capsys, language, words):
    assert 0 == main(["replay", cases, "--lang", language])

    out = capsys.readouterr().out
    assert [] == [word for word in words if word not in out]


def test_another_reading_shows_what_moves_and_an_example(cases, capsys):
    assert 0 == main(["replay", cases, "--against-reading", "unit_as_party=false", "--format", "json"])

    found = json.loads(capsys.readouterr().out)
    moved = [cell for cell in found["transition"]["cells"] if cell["before"] != cell["after"]]
    assert [{"before": "no_error", "after": "out_of_scope", "cases": 1, "example": "乙"}] == moved
    assert "false" == found["against"]["readings"]["unit_as_party"]

    assert 0 == main(["replay", cases, "--against-reading", "unit_as_party=false"])
    assert "没有失误，无需容错免责 → 不属于适用范围：1 件，如 乙" in capsys.readouterr().out


@pytest.mark.parametrize("engine", [name for name in ENGINES if name != "spark"])
def test_each_engine_writes_the_same_rows_in_the_order_of_the_file(cases, tmp_path, engine):
    result = tmp_path / "result.parquet"

    assert 0 == main(["replay", cases, "--engine", engine, "-o", str(result), "--chunk", "2", "--format", "json"])

    rows = pq.read_table(result, columns=["case_id", "standing"]).to_pylist()
    assert [("甲", "out_of_scope"), ("乙", "no_error"), ("丙", "undetermined")] == [tuple(row.values()) for row in rows]


def test_progress_goes_to_standard_error_where_it_is_asked_for(cases, capsys):
    assert 0 == main(["replay", cases, "--chunk", "2", "--progress", "--format", "json"])

    said = capsys.readouterr()
    assert ["已比对 2 / 3 件", "已比对 3 / 3 件"] == [line.partition("，")[0] for line in said.err.splitlines()]
    assert 3 == json.loads(said.out)["cases"]


def test_an_edition_is_chosen_by_its_day_and_one_before_the_first_is_refused(cases, capsys):
    assert 0 == main(["replay", cases, "--on", "2018-01-01", "--format", "json"])
    assert "2017-11-02" == json.loads(capsys.readouterr().out)["policy"]["effective_from"]

    assert 1 == main(["replay", cases, "--on", "2017-01-01"])
    assert "2017-11-02" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--reading", "condition_1=strictt"], ["--reading", "strict"]),
        (["--against-reading", "condition_9=strict"], ["--against-reading", "condition_1"]),
        (["--policy", "yuexiu-2017-123"], ["yuexiu-2017-132"]),
        (["-o", "no/such/folder/result.parquet"], ["无法写入"]),
    ],
)
def test_what_is_wrong_is_named_and_ends_with_one(cases, capsys, arguments, words):
    assert 1 == main(["replay", cases, *arguments])

    said = capsys.readouterr()
    assert "" == said.out
    assert [] == [word for word in words if word not in said.err], said.err


@pytest.mark.parametrize(
    "arguments", [["--engine", "abacus"], ["--reading", "strict"], ["--chunk", "0"], ["--on", "2017-02-30"]]
)
def test_wrong_usage_ends_with_two(cases, arguments):
    with pytest.raises(SystemExit) as ended:
        main(["replay", cases, *arguments])

    assert 2 == ended.value.code


@pytest.mark.parametrize(("package", "extra"), [("numpy", "replay"), ("numba", "compiled")])
def test_a_missing_package_is_named_with_the_extra_that_brings_it(cases, monkeypatch, capsys, package, extra):
    for name in [name for name in sys.modules if name.split(".")[0] == package or name.startswith("rongcuo.replay")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, package, None)

    assert 1 == main(["replay", cases, "--engine", "numba"])
    assert f"rongcuo[{extra}]" in capsys.readouterr().err


def test_the_command_line_names_the_engines_that_there_are():
    assert list(MADE) == list(ENGINES)
