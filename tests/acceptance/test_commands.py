"""The command line as an outsider meets it: a process of its own, whatever it is given.

No input, however bad, brings out a traceback; it is refused by name, on
standard error, with exit code 1 (2 for wrong usage).
"""

import itertools
import json
import os
import signal
import subprocess
import sys
from dataclasses import dataclass

import pytest

from tests.law_samples import written

POLICY = "yuexiu-2017-132"
SOUND = json.dumps({"policy": POLICY, "findings": {"diligent": "established"}})


def rongcuo(*words: str, given: bytes | str = b"", cwd=None, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run one command line; standard input is `given`."""
    content = given.encode() if isinstance(given, str) else given
    done = subprocess.run(
        [sys.executable, "-m", "rongcuo", *words],
        input=content,
        capture_output=True,
        check=False,
        cwd=cwd,
        env=os.environ | {"PYTHONUTF8": "1"} | environment,
        timeout=60,
    )
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


def requested(**parts: object) -> str:
    return json.dumps({"policy": POLICY, "findings": {}} | parts)


@dataclass(frozen=True)
class Bad:
    """One bad request, and what the refusal must name."""

    why: str
    given: bytes | str
    names: tuple[str, ...]


REQUESTS = (
    Bad("an unknown finding", requested(findings={"diligence": "established"}), ("diligence", "diligent")),
    Bad("a wrong value", requested(findings={"diligent": "yes"}), ("findings.diligent", "yes", "established")),
    Bad("a value of the wrong type", requested(findings={"diligent": True}), ("findings.diligent",)),
    Bad(
        "findings that exclude each other",
        requested(findings={"expressly_prohibited": "established", "no_explicit_provision": "established"}),
        ("[4.1.1]", "expressly_prohibited", "no_explicit_provision"),
    ),
    Bad("an unknown reading", requested(readings={"condition_2": "strict"}), ("condition_2", "condition_1")),
    Bad("an unknown value of a reading", requested(readings={"condition_1": "strictly"}), ("strictly", "strict")),
    Bad("an unknown key", requested(finding={}), ("finding", "findings")),
    Bad("an unknown policy", json.dumps({"policy": "yuexiu-2017-123"}), ("yuexiu-2017-123", POLICY)),
    Bad("no policy", "{}", ("policy",)),
    Bad("a day before the law took effect", requested(on="2016-01-01"), ("2017-11-02", "2016-01-01")),
    Bad("a day that does not exist", requested(on="2017-02-30"), ("on", "2017-02-30")),
    Bad("broken JSON", '{"policy":\n "yuexiu-2017-132",\n "findings": {,}}', (":3", "第3行第15列")),
    Bad("a key that stands twice", '{"policy": "yuexiu-2017-132", "policy": "x"}', ("policy", "两次")),
    Bad("a list instead of an object", "[]", ("object", "array")),
    Bad("a number that is none", '{"policy": NaN}', ("policy",)),
    Bad("nothing at all", "", ("没有内容",)),
    Bad("bytes that are no UTF-8", b'{"policy": "\xd4\xbd\xd0\xe3"}', ("UTF-8",)),
    Bad("brackets without end", "[" * 100_000, ("JSON",)),
)


@pytest.mark.parametrize("bad", REQUESTS, ids=lambda bad: bad.why)
def test_a_bad_request_is_refused_by_name(bad, tmp_path):
    file = tmp_path / "request.json"
    file.write_bytes(bad.given if isinstance(bad.given, bytes) else bad.given.encode())

    done = rongcuo("determine", str(file))

    assert 1 == done.returncode
    assert "" == done.stdout
    assert str(file) in done.stderr
    assert [] == [name for name in bad.names if name not in done.stderr], done.stderr
    assert "Traceback" not in done.stderr
    assert "软件自身出错" not in done.stderr


@pytest.mark.parametrize("bad", REQUESTS[:3], ids=lambda bad: bad.why)
def test_refusals_are_json_where_json_is_asked_for(bad):
    done = rongcuo("ask", "-", "--format", "json", given=bad.given)

    assert 1 == done.returncode
    assert "" == done.stdout
    for problem in json.loads(done.stderr)["problems"]:
        assert {"code", "message", "message_en", "file", "line", "field", "clause"} <= problem.keys()
        assert "-" == problem["file"]
        assert 1 == problem["line"]


LINES = (
    ("a missing file", ("determine", "no/such/file.json"), 1, ("no/such/file.json", "没有这个文件")),
    ("a folder instead of a file", ("determine", "."), 1, ("文件夹",)),
    ("a name that no file can have", ("determine", "a" * 5000), 1, ("无法读取",)),
    ("an unknown pack", ("check", "yuexiu-2017-123"), 1, ("yuexiu-2017-123", POLICY)),
    ("a file instead of a pack", ("check", "file"), 1, ("file", "文件夹")),
    ("an unknown pack to draw", ("draw", "yuexiu"), 1, (POLICY,)),
    (
        "a picture that does not exist",
        ("draw", "party-accountability-2019", "--what", "procedure"),
        1,
        ("party-accountability-2019",),
    ),
    ("a place where nothing can be written", ("draw", POLICY, "-o", "no/such/folder/x"), 1, ("无法写入",)),
    ("an impossible date", ("deadline", "2018-02-30", "10"), 1, ("DATE", "2018-02-30")),
    ("a date in words", ("deadline", "昨天", "10"), 1, ("昨天",)),
    ("a negative number", ("deadline", "2018-02-09", "-10"), 1, ("-10",)),
    ("no days", ("deadline", "2018-02-09", "0"), 1, ("0",)),
    ("a huge number", ("deadline", "2018-02-09", "9" * 5000), 1, ("999",)),
    ("a number in words", ("deadline", "2018-02-09", "ten"), 1, ("ten",)),
    ("a year without a calendar", ("deadline", "1999-02-09", "10"), 1, ("1999", "2016")),
    ("a period beyond the calendar", ("deadline", "2026-02-09", "3000"), 1, ("2016",)),
    ("both of them wrong", ("deadline", "yesterday", "ten"), 1, ("yesterday", "ten")),
    ("no command", (), 2, ("--help",)),
    ("an unknown command", ("judge",), 2, ("judge",)),
    ("a missing argument", ("determine",), 2, ("FILE",)),
    ("an unknown option", ("check", "--loudly"), 2, ("--loudly",)),
    ("an unknown format", ("check", "--format", "xml"), 2, ("xml",)),
    ("an unknown unit", ("deadline", "2018-02-09", "10", "--unit", "week"), 2, ("week",)),
)


@pytest.mark.parametrize(("words", "code", "names"), [line[1:] for line in LINES], ids=[line[0] for line in LINES])
def test_a_bad_command_line_is_refused_by_name(words, code, names, tmp_path):
    (tmp_path / "file").touch()

    done = rongcuo(*words, cwd=tmp_path)

    assert code == done.returncode
    assert "" == done.stdout
    assert [] == [name for name in names if name not in done.stderr], done.stderr
    assert "Traceback" not in done.stderr
    assert "软件自身出错" not in done.stderr


def test_a_broken_pack_is_refused_with_everything_wrong_in_it(tmp_path):
    pack = tmp_path / "pack"
    pack.mkdir()
    (pack / "pack.toml").write_text('policy = "broken"\n', encoding="utf-8")
    (pack / "1.md").write_text("## 一 {#1}\n\n文本\n\n```toml\n[finding.x\n```\n", encoding="utf-8")
    (pack / "2.md").write_bytes(b"\xff\xfe")

    done = rongcuo("check", str(pack))

    assert 1 == done.returncode
    assert [] == [name for name in ("pack.toml", "1.md:6", "2.md") if f"{pack}/{name}" not in done.stderr], done.stderr
    assert "Traceback" not in done.stderr


def test_a_folder_that_is_no_pack_is_refused(tmp_path):
    done = rongcuo("check", ".", cwd=tmp_path)

    assert 1 == done.returncode
    assert "pack.toml" in done.stderr


def test_the_shipped_packs_pass_their_check():
    done = rongcuo("check", "--format", "json")
    found = json.loads(done.stdout)

    assert (0, "") == (done.returncode, done.stderr)
    assert [("party-accountability-2019/2019-09-01", 0), (f"{POLICY}/2017-11-02", 0)] == [
        (pack["name"], pack["errors"]) for pack in found["packs"]
    ]
    assert {"edition", "digest", "years"} == found["calendar"].keys()


@pytest.mark.parametrize("what", ["rules", "diagram", "procedure"])
def test_a_pack_draws_its_own_pictures(what, tmp_path):
    on_screen = rongcuo("draw", POLICY, "--what", what)
    in_file = rongcuo("draw", POLICY, "--what", what, "-o", "picture", cwd=tmp_path)

    assert (0, 0) == (on_screen.returncode, in_file.returncode), on_screen.stderr + in_file.stderr
    assert on_screen.stdout == (tmp_path / "picture").read_text(encoding="utf-8")


NOBODY = {
    "a reader who leaves early": f"draw {POLICY} | (exec <&-; sleep 3); exit ${{PIPESTATUS[0]}}",
    "a full disk": f"draw {POLICY} > /dev/full",
    "an output that is closed": "determine no-such-file >&- 2>&-",
    "an input that is closed": "determine - <&-",
}


@pytest.mark.parametrize("line", NOBODY.values(), ids=NOBODY)
def test_nobody_at_the_other_end_is_no_accident(line):
    done = subprocess.run(["bash", "-c", f"{sys.executable} -m rongcuo {line}"], capture_output=True, check=False)

    assert 1 == done.returncode
    assert b"Traceback" not in done.stderr
    assert b"Exception ignored" not in done.stderr
    assert "软件自身出错" not in done.stderr.decode()


def test_json_is_utf_8_whatever_the_terminal_speaks():
    command = [sys.executable, "-m", "rongcuo", "determine", "-", "--format", "json"]
    terminal = os.environ | {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    done = subprocess.run(command, input=SOUND.encode(), env=terminal, capture_output=True, check=True)

    assert "免于问责" in json.loads(done.stdout.decode("utf-8"))["labels"].values()


def test_a_poor_terminal_gets_its_text_all_the_same():
    command = [sys.executable, "-m", "rongcuo", "determine", "-"]
    terminal = os.environ | {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    done = subprocess.run(command, input=SOUND.encode(), env=terminal, capture_output=True, check=False)

    assert (0, b"") == (done.returncode, done.stderr)


def test_a_folder_is_watched_until_ctrl_c(tmp_path):
    """A real process: it prints a first check, another after a save, and ends with the code of an interruption."""
    folder = written(tmp_path, {"procedure.md": "# 没有程序\n"})
    # Tests that a shell has put into the background ignore Ctrl-C, and so would the process that they start.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    with subprocess.Popen(
        [sys.executable, "-m", "rongcuo", "check", str(folder), "--watch"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | {"PYTHONUTF8": "1"},
        text=True,
        encoding="utf-8",
    ) as process:
        signal.signal(signal.SIGINT, before)
        assert process.stdout is not None
        first = list(itertools.takewhile(lambda line: "没有错误" not in line, process.stdout))
        (folder / "order.md").write_text("# 空页\n", encoding="utf-8")
        second = list(itertools.takewhile(lambda line: "与上一次相比" not in line, process.stdout))
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=60)

    assert any("守着" in line for line in first)
    assert any("1-law.md" in line and "openness" in line for line in second)
    assert (130, "") == (process.returncode, errors)
