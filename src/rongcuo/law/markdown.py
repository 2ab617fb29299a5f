"""A pack's page: clauses word for word, and the fenced blocks beneath them.

A heading that ends in ``{#4.1.3}`` opens a clause; the paragraphs below it
are the law's own words. Lines that begin with ``>`` are remarks of the pack's
author, fenced ``toml`` blocks bind the clause they stand under, and a heading
without a number closes the clause. Nothing else has a meaning.
"""

import re
from dataclasses import dataclass, field

from rongcuo.base import ClauseRef, Place, Problem
from rongcuo.law.text import Clause

_HEADING = re.compile(r"#{1,6}\s+(?P<words>.*?)\s*(?:\{#(?P<number>[^}]*)\})?\s*")
_FENCE = re.compile(r"(`{3,})\s*(\w*)\s*")


@dataclass(frozen=True, slots=True)
class Block:
    """One fenced ``toml`` block; ``line`` is that of its first line of content."""

    file: str
    line: int
    clause: ClauseRef | None
    text: str


@dataclass(frozen=True, slots=True)
class Page:
    """What stands in one Markdown file, in its order."""

    clauses: tuple[Clause, ...]
    blocks: tuple[Block, ...]
    problems: tuple[Problem, ...]


def parse(file: str, text: str) -> Page:
    """Read one page; what cannot be read is reported and the rest goes on."""
    scan = _Scan(file)
    for number, line in enumerate(text.split("\n"), start=1):
        scan.take(number, line.rstrip("\r"))
    return scan.finish()


@dataclass(slots=True)
class _Heading:
    ref: ClauseRef
    words: str
    line: int
    text: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Fence:
    line: int
    marker: str
    language: str
    text: list[str] = field(default_factory=list)


class _Scan:
    """The state of reading a page line by line."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.heading: _Heading | None = None
        self.fence: _Fence | None = None
        self.clauses: list[Clause] = []
        self.blocks: list[Block] = []
        self.problems: list[Problem] = []

    def take(self, number: int, line: str) -> None:
        if self.fence is not None:
            self._inside(line, self.fence)
        elif fence := _FENCE.fullmatch(line):
            self.fence = _Fence(number, fence[1], fence[2])
        elif heading := _HEADING.fullmatch(line):
            self._open(number, heading["words"], heading["number"])
        elif self.heading is not None and line.strip() and not line.startswith(">"):
            self.heading.text.append(line.strip())

    def finish(self) -> Page:
        if self.fence is not None:
            self._report("law.fence_open", self.fence.line)
        self._close()
        return Page(tuple(self.clauses), tuple(self.blocks), tuple(self.problems))

    def _inside(self, line: str, fence: _Fence) -> None:
        if line.strip() != fence.marker:
            fence.text.append(line)
            return
        if fence.language == "toml":
            clause = self.heading.ref if self.heading else None
            self.blocks.append(Block(self.file, fence.line + 1, clause, "\n".join(fence.text)))
        self.fence = None

    def _open(self, number: int, words: str, clause: str | None) -> None:
        self._close()
        if clause is None:
            return
        try:
            self.heading = _Heading(ClauseRef.parse(clause), words, number)
        except ValueError:
            self._report("law.clause_number", number, number=clause)

    def _close(self) -> None:
        if self.heading is not None:
            self.clauses.append(_clause(self.file, self.heading))
        self.heading = None

    def _report(self, code: str, line: int, **params: object) -> None:
        self.problems.append(Problem(code, params, Place(self.file, line)))


def _clause(file: str, heading: _Heading) -> Clause:
    """A chapter's heading parts into its number and its title: 四、适用条件."""
    chapter = len(heading.ref.parts) == 1
    label, _, title = heading.words.partition("、") if chapter else (heading.words, "", "")
    place = Place(file, heading.line, clause=heading.ref)
    return Clause(heading.ref, label, "\n".join(heading.text), title or None, place)
