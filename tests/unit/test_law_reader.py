"""What the reader says of a pack: the sound one is read whole; each fault is named with file, line and clause."""

import errno
import os
import re
from itertools import chain
from pathlib import Path

import pytest

from rongcuo.base import ClauseRef, Problem
from rongcuo.law import read
from rongcuo.law.markdown import parse
from rongcuo.law.rules import Group, Leaf, Switch
from tests.law_faults import FAULTS
from tests.law_samples import EDITION, FILES, written

REPORTED_TOGETHER = [
    "A block that is not TOML is named with its line",
    "A quotation stands in its clause word for word",
    "A rule has one operator",
    "Words declared open stand in their clause word for word",
    "An entry's standing exists",
    "Every other line has its condition",
    "An act's role exists",
    "A duty's limit exists",
    "The folder is named by the date of effect",
]


def seen(problems: tuple[Problem, ...]) -> list[str]:
    """Problems as `code file:line [clause]`, in the order reported."""
    return [f"{problem.code} {problem.place.file}:{problem.place.line}{_clause(problem)}" for problem in problems]


def _clause(problem: Problem) -> str:
    return f" [{problem.place.clause}]" if problem.place.clause else ""


def replaced(file: str, old: str, new: str, files: dict[str, str] = FILES) -> dict[str, str]:
    """The sample with the first `old` of `file` replaced; it must stand there."""
    assert old in files[file]
    return {file: files[file].replace(old, new, 1)}


def test_a_sound_pack_is_read_whole_and_without_a_problem(tmp_path):
    pack, problems = read(written(tmp_path))

    assert [] == seen(problems)
    assert "example-2020-1" == pack.title.policy
    assert ["1", "2", "2.1", "2.2"] == [str(ref) for ref in pack.clauses]
    assert ["staff_member", "diligent", "private_gain", "openly_acted"] == list(pack.findings)
    assert ["outside", "exempt", "otherwise"] == [entry.id for entry in pack.entries]
    assert ["opened", "decided"] == [stage.id for stage in pack.procedure.stages]


def test_a_clause_holds_the_laws_words_and_nothing_of_the_authors_remarks(tmp_path):
    pack, _ = read(written(tmp_path))

    clause = pack.clauses[ClauseRef((2, 1))]

    assert "（一）勤勉尽责，没有谋取私利的，可以免于问责。" == clause.text
    assert "二（一）" == clause.label
    assert clause.heading is None


def test_a_chapter_parts_into_number_and_heading(tmp_path):
    pack, _ = read(written(tmp_path))

    chapter = pack.clauses[ClauseRef((2,))]

    assert ("二", "条件", "") == (chapter.label, chapter.heading, chapter.text)


def test_a_rule_becomes_a_tree_in_which_every_name_is_resolved(tmp_path):
    pack, _ = read(written(tmp_path))
    honest = Group("none", (Leaf("private_gain"),), "honest", "没有谋取私利", ClauseRef((2, 1)))

    letter = Group("all", (Leaf("diligent", judged=True), honest))
    strict = Group("all", (Leaf("diligent", judged=True), honest, Leaf("openly_acted")))

    assert (Switch("openness", {"letter": letter, "strict": strict}),) == pack.rules["exempt"].children


def test_a_guard_without_a_clause_of_its_own_rests_on_that_of_its_row(tmp_path):
    pack, _ = read(written(tmp_path))

    decide = pack.procedure.acts["decide"]
    [voted] = decide.steps[0].when

    assert ("voted", {"majority": "half"}, ClauseRef((2, 1))) == (voted.guard, voted.params, voted.clause)
    assert [("findings_recorded", ClauseRef((1,)))] == [(use.guard, use.clause) for use in decide.guards]


def test_everything_declared_binds_its_clause(tmp_path):
    pack, _ = read(written(tmp_path))

    bound = [(binding.kind, binding.name) for binding in pack.bindings if binding.clause == ClauseRef((1,))]

    assert [
        ("finding", "staff_member"),
        ("standing", "outside"),
        ("entry", "outside"),
        ("guard", "findings_recorded"),
    ] == bound


