"""The head of each form, from the mark of the organ to the title and the addressees."""

from collections.abc import Callable, Mapping

from docx.document import Document as Docx
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.shared import Length, Mm, Pt
from docx.text.paragraph import Paragraph

from rongcuo.documents.checks import document_number
from rongcuo.documents.content import Document, Form
from rongcuo.documents.editable import measures as m
from rongcuo.documents.editable.sheet import TITLE
from rongcuo.documents.editable.writing import CENTRE, LEFT, RIGHT, border, say, shape

_NO_NUMBER = "〔　　〕　号"
_RED = str(m.RED)
_TWO_LINES = Length(2 * m.PITCH)
_TIGHT = Pt(17)
"""The line of a number, so that what stands above and below is measured from the characters."""
_SEVEN_EIGHTHS = Pt(14)
"""Of the height of a character of size 3: the number of a letter stands so far under the rule."""


def write_head(docx: Docx, document: Document) -> None:
    """Everything above the text."""
    _HEADS[document.form](docx, document)
    if document.addressees:
        shape(docx.add_paragraph(f"{'，'.join(document.addressees)}："), first=Pt(0))


def number_of(document: Document) -> str:
    """发文字号, or the place for it."""
    return document_number(document.number) or _NO_NUMBER


def write_title(docx: Docx, words: str, before: Length) -> None:
    """A title in lines of about one length, never with a single character on the last; a blank line after it."""
    whole = m.width_of(words, m.SIZE_2)
    lines = -(-whole // m.AREA)
    width = min(m.AREA, whole // lines + m.SIZE_2)
    aside = Length((m.AREA - width) // 2)
    title = docx.add_paragraph(words, style=TITLE)
    shape(title, align=CENTRE, left=aside, right=aside, before=before, after=m.PITCH)


def _mark(paragraph: Paragraph, words: str, before: Length) -> None:
    """The organ's name as large as one line allows, at most 36 pt, at least the title's size."""
    fitting = Pt(36) if not words else min(Pt(36), Length(m.AREA // max(1, len(words))))
    size = max(fitting, m.SIZE_2)
    shape(paragraph, align=CENTRE, line=size, before=before, first=Pt(0))
    say(paragraph, words, m.BIAOSONG, size, m.RED).font.bold = True


def _marks(docx: Docx, organs: tuple[str, ...], suffix: str) -> None:
    """The organs that issue it, the host first, one a line, 35 mm below the top of the type area."""
    for place, organ in enumerate(organs):
        words = organ + suffix if len(organs) == 1 else organ
        _mark(docx.add_paragraph(), words, Mm(35) if place == 0 else Pt(6))


def _red_rule(docx: Docx) -> None:
    """In a paragraph of its own: the indents of the number would shorten it."""
    rule = shape(docx.add_paragraph(), line=Pt(1), before=Mm(4), first=Pt(0))
    border(rule, "top", "single", Mm(0.5).pt, _RED)


def _red_head(suffix: str) -> Callable[[Docx, Document], None]:
    def write(docx: Docx, document: Document) -> None:
        _marks(docx, document.organs, suffix)
        shape(docx.add_paragraph(number_of(document)), align=CENTRE, line=_TIGHT, before=_TWO_LINES, first=Pt(0))
        _red_rule(docx)
        write_title(docx, document.title, _TWO_LINES)

    return write


def _upward(docx: Docx, document: Document) -> None:
    """The number left, one character in; 签发人 right, one character in, the names in 楷体, two a line."""
    _marks(docx, document.organs, "文件")
    pairs = ["　".join(document.signers[at : at + 2]) for at in range(0, len(document.signers), 2)] or [""]
    widest = max(m.width_of(pair, m.CHARACTER) for pair in pairs)
    start = Length(m.AREA - m.CHARACTER - widest - 4 * m.CHARACTER)
    for place, pair in enumerate(pairs):
        first, last = place == 0, place == len(pairs) - 1
        line = shape(docx.add_paragraph(), left=m.CHARACTER, first=Pt(0), before=_TWO_LINES if first else Pt(0))
        shape(line, line=_TIGHT if last else None)
        line.paragraph_format.tab_stops.add_tab_stop(start, WD_TAB_ALIGNMENT.LEFT)
        say(line, (number_of(document) if last else "") + "\t")
        say(line, "签发人：" if first else "　　　　")
        say(line, pair, m.KAITI)
    _red_rule(docx)
    write_title(docx, document.title, _TWO_LINES)


def _instrument(docx: Docx, document: Document) -> None:
    for organ in document.organs:
        shape(docx.add_paragraph(organ, style=TITLE), align=CENTRE)
    write_title(docx, document.title, Pt(0))
    shape(docx.add_paragraph(number_of(document)), align=RIGHT, first=Pt(0), after=m.PITCH)


def _letter(docx: Docx, document: Document) -> None:
    """Mark 30 mm from the top of the sheet, double rules of 170 mm: outside the type area of the first page."""
    section = docx.sections[0]
    header, footer = section.first_page_header, section.first_page_footer
    section.header_distance = Mm(30)
    _mark(header.paragraphs[0], document.organs[0], Pt(0))
    _double_rule(header.add_paragraph(), "thickThinSmallGap", before=Mm(4))
    shape(header.add_paragraph(number_of(document)), align=RIGHT, line=_TIGHT, first=Pt(0), before=_SEVEN_EIGHTHS)
    section.footer_distance = Mm(20)
    _double_rule(footer.paragraphs[0], "thinThickSmallGap", before=Pt(0))
    _page_numbers_higher(docx)
    write_title(docx, document.title, _TWO_LINES)


def _double_rule(paragraph: Paragraph, style: str, before: Length) -> None:
    aside = (m.RULE - m.AREA) // 2
    left, right = Length(-aside - (m.LEFT - m.RIGHT) // 2), Length(-aside + (m.LEFT - m.RIGHT) // 2)
    shape(paragraph, align=LEFT, line=Pt(1), before=before, first=Pt(0), left=left, right=right)
    border(paragraph, "top", style, 3, _RED)


def _page_numbers_higher(docx: Docx) -> None:
    """A section has one distance for all its feet: the numbers keep theirs by the space below them."""
    section = docx.sections[0]
    for footer in (section.footer, section.even_page_footer):
        shape(footer.paragraphs[0], after=Mm(5.4))


_HEADS: Mapping[Form, Callable[[Docx, Document], None]] = {
    "letter": _letter,
    "downward": _red_head("文件"),
    "upward": _upward,
    "minutes": _red_head("会议纪要"),
    "instrument": _instrument,
}
