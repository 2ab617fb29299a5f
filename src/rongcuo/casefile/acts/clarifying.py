"""Clarification after an exemption (5.5)."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from rongcuo.casefile.acts.base import Act
from rongcuo.casefile.fields import ask
from rongcuo.ledger.sealed import Sealed


@dataclass(frozen=True, slots=True, kw_only=True)
class Clarify(Act):
    """澄清相关情况: in one of four forms, always also in writing, the party consulted beforehand."""

    name: ClassVar[str] = "clarify"
    entry: ClassVar[str] = "clarified"

    consulted_on: date = ask("date", "征求当事人意见日期", "Party consulted on", clause="5.5")
    party_opinion: str = ask(
        "choice", "当事人意见", "Opinion of the party", of="clarification_opinion", clause="5.5",
        hint="当事人不同意公开的，只作书面澄清。",
    )  # fmt: skip
    form: str = ask("choice", "澄清方式", "Form", of="clarification_form", clause="5.5")
    scope: Sealed = ask("line", "澄清范围", "Scope", clause="5.5", hint="向谁澄清：哪些单位、哪些人员。")
    occasion: Sealed | None = ask(
        "line", "时间、地点或者通报文号", "Occasion", default=None,
        hint="当面、会议、通报澄清的填写。",
    )  # fmt: skip
    statement: Sealed = ask(
        "prose", "书面澄清内容", "Written clarification", clause="5.5", outgoing=True,
        hint="只写具体事项查明的情况和结论，不作全面评价。不得写明反映人，也不得写出能够推知反映人的内容。",
    )  # fmt: skip
    letter: tuple[Sealed, ...] = ask(
        "attachments", "澄清函或者记录", "Letter or record", clause="5.5", default=(),
        hint="当面、会议、通报澄清的，应当同时附书面材料。",
    )  # fmt: skip
