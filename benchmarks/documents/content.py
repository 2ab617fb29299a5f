"""The same content for all: a red-headed decision of about one page and of about five."""

from dataclasses import replace
from datetime import date

from rongcuo.documents import Document, Heading, Imprint, Paragraph

SENTENCE = "该同志在老旧小区加装电梯审批试点工作中，对部分材料暂缺的项目先行受理、限期补正，未谋取私利，事后主动报告。"

ONE = Document(
    kind="decision",
    form="downward",
    title="关于张三有关行为的决定",
    organs=("示范区纪委常委会",),
    addressees=("张三同志",),
    body=(
        Paragraph(text=SENTENCE),
        Paragraph(text="决定免于问责。"),
    ),
    number="示纪决〔2026〕8号",
    issued_on=date(2026, 11, 26),
    imprint=Imprint(copies=("区委办公室",), issuer="区纪委办公室"),
)
FIVE = replace(ONE, body=(Heading(level=1, text="一、事实"), *(Paragraph(text=SENTENCE * 4) for _ in range(11))))

CONTENTS = {"one page": ONE, "five pages": FIVE}


def plain(document: Document) -> dict[str, object]:
    """The same words for an engine that fills a template."""
    day = document.issued_on
    return {
        "organ": document.organs[0],
        "number": document.number,
        "title": document.title,
        "addressee": document.addressees[0],
        "blocks": [
            {"text": getattr(block, "text", ""), "heading": isinstance(block, Heading)} for block in document.body
        ],
        "day": f"{day.year}年{day.month}月{day.day}日" if day else "",
        "copies": "，".join(document.imprint.copies) if document.imprint else "",
    }
