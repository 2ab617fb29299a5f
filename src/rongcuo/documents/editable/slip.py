"""送达回证: a page of its own after the document, filled in and signed by hand."""

from collections.abc import Iterator

from docx.document import Document as Docx
from docx.enum.table import WD_ALIGN_VERTICAL, WD_ROW_HEIGHT_RULE
from docx.shared import Cm, Length, Pt

from rongcuo.documents.content import Document, Receipt
from rongcuo.documents.editable import measures as m
from rongcuo.documents.editable.body import cell_text
from rongcuo.documents.editable.heads import number_of, write_title
from rongcuo.documents.editable.sheet import TABLE_TEXT
from rongcuo.documents.editable.writing import CENTRE, RIGHT, shape

METHODS = ("直接送达", "留置送达", "邮寄送达", "转交送达", "电子送达", "公告送达")
_DATE = "　　　　年　　月　　日"
_SIGNED = ("受送达人\n签名或者盖章", "代收人签名、与\n受送达人的关系", "留置送达的\n情况和见证人", "送达人签名")


def write_slip(docx: Docx, document: Document) -> None:
    """The slip that goes with what is served."""
    if document.receipt is None:
        return
    write_title(docx, "送达回证", Pt(0))
    docx.paragraphs[-1].paragraph_format.page_break_before = True
    rows = tuple(_rows(document, document.receipt))
    table = docx.add_table(rows=len(rows), cols=2, style="Table Grid")
    table.autofit = False
    first = Length(9 * m.SIZE_4 + m.SIZE_4)
    for column, width in zip(table.columns, (first, Length(m.AREA - first)), strict=True):
        column.width = width
    for row, (label, words, height) in zip(table.rows, rows, strict=True):
        row.height, row.height_rule = height, WD_ROW_HEIGHT_RULE.AT_LEAST
        name, space = row.cells
        name.width, space.width = first, Length(m.AREA - first)
        cell_text(name, label)
        cell_text(space, words)
        for paragraph in name.paragraphs:
            shape(paragraph, align=CENTRE)
        name.vertical_alignment = space.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
        if label in _SIGNED:
            space.vertical_alignment = WD_ALIGN_VERTICAL.BOTTOM
            shape(space.paragraphs[0], align=RIGHT)
    shape(docx.add_paragraph(f"注：{document.receipt.note}本回证由送达机关附卷。", style=TABLE_TEXT), before=Pt(7))


def _rows(document: Document, receipt: Receipt) -> Iterator[tuple[str, str, Length]]:
    """Label, what is printed in its place, and the least height of the row."""
    low = Cm(0.9)
    yield "送达机关", document.organs[0], low
    yield "送达文书", f"《{document.title}》（{number_of(document)}）", low
    yield "受送达人", receipt.recipient, low
    yield "送达地点", "", low
    yield "送达方式", "　".join(f"□{method}" for method in METHODS), low
    yield "送达时间", f"{_DATE}　　时　　分", low
    for label in _SIGNED:
        yield label, _DATE if label in _SIGNED else "", Cm(1.7)
    yield "备　　注", "", Cm(1.2)
