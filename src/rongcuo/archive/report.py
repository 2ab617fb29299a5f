"""四性检测报告: what was checked of a package, under the four properties of DA/T 70, and what came of it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rongcuo.archive.check import Checked

PASSED, FAILED = "通过", "不通过"


@dataclass(frozen=True, slots=True)
class Item:
    """One check: its property, what is looked at, and the beginnings of the codes that speak against it."""

    property: str
    what: str
    codes: tuple[str, ...]
    counted: str = ""
    """The count that says how much was looked at."""


ITEMS = (
    Item("真实性", "各条记录的内容与其摘要一致，首尾相接", ("ledger.", "archive.line_unreadable"), "entries"),
    Item("真实性", "文字、附件与封存时的摘要一致", ("archive.body_altered", "archive.attachment_altered")),
    Item("真实性", "文书与记录所载的摘要一致", ("archive.document_altered",), "documents"),
    Item("真实性", "元数据与记录一致", ("archive.metadata_differs", "archive.number_differs")),
    Item("真实性", "清单的签名有效，记录已列入检查点", ("archive.attestation",)),
    Item(
        "完整性", "包内文件与清单逐一相符，不多不少",
        ("archive.member_missing", "archive.member_extra", "archive.member_altered", "archive.manifest_order"),
    ),
    Item("完整性", "封存条目与清单所列一致", ("archive.withheld_differs",), "withheld"),
    Item("完整性", "记录所引的文字齐全", ("archive.body_missing", "archive.body_stray", "archive.body_moved"), "texts"),
    Item("完整性", "记录所引的附件齐全", ("archive.attachment_missing", "archive.path_differs"), "attachments"),
    Item("完整性", "记录所载的文书齐全", ("archive.document_missing",), "documents"),
    Item("完整性", "元数据的件数与记录相符", ("archive.metadata_count",)),
    Item("可用性", "元数据能够解析", ("archive.metadata_unreadable",)),
    Item("可用性", "文书是版式文件（PDF）", ("archive.document_form",), "documents"),
    Item("安全性", "包内文件未压缩、未加密，不是链接，包内没有夹带", ("archive.container", "archive.member_form")),
    Item("安全性", "文件名不越出本包", ("archive.member_outside", "archive.member_twice", "archive.top_differs")),
    Item("安全性", "没有记录所引以外的文书、附件，已删除的不在包内", ("archive.body_unasked",), "erased"),
)  # fmt: skip
"""Every code that a check can give stands under one of these; a test sees to it."""


@dataclass(frozen=True, slots=True)
class Result:
    """An item with what came of it."""

    item: Item
    count: int | None
    result: str
    remarks: tuple[str, ...]

    def as_json(self) -> dict[str, object]:
        """The form of the report."""
        told = {"property": self.item.property, "what": self.item.what}
        return told | {"count": self.count, "result": self.result, "remarks": list(self.remarks)}


def results(checked: "Checked") -> tuple[Result, ...]:
    """Every item in order."""
    return tuple(_result(item, checked) for item in ITEMS)


def as_json(checked: "Checked") -> bytes:
    """``四性检测报告.json``; says nothing of when or where, so that the same package has the same report."""
    said = {
        "format": "rongcuo/archive-report/1",
        "case": checked.case.number if checked.case else None,
        "head": checked.case.head if checked.case else None,
        "sound": checked.sound,
        "items": [result.as_json() for result in results(checked)],
    }
    return (json.dumps(said, ensure_ascii=False, indent=2) + "\n").encode()


def as_text(checked: "Checked") -> bytes:
    """``四性检测报告.md``: the same for a reader."""
    return ("\n".join(_lines(checked)) + "\n").encode()


def _lines(checked: "Checked") -> Iterator[str]:
    number = checked.case.number if checked.case else ""
    yield f"# {number}归档包四性检测报告"
    yield ""
    yield f"记录末条摘要：{checked.case.head if checked.case else ''}"
    yield ""
    yield "| 性质 | 检测内容 | 数量 | 结果 | 说明 |"
    yield "|---|---|---|---|---|"
    for each in results(checked):
        count = "" if each.count is None else str(each.count)
        yield f"| {each.item.property} | {each.item.what} | {count} | {each.result} | {''.join(each.remarks)} |"
    yield ""
    yield f"检测结论：{PASSED if checked.sound else FAILED}。"


def _result(item: Item, checked: "Checked") -> Result:
    against = [problem for problem in checked.problems if problem.code.startswith(item.codes)]
    count = checked.counts.get(item.counted, 0) if item.counted else None
    remarks = tuple(dict.fromkeys(problem.text() for problem in against))
    return Result(item, count, FAILED if against else PASSED, remarks)
