"""Whatever a pack is turned into, reading it ends in a pack or in problems with places, never in an accident.

The bytes are cut through (``changed``), the tables are rearranged as an author
in a hurry would (``mistaken``), and the folder holds what no folder should
(``Folders``). Whatever is read is also checked as ``rongcuo check`` does.
"""

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from rongcuo.base import Severity
from rongcuo.cli.commands.check import check
from rongcuo.cli.packs import Source
from rongcuo.law import read
from rongcuo.law.catalogue import PACKS
from tests.budget import examples
from tests.derivation_samples import FACTS
from tests.law_samples import EDITION, FILES


def shipped(policy: str, day: str) -> dict[str, str]:
    """The files of a pack as shipped, its examples too."""
    folder = PACKS / policy / day
    return {
        str(file.relative_to(folder)): file.read_text(encoding="utf-8") for file in folder.rglob("*") if file.is_file()
    }


LAW = {path: text for path, text in shipped("yuexiu-2017-132", "2017-11-02").items() if "/" not in path}
ARTICLES = shipped("party-accountability-2019", "2019-09-01")
ARTICLES_DAY = "2019-09-01"

TOKENS = ["", "[", "]]", "{", "}", '"', "=", "\n", "```", "```toml\n", "## ", "{#4.1}", "{#x}", "#", "all", "any = []",
          "when", "reading", "true", "2017-13-45", "9" * 5000, "[[entry]]\n", "[finding.x]\n", "\x00", "\r", "\u2028",
          "𬱖", "inf", "nan", "[[[[", "clause = 3\n", "[[list]]\n", "list = 1\n", "finding = []\n", "\ufeff", "\r\n",
          "\x0b", "\x85", "\x1b[31m", "a.b.c.d = 1\n", "{#0}", "{#999.999.999.999}", '"""', "'''", "\\ud800",
          "x = { y = { z = [[1, [2]]] } }\n", "1979-05-27T07:32:00Z", "07:32:00", "0xdeadbeef", "1e400"]  # fmt: skip

VALUES = ["1", "-1", "0", "0.5", "inf", "nan", "9" * 400, "true", "[]", "{}", '""', '" "', '"x"', "1979-05-27",
          "1979-05-27T07:32:00Z", "07:32:00", "[[]]", "[{}]", "{ all = [] }", "{ x = 1 }", "[1, 'x', true]",
          "{ any = [{ any = [{ none = [] }] }] }", '"finding"', '["1", "17"]', '"4.1.3"', "'\\'", "[" * 60 + "]" * 60,
          "{ a.b.c = 1 }", '"' + "长" * 3000 + '"', '"\\u0000"', "{ when = 1979-05-27 }"]  # fmt: skip
"""Right-hand sides of every TOML type, for any key."""

NAMES = st.sampled_from(["a.md", ".md", "..md", "pack.toml", "PACK.TOML", "README.md", "a b.md", "条文.md", "𬱖.md",
                         "x.toml", "-.md", "{#1}.md", "%s.md", "a\nb.md", "a\x01.md", "a'\".md", ".hidden",
                         "examples/x.toml", "examples/y.txt", "examples/深/z.toml", "sub/1-law.md"])  # fmt: skip


@st.composite
def changed(draw: st.DrawFn, files: dict[str, str]) -> dict[str, bytes]:
    """The files with up to four cuts and insertions, some of them through the middle of a character."""
    made = {name: text.encode() for name, text in files.items()}
    for _ in range(draw(st.integers(1, 4))):
        name = draw(st.sampled_from(sorted(made)))
        content = made[name]
        start = draw(st.integers(0, len(content)))
        end = min(len(content), start + draw(st.integers(0, 60)))
        put = draw(st.one_of(st.sampled_from(TOKENS).map(str.encode), st.binary(max_size=8)))
        made[name] = content[:start] + put + content[end:]
    return made


