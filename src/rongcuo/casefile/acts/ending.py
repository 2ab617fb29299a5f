"""How a file ends: closed, archived or terminated; the death of the party; the follow-up visit."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from rongcuo.casefile.acts.base import Act
from rongcuo.casefile.fields import ask
from rongcuo.ledger.sealed import Sealed


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseFile(Act):
    """办结: what others still owe goes on in the follow-up register."""

    name: ClassVar[str] = "close"
    entry: ClassVar[str] = "closed"

    personnel_organ: str | None = ask(
        "organ", "负责回访的组织人事部门", "Organ that makes the follow-up visit", of="personnel", clause="1.1",
        default=None, hint="免于问责的填写。",
    )  # fmt: skip
    summary: Sealed | None = ask("prose", "办结情况", "Summary", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveFile(Act):
    """归档: the paper has its place and its period."""

    name: ClassVar[str] = "archive"
    entry: ClassVar[str] = "archived"

    retention: str = ask("choice", "保管期限", "Retention period", of="retention_period")
    volume: str = ask("code", "案卷号、盒号", "Volume and box number")
    archivist: str = ask("person", "归档人", "Archivist", of="any")


@dataclass(frozen=True, slots=True, kw_only=True)
class Terminate(Act):
    """终止: before there is a decision, with a reason and whoever approved it."""

    name: ClassVar[str] = "terminate"
    entry: ClassVar[str] = "terminated"

    reason: str = ask("choice", "终止事由", "Ground", of="termination_reason")
    statement: Sealed = ask("prose", "事实和依据", "Facts and grounds")
    approved_by: str = ask("person", "批准终止的负责人", "Approved by", of="any")
    approved_on: date = ask("date", "批准日期", "Approved on")


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordDeath(Act):
    """登记当事人死亡: ends personal accountability; clarification and what the unit owes live on."""

    name: ClassVar[str] = "record_death"
    entry: ClassVar[str] = "death_recorded"

    died_on: date = ask("date", "死亡日期", "Date of death")
    proof: tuple[Sealed, ...] = ask("attachments", "死亡证明材料", "Proof of death")
    note: Sealed | None = ask("prose", "说明", "Note", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp(Act):
    """回访: at least two visitors by name, the form, what was heard, their opinion (1.1)."""

    name: ClassVar[str] = "follow_up"
    entry: ClassVar[str] = "followed_up"

    visitors: tuple[str, ...] = ask(
        "people", "回访人员", "Visitors", of="personnel", clause="1.1", hint="不少于2人，写实名。"
    )
    form: str = ask("choice", "回访形式", "Form", of="visit_form", clause="1.1")
    situation: Sealed = ask(
        "prose", "回访情况", "What was heard", clause="1.1",
        hint="思想、工作情况，结果运用是否落实，是否受到不当影响。",
    )  # fmt: skip
    opinion: Sealed = ask("prose", "回访意见", "Opinion of the visitors", clause="1.1")
    record: tuple[Sealed, ...] = ask("attachments", "回访记录", "Record of the visit", default=())
