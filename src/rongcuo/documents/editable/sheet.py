"""The sheet of every form: size, type area, grid, styles, page numbers by parity, the mark of a draft."""

from typing import Any

from docx.document import Document as Docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Length, Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from rongcuo.documents.content import Document
from rongcuo.documents.editable import measures as m
from rongcuo.documents.editable.writing import (
    LEFT,
    RIGHT,
    frame,
    leave_grid,
    name_font,
    paragraph_in,
    say,
    shape,
    track,
)

TITLE, TABLE_TEXT = "Title", "Table Text"
_BLACK = RGBColor(0, 0, 0)
_HEADINGS = (m.HEITI, m.KAITI, m.FANGSONG, m.FANGSONG)
"""By level (GB/T 9704-2012)."""
_FOOT = Mm(25.4)
"""From the foot of the sheet to that of the page number, so that its dashes stand 7 mm below the type area."""


def lay_out(docx: Docx, document: Document) -> None:
    """Set the sheet, the styles and what stands outside the type area; only the first page of a letter is different."""
    section = docx.sections[0]
    section.page_width, section.page_height = m.WIDTH, m.HEIGHT
    section.top_margin, section.bottom_margin = m.TOP, m.BOTTOM
    section.left_margin, section.right_margin = m.LEFT, m.RIGHT
    section.header_distance, section.footer_distance = Mm(15), _FOOT
    _grid(section)
    _styles(docx)
    docx.settings.odd_and_even_pages_header_footer = True
    section.different_first_page_header_footer = document.form == "letter"
    for footer, side in ((section.footer, RIGHT), (section.even_page_footer, LEFT)):
        _page_number(footer.paragraphs[0], side)
    for number, header in enumerate((section.header, section.even_page_header, section.first_page_header), start=1):
        mark_draft(header.paragraphs[0], document, number)


def mark_draft(paragraph: Paragraph, document: Document, number: int) -> None:
    """草稿 in the margin of what nobody has signed."""
    shape(paragraph, first=Pt(0))
    if document.is_draft:
        box = frame(paragraph, "草稿", mark=number, width=Mm(30), height=Mm(8), across="right", top=Mm(14))
        words = shape(paragraph_in(box, paragraph), align=RIGHT)
        say(words, "草　稿", m.HEITI, m.SIZE_4, m.GREY)


def _grid(section: Section) -> None:
    """22 lines a page. Characters are spaced one by one: a grid of characters shows half of them in LibreOffice."""
    properties = section._sectPr  # noqa: SLF001 - python-docx has no word for the grid
    grid = properties.find(qn("w:docGrid"))
    if grid is None:
        grid = OxmlElement("w:docGrid")
        properties.append(grid)
    grid.attrib.clear()
    grid.set(qn("w:type"), "lines")
    grid.set(qn("w:linePitch"), str(round(m.PITCH.pt * 20)))


def _styles(docx: Docx) -> None:
    plain = docx.styles["Normal"]
    _letters(plain, m.FANGSONG, m.SIZE_3)
    _lines(plain, m.PITCH, first=Length(2 * m.CHARACTER))
    for level, font in enumerate(_HEADINGS, start=1):
        style = docx.styles[f"Heading {level}"]
        _letters(style, font, m.SIZE_3)
        _lines(style, m.PITCH, first=Length(2 * m.CHARACTER))
        style.paragraph_format.keep_with_next = True
    title = docx.styles[TITLE]
    _letters(title, m.BIAOSONG, m.SIZE_2)
    _lines(title, Pt(35), first=Pt(0))
    for old in title.element.pPr.findall(qn("w:pBdr")):
        title.element.pPr.remove(old)
    table = docx.styles.add_style(TABLE_TEXT, WD_STYLE_TYPE.PARAGRAPH)
    table.base_style = plain
    _letters(table, m.FANGSONG, m.SIZE_4)
    track(table, 0)
    _lines(table, Pt(21), first=Pt(0))
    _typography(docx)
    _language(docx)


def _letters(style: Any, font: str, size: Length) -> None:
    style.font.size, style.font.bold, style.font.italic, style.font.color.rgb = size, False, False, _BLACK
    name_font(style, font)
    track(style)


def _lines(style: Any, height: Length, first: Length) -> None:
    layout = style.paragraph_format
    layout.line_spacing, layout.line_spacing_rule = height, WD_LINE_SPACING.EXACTLY
    layout.space_before = layout.space_after = Pt(0)
    layout.first_line_indent = first
    layout.widow_control = False
    if height != m.PITCH:
        leave_grid(style.element)


def _typography(docx: Docx) -> None:
    """No blanks of their own between Chinese and letters, and no line stretched by them."""
    properties = docx.styles["Normal"].element.get_or_add_pPr()
    for name in ("autoSpaceDE", "autoSpaceDN"):
        off = OxmlElement(f"w:{name}")
        off.set(qn("w:val"), "0")
        properties.insert_element_before(
            off, "w:bidi", "w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc"
        )


def _language(docx: Docx) -> None:
    """Simplified Chinese, or a machine without the named fonts draws the shapes of Japan."""
    for language in docx.styles.element.iter(qn("w:lang")):
        language.set(qn("w:eastAsia"), "zh-CN")


def _page_number(paragraph: Paragraph, side: Any) -> None:
    """4号宋体 between dashes, one character in: right on odd pages, left on even ones."""
    shape(paragraph, align=side, line=m.SIZE_4, first=Pt(0), left=m.SIZE_4, right=m.SIZE_4)
    say(paragraph, "— ", m.SONGTI, m.SIZE_4)
    number = say(paragraph, "", m.SONGTI, m.SIZE_4)
    for kind, words in (("begin", ""), ("", " PAGE "), ("end", "")):
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.text = words
        number._r.append(mark)  # noqa: SLF001 - python-docx has no word for fields
    say(paragraph, " —", m.SONGTI, m.SIZE_4)