def test_a_pack_without_procedure_is_a_pack(tmp_path):
    pack, problems = read(written(tmp_path, {"procedure.md": "# 程序\n\n另行规定。\n"}))

    assert [] == seen(problems)
    assert pack.procedure is None


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"), [row[1:] for row in FAULTS], ids=[row[0] for row in FAULTS]
)
def test_a_fault_is_named_with_its_place(tmp_path, file, old, new, expected):
    sound, _ = read(written(tmp_path / "sound"))

    _, problems = read(written(tmp_path / "faulty", replaced(file, old, new)))

    assert sound is not None
    assert expected == seen(problems)


def test_every_fault_of_a_pack_is_reported_at_once(tmp_path):
    faults = [row for row in FAULTS if row[0] in REPORTED_TOGETHER]
    files = dict(FILES)
    for _, file, old, new, _ in faults:
        files |= replaced(file, old, new, files)

    pack, problems = read(written(tmp_path, files))

    codes = sorted(line.split()[0] for line in chain.from_iterable(row[4] for row in faults))
    assert pack is None
    assert len(REPORTED_TOGETHER) == len(faults)
    assert codes == sorted(problem.code for problem in problems)


def test_a_block_that_cannot_be_read_does_not_make_its_names_unknown_elsewhere(tmp_path):
    broken = replaced("1-law.md", 'label = "勤勉尽责"', "label = 勤勉尽责")

    _, problems = read(written(tmp_path, broken))

    assert ["law.not_toml 1-law.md:26 [2.1]"] == seen(problems)


def test_a_line_of_the_list_may_name_a_finding_that_cannot_be_read(tmp_path):
    """One mistake is reported once, though the list says which kind of finding it means."""
    broken = replaced("1-law.md", 'label = "属于本区工作人员"', "label = 属于本区工作人员")
    named = replaced("order.md", 'none = ["staff_member"]', 'none = [{ finding = "staff_member" }]')

    _, problems = read(written(tmp_path, broken | named))

    assert ["law.not_toml 1-law.md:9 [1]"] == seen(problems)


NEEDS_CLAUSE = {
    "finding": '[finding.x]\nlabel = "甲"\nlabel_en = "A"\nkind = "scope"\nwords = ["是", "否"]',
    "rule": '[rule.x]\nlabel = "甲"\nall = ["diligent"]',
    "standing": '[standing.x]\nlabel = "甲"\nlabel_en = "A"\ndecisions = ["exempt"]',
    "exclusive": '[[exclusive]]\nfindings = ["diligent", "private_gain"]',
    "reading": '[reading.x]\nlabel = "甲"\nquestion = "乙？"\naffects = "label"\n'
    'value = [{ id = "a", label = "a", note = "a" }, { id = "b", label = "b", note = "b" }]',
    "decision": '[decision.x]\nlabel = "甲"\nlabel_en = "A"\nfavourable = true\nneeds_other_rule = false',
    "open": '[[open]]\nwords = "甲"\nreason = "乙"',
    "unseen": '[[unseen]]\nsubstance = "甲"\nsource = "乙"\nreason = "丙"',
    "fact": '[fact.x]\nlabel = "甲"\nlabel_en = "A"\ntype = "text"',
    "record": '[record.x]\nlabel = "甲"\nlabel_en = "A"\nfield = { a = { label = "a", label_en = "a", type = "text" }}',
    "grading": '[[grading.x]]\nrecord = "y"\nlabel = "甲"\nsource = "乙"\nfrom = 2020-01-01\ngrade = []',
    "derivation": '[derivation.diligent]\nlabel = "甲"\nlabel_en = "A"\nall = []',
    "value": '[value.x]\nlabel = "甲"\nlabel_en = "A"\nall = []',
}


@pytest.mark.parametrize("kind", NEEDS_CLAUSE)
def test_what_speaks_for_the_law_names_its_clause_where_no_heading_does(tmp_path, kind):
    more = FILES["order.md"] + f"\n```toml\n{NEEDS_CLAUSE[kind]}\n```\n"

    _, problems = read(written(tmp_path, {"order.md": more}))

    assert [f"law.clause_missing order.md:{FILES['order.md'].count(chr(10)) + 3}"] == seen(problems)


