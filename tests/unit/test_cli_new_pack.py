"""``rongcuo new-pack``: a folder that ``check`` reads at once, and that never takes another's place."""

import json

import pytest

from rongcuo.cli import main
from rongcuo.law import read

pytestmark = pytest.mark.unit

TEXT = """\
关于试行容错的办法
第一条　为了支持改革，制定本办法。
第二条　有下列情形之一的，可以免于问责：
（一）勤勉尽责的；
（二）没有谋取私利的。
"""


@pytest.fixture
def new_pack(tmp_path, capsys):
    """Make a pack in a clean folder: exit code, folder, what was printed."""

    def make(*more: str, policy: str = "haizhu-2024-15", day: str = "2024-05-01"):
        given = ("--title", "关于试行容错的办法", "--number", "海委办〔2024〕15号", "--effective-from", day)
        code = main(["new-pack", policy, *given, "--folder", str(tmp_path), *more])
        return code, tmp_path / policy / day, capsys.readouterr()

    return make


def text_file(tmp_path, content: bytes | str):
    file = tmp_path / "办法.txt"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return str(file)


def test_the_sample_pages_are_a_whole_pack(new_pack, capsys):
    code, folder, printed = new_pack()

    assert (0, "") == (code, printed.err)
    assert str(folder) in printed.out
    assert 0 == main(["check", str(folder)]), capsys.readouterr().err


def test_a_pack_from_a_text_lacks_nothing_but_what_its_clauses_do(new_pack, tmp_path):
    code, folder, _ = new_pack("--from", text_file(tmp_path, TEXT))
    pack, problems = read(folder)

    assert 0 == code
    assert [
        "为了支持改革，制定本办法。",
        "有下列情形之一的，可以免于问责：",
        "（一）勤勉尽责的；",
        "（二）没有谋取私利的。",
    ] == [clause.text for clause in pack.clauses.values()]
    assert [("law.clause_unaccounted", clause) for clause in ("2", "2.1", "2.2")] == [
        (problem.code, str(problem.place.clause)) for problem in problems
    ]


def test_the_front_page_says_what_the_options_said(new_pack):
    _, folder, _ = new_pack("--issuer", "中共“某某”区委")
    pack, _ = read(folder)

    title = pack.title
    assert ("关于试行容错的办法", "海委办〔2024〕15号", ("中共“某某”区委",)) == (
        title.title,
        title.number,
        title.issuers,
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_text_may_come_as_a_word_processor_saves_it(new_pack, tmp_path, encoding):
    code, folder, _ = new_pack("--from", text_file(tmp_path, TEXT.replace("\n", "\r\n").encode(encoding)))

    pack, _ = read(folder)
    assert (0, "（二）没有谋取私利的。") == (code, [*pack.clauses.values()][-1].text)


def test_a_folder_that_is_there_is_left_as_it_is(new_pack):
    _, folder, _ = new_pack()
    before = {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()}

    code, _, printed = new_pack()

    assert 1 == code
    assert "已经存在" in printed.err
    assert before == {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()}


REFUSED = {
    "a name with capitals": ({"policy": "Haizhu"}, (), "POLICY"),
    "a name that leaves the folder": ({"policy": "../etc"}, (), "POLICY"),
    "a day that is none": ({"day": "2024-05-32"}, (), "--effective-from"),
    "an issuer without a word": ({}, ("--issuer", " "), "--issuer"),
    "an issuer with a line break": ({}, ("--issuer", "甲\n乙"), "--issuer"),
}


@pytest.mark.parametrize(("changes", "more", "place"), REFUSED.values(), ids=REFUSED)
def test_what_does_not_fit_is_refused_by_its_option_and_nothing_is_written(new_pack, tmp_path, changes, more, place):
    code, _, printed = new_pack(*more, **changes)

    assert 1 == code
    assert printed.err.startswith(place)
    assert [] == [*tmp_path.iterdir()]


TEXTS = {
    "a text that is not there": (None, "没有这个文件"),
    "a word processor's own file": (b"PK\x03\x04\xff\xff\x80", "纯文本"),
    "an empty text": ("\n", "没有内容"),
    "a text without numbers": ("甲\n乙\n", "没有认出条文编号"),
    "a line that would be a remark": ("第一条　甲。\n> 乙\n", ":2 "),
}


@pytest.mark.parametrize(("content", "said"), TEXTS.values(), ids=TEXTS)
def test_a_text_that_cannot_be_split_is_refused_and_nothing_is_written(new_pack, tmp_path, content, said):
    file = str(tmp_path / "没有.txt") if content is None else text_file(tmp_path, content)

    code, folder, printed = new_pack("--from", file)

    assert 1 == code
    assert said in printed.err
    assert not folder.parent.exists()


def test_json_says_what_was_made(new_pack):
    _, folder, printed = new_pack("--format", "json")

    made = json.loads(printed.out)
    assert (str(folder), 3, None) == (made["folder"], made["clauses"], made["encoding"])
    assert sorted(made["files"]) == sorted(str(f.relative_to(folder)) for f in folder.rglob("*") if f.is_file())
