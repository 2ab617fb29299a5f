"""One notice that may be printed, and the eyes to read a PDF with; tests of success and of refusal start from it."""

import ctypes
from collections import defaultdict
from dataclasses import dataclass
from datetime import date

import pypdfium2
from pypdfium2 import raw

from rongcuo.documents import Addressee, Filing, QuotedClause, Rendered, RightsNotice, render

REGULATION = "关于支持改革创新建立容错免责机制的实施意见"
RIGHT = (
    "当事人认为自身行为符合支持改革创新的容错免责条件的，应当在问责调查机关（机构）告知其有申辩权利之日起10个工作日内"
    "提出书面申辩意见，由问责调查机关（机构）受理。"
)
EX_OFFICIO = (
    "支持改革创新的容错免责工作结合问责工作同步进行。开展问责工作时，应充分考虑当事人是否存在适用事项、适用条件的情形。"
)
NOTICE = RightsNotice(
    organ="中共广州市越秀区纪律检查委员会",
    number="越纪申告〔2017〕3号",
    issued_on=date(2017, 12, 20),
    party=Addressee(name="张三", honorific="同志", organisation="广州市越秀区某局", post="副局长"),
    matter="你在负责旧楼加装电梯审批试点工作期间，对部分材料不齐全的项目先行受理的有关问题。",
    rule=QuotedClause(regulation=REGULATION, number="越委办〔2017〕132号", clause="五、（二）", text=RIGHT),
    ex_officio=QuotedClause(regulation=REGULATION, number="越委办〔2017〕132号", clause="五、（一）", text=EX_OFFICIO),
    officers=("李四", "王五"),
    limit_days=10,
    counting_rule="期限从送达的次日起计算，休息日和法定节假日不计入，调休上班的日子计入。",
    filing=Filing(
        how="书面申辩意见可以当面递交或者邮寄，也可以登录本系统提交。",
        address="广州市越秀区某路1号",
        contact="李四",
        telephone="020-12345678",
    ),
)
MM = 72 / 25.4


@dataclass(frozen=True, slots=True)
class Sign:
    """A printed character: its text, baseline origin and right edge in millimetres from the sheet's top left."""

    text: str
    x: float
    right: float
    baseline: float
    ink_top: float
    ink_bottom: float


def printed(document: RightsNotice = NOTICE) -> Rendered:
    """The document, which must print."""
    match render(document):
        case Rendered() as done:
            return done
        case problems:
            raise AssertionError([(problem.place.field, problem.text("en")) for problem in problems])


def text_of(pdf: bytes) -> str:
    """All text in reading order, without blanks and line ends."""
    pages = pypdfium2.PdfDocument(pdf)
    return "".join("".join(page.get_textpage().get_text_range().split()) for page in pages)


def signs_of(pdf: bytes, page: int) -> list[Sign]:
    """Every visible character of a page (numbered from 1), in reading order."""
    sheet = pypdfium2.PdfDocument(pdf)[page - 1]
    text = sheet.get_textpage()
    signs = (_sign(text, index, sheet.get_height()) for index in range(text.count_chars()))
    return [sign for sign in signs if sign.text.strip()]


def lines_of(pdf: bytes, page: int) -> list[list[Sign]]:
    """The characters of a page by baseline, from the top."""
    lines: dict[float, list[Sign]] = defaultdict(list)
    for sign in signs_of(pdf, page):
        lines[round(sign.baseline, 1)].append(sign)
    return [lines[baseline] for baseline in sorted(lines)]


def _sign(text: pypdfium2.PdfTextPage, index: int, height: float) -> Sign:
    x, y, loose = ctypes.c_double(), ctypes.c_double(), raw.FS_RECTF()
    raw.FPDFText_GetCharOrigin(text.raw, index, x, y)
    raw.FPDFText_GetLooseCharBox(text.raw, index, loose)
    _, bottom, _, top = text.get_charbox(index)
    character = chr(raw.FPDFText_GetUnicode(text.raw, index))
    return Sign(
        character, x.value / MM, loose.right / MM, (height - y.value) / MM, (height - top) / MM, (height - bottom) / MM
    )


def red_rules(pdf: bytes, page: int) -> list[tuple[float, float, float, float]]:
    """Left, top, right and bottom, in millimetres, of each filled box on a page, from the top."""
    sheet = pypdfium2.PdfDocument(pdf)[page - 1]
    boxes = [shape.get_bounds() for shape in sheet.get_objects() if shape.type == raw.FPDF_PAGEOBJ_PATH]
    height = sheet.get_height()
    mm = [(x0 / MM, (height - y1) / MM, x1 / MM, (height - y0) / MM) for x0, y0, x1, y1 in boxes]
    return sorted(mm, key=lambda box: box[1])
