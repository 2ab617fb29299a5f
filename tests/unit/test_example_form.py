"""What the author of a worked example is told: everything at once, by file, line and field."""

import errno
from pathlib import Path

import pytest

from rongcuo.cli import main
from rongcuo.determination.practice.examples import BadExample, check_examples, load, read_examples
from rongcuo.law import folder
from rongcuo.law import load as load_pack
from tests import law_samples

pytestmark = pytest.mark.unit

POLICY = "yuexiu-2017-132"
PACK = load_pack(POLICY)

SOUND = """\
id = "E1"
title = "样本案"
locality = "某省某市某区"
year = 2020
seen = "full"
sources = ["https://example.org/1"]
summary = "某单位没有完全履行程序。"

[readings]
condition_1 = "strict"

[findings.natural_person]
value = "not_established"
reason = "当事人是单位。"

[findings.covered_organisation]
value = "not_established"
reason = "不在所列单位之中。"

[findings.diligent]
value = "undetermined"
reason = "查过，没有结果。"
inquired = true

[expected]
standing = "out_of_scope"
possible = ["out_of_scope"]

[actual]
outcome = "予以问责"
decision = "accountable"
difference = "没有不同。"
clauses = ["2"]
"""

CONTRADICTION = """\
[findings.expressly_prohibited]
value = "established"
reason = "甲"
[findings.no_explicit_provision]
value = "established"
reason = "乙"
"""

FAULTS = [
    # what is wrong, what stands there, what is put in its place, what is reported
    ("a file that is not TOML", 'seen = "full"', 'seen = "full', ["law.not_toml 5 None"]),
    ("an unknown key", 'title = "样本案"', 'name = "样本案"\ntitle = "样本案"', ["law.unknown_key 2 example.name"]),
    ("a missing key", 'locality = "某省某市某区"\n', "", ["law.key_missing 1 example"]),
    ("a year in quotes", "year = 2020", 'year = "2020"', ["law.expects_number 4 example.year"]),
    ("how much was seen, from the closed list", '"full"', '"all"', ["law.expects_choice 5 example.seen"]),
    (
        "a source without an address that does not say so",
        '"https://example.org/1"',
        '"某报"',
        ["example.expects_sources 6 example.sources"],
    ),
    (
        "one source without an address among others",
        '"https://example.org/1"]',
        '"https://example.org/1", "某报"]',
        ["example.expects_sources 6 example.sources"],
    ),
    ("an unknown reading", "condition_1 =", "condition_2 =", ["law.unknown_reading 10 example.readings.condition_2"]),
    (
        "an unknown value of a reading",
        '"strict"',
        '"strictly"',
        ["law.unknown_value 10 example.readings.condition_1"],
    ),
    ("a reading's value without quotes", '"strict"', "true", ["example.expects_readings 9 example.readings"]),
    (
        "an unknown finding",
        "[findings.diligent]",
        "[findings.diligence]",
        ["law.unknown_finding 20 example.findings.diligence"],
    ),
    (
        "an unknown answer",
        'value = "undetermined"',
        'value = "unknown"',
        ["law.expects_choice 21 example.findings.diligent.value"],
    ),
    (
        "a finding without its reason",
        'reason = "当事人是单位。"\n',
        "",
        ["law.key_missing 12 example.findings.natural_person"],
    ),
    (
        "a finding that is no table",
        "[findings.natural_person]",
        '[findings]\npublic_duty = "established"\n[findings.natural_person]',
        ["law.expects_table 13 example.findings.public_duty"],
    ),
    (
        "asked, but neither yes nor no",
        "inquired = true",
        'inquired = "yes"',
        ["law.expects_yes_or_no 23 example.findings.diligent.inquired"],
    ),
    (
        "an unknown standing",
        'standing = "out_of_scope"',
        'standing = "outside"',
        ["law.unknown_standing 26 example.expected.standing"],
    ),
    (
        "an unknown possible standing",
        'possible = ["out_of_scope"]',
        'possible = ["outside"]',
        ["law.unknown_standing 27 example.expected.possible"],
    ),
    ("an unknown decision", '"accountable"', '"account"', ["law.unknown_decision 31 example.actual.decision"]),
    ("an unknown clause", 'clauses = ["2"]', 'clauses = ["9.9"]', ["law.unknown_clause 33 example.actual.clauses"]),
    (
        "a clause that is no number",
        'clauses = ["2"]',
        'clauses = ["二"]',
        ["law.expects_clauses 33 example.actual.clauses"],
    ),
    (
        "findings that exclude each other",
        "[expected]",
        CONTRADICTION + "[expected]",
        ["finding.exclude_each_other 28 example.findings.no_explicit_provision"],
    ),
    ("a missing part", SOUND[SOUND.index("[actual]") :], "", ["law.key_missing 1 example"]),
]


