"""Hearing the party: more time, what is missing, a defence withdrawn, the meeting on the facts (5.2, 5.3)."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from rongcuo.casefile.acts.base import Act
from rongcuo.casefile.fields import ask
from rongcuo.ledger.sealed import Sealed


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawDefence(Act):
    """撤回申辩: no waiver; while the limit runs the party may file again, and what 5.1 owes stays owed."""

    name: ClassVar[str] = "withdraw_defence"
    entry: ClassVar[str] = "defence_withdrawn"

    claims: tuple[int, ...] = ask(
        "items", "撤回的理由", "Claims withdrawn", of="claim", default=(), clause="5.2",
        hint="不选的，全部撤回。撤回的理由仍然可以查阅。",
    )  # fmt: skip
    attachments: tuple[Sealed, ...] = ask("attachments", "书面声明", "Written statement", default=())
    on_paper: bool = ask("flag", "书面声明，由承办人登记", "On paper, registered by an officer", default=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtendLimit(Act):
    """延长期限: only in favour of the party, by working days or until a day."""

    name: ClassVar[str] = "extend_limit"
    entry: ClassVar[str] = "limit_extended"

    limit: str = ask("choice", "延长的期限", "Limit", of="extendable_limit", clause="5.2")
    working_days: int | None = ask(
        "number", "延长的工作日数", "Working days added", default=None, clause="5.2",
        hint="工作日数和延长至某日，填写一项。",
    )  # fmt: skip
    until: date | None = ask("date", "延长至", "Extended until", default=None, clause="5.2")
    reason: Sealed = ask("prose", "理由", "Reason", clause="5.2", hint="写明当事人因何不能在期限内提出。")
    attachments: tuple[Sealed, ...] = ask("attachments", "当事人的申请和材料", "Request and material", default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class AskForSupplement(Act):
    """通知补正: what is missing and until when; acceptance never waits for it."""

    name: ClassVar[str] = "ask_for_supplement"
    entry: ClassVar[str] = "supplement_asked"

    missing: Sealed = ask("prose", "需要补正的内容", "What is missing", clause="5.2")
    until: date = ask("date", "补正的日期", "Until", clause="5.2", hint="逾期没有补正的，不影响受理，按已有材料审查。")


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetOnFacts(Act):
    """事实材料见面: the party reads the factual material and signs an opinion; never the draft report nor a vote."""

    name: ClassVar[str] = "meet_on_facts"
    entry: ClassVar[str] = "met_on_facts"

    evidence: tuple[int, ...] = ask(
        "items", "出示的证据", "Evidence shown", of="evidence", clause="5.3",
        hint="所选证据从此由当事人查阅。反映人、证人的材料不要选。",
    )  # fmt: skip
    material: Sealed = ask(
        "prose", "事实材料", "The factual material", clause="5.3",
        hint="只写查明的事实，不写调查报告、处理意见、表决和请示。",
    )  # fmt: skip
    opinion: str = ask("choice", "当事人的意见", "The party's opinion", of="facts_opinion", clause="5.3")
    statement: Sealed | None = ask(
        "prose", "不同意的理由或者拒绝签名的说明", "Reasons, or note on the refusal to sign", default=None, clause="5.3"
    )
    signed: tuple[Sealed, ...] = ask("attachments", "签名的意见", "The signed opinion", clause="5.3")