def test_a_name_of_another_kind_in_a_broken_block_is_no_excuse(tmp_path):
    """The block was to declare a decision of that name, and a role is asked for."""
    broken = replaced("order.md", 'label = "其余情形"', "label = 其余情形")

    _, problems = read(written(tmp_path, broken | replaced("procedure.md", 'by = ["decider"]', 'by = ["accountable"]')))

    assert ["law.unknown_role procedure.md:36 [2.1]"] == [line for line in seen(problems) if "role" in line]


def test_a_list_that_cannot_be_read_is_not_called_missing(tmp_path):
    _, problems = read(written(tmp_path, replaced("order.md", 'label = "其余情形"', "label = 其余情形")))

    assert ["law.not_toml order.md:40"] == [line for line in seen(problems) if "clause" not in line]


def test_a_page_that_is_not_utf_8_is_named_with_the_line(tmp_path):
    folder = written(tmp_path)
    (folder / "remark.md").write_bytes("\n# remarks\n第三行\n".encode("gbk"))

    _, problems = read(folder)

    assert ["law.not_utf8 remark.md:3"] == seen(problems)


def test_a_link_to_nowhere_and_a_pipe_are_no_part_of_the_rules(tmp_path):
    folder = written(tmp_path)
    sound, _ = read(folder)
    (folder / "gone.md").symlink_to(tmp_path / "nowhere")
    os.mkfifo(folder / "pipe.md")

    pack, problems = read(folder)

    assert ([], sound.digest) == (seen(problems), pack.digest)


def test_a_page_that_vanishes_while_it_is_read_is_named(tmp_path, monkeypatch):
    """An editor saves by taking the old file away first."""
    folder = written(tmp_path)
    read_bytes = Path.read_bytes

    def gone(path: Path) -> bytes:
        if path.name == "order.md":
            raise FileNotFoundError(errno.ENOENT, "No such file", str(path))
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", gone)
    pack, problems = read(folder)

    assert pack is None
    assert ["law.not_read order.md:None"] == [line for line in seen(problems) if "not_read" in line]


def test_a_page_that_cannot_be_read_is_named_once(tmp_path, monkeypatch):
    """It is a page and one of the files that make the digest, and nothing else is wrong."""
    folder = written(tmp_path, {"remarks.md": "# 备注\n"})
    read_bytes = Path.read_bytes

    def failing(path: Path) -> bytes:
        if path.name == "remarks.md":
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return read_bytes(path)

    assert () == read(folder)[1]
    monkeypatch.setattr(Path, "read_bytes", failing)
    assert ["law.not_read remarks.md:None"] == seen(read(folder)[1])


@pytest.mark.parametrize(("named", "file"), [(True, "annex.pdf"), (False, EDITION)], ids=["named", "without a name"])
def test_whatever_lies_in_the_folder_and_cannot_be_read_is_named(tmp_path, monkeypatch, named, file):
    """It belongs to the rules that entries pin, be it no page of theirs; a device in trouble may name no file."""
    folder = written(tmp_path, {"annex.pdf": "附件"})
    read_bytes = Path.read_bytes

    def failing(path: Path) -> bytes:
        if path.name == "annex.pdf":
            raise OSError(errno.EIO, "Input/output error", str(path)) if named else OSError("broken")
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", failing)
    pack, [problem] = read(folder)

    assert pack is None
    assert ("law.not_read", file) == (problem.code, Path(problem.place.file).name)
    assert ("Input/output error" if named else "broken") == problem.params["reason"]


def test_only_pages_are_read_and_the_remarks_of_the_folder_are_none(tmp_path):
    other = "## 九、别的 {#9}\n\n不是条文。\n\n```toml\n这不是表格\n```\n"

    pack, problems = read(written(tmp_path, {"README.md": other, "notes.txt": other}))

    assert [] == seen(problems)
    assert ClauseRef((9,)) not in pack.clauses


