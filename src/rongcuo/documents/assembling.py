"""A wording and what is on file, put together: a document whose every block knows what it rests on."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Protocol

from rongcuo.base import Place, Problem
from rongcuo.documents.content import (
    Annex,
    AnyBlock,
    Blank,
    Column,
    Document,
    Heading,
    Imprint,
    Paragraph,
    Receipt,
    Source,
    Table,
)
from rongcuo.documents.wording import ROW, WordedBlock, Wording, names_in, put_in

_LEVELS = 4
_DIGITS = "〇一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Said:
    """One value of a file in words, and what it rests on. Empty words: the file has nothing of the kind."""

    text: str
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a list of a file."""

    fields: Mapping[str, str]
    sources: tuple[Source, ...] = ()


class OnFile(Protocol):
    """What a case file answers when a wording asks. Raises ``KeyError`` for a name that nobody knows."""

    def said(self, name: str) -> Said:
        """The value of that name."""

    def rows(self, name: str) -> tuple[Row, ...]:
        """The list of that name."""

    def has(self, name: str) -> bool:
        """Whether the value is not empty, or the list has a row."""


def assemble(wording: Wording, file: OnFile) -> Document | tuple[Problem, ...]:
    """The draft that the wording makes of the file, or what of it is not on file, by block.

    A name without a value is a problem of its block: a sentence with a hole is no sentence. Where a value may be
    missing, the wording says ``when``.
    """
    writer = _Writer(wording, file)
    document = Document(
        kind=wording.kind,
        form=wording.form,
        title=writer.line("title", wording.title),
        organs=writer.lines("organs", wording.organs),
        signers=writer.lines("signers", wording.signers),
        addressees=writer.lines("addressees", wording.addressees),
        body=tuple(writer.body(wording.block, "block")),
        annexes=tuple(writer.annexes()),
        note=writer.line("note", wording.note),
        imprint=writer.imprint(),
        receipt=writer.receipt(),
    )
    return tuple(writer.problems) or document


def edited(document: Document, edits: Mapping[str, str]) -> Document:
    """The document with what people wrote in place of some paragraphs, by the id of the block.

    An empty edit takes the paragraph out. Every paragraph keeps the sources of what it replaces. An edit of a block
    that is no longer there changes nothing.
    """
    body = tuple(part for block in document.body for part in _edited(block, edits))
    annexes = tuple(
        replace(annex, body=tuple(part for block in annex.body for part in _edited(block, edits)))
        for annex in document.annexes
    )
    return replace(document, body=body, annexes=annexes)


def _edited(block: AnyBlock, edits: Mapping[str, str]) -> Iterator[AnyBlock]:
    if not isinstance(block, Paragraph) or block.id not in edits:
        yield block
    elif edits[block.id].strip():
        yield replace(block, text=edits[block.id])


class _Writer:
    """Writes the blocks of one wording and collects what is missing."""

    def __init__(self, wording: Wording, file: OnFile) -> None:
        self._wording, self._file = wording, file
        self._counts = [0] * _LEVELS
        self.problems: list[Problem] = []

    def line(self, path: str, text: str, row: Row | None = None) -> str:
        return self._words(path, text, row)[0]

    def lines(self, path: str, texts: Iterable[str]) -> tuple[str, ...]:
        """One line for each text."""
        return tuple(self.line(path, text) for text in texts)

    def imprint(self) -> Imprint | None:
        wording = self._wording
        if not (wording.copies or wording.issuer):
            return None
        return Imprint(copies=self.lines("copies", wording.copies), issuer=self.line("issuer", wording.issuer))

    def receipt(self) -> Receipt | None:
        wording = self._wording
        if not wording.receipt:
            return None
        note = self.line("receipt_note", wording.receipt_note)
        return Receipt(recipient=self.line("receipt", wording.receipt), note=note)

    def annexes(self) -> Iterator[Annex]:
        for number, annex in enumerate(self._wording.annex, start=1):
            if all(map(self._file.has, annex.when)):
                path = f"annex.{number}"
                title = self.line(f"{path}.title", annex.title)
                yield Annex(title=title, body=tuple(self.body(annex.block, f"{path}.block")))

    def body(self, blocks: Iterable[WordedBlock], path: str) -> Iterator[AnyBlock]:
        for number, block in enumerate(blocks, start=1):
            if all(map(self._file.has, block.when)) and not any(map(self._file.has, block.unless)):
                id_ = block.id or f"{path}.{number}"
                yield from self._block(block, id_)

    def _block(self, block: WordedBlock, id_: str) -> Iterator[AnyBlock]:
        if block.table:
            yield self._table(block, id_)
        elif block.each:
            for number, row in enumerate(self._file.rows(block.each), start=1):
                yield self._one(block, f"{id_}.{number}", row)
        elif block.text or block.heading or block.blank:
            yield self._one(block, id_, None)

    def _one(self, block: WordedBlock, id_: str, row: Row | None) -> AnyBlock:
        text, sources = self._words(id_, block.text, row)
        sources = tuple(dict.fromkeys((*(Source("clause", ref) for ref in block.clauses), *sources)))
        if block.heading:
            return Heading(id=id_, sources=sources, level=block.heading, text=self._numbered(block.heading, text))
        if block.blank:
            return Blank(id=id_, sources=sources, label=text, lines=block.blank)
        return Paragraph(
            id=id_, sources=sources or (Source("office", id_),), text=text, flush=block.flush, required=block.required
        )

    def _table(self, block: WordedBlock, id_: str) -> Table:
        rows = self._file.rows(block.table)
        sources = (*(Source("clause", ref) for ref in block.clauses), *(each for row in rows for each in row.sources))
        return Table(
            id=id_,
            sources=tuple(dict.fromkeys(sources)),
            columns=tuple(Column(title=column.title, width=column.width) for column in block.columns),
            rows=tuple(tuple(row.fields[column.of] for column in block.columns) for row in rows),
        )

    def _words(self, path: str, text: str, row: Row | None) -> tuple[str, tuple[Source, ...]]:
        said = {name: self._said(name, path, row) for name in names_in(text)}
        sources = tuple(dict.fromkeys(source for each in said.values() for source in each.sources))
        return put_in(text, {name: each.text for name, each in said.items()}), sources

    def _said(self, name: str, path: str, row: Row | None) -> Said:
        if row is not None and name.startswith(ROW):
            return Said(row.fields[name.removeprefix(ROW)], row.sources)
        said = self._file.said(name)
        if not said.text:
            place = Place(file=f"{self._wording.kind}.toml", field=path)
            self.problems.append(Problem("documents.not_on_file", {"name": name}, place))
        return said

    def _numbered(self, level: int, text: str) -> str:
        """The heading with its number; a section that is left out leaves no gap."""
        self._counts[level - 1] += 1
        self._counts[level:] = [0] * (_LEVELS - level)
        count = self._counts[level - 1]
        return f"{(_chinese(count) + '、', f'（{_chinese(count)}）', f'{count}. ', f'（{count}）')[level - 1]}{text}"


def _chinese(number: int) -> str:
    """1 to 99 as 一 to 九十九."""
    tens, ones = divmod(number, 10)
    ten = ("" if tens == 1 else _DIGITS[tens]) + "十" if tens else ""
    return ten + (_DIGITS[ones] if ones else "")
