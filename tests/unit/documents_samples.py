"""One notice that may be printed, and the eyes to read a PDF with; tests of success and of refusal start from it."""

import ctypes
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date

import pypdfium2
from pypdfium2 import raw

from rongcuo.documents import (
    SHIPPED,
    Annex,
    Document,
    Heading,
    Imprint,
    Paragraph,
    Rendered,
    Row,
    Said,
    Source,
    assemble,
    read_wordings,
    render,
)

REGULATION = "关于支持改革创新建立容错免责机制的实施意见"
RIGHT = (
    "当事人认为自身行为符合支持改革创新的容错免责条件的，应当在问责调查机关（机构）告知其有申辩权利之日起10个工作日内"
    "提出书面申辩意见，由问责调查机关（机构）受理。"
)
EX_OFFICIO = (
    "支持改革创新的容错免责工作结合问责工作同步进行。开展问责工作时，应充分考虑当事人是否存在适用事项、适用条件的情形。"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressee:
    """The party of the sample."""

    name: str
    kind: str = "person"
    honorific: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """What a case file says of one notice of rights; implements `rongcuo.documents.OnFile`."""

    organ: str = "中共广州市越秀区纪律检查委员会"
    number: str = "越纪申告〔2017〕3号"
    issued_on: date = date(2017, 12, 20)
    party: Addressee = Addressee(name="张三", honorific="同志", unit="广州市越秀区某局副局长")
    matter: str = "你在负责旧楼加装电梯审批试点工作期间，对部分材料不齐全的项目先行受理的有关问题。"
    officers: str = "李四、王五"
    counting_rule: str = "期限从送达的次日起计算，休息日和法定节假日不计入，调休上班的日子计入。"
    how: str = "书面申辩意见可以当面递交或者邮寄，也可以登录本系统提交。"
    served: str = ""
    last_day: str = ""
    secrecy: str = ""

    def said(self, name: str) -> Said:
        party = self.party
        you = "你" if party.kind == "person" else "你单位"
        values = {
            "investigating.name": self.organ, "investigating.address": "广州市越秀区某路1号",
            "investigating.contact": "李四", "investigating.telephone": "020-12345678",
            "party.salutation": party.name + party.honorific, "party.you": you,
            "party.recipient": "，".join(filter(None, (party.name, party.unit))),
            "act.facts_notified": self.matter, "act.where_to_file": self.how, "handlers.names": self.officers,
            "clause.5_2.quoted": f"《{REGULATION}》（越委办〔2017〕132号）五、（二）规定：“{RIGHT}”",
            "clause.5_1.label": "五、（一）", "clause.5_1.text": EX_OFFICIO,
            "defence_limit.days": "10", "defence_limit.counting_rule": self.counting_rule,
            "defence_limit.on_the_spot": self.served, "defence_limit.on_the_spot_last_day": self.last_day,
        }  # fmt: skip
        return Said(values[name], (Source("entry", "3"),))

    def rows(self, name: str) -> tuple[Row, ...]:
        raise KeyError(name)

    def has(self, name: str) -> bool:
        return bool(self.said(name).text)

    @property
    def document(self) -> Document:
        """The notice that the shipped wording makes of it."""
        made = assemble(read_wordings(SHIPPED)[0]["rights_notice"], self)
        assert isinstance(made, Document), made
        return replace(made, number=self.number, issued_on=self.issued_on, secrecy=self.secrecy)


NOTICE = Sample()
LONG = "某" * 28
DECISION = Document(
    kind="decision",
    form="downward",
    title="关于张三有关行为的决定",
    organs=("中共广州市越秀区纪律检查委员会",),
    addressees=("张三同志",),
    body=(Heading(level=1, text="一、事实"), Paragraph(text=LONG), Paragraph(text="决定免于问责。")),
    number="越纪决〔2026〕8号",
    issued_on=date(2026, 11, 26),
    imprint=Imprint(copies=("区委办公室", "某局"), issuer="区纪委办公室"),
)
"""A red-headed document of one page."""

REQUEST = replace(
    DECISION, form="upward", title="关于张三容错免责事项的请示", addressees=("示范市纪委监委",),
    number="越纪请〔2026〕3号", signers=("李四",), note="联系人：王五，电话：020-12345678",
)  # fmt: skip
"""An upward one."""

FIVE_PAGES = replace(
    DECISION,
    body=(Paragraph(text=LONG * 60),),
    annexes=(Annex(title="证据清单", body=(Paragraph(text=LONG * 3),)),),
)
"""One of five pages, the last of them an annex with the imprint."""
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


def printed(document: Sample | Document = NOTICE) -> Rendered:
    """The document, which must print."""
    match render(document.document if isinstance(document, Sample) else document):
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
