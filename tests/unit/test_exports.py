"""``rongcuo export``: one command, every format, the same bytes each time, a sentence for everything wrong."""

import hashlib
import json
import os
import subprocess
import sys

import pytest

from rongcuo.cli import main
from rongcuo.exports import FORMATS, UnknownFormat, export
from rongcuo.law import apply, load
from tests.exports_readers import parsed

pytestmark = pytest.mark.unit

POLICY = "yuexiu-2017-132"
DEFAULT = apply(load(POLICY), {})
ALL_DIGESTS = """
import hashlib
from rongcuo.exports import FORMATS, export
from rongcuo.law import apply, load
for form in FORMATS:
    print(form, hashlib.sha256(export(apply(load("yuexiu-2017-132"), {}), form).encode()).hexdigest())
"""


def typed(capsys, *words: str):
    """Exit code, standard output, and the problems on standard error."""
    code = main(["export", *words, "--format", "json"])
    out, err = capsys.readouterr()
    return code, json.loads(out) if out else None, json.loads(err)["problems"] if err else []


@pytest.mark.parametrize("form", FORMATS)
def test_each_format_is_printed_as_it_is(form, capsys):
    assert 0 == main(["export", POLICY, "--as", form])
    assert export(DEFAULT, form) == capsys.readouterr().out


def test_an_export_is_the_same_bytes_in_every_process():
    """Whatever seed Python's hashing has."""
    here = [f"{form} {hashlib.sha256(export(DEFAULT, form).encode()).hexdigest()}" for form in FORMATS]
    environment = os.environ | {"PYTHONHASHSEED": "7", "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, "-c", ALL_DIGESTS], env=environment, capture_output=True, text=True, check=True
    )

    assert here == done.stdout.splitlines()


def test_readings_are_applied_and_named(capsys):
    words = (POLICY, "--as", "dmn", "--reading", "condition_1=strict", "nature_required=true")
    code, data, problems = typed(capsys, *words)

    chosen = {"condition_1": "strict", "nature_required": "true"}
    assert (0, []) == (code, problems)
    assert chosen.items() <= data["readings"].items()
    assert export(apply(load(POLICY), chosen), "dmn") == data["text"]
    assert "condition_1=strict" in data["text"]


def test_a_file_is_written_and_named(tmp_path, capsys):
    file = tmp_path / "law.xml"
    code, data, _ = typed(capsys, POLICY, "--as", "akn", "-o", str(file))

    assert (0, str(file)) == (code, data["file"])
    assert export(DEFAULT, "akn") == file.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ((POLICY, "--as", "dnm"), ["exports.unknown_format"]),
        (("yuexiu-2017", "--as", "dmn"), ["cli.no_pack"]),
        ((POLICY, "--as", "dmn", "--reading", "condition_1=loose"), ["law.unknown_value"]),
        ((POLICY, "--as", "dmn", "--reading", "condition1=strict"), ["law.unknown_reading"]),
        (
            (POLICY, "--as", "dmn", "--reading", "strict", "nature=true"),
            ["exports.reading_form", "law.unknown_reading"],
        ),
        ((POLICY, "--as", "dmn", "-o", "/nowhere/at/all.dmn"), ["cli.not_written"]),
    ],
)
def test_what_is_wrong_is_said_with_the_nearest_valid_name(words, codes, capsys):
    code, data, problems = typed(capsys, *words)

    assert (1, None, codes) == (code, data, [problem["code"] for problem in problems])


def test_an_unknown_format_names_those_there_are():
    with pytest.raises(UnknownFormat) as refused:
        export(DEFAULT, "dnm")

    assert "dmn、legalruleml、akn、svg、mermaid、json" in refused.value.problem.text()
    assert "最接近的是“dmn”" in refused.value.problem.text()


def test_the_drawing_is_the_one_that_draw_makes():
    assert parsed(export(DEFAULT, "svg")).tag.endswith("}svg")
    assert export(DEFAULT, "mermaid").startswith("flowchart TD\n")


def test_the_plain_form_holds_every_rule_in_the_words_of_the_pack():
    value = json.loads(export(DEFAULT, "json"))

    assert "rongcuo/policy/1" == value["schema"]
    assert list(DEFAULT.pack.findings) == list(value["findings"])
    assert {"none": ["expressly_prohibited"]} == value["rules"]["condition_1"]["all"][0]["when"]["letter"]
    assert [entry.id for entry in DEFAULT.entries] == [entry["id"] for entry in value["entries"]]
    assert "place" not in value["findings"]["diligent"]
