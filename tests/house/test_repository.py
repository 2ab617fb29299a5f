"""The repository speaks of the product alone, and its first two commands are true."""

import os
import re
import subprocess
import sys
from fnmatch import fnmatch

import pytest

from tests.house.repository import PACKAGE, ROOT, files, in_lines, place, project

# Put together here, so that this page does not name what it forbids.
FOREIGN = {
    "an address of a package registry": re.compile(
        "|".join(
            [
                "pypi" + r"\.org",
                "pythonhosted" + r"\.org",
                "npmjs" + r"\.(?:org|com)",
                "tuna" + r"\.tsinghua",
                "mirrors" + r"\.aliyun",
            ]
        ),
    ),
    "a path of one machine": re.compile(r"(?<![\w.-])/" + r"(?:work|root|home/\w+|opt/pypi|tmp/brief)/"),
}
WORDS_ON_RUFF = 'NAME = "（一），：；！？〔2017〕×"  # 全角标点，照用不误：（）！\n'
LOOK_ALIKE = 'NAME = "\u0430bc"\n'


def texts():
    """Path and content of every text file that git keeps."""
    for path in files():
        try:
            yield path, path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


def target(name: str) -> str | None:
    """The prerequisites of a Makefile target, or nothing if there is none of this name."""
    found = re.search(rf"^{name}:([^=\n]*)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    return found and found[1].strip()


@pytest.mark.parametrize("what", FOREIGN)
def test_no_file_names(what):
    named = [
        f"{place(path, number)} {line.strip()[:80]}"
        for path, text in texts()
        for number, line in enumerate(text.splitlines(), 1)
        if FOREIGN[what].search(line)
    ]

    assert [] == named, in_lines(named)


@pytest.mark.parametrize("readme", [path for path in ("README.md", "README.en.md") if (ROOT / path).exists()])
def test_every_make_command_of_the_readme_exists(readme):
    commands = set(re.findall(r"\bmake ([a-z][a-z-]*)\b", (ROOT / readme).read_text(encoding="utf-8")))

    assert {"run", "test"} <= commands, "the README names the two commands"
    assert [] == [command for command in sorted(commands) if target(command) is None]


@pytest.mark.parametrize(("command", "needs"), [("run", "setup"), ("test", "setup-test"), ("check", "setup-test")])
def test_a_command_does_its_own_set_up_first(command, needs):
    assert needs == target(command)


def test_make_is_understood_by_make():
    """Every target that is spoken of in the help is there, and nothing is run to find out."""
    done = subprocess.run(["make", "--dry-run", "help"], cwd=ROOT, capture_output=True, text=True, check=False)
    spoken_of = re.findall(r'echo "make ([a-z-]+)', done.stdout)

    assert 0 == done.returncode, done.stderr
    assert [] == [name for name in spoken_of if target(name) is None]


def test_continuous_integration_runs_make_test():
    script = ROOT / ".ci" / "run"

    assert os.access(script, os.X_OK)
    assert "make test" in script.read_text(encoding="utf-8")
    assert "|| true" not in script.read_text(encoding="utf-8")


def test_everything_under_the_package_is_shipped_in_the_wheel():
    """Packs, calendars, templates and fonts lie under src/rongcuo, which the build takes whole and git keeps."""
    build = project()["tool"]["hatch"]["build"]
    narrowing = {"exclude", "include", "only-include", "artifacts"} & (set(build) | set(build["targets"]["wheel"]))
    ignored = subprocess.run(
        ["git", "ls-files", "--others", "--ignored", "--exclude-standard", str(PACKAGE)],
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout.splitlines()  # fmt: skip

    assert ["src/rongcuo"] == build["targets"]["wheel"]["packages"]
    assert set() == narrowing
    assert [] == [name for name in ignored if not fnmatch(name, "*/__pycache__/*")]


def test_the_law_is_never_ignored_by_git():
    sample = "src/rongcuo/packs/some-pack/2020-01-01/var/data.sqlite3"
    done = subprocess.run(["git", "check-ignore", "--quiet", "--no-index", sample], cwd=ROOT, check=False)

    assert 1 == done.returncode


@pytest.mark.parametrize(("source", "status"), [(WORDS_ON_RUFF, 0), (LOOK_ALIKE, 1)], ids=["punctuation", "look-alike"])
def test_chinese_punctuation_passes_and_a_look_alike_letter_does_not(source, status):
    """A Cyrillic letter in an identifier or a finding's name could hide a different rule."""
    command = [sys.executable, "-m", "ruff", "check", "--select", "RUF001,RUF002,RUF003", "--no-cache", "-"]
    done = subprocess.run(command, cwd=ROOT, input=source, capture_output=True, text=True, check=False)

    assert status == done.returncode, done.stdout