@st.composite
def mistaken(draw: st.DrawFn, files: dict[str, str]) -> dict[str, bytes]:
    """The files with up to five lines taken out, doubled, exchanged, moved elsewhere, or given another value."""
    made = {name: text.split("\n") for name, text in files.items()}
    for _ in range(draw(st.integers(1, 5))):
        lines = made[draw(st.sampled_from(sorted(made)))]
        at, other = (draw(st.integers(0, len(lines) - 1)) for _ in range(2))
        kind = draw(st.sampled_from(["retype", "retype", "rename", "delete", "double", "swap", "move", "indent"]))
        key, equals, _ = lines[at].partition(" = ")
        if kind == "retype" and equals:
            lines[at] = f"{key} = {draw(st.sampled_from(VALUES))}"
        elif kind == "rename" and equals:
            lines[at] = (
                f"{draw(st.sampled_from(['id', 'x', 'when', 'clause', 'a.b', '中文', 'all', '', '1']))}{equals}1"
            )
        elif kind == "delete" and len(lines) > 1:
            del lines[at]
        elif kind == "double":
            lines.insert(other, lines[at])
        elif kind == "swap":
            lines[at], lines[other] = lines[other], lines[at]
        elif kind == "move":
            lines.insert(other, lines.pop(at))
        elif kind == "indent":
            lines[at] = draw(st.sampled_from(["    ", "\t", "> ", "# ", "\u3000"])) + lines[at]
    end = draw(st.sampled_from(["\n", "\r\n", "\r"]))
    start = draw(st.sampled_from(["", "", "\ufeff"]))
    return {name: (start + end.join(lines)).encode() for name, lines in made.items()}


@st.composite
def cluttered(draw: st.DrawFn, files: dict[str, str]) -> dict[str, bytes | None]:
    """The files under other names, with strange ones beside them; none stands for a folder where a file should be."""
    made: dict[str, bytes | None] = {name: text.encode() for name, text in files.items()}
    for _ in range(draw(st.integers(1, 3))):
        name = draw(NAMES | st.sampled_from(sorted(made)))
        made[name] = draw(st.none() | st.binary(max_size=40) | st.sampled_from(list(files.values())).map(str.encode))
    return made


def check_reading(files: dict[str, bytes | None], edition: str) -> None:
    """Read and check the files as a pack; every error has its file, and both its sentences."""
    with tempfile.TemporaryDirectory() as parent:
        folder = Path(parent) / edition
        folder.mkdir()
        for name, content in sorted(files.items()):
            lay(folder / name, content)
        pack, problems = read(folder)
        checked = check(Source("here", folder))
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    assert pack is not None or errors
    assert [] == [problem.code for problem in problems if not problem.place.file]
    for problem in checked.problems:
        assert problem.text("zh")
        assert problem.text("en")
        assert str(problem.place).startswith("here")


def lay(path: Path, content: bytes | None) -> None:
    """Write a file, or make a folder for none; what stands in the way stays."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.mkdir() if content is None else path.write_bytes(content)
    except OSError:
        return


@settings(max_examples=examples(150))
@given(changed(FILES | {"facts.md": FACTS}))
def test_no_change_of_a_small_pack_raises_anything(files):
    check_reading(files, EDITION)


@settings(max_examples=examples(40))
@given(changed(LAW))
def test_no_change_of_the_law_as_shipped_raises_anything(files):
    check_reading(files, "2017-11-02")


@settings(max_examples=examples(100))
@given(changed(ARTICLES))
def test_no_change_of_a_law_with_examples_raises_anything(files):
    check_reading(files, ARTICLES_DAY)


@settings(max_examples=examples(200))
@given(mistaken(FILES))
def test_no_mistake_in_a_small_pack_raises_anything(files):
    check_reading(files, EDITION)


@settings(max_examples=examples(100))
@given(mistaken(ARTICLES))
def test_no_mistake_in_a_law_with_examples_raises_anything(files):
    check_reading(files, ARTICLES_DAY)


@settings(max_examples=examples(100))
@given(cluttered(FILES))
def test_nothing_else_in_the_folder_raises_anything(files):
    check_reading(files, EDITION)


@settings(max_examples=examples(60))
@given(st.dictionaries(NAMES, st.binary(max_size=200), max_size=4))
def test_no_folder_of_bytes_raises_anything(files):
    check_reading(dict(files), EDITION)
