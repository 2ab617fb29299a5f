"""What the author of a pack reads for each fault, word for word, in both languages, and where it is pointed at.

The pages stand in ``tests/golden/law-faults.txt``, to be read like any text. ``RONGCUO_ACCEPT=1`` writes them anew.
"""

import os
from pathlib import Path

import pytest

from rongcuo.base import Problem
from rongcuo.law import read
from tests import derivation_faults, law_faults
from tests.derivation_samples import FACTS
from tests.law_samples import FILES, written

GOLDEN = Path(__file__).parents[1] / "golden" / "law-faults.txt"
ROWS = {row[0]: (row[1], row[2], row[3]) for row in law_faults.FAULTS} | {
    f"{row[0]} (facts)": ("facts.md", row[1], row[2]) for row in derivation_faults.FAULTS
}
"""The sentence of a fault → the file, what stands there, what is put in its place."""


def said(problem: Problem) -> str:
    """Where a problem is, its code, and its sentence in both languages."""
    place = problem.place
    where = f"{place.file}:{place.line} {place.field or '-'} [{place.clause or '-'}] {problem.code}"
    return f"{where}\n  {problem.text('zh')}\n  {problem.text('en')}"


def page(folder: Path, fault: str) -> str:
    """What is reported for one fault, in the order reported."""
    file, old, new = ROWS[fault]
    files = {**FILES, **({"facts.md": FACTS} if file == "facts.md" else {})}
    assert old in files[file]
    _, problems = read(written(folder, {**files, file: files[file].replace(old, new, 1)}))
    return "\n".join(map(said, problems))


def golden() -> dict[str, str]:
    parts = GOLDEN.read_text(encoding="utf-8").removeprefix("# ").removesuffix("\n").split("\n\n# ")
    return dict(part.split("\n", 1) for part in parts)


if os.environ.get("RONGCUO_ACCEPT") == "1":

    def test_accept(tmp_path):
        pages = [f"# {fault}\n{page(tmp_path / str(number), fault)}\n" for number, fault in enumerate(ROWS)]
        GOLDEN.write_text("\n".join(pages), encoding="utf-8", newline="\n")


@pytest.mark.parametrize("fault", ROWS)
def test_the_author_reads(tmp_path, fault):
    assert golden()[fault] == page(tmp_path, fault)


def test_every_page_belongs_to_a_fault():
    assert list(ROWS) == list(golden())
