"""Rectification wherever there was an error, whatever the outcome (6.2)."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from rongcuo.casefile.acts.base import Act
from rongcuo.casefile.fields import ask
from rongcuo.ledger.sealed import Sealed


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueRectification(Act):
    """发出整改建议书: to the persons concerned or to the unit, with a day until which to report."""

    name: ClassVar[str] = "issue_rectification"
    entry: ClassVar[str] = "rectification_issued"

    recipient: str = ask("choice", "整改对象", "Recipient", of="rectification_recipient", clause="6.2")
    problems: Sealed = ask("prose", "指出的问题", "Problems pointed out", clause="6.2", outgoing=True)
    suggestions: Sealed = ask("prose", "改进工作的意见建议", "Suggestions", clause="6.2", outgoing=True)
    due_on: date = ask(
        "date",
        "反馈期限",
        "Report due on",
        of="ahead",
        clause="6.2",
        hint="条文没有规定期限，由问责调查机关在建议书中确定。",
    )
    attachments: tuple[Sealed, ...] = ask("attachments", "附件", "Attachments", default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRectification(Act):
    """反馈整改情况: by whoever the suggestion went to, or registered from paper by an officer."""

    name: ClassVar[str] = "report_rectification"
    entry: ClassVar[str] = "rectification_reported"

    rectification: int = ask("item", "整改建议书", "Suggestion", of="rectification", clause="6.2")
    measures: Sealed = ask("prose", "整改情况", "What was done", clause="6.2")
    mechanism: Sealed | None = ask("prose", "建立健全的机制制度", "Lasting mechanisms", clause="6.2", default=None)
    attachments: tuple[Sealed, ...] = ask("attachments", "证明材料", "Attachments", default=())
    on_paper: bool = ask("flag", "纸质反馈，由承办人登记", "On paper, registered by an officer", default=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyRectification(Act):
    """核查整改: accepted, or returned with a new day."""

    name: ClassVar[str] = "verify_rectification"
    entry: ClassVar[str] = "rectification_verified"

    rectification: int = ask("item", "整改建议书", "Suggestion", of="rectification", clause="6.2")
    result: str = ask("choice", "核查结果", "Result", of="verification", clause="6.2")
    reason: Sealed = ask("prose", "核查情况", "Reason", clause="6.2")
    due_on: date | None = ask(
        "date", "再次反馈期限", "Report again by", of="ahead", clause="6.2", default=None, hint="退回的，应当写明。"
    )
