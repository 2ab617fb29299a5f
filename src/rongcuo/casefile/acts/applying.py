"""The results of an exemption and whoever applies them (6.1)."""

from dataclasses import dataclass
from typing import ClassVar

from rongcuo.casefile.acts.base import Act
from rongcuo.casefile.fields import ask
from rongcuo.ledger.sealed import Sealed


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderEffect(Act):
    """发出结果运用函: one item of 6.1, to one body, for one beneficiary."""

    name: ClassVar[str] = "order_effect"
    entry: ClassVar[str] = "effect_ordered"

    effect: str = ask("choice", "结果运用事项", "Effect", of="effect", clause="6.1")
    beneficiary: str = ask("choice", "受益人", "Beneficiary", of="beneficiary", clause="6.1")
    receiving_organ: str = ask("organ", "接收单位", "Receiving body", of="receiving", clause="6.1")
    content: Sealed = ask(
        "prose", "运用内容", "What is to be done", clause="6.1", outgoing=True,
        hint="写明适用的考核年度、项目或者任用事项。只写本项，不写案情和表决情况。",
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class AcknowledgeEffect(Act):
    """回执: the receiving body has done it, or says why it does not apply."""

    name: ClassVar[str] = "acknowledge_effect"
    entry: ClassVar[str] = "effect_acknowledged"

    order: int = ask("item", "结果运用函", "Order", of="effect_order", clause="6.1")
    result: str = ask("choice", "办理结果", "Result", of="effect_result", clause="6.1")
    note: Sealed | None = ask("prose", "说明", "Note", default=None, hint="不适用的，应当写明理由。")
    attachments: tuple[Sealed, ...] = ask("attachments", "附件", "Attachments", default=())
