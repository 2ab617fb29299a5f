"""Whatever a pack's files are turned into, reading them ends in a pack or in problems, never in an accident."""

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from rongcuo.base import Severity
from rongcuo.law import read
from rongcuo.law.catalogue import PACKS
from tests.budget import examples
from tests.derivation_samples import FACTS
from tests.law_samples import EDITION, FILES

LAW = {
    file.name: file.read_text(encoding="utf-8")
    for file in (PACKS / "yuexiu-2017-132" / "2017-11-02").iterdir()
    if file.is_file()
}

TOKENS = ["", "[", "]]", "{", "}", '"', "=", "\n", "```", "```toml\n", "## ", "{#4.1}", "{#x}", "#", "all", "any = []",
          "when", "reading", "true", "2017-13-45", "9" * 5000, "[[entry]]\n", "[finding.x]\n", "\x00", "\r", "\u2028",
          "𬱖", "inf", "nan", "[[[[", "clause = 3\n", "[[list]]\n", "list = 1\n", "finding = []\n"]  # fmt: skip


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


def check_reading(files: dict[str, bytes], edition: str) -> None:
    with tempfile.TemporaryDirectory() as parent:
        folder = Path(parent) / edition
        folder.mkdir()
        for name, content in files.items():
            (folder / name).write_bytes(content)
        pack, problems = read(folder)
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    assert pack is not None or errors
    assert all(problem.text("zh") and problem.text("en") and problem.place.file for problem in errors)


@settings(max_examples=examples(150))
@given(changed(FILES | {"facts.md": FACTS}))
def test_no_change_of_a_small_pack_raises_anything(files):
    check_reading(files, EDITION)


@settings(max_examples=examples(60))
@given(changed(LAW))
def test_no_change_of_the_law_as_shipped_raises_anything(files):
    check_reading(files, "2017-11-02")