def test_a_mark_of_the_byte_order_is_no_part_of_a_file(tmp_path):
    folder = written(tmp_path)
    for name in ("pack.toml", "1-law.md"):
        (folder / name).write_bytes(b"\xef\xbb\xbf" + FILES[name].encode())

    pack, problems = read(folder)

    assert [] == seen(problems)
    assert "例发〔2020〕1号" == pack.title.number


def test_a_folder_without_its_front_page_says_so(tmp_path):
    folder = written(tmp_path)
    (folder / "pack.toml").unlink()

    pack, problems = read(folder)

    assert pack is None
    assert ["law.front_missing pack.toml:None"] == seen(problems)


@pytest.mark.parametrize("name", ["nowhere", "a-file.md"])
def test_a_path_that_is_no_folder_says_so(tmp_path, name):
    (tmp_path / "a-file.md").write_text("不是文件夹", encoding="utf-8")

    pack, problems = read(tmp_path / name)

    assert pack is None
    assert ["law.no_folder", "law.front_missing", "law.list_missing"] == [problem.code for problem in problems]


@pytest.mark.parametrize(("levels", "code"), [(30, "law.rule_deep"), (3000, "law.not_toml")])
def test_a_rule_nested_too_deep_is_named_and_not_stumbled_over(tmp_path, levels, code):
    nested = "{ all = [" * levels + '"private_gain"' + "] }" * levels

    _, problems = read(written(tmp_path, replaced("1-law.md", 'none = ["private_gain"]', f"none = [{nested}]")))

    assert [code] == [problem.code for problem in problems]


def test_rules_resting_on_rules_without_end_are_named(tmp_path):
    chain = "\n".join(f'[rule.r{n}]\nlabel = "第{n}层"\nall = ["r{n + 1}"]' for n in range(2000))
    law = FILES["1-law.md"].replace(
        "[[exclusive]]", f'{chain}\n[rule.r2000]\nlabel = "底层"\nall = ["diligent"]\n[[exclusive]]'
    )

    pack, problems = read(written(tmp_path, {"1-law.md": law}))

    assert pack is None
    assert {"law.rule_deep"} == {problem.code for problem in problems}


def test_an_unused_rule_is_a_notice_and_the_pack_still_serves(tmp_path):
    more = '[rule.idle]\nlabel = "无人用到"\nany = ["diligent"]\n\n[[exclusive]]'

    pack, problems = read(written(tmp_path, replaced("1-law.md", "[[exclusive]]", more)))

    assert pack is not None
    assert ["law.rule_idle 1-law.md:62 [2.1]"] == seen(problems)
    assert "notice" == problems[0].severity.value


def test_a_pack_without_an_ordered_list_is_no_pack(tmp_path):
    """Law that says nothing of what follows from it cannot be compared with anything."""
    order = FILES["order.md"]
    without = "\n\n".join(part for part in order.split("\n\n") if not part.startswith("[[entry]]"))

    pack, problems = read(written(tmp_path, {"order.md": without}))

    assert pack is None
    assert "law.list_missing pack.toml:None" in seen(problems)
    assert "[[entry]]" in problems[-1].text() or "[[entry]]" in problems[0].text()


def test_the_new_digest_stands_in_the_message_as_it_is_to_be_pasted(tmp_path):
    changed = replaced("1-law.md", "勤勉尽责，没有", "勤勉尽责，且没有")
    _, [problem] = read(written(tmp_path / "changed", changed))
    [line] = re.findall(r'text_digest = "[0-9a-f]{64}"', problem.text())

    front = re.sub(r'text_digest = "[0-9a-f]{64}"', line, FILES["pack.toml"])

    _, problems = read(written(tmp_path / "mended", changed | {"pack.toml": front}))
    assert [] == seen(problems)


def test_a_pack_that_departs_from_its_text_is_returned_with_the_errors(tmp_path):
    pack, problems = read(written(tmp_path, replaced("1-law.md", "勤勉尽责，没有", "勤勉尽责，且没有")))

    assert pack is not None
    assert ["law.text_digest_drift pack.toml:8"] == seen(problems)


