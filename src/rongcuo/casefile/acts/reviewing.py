"""Case review and consultation, the steps that a district may switch on (5.4)."""

from dataclasses import dataclass
from typing import ClassVar

from rongcuo.casefile.acts.base import Act
from rongcuo.casefile.fields import ask
from rongcuo.ledger.sealed import Sealed


@dataclass(frozen=True, slots=True, kw_only=True)
class SendForReview(Act):
    """移送审理: the report and the file go to the case-review office."""

    name: ClassVar[str] = "send_for_review"
    entry: ClassVar[str] = "sent_for_review"

    organ: str = ask("organ", "案件审理机构", "Case-review office", of="case_review", clause="5.4")
    note: Sealed | None = ask("prose", "移送说明", "Note", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadReviewed:
    """One head of the review and whether the file satisfies it."""

    head: str = ask("choice", "审理内容", "Head", of="review_head")
    holds: str = ask("choice", "是否符合", "Holds", of="yes_no")
    note: Sealed | None = ask("line", "说明", "Note", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseReview(Act):
    """提出审理意见: the five heads, and whether the office agrees or returns the file."""

    name: ClassVar[str] = "case_review"
    entry: ClassVar[str] = "case_reviewed"

    heads: tuple[HeadReviewed, ...] = ask(
        "rows", "逐项审理", "Heads", row=HeadReviewed, clause="5.4", hint="每项一行，都要填写。"
    )
    result: str = ask("choice", "审理结果", "Result", of="review_result", clause="5.4")
    opinion: Sealed = ask("prose", "审理意见", "Opinion", clause="5.4")


@dataclass(frozen=True, slots=True, kw_only=True)
class Consult(Act):
    """征求意见: one question to one body, which sees what it is sent and nothing else."""

    name: ClassVar[str] = "consult"
    entry: ClassVar[str] = "consultation_sent"

    consulted_as: str = ask("choice", "征求何方意见", "In which capacity", of="consultation", clause="5.4")
    organ: str = ask("organ", "征求意见的机关", "Body consulted", of="consulted", clause="5.4")
    question: Sealed = ask(
        "prose", "征求意见的事项", "Question", clause="5.4", hint="只写需要其答复的事项，不附调查报告和证据。"
    )
    attachments: tuple[Sealed, ...] = ask("attachments", "随函材料", "Enclosures", default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerConsultation(Act):
    """答复征求意见: by the body that was asked, or registered from its letter."""

    name: ClassVar[str] = "answer_consultation"
    entry: ClassVar[str] = "consultation_answered"

    consultation: int = ask("item", "答复哪次征求意见", "Consultation", of="consultation", clause="5.4")
    answer: Sealed = ask("prose", "答复意见", "Answer", clause="5.4")
    attachments: tuple[Sealed, ...] = ask("attachments", "复函", "Letter", default=())
    on_paper: bool = ask("flag", "复函由承办人登记", "On paper, registered by an officer", default=False)
