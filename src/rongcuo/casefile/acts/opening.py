"""Opening a file, assigning its officers, notifying the party of its right."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from rongcuo.casefile.acts.base import Act
from rongcuo.casefile.fields import ask
from rongcuo.ledger.sealed import Sealed


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenFile(Act):
    """启动问责: a file for one party, with the organs that are competent for it."""

    name: ClassVar[str] = "open"
    entry: ClassVar[str] = "file_opened"

    title: Sealed = ask("line", "案由", "Matter in one line", hint="例如：重大产业项目人防事项分步审查。")
    party_kind: str = ask("choice", "当事人类别", "Kind of party", of="party_kind", clause="1.2")
    party_person: str | None = ask(
        "person", "当事人（个人）", "Party (person)", of="any", clause="2", default=None,
        hint="当事人是个人的填写。",
    )  # fmt: skip
    organisation: str = ask(
        "organ", "所在单位", "Organisation", of="unit", clause="2",
        hint="当事人是单位的，填写该单位。",
    )  # fmt: skip
    post: Sealed | None = ask("line", "职务", "Post", default=None)
    rank: str | None = ask(
        "choice", "职务层次", "Rank", of="rank", clause="5.7", default=None,
        hint="用于判断是否应当报上级纪检监察机关同意。",
    )  # fmt: skip
    management: str = ask("choice", "管理权限", "Level of management", of="management", clause="2")
    route: str = ask("choice", "问责方式", "Route", of="route", clause="5.1")
    matter: Sealed = ask("prose", "问责事项", "The matter", hint="写明时间、地点、事项，不写结论。")
    matter_number: str | None = ask(
        "code", "事项编号", "Number of the matter", default=None,
        hint="同一事项有几名当事人的，每名当事人一个案卷，填写同一事项编号。",
    )  # fmt: skip
    investigating_organ: str = ask(
        "organ", "问责调查机关（机构）", "Investigating organ", of="investigating", clause="5.2"
    )
    deciding_organ: str = ask(
        "organ", "问责决定机关", "Deciding organ", of="deciding", clause="5.4",
        hint="有管理权限的问责决定机关。",
    )  # fmt: skip
    superior_organ: str = ask("organ", "上级纪检监察机关", "Superior discipline organ", of="superior", clause="5.7")
    approved_by: str = ask("person", "批准启动的负责人", "Start approved by", of="any", clause="5.1")
    approved_on: date = ask("date", "批准日期", "Approved on", clause="5.1")
    reporter: Sealed | None = ask(
        "line", "反映人", "Who reported it", default=None, internal=True,
        hint="没有实名反映人的不填；多人的用顿号隔开。对当事人和外部单位保密，对外的文字中不得出现。",
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignOfficers(Act):
    """指定承办人: who investigates this file."""

    name: ClassVar[str] = "assign_officers"
    entry: ClassVar[str] = "officers_assigned"

    officers: tuple[str, ...] = ask(
        "people", "承办人", "Officers", of="investigating", clause="5.1", hint="不少于2人。"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class NotifyRights(Act):
    """制作《申辩权利告知书》: the notice; only its service starts the limit."""

    name: ClassVar[str] = "notify_rights"
    entry: ClassVar[str] = "rights_notified"

    facts_notified: Sealed = ask(
        "prose", "告知的事项", "Matter as notified", clause="5.2", outgoing=True,
        hint="将原样写入告知书。不得写明反映人。",
    )  # fmt: skip
    where_to_file: Sealed = ask(
        "prose", "提交方式和地点", "Where and how to file", clause="5.2",
        hint="写明地址、联系人和电话。",
    )  # fmt: skip
    served_on_the_spot: bool = ask(
        "flag", "当场送达", "Served on the spot", clause="5.2", default=False,
        hint="当场送达的，告知书写明届满日期；否则只写明计算方法。",
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordService(Act):
    """登记送达: method, day and proof; starts the ten working days."""

    name: ClassVar[str] = "record_service"
    entry: ClassVar[str] = "service_recorded"

    method: str = ask("choice", "送达方式", "Method", of="service_method", clause="5.2")
    received_by: Sealed = ask("line", "签收人", "Received by", hint="本人、代收人或者见证人。")
    proof: tuple[Sealed, ...] = ask(
        "attachments", "送达凭证", "Proof of service", clause="5.2", default=(),
        hint="送达回证、回执或者录像截图。早于今天的，应当附凭证。",
    )  # fmt: skip
