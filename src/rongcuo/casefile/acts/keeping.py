"""Keeping the file clean: the register of interference, and of what of the file was copied or lent."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from rongcuo.casefile.acts.base import Act
from rongcuo.casefile.fields import ask
from rongcuo.ledger.sealed import Sealed


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordInterference(Act):
    """登记过问、打招呼: who, what, when, how; kept from the party and from the person recorded."""

    name: ClassVar[str] = "record_interference"
    entry: ClassVar[str] = "interference_recorded"

    who: Sealed = ask("line", "何人", "Who", hint="姓名、单位和职务。")
    person: str | None = ask(
        "person", "在本区名册中的", "Their entry in the register", of="any", default=None,
        hint="名册中有此人的应当选择，本条对其不可见。",
    )  # fmt: skip
    happened_on: date = ask("date", "过问的日期", "When")
    way: str = ask("choice", "过问的方式", "How", of="interference_way")
    what: Sealed = ask("prose", "过问的内容", "What")


@dataclass(frozen=True, slots=True, kw_only=True)
class ApproveCopy(Act):
    """批准复制、借阅: what, for whom, for which purpose, until when, by whose approval."""

    name: ClassVar[str] = "approve_copy"
    entry: ClassVar[str] = "copy_approved"

    kind: str = ask("choice", "复制还是借阅", "Copy or loan", of="copy_kind")
    material: Sealed = ask("line", "材料", "Material", hint="写明证据编号或者文书名称和件数。")
    recipient: Sealed = ask("line", "使用人", "Recipient", hint="姓名和单位。")
    purpose: Sealed = ask("line", "用途", "Purpose")
    approved_by: str = ask("person", "批准的负责人", "Approved by", of="investigating_heads")
    until: date = ask("date", "归还日期", "Until")


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordReturn(Act):
    """登记归还: what was copied or lent is back, or the copy destroyed."""

    name: ClassVar[str] = "record_return"
    entry: ClassVar[str] = "copy_returned"

    approval: int = ask("item", "归还的材料", "Approval", of="copy")
    note: Sealed | None = ask("line", "归还情况", "Note", default=None)
