"""Decisions are pages: numbered without gaps, each with its status (docs/decisions/0001-record-decisions.md)."""

import re

import pytest

from tests.house.repository import ROOT

DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))
STATUS = re.compile(r"^Status: (proposed|accepted|superseded by \d{4})$", re.MULTILINE)
IMPLEMENTATION = re.compile(r"^Implementation: (none|partial|full)$", re.MULTILINE)
SECTIONS = ["Context", "Decision", "Rejected", "Consequences"]


def test_decisions_are_numbered_without_gaps():
    assert [f"{number:04}" for number in range(1, len(DECISIONS) + 1)] == [page.name[:4] for page in DECISIONS]


@pytest.mark.parametrize("page", DECISIONS, ids=lambda page: page.stem)
def test_a_decision_says_where_it_stands(page):
    text = page.read_text(encoding="utf-8")

    assert text.startswith(f"# {page.name[:4]} "), "the first line is: # number, title"
    assert STATUS.search(text), "a line is missing: Status: proposed | accepted | superseded by NNNN"
    assert IMPLEMENTATION.search(text), "a line is missing: Implementation: none | partial | full"


@pytest.mark.parametrize("page", DECISIONS, ids=lambda page: page.stem)
def test_a_decision_has_its_sections_in_order(page):
    headings = re.findall(r"^## (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)

    assert SECTIONS == [heading for heading in headings if heading in SECTIONS]