def test_the_sentence_names_what_is_wrong_and_the_nearest_valid_name(tmp_path):
    _, [problem] = read(written(tmp_path, replaced("1-law.md", 'none = ["private_gain"]', 'none = ["privat_gain"]')))

    assert "没有名为“privat_gain”的查明事项或者规则；最接近的是“private_gain”。" == problem.text("zh")
    assert "There is no finding or rule called 'privat_gain'; the nearest is 'private_gain'." == problem.text("en")
    assert "rule.honest.none" == problem.place.field


def test_only_toml_blocks_bind(tmp_path):
    drawn = "```mermaid\n[finding.unheard]\n```\n\n```toml\n[finding.staff_member]"
    pack, problems = read(written(tmp_path, replaced("1-law.md", "```toml\n[finding.staff_member]", drawn)))

    assert () == problems
    assert "unheard" not in pack.findings


def test_a_line_is_read_to_its_last_sign_whatever_ends_it():
    """Also where a word processor ends lines in its own way."""
    [clause] = parse("page.md", "## 一、某 {#1}\r\n\r\n甲至乙~\r\n丙\r\n").clauses

    assert "甲至乙~\n丙" == clause.text


def test_the_heading_of_a_clause_below_a_chapter_is_its_label_whole():
    _, clause = parse("page.md", "## 一、某 {#1}\n\n### 一（一）、某 {#1.1}\n\n甲\n").clauses

    assert ("一（一）、某", None) == (clause.label, clause.heading)


def test_a_reading_in_a_broken_block_is_not_called_unknown_as_well(tmp_path):
    """Nor do two lines without a name have the same one."""
    broken = replaced("order.md", 'affects = "determination"', 'affects = "determination')
    _, problems = read(written(tmp_path / "block", broken))
    assert ["law.not_toml"] == [problem.code for problem in problems]

    nameless = replaced("order.md", 'id = "outside"\n', "", replaced("order.md", 'id = "exempt"\n', ""))
    _, problems = read(written(tmp_path / "names", nameless))
    assert ["law.key_missing", "law.key_missing"] == [problem.code for problem in problems]


@pytest.mark.parametrize("rows", ["3", '"a"', "[{ findings = [] }, 3]", "[3, { findings = [] }]"])
def test_rows_are_tables_all_of_them(tmp_path, rows):
    """A list with one row that is none is refused whole."""
    changes = replaced("order.md", "```toml\n[standing.outside]", f"```toml\nexclusive = {rows}\n\n[standing.outside]")
    _, problems = read(written(tmp_path, changes))

    assert ["law.expects_rows"] == [problem.code for problem in problems]


def test_a_name_is_found_on_the_last_line_of_its_table_and_not_beyond(tmp_path):
    """The next table begins with the same word in quotation marks: it is not what is meant."""
    act = "[act.decide]"
    several = 'audience = ["party", "deciding"]\ndiscloses = [\n  "decide",\n  "judge"]\n'
    text = FILES["procedure.md"].replace('audience = ["party", "deciding"]\n', several)
    _, [problem] = read(written(tmp_path, {"procedure.md": text}))
    wanted = next(number for number, line in enumerate(text.splitlines(), start=1) if '"judge"' in line)

    assert act.strip("[]") + ".discloses" == problem.place.field
    assert wanted == problem.place.line


def test_a_heading_may_quote_its_name(tmp_path):
    changes = replaced("1-law.md", '[finding.private_gain]\nlabel = "谋取私利"\n', '[finding."private_gain"]\n')
    _, [problem] = read(written(tmp_path, changes))
    wanted = changes["1-law.md"].splitlines().index('[finding."private_gain"]') + 1

    assert ("law.key_missing", wanted) == (problem.code, problem.place.line)


def test_a_key_of_the_second_value_is_found_on_its_line(tmp_path):
    changes = replaced("order.md", 'note = "不公开的难以认定没有私利。"', "note = 3")
    _, [problem] = read(written(tmp_path, changes))
    wanted = changes["order.md"].splitlines().index("note = 3") + 1

    assert ("law.expects_text", wanted, "reading.openness.value.1.note") == (
        problem.code, problem.place.line, problem.place.field,
    )  # fmt: skip
