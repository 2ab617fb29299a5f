"""What the author of a pack reads for each fault, word for word, in both languages, and where it is pointed at."""

from pathlib import Path

import pytest

from rongcuo.law import nearest, read
from tests import derivation_faults, golden_pages, law_faults
from tests.derivation_samples import FACTS
from tests.law_samples import FILES, written

GOLDEN = "law-faults.txt"
ROWS = {row[0]: (row[1], row[2], row[3]) for row in law_faults.FAULTS} | {
    f"{row[0]} (facts)": ("facts.md", row[1], row[2]) for row in derivation_faults.FAULTS
}
"""The sentence of a fault → the file, what stands there, what is put in its place."""


def page(folder: Path, fault: str) -> str:
    """What is reported for one fault."""
    file, old, new = ROWS[fault]
    files = {**FILES, **({"facts.md": FACTS} if file == "facts.md" else {})}
    assert old in files[file]
    _, problems = read(written(folder, {**files, file: files[file].replace(old, new, 1)}))
    return golden_pages.told(problems)


def test_every_page_belongs_to_a_fault(tmp_path):
    if golden_pages.IS_ACCEPTED:
        golden_pages.accept(GOLDEN, {fault: page(tmp_path / str(place), fault) for place, fault in enumerate(ROWS)})

    assert list(ROWS) == list(golden_pages.pages(GOLDEN))


def test_where_there_is_none_a_dash_stands_for_the_nearest():
    assert ("—", "甲") == (nearest("甲", ()), nearest("甲", ("乙", "甲")))


@pytest.mark.parametrize("fault", ROWS)
def test_the_author_reads(tmp_path, fault):
    assert golden_pages.pages(GOLDEN)[fault] == page(tmp_path, fault)
