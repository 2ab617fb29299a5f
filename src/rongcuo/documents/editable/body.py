"""The text: headings, paragraphs, tables, lines to be filled in by hand; the annexes on pages of their own."""

from collections.abc import Iterable

from docx.document import Document as Docx
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.shared import Length, Pt
from docx.table import _Cell, _Row

from rongcuo.documents.content import Annex, AnyBlock, Blank, Document, Heading, Paragraph, Table
from rongcuo.documents.editable import measures as m
from rongcuo.documents.editable.heads import write_title
from rongcuo.documents.editable.sheet import TABLE_TEXT
from rongcuo.documents.editable.writing import CENTRE, say, shape

_GAP = Pt(8)
"""Between a table and what follows: Word joins two tables that touch."""


def write_body(docx: Docx, document: Document) -> None:
    """The blocks of the text and the list of annexes."""
    _write(docx, document.body)
    _annex_list(docx, document.annexes)


def write_annexes(docx: Docx, document: Document) -> None:
    """Each annex on a page of its own, its number in 黑体."""
    for place, annex in enumerate(document.annexes, start=1):
        label = shape(docx.add_paragraph(), first=Pt(0))
        label.paragraph_format.page_break_before = True
        say(label, f"附件{place if len(document.annexes) > 1 else ''}", m.HEITI)
        write_title(docx, annex.title, m.PITCH)
        _write(docx, annex.body)


def cell_text(cell: _Cell, text: str, font: str = "") -> None:
    """The lines of a cell, one paragraph each."""
    cell.paragraphs[0].style = TABLE_TEXT
    for place, line in enumerate(_lines(text) or [""]):
        paragraph = cell.paragraphs[0] if place == 0 else cell.add_paragraph(style=TABLE_TEXT)
        say(paragraph, line, font)


def keep_whole(row: _Row, *, repeat: bool = False) -> None:
    """A row is never cut by the end of a page; the head is repeated on the next."""
    properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - python-docx has no word for this
    for name in ("cantSplit", "tblHeader") if repeat else ("cantSplit",):
        properties.append(OxmlElement(f"w:{name}"))


def _write(docx: Docx, blocks: Iterable[AnyBlock]) -> None:
    for block in blocks:
        match block:
            case Heading():
                docx.add_paragraph(block.text, style=f"Heading {block.level}")
            case Paragraph():
                for line in _lines(block.text):
                    paragraph = docx.add_paragraph(line)
                    shape(paragraph, first=Pt(0) if block.flush else None)
            case Table():
                _table(docx, block)
            case Blank():
                _blank(docx, block)


def _lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]


def _table(docx: Docx, block: Table) -> None:
    table = docx.add_table(rows=1, cols=len(block.columns), style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for cell, column in zip(table.rows[0].cells, block.columns, strict=True):
        cell_text(cell, column.title, m.HEITI)
        shape(cell.paragraphs[0], align=CENTRE)
    keep_whole(table.rows[0], repeat=True)
    for words in block.rows:
        row = table.add_row()
        keep_whole(row)
        for cell, text in zip(row.cells, words, strict=True):
            cell_text(cell, text)
    whole = sum(column.width for column in block.columns)
    for column, drawn in zip(block.columns, table.columns, strict=True):
        drawn.width = Length(m.AREA * column.width // whole)
        for cell in drawn.cells:
            cell.width = drawn.width
    shape(docx.add_paragraph(), line=_GAP, first=Pt(0))


def _blank(docx: Docx, block: Blank) -> None:
    """The label, then a line, then as many empty lines as are wanted: tabs that lead to the edge of the type area."""
    for place in range(block.lines):
        line = docx.add_paragraph(f"{block.label}：\t" if place == 0 else "\t")
        shape(line, first=None if place == 0 else Pt(0))
        line.paragraph_format.tab_stops.add_tab_stop(m.AREA, WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.LINES)


def _annex_list(docx: Docx, annexes: tuple[Annex, ...]) -> None:
    """附件说明: one blank line below the text, two characters in, names without end punctuation."""
    for place, annex in enumerate(annexes, start=1):
        label = "附件：" if place == 1 else "　　　"
        number = f"{place}. " if len(annexes) > 1 else ""
        hanging = m.width_of(label + number, m.CHARACTER)
        line = docx.add_paragraph(f"{label}{number}{annex.title}")
        shape(line, left=Length(2 * m.CHARACTER + hanging), first=Length(-hanging))
        shape(line, before=m.PITCH if place == 1 else None)