def written(folder: Path, *texts: str) -> Path:
    """A folder with the examples ``texts`` in it."""
    (folder / "examples").mkdir()
    for position, text in enumerate(texts, 1):
        (folder / "examples" / f"e{position}.toml").write_text(text, encoding="utf-8")
    return folder


def said(problems) -> list[str]:
    return [f"{problem.code} {problem.place.line} {problem.place.field}" for problem in problems]


def test_a_sound_example_is_read(tmp_path):
    [example], problems = read_examples(written(tmp_path, SOUND), PACK)

    assert () == problems
    assert ("E1", "accountable", {"condition_1": "strict"}) == (example.id, example.decision, example.readings)
    assert example.findings["diligent"].inquired


def test_a_source_without_an_address_says_so(tmp_path):
    text = SOUND.replace('"https://example.org/1"', '"http://example.org/1", "某报2020年1月2日第1版（网址不详）"')

    [example], _ = read_examples(written(tmp_path, text), PACK)

    assert ("http://example.org/1", "某报2020年1月2日第1版（网址不详）") == example.sources


@pytest.mark.parametrize("named", [True, False])
def test_an_example_that_vanishes_while_it_is_read_is_named(tmp_path, monkeypatch, named):
    def gone(path: Path, **_: str) -> str:
        raise FileNotFoundError(errno.ENOENT, "No such file", str(path)) if named else OSError("broken")

    folder = written(tmp_path, SOUND)
    monkeypatch.setattr(Path, "read_text", gone)
    examples, [problem] = read_examples(folder, PACK)

    assert ((), "law.not_read", "examples/e1.toml") == (examples, problem.code, str(problem.place))
    assert ("No such file" if named else "broken") == problem.params["reason"]


@pytest.mark.parametrize(
    ("found", "put", "expected"), [fault[1:] for fault in FAULTS], ids=[fault[0] for fault in FAULTS]
)
def test_a_fault_is_named_with_its_line_and_field(found, put, expected, tmp_path):
    assert found in SOUND

    examples, problems = read_examples(written(tmp_path, SOUND.replace(found, put, 1)), PACK)

    assert ((), expected) == (examples, said(problems))
    assert {"examples/e1.toml"} == {problem.place.file for problem in problems}
    assert all(problem.text("zh") and problem.text("en") for problem in problems)


def test_an_unknown_finding_is_told_the_nearest_name(tmp_path):
    text = SOUND.replace("findings.diligent", "findings.diligence")

    _, [problem] = read_examples(written(tmp_path, text), PACK)

    assert "diligent" == problem.params["nearest"]


def test_several_faults_of_several_files_are_said_at_once(tmp_path):
    text = SOUND.replace('"full"', '"all"').replace('"undetermined"', '"maybe"').replace('clauses = ["2"]', "")

    _, problems = read_examples(written(tmp_path, text, SOUND.replace("2020", '"2020"')), PACK)

    assert [
        "law.expects_choice 5 example.seen",
        "law.key_missing 29 example.actual",
        "law.expects_choice 21 example.findings.diligent.value",
        "law.expects_number 4 example.year",
    ] == said(problems)


