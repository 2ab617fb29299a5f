"""Name and date below the text, the note, and the 版记 at the foot of the last page."""

from collections.abc import Iterable
from typing import Any

from docx.document import Document as Docx
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.shared import Length, Mm, Pt
from docx.text.paragraph import Paragraph

from rongcuo.documents.content import Blank, Document, Form, Imprint
from rongcuo.documents.editable import measures as m
from rongcuo.documents.editable.writing import RIGHT, border, frame, paragraph_in, say, shape

_OPEN_DATE = "　　年　月　日"
_THICK, _THIN = Mm(0.35).pt, Mm(0.25).pt
_ROW = Pt(22)
_STAYS = 4
"""Paragraphs that stay with the 版记."""
_SHORT = 200
"""Characters of a paragraph that may be moved whole."""


def write_closing(docx: Docx, document: Document) -> None:
    """The organs with the date below them, four characters in and centred on each other; then the note."""
    if not any(isinstance(block, Blank) for block in document.body):
        _signature(docx, document)
    if document.note:
        docx.add_paragraph(f"（{document.note}）")
    if document.form in _COPIES_IN_TEXT and document.imprint and document.imprint.copies:
        say(shape(docx.add_paragraph(), first=Pt(0), before=m.PITCH), _copies(document.imprint), size=m.SIZE_4)


def write_imprint(docx: Docx, document: Document) -> None:
    """版记: its last rule on the lower edge of the type area."""
    if document.imprint is None or document.form in _COPIES_IN_TEXT:
        return
    copies, day = document.imprint.copies, printed_day(document)
    lines = -(-m.width_of(_copies(document.imprint), m.SIZE_4) // (m.AREA - 2 * m.SIZE_4)) if copies else 0
    height = Length((lines + 1) * _ROW + Mm(2))
    if not document.annexes:
        _stay(docx.paragraphs[-_STAYS:])
    anchor = shape(docx.add_paragraph(), line=Pt(1), first=Pt(0))
    box = frame(anchor, "版记", mark=10, width=m.AREA, height=height, across="center")
    _rule(box, anchor, _THICK)
    if copies:
        _row(box, anchor, _copies(document.imprint))
        _rule(box, anchor, _THIN)
    last = _row(box, anchor, f"{document.imprint.issuer}\t{day}印发")
    last.paragraph_format.tab_stops.add_tab_stop(Length(m.AREA - m.SIZE_4), WD_TAB_ALIGNMENT.RIGHT)
    _rule(box, anchor, _THICK)


def printed_day(document: Document) -> str:
    """成文日期 in Arabic numerals without leading zeros; a draft has an open one."""
    day = document.issued_on
    return f"{day.year}年{day.month}月{day.day}日" if day else _OPEN_DATE


def _signature(docx: Docx, document: Document) -> None:
    day = printed_day(document)
    widths = [m.width_of(words, m.CHARACTER) for words in (*document.organs, day)]
    column = min(m.AREA, max(widths))
    inset = max(0, 4 * m.CHARACTER - max(0, (column - widths[-1]) // 2))
    for place, (words, width) in enumerate(zip((*document.organs, day), widths, strict=True)):
        line = docx.add_paragraph(words)
        aside = Length(max(0, inset + (column - width) // 2))
        shape(line, align=RIGHT, right=aside, first=Pt(0), before=m.PITCH if place == 0 else None)
    _stay(docx.paragraphs[-len(widths) - 1 : -1])


def _stay(paragraphs: Iterable[Paragraph]) -> None:
    """Keep paragraphs with what follows: no name, date or 版记 alone on a page, no long text moved to the next."""
    for paragraph in paragraphs:
        paragraph.paragraph_format.keep_with_next = len(paragraph.text) <= _SHORT


def _copies(imprint: Imprint) -> str:
    return f"抄送：{'，'.join(imprint.copies)}。"


def _row(box: Any, anchor: Paragraph, words: str) -> Paragraph:
    line = shape(paragraph_in(box, anchor), line=_ROW, left=m.SIZE_4, right=m.SIZE_4)
    say(line, words, size=m.SIZE_4)
    return line


def _rule(box: Any, anchor: Paragraph, points: float) -> None:
    """In a paragraph of its own, as wide as the type area: the indents of a row would shorten it."""
    border(shape(paragraph_in(box, anchor), line=Pt(1)), "top", "single", points, "000000")


_COPIES_IN_TEXT: frozenset[Form] = frozenset({"letter", "instrument"})
"""The forms whose 抄送 has no rules (GB/T 9704-2012)."""
