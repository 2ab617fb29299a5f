"""The tables of a pack's TOML blocks as items, each with the lines of its keys.

A block that is not TOML is reported with its line, and the names its table
headings would have declared are kept, so that one mistake is reported once.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import count, pairwise

from rongcuo.base import ClauseRef, Place, Problem
from rongcuo.law.markdown import Block
from rongcuo.law.nearest import nearest

NAMED = (
    "finding", "rule", "standing", "reading", "decision",
    "stage", "role", "act", "limit", "duty", "reminder", "document",
    "fact", "record", "derivation", "value",
)  # fmt: skip
"""Kinds declared as ``[kind.id]``."""

ROWS = ("entry", "exclusive", "open", "unseen")
"""Kinds declared as ``[[kind]]``."""

LISTS = ("list", "grading")
"""Kinds whose rows stand under a name, declared as ``[[kind.NAME]]``: closed lists, grading tables."""

_HEADER = re.compile(r"\s*(?P<open>\[\[?)\s*(?P<name>[^\[\]]+?)\s*\]{1,2}\s*(?:#.*)?")
_KEY = re.compile(r"\s*(?P<key>[\w\-]+)\s*=")
_AT_LINE = re.compile(r"\(at line (\d+), column \d+\)")


@dataclass(frozen=True, slots=True)
class Item:
    """One table of a block: its kind, its id, what it says and where."""

    kind: str
    id: str
    data: Mapping[str, object]
    clause: ClauseRef | None
    """The item's own ``clause``, else that of the heading it stands under."""
    block: Block
    line: int
    end: int
    lines: Mapping[str, int]
    """The line of each key, by its dotted path within the table."""

    @property
    def name(self) -> str:
        """How a problem calls it: ``finding.diligent``."""
        return f"{self.kind}.{self.id}" if self.id else self.kind

    def place(self, path: str = "", word: object = None) -> Place:
        """The place of the key at the dotted ``path``, or of the nearest table around it.

        Where the key's value goes over several lines, ``word`` says which line is meant.
        """
        field = f"{self.name}.{path}" if path else self.name
        while path and path not in self.lines:
            path = path.rpartition(".")[0]
        line = self.lines.get(path, self.line)
        texts = self.block.text.split("\n")[line - self.block.line : self.end - self.block.line + 1]
        offset = next((number for number, text in enumerate(texts) if f'"{word}"' in text), 0)
        return Place(self.block.file, line + offset, field, self.clause)

    def problem(self, code: str, path: str = "", **params: object) -> Problem:
        """A problem with this item at ``path``; a wrong ``name`` or ``number`` leads to its line."""
        return Problem(code, params, self.place(path, params.get("name", params.get("number"))))


@dataclass(frozen=True, slots=True)
class Harvest:
    """What one block gave; ``names`` are (kind, id) that it was to declare where it cannot be read."""

    items: tuple[Item, ...]
    problems: tuple[Problem, ...] = ()
    names: tuple[tuple[str, str], ...] = ()
    broken: bool = False


def harvest(block: Block) -> Harvest:
    """The items of one block, or what is wrong with it."""
    segments = _segments(block)
    try:
        data = tomllib.loads(block.text)
    except (ValueError, RecursionError) as error:
        names = tuple(_declared(segment.header) for segment in segments)
        return Harvest((), (_not_toml(block, error),), tuple(name for name in names if name), broken=True)
    source = _Source(block, segments)
    for kind, value in data.items():
        source.take(kind, value)
    return Harvest(tuple(source.items), tuple(source.problems), tuple(source.names))


def front(block: Block) -> tuple[Item | None, tuple[Problem, ...]]:
    """A whole TOML file as one item (``pack.toml``)."""
    try:
        data = tomllib.loads(block.text)
    except (ValueError, RecursionError) as error:
        return None, (_not_toml(block, error),)
    return _Source(block, _segments(block)).item("pack", "", data, ""), ()


def own_clause(data: Mapping[str, object], heading: ClauseRef | None) -> ClauseRef | None:
    """The clause that ``data`` names, where it names one that can be read."""
    try:
        return ClauseRef.parse(str(data["clause"]))
    except (KeyError, ValueError):
        return heading


@dataclass(frozen=True, slots=True)
class _Segment:
    """A table heading in a block with the lines of the keys below it."""

    header: str
    line: int
    end: int
    keys: Mapping[str, int]