def test_an_id_stands_in_one_file_only(tmp_path):
    late = SOUND.replace('id = "E1"\ntitle = "样本案"', 'title = "样本案"\nid = "E1"')

    examples, [problem] = read_examples(written(tmp_path, late, late), PACK)

    assert ["E1"] == [example.id for example in examples]
    assert ("law.declared_twice", "examples/e1.toml:2") == (problem.code, problem.params["where"])
    assert "examples/e2.toml:2:example.id" == str(problem.place)


def test_a_file_that_is_not_utf_8_is_named(tmp_path):
    folder = written(tmp_path, SOUND)
    (folder / "examples" / "e1.toml").write_bytes(f"\n{SOUND}".encode("gbk"))

    _, [problem] = read_examples(folder, PACK)

    assert ("law.not_utf8", 3) == (problem.code, problem.place.line)


def test_an_editor_of_windows_may_put_its_mark_in_front(tmp_path):
    folder = written(tmp_path, SOUND)
    (folder / "examples" / "e1.toml").write_text(SOUND, encoding="utf-8-sig")

    examples, problems = read_examples(folder, PACK)

    assert (["E1"], ()) == ([example.id for example in examples], problems)


def test_a_pack_may_have_no_examples(tmp_path):
    assert ((), ()) == read_examples(tmp_path, PACK)


def test_what_lies_beside_the_examples_is_none(tmp_path):
    folder = written(tmp_path, SOUND)
    (folder / "examples" / "README.md").write_text("# 说明\n", encoding="utf-8")
    (folder / "examples" / "old.toml").mkdir()

    examples, problems = read_examples(folder, PACK)

    assert (["E1"], ()) == ([example.id for example in examples], problems)


def test_what_is_misshapen_is_raised_where_no_pack_is_at_hand(tmp_path):
    assert [example.id for example in load(folder(POLICY, PACK.title.effective_from))]

    with pytest.raises(BadExample) as raised:
        load(written(tmp_path, SOUND.replace('"full"', '"all"').replace("2020", '"2020"')))
    assert ["law.expects_number", "law.expects_choice"] == [problem.code for problem in raised.value.problems]
    year, seen = str(raised.value).splitlines()
    assert year.startswith("examples/e1.toml:4:example.year “year”应为")
    assert seen.startswith("examples/e1.toml:5:example.seen “seen”只能是")


def test_an_example_that_expects_what_the_law_does_not_give_is_told_both(tmp_path):
    wrong = SOUND.replace('possible = ["out_of_scope"]', 'possible = ["exempt", "barred"]')
    examples = load(written(tmp_path, wrong, SOUND.replace('"E1"', '"E2"')))

    [problem] = check_examples(PACK, examples)

    assert ("E1", "out_of_scope (exempt, barred)", "out_of_scope (out_of_scope)") == tuple(problem.params.values())
    assert "examples/e1.toml:25:example.expected" == str(problem.place)
    assert ["E1" in problem.text(language) for language in ("zh", "en")] == [True, True]


def test_an_example_under_an_unknown_reading_is_told_instead_of_compared(tmp_path):
    strange = SOUND.replace('condition_1 = "strict"', 'condition_9 = "strict"')

    assert ["law.unknown_reading"] == [each.code for each in check_examples(PACK, load(written(tmp_path, strange)))]


def test_check_prints_what_is_wrong_with_an_example(tmp_path, capsys):
    edition = law_samples.written(tmp_path, {"procedure.md": "# 程序另行规定\n"})
    assert 0 == main(["check", str(edition)])
    capsys.readouterr()

    written(edition, SOUND.replace("condition_1", "openness"))

    assert 1 == main(["check", str(edition)])
    assert "e1.toml:12:example.findings.natural_person" in capsys.readouterr().err
