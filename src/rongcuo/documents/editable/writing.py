"""Paragraphs and runs with what python-docx has no word for: borders, East Asian fonts, floating frames."""

from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Length, Pt, RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from rongcuo.documents.editable.measures import TRACKING

LEFT, CENTRE, RIGHT = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT


def name_font(owner: Any, font: str) -> None:
    """Give a run or a style one font for every script: with one left out, Word takes another for 〔〕 and quotes."""
    fonts = owner.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), font)
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:hint"), "eastAsia")


def track(owner: Any, twentieths: int = TRACKING) -> None:
    """Set the space between characters, in twentieths of a point."""
    properties = owner.element.get_or_add_rPr()
    for old in properties.findall(qn("w:spacing")):
        properties.remove(old)
    spacing = OxmlElement("w:spacing")
    spacing.set(qn("w:val"), str(twentieths))
    # The order of the schema: after the colour of a run, before its size.
    size = properties.find(qn("w:sz"))
    properties.append(spacing) if size is None else size.addprevious(spacing)


def say(
    paragraph: Paragraph, text: str, font: str = "", size: Length | None = None, colour: RGBColor | None = None
) -> Run:
    """A run of ``text``; what is not said it has from the style of the paragraph."""
    run = paragraph.add_run(text)
    if size is not None:
        run.font.size = size
    if colour is not None:
        run.font.color.rgb = colour
    if font:
        name_font(run, font)
    if size is not None:
        track(run, 0)
    return run


def shape(
    paragraph: Paragraph,
    *,
    align: WD_ALIGN_PARAGRAPH | None = None,
    line: Length | None = None,
    before: Length | None = None,
    after: Length | None = None,
    left: Length | None = None,
    right: Length | None = None,
    first: Length | None = None,
) -> Paragraph:
    """Lay a paragraph out: its alignment, the height of a line, the space and the indents around it."""
    layout = paragraph.paragraph_format
    wanted = {
        "alignment": align, "line_spacing": line, "space_before": before, "space_after": after,
        "left_indent": left, "right_indent": right, "first_line_indent": first,
    }  # fmt: skip
    for name, value in wanted.items():
        if value is not None:
            setattr(layout, name, value)
    if line is not None:
        layout.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        leave_grid(paragraph.paragraph_format.element)
    return paragraph


def leave_grid(owner: Any) -> None:
    """Let a paragraph or a style have lines of its own height: LibreOffice makes those of the grid whole lines."""
    off = OxmlElement("w:snapToGrid")
    off.set(qn("w:val"), "0")
    owner.get_or_add_pPr().insert_element_before(off, *_AFTER_GRID)


_AFTER_GRID = (
    "w:spacing", "w:ind", "w:contextualSpacing", "w:mirrorIndents", "w:suppressOverlap", "w:jc", "w:textDirection",
    "w:textAlignment", "w:textboxTightWrap", "w:outlineLvl", "w:divId", "w:cnfStyle", "w:rPr", "w:sectPr",
)  # fmt: skip
"""What the schema puts behind it."""


def border(paragraph: Paragraph, side: str, style: str, points: float, colour: str) -> None:
    """A rule at one side of a paragraph; eighths of a point wide in the file."""
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - python-docx has no word for borders
    borders = OxmlElement("w:pBdr")
    rule = OxmlElement(f"w:{side}")
    for name, value in (("val", style), ("sz", round(points * 8)), ("space", 0), ("color", colour)):
        rule.set(qn(f"w:{name}"), str(value))
    borders.append(rule)
    properties.insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:kinsoku", "w:wordWrap", "w:overflowPunct",
        "w:topLinePunct", "w:autoSpaceDE", "w:autoSpaceDN", "w:bidi", "w:adjustRightInd", "w:snapToGrid", *_AFTER_GRID,
    )  # fmt: skip


_FRAME = """
<w:r {names}><w:drawing>
<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="{id}" behindDoc="0" locked="0"
 layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>
<wp:positionH relativeFrom="margin"><wp:align>{across}</wp:align></wp:positionH>
<wp:positionV relativeFrom="{down_from}">{down}</wp:positionV>
<wp:extent cx="{width}" cy="{height}"/><wp:{wrap}/>
<wp:docPr id="{id}" name="{name}"/><wp:cNvGraphicFramePr/>
<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">
<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">
<wps:wsp xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:cNvSpPr txBox="1"/>
<wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>
<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln><a:noFill/></a:ln></wps:spPr>
<wps:txbx><w:txbxContent/></wps:txbx>
<wps:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="b"/></wps:wsp>
</a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>
"""


def frame(
    paragraph: Paragraph, name: str, *, mark: int, width: Length, height: Length, across: str, top: Length | None = None
) -> Any:
    """A text box anchored to ``paragraph``; ``top`` from the edge of the sheet, else at the foot of the type area.

    Gives the element that takes its paragraphs. A floating table in this place is lost by LibreOffice.
    """
    down = "<wp:align>bottom</wp:align>" if top is None else f"<wp:posOffset>{int(top)}</wp:posOffset>"
    drawn = parse_xml(
        _FRAME.format(
            names=nsdecls("w", "wp"), id=mark, name=name, width=int(width), height=int(height), across=across,
            down=down, down_from="margin" if top is None else "page",
            wrap="wrapTopAndBottom" if top is None else "wrapNone",
        )
    )  # fmt: skip
    paragraph._p.append(drawn)  # noqa: SLF001
    return drawn.find(f".//{qn('w:txbxContent')}")


def paragraph_in(content: Any, owner: Paragraph) -> Paragraph:
    """A paragraph in a text box."""
    element = OxmlElement("w:p")
    content.append(element)
    return shape(Paragraph(element, owner._parent), first=Pt(0))  # noqa: SLF001