@dataclass(slots=True)
class _Source:
    """One block while its items are taken out."""

    block: Block
    segments: tuple[_Segment, ...]
    items: list[Item] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    names: list[tuple[str, str]] = field(default_factory=list)

    def take(self, kind: str, value: object) -> None:
        if kind not in (*NAMED, *ROWS, *LISTS):
            meant = nearest(kind, (*NAMED, *ROWS, *LISTS))
            self._report("law.unknown_table", kind, name=kind, nearest=meant)
            self.names.extend((meant, name) for name in (value if isinstance(value, dict) else ()))
        elif kind in ROWS:
            self._rows(kind, "", kind, value)
        elif not isinstance(value, dict):
            self._report("law.expects_table", kind, key=kind)
        else:
            for name, inner in value.items():
                self._named(kind, name, inner)

    def item(self, kind: str, id_: str, data: Mapping[str, object], header: str, row: int | None = None) -> Item:
        line, end, lines = self._lines(header, row)
        return Item(kind, id_, data, own_clause(data, self.block.clause), self.block, line, end, lines)

    def _named(self, kind: str, name: str, value: object) -> None:
        header = f"{kind}.{name}"
        if kind in LISTS:
            self._rows(kind, name, header, value)
        elif isinstance(value, dict):
            self.items.append(self.item(kind, name, value, header))
        else:
            self._report("law.expects_table", header, key=header)

    def _rows(self, kind: str, name: str, header: str, rows: object) -> None:
        """Rows of a list go by the list's name, others by their own ``id``."""
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            self._report("law.expects_rows", header, key=header)
            return
        for index, row in enumerate(rows):
            self.items.append(self.item(kind, name or str(row.get("id", "")), row, header, index))

    def _report(self, code: str, header: str, **params: object) -> None:
        kind, _, name = header.partition(".")
        first, _, lines = self._lines(kind, None)
        line = lines.get(name, first)
        self.problems.append(Problem(code, params, Place(self.block.file, line, header, self.block.clause)))

    def _lines(self, header: str, row: int | None) -> tuple[int, int, Mapping[str, int]]:
        """The table's first and last line, and the line of each key by its dotted path within the table.

        Without a heading it is the whole file. Rows under one heading are ``value``, ``value.1``, ``value.2`` …
        """
        lines: dict[str, int] = {}
        seen = -1
        end = self.block.line
        for segment in self.segments:
            seen += segment.header == header
            inside = not header or segment.header == header or segment.header.startswith(f"{header}.")
            if not inside or (row is not None and seen != row):
                continue
            path = segment.header[len(header) :].lstrip(".")
            if path in lines:
                path = next(further for n in count(1) if (further := f"{path}.{n}") not in lines)
            lines[path] = segment.line
            end = segment.end
            for key, line in segment.keys.items():
                lines.setdefault(f"{path}.{key}" if path else key, line)
        return lines.get("", min(lines.values(), default=self.block.line)), end, lines


def _segments(block: Block) -> tuple[_Segment, ...]:
    """The block from heading to heading; what stands before the first has no heading."""
    texts = block.text.split("\n")
    headers = {number: header for number, text in enumerate(texts) if (header := _HEADER.fullmatch(text))}
    starts = sorted({0, *headers})
    return tuple(
        _segment(block.line, texts[start:end], start, headers.get(start))
        for start, end in pairwise([*starts, len(texts)])
    )


def _segment(first: int, texts: list[str], start: int, header: re.Match[str] | None) -> _Segment:
    keys: dict[str, int] = {}
    for number, text in enumerate(texts, start=first + start):
        if key := _KEY.match(text):
            keys.setdefault(key["key"], number)
    name = header["name"].replace('"', "") if header else ""
    return _Segment(name, first + start, first + start + len(texts) - 1, keys)


def _declared(header: str) -> tuple[str, str] | None:
    kind, _, rest = header.partition(".")
    return (kind, rest.partition(".")[0]) if kind in (*NAMED, *LISTS) and rest else None


def _not_toml(block: Block, error: Exception) -> Problem:
    """``tomllib`` names the line within the block, or its end."""
    found = _AT_LINE.search(str(error))
    last = block.line + block.text.count("\n")
    line = min(block.line + int(found[1]) - 1, last) if found else last
    reason = _AT_LINE.sub("", str(error)).strip()
    return Problem("law.not_toml", {"reason": reason}, Place(block.file, line, clause=block.clause))
