"""Appeal, correction, revocation, and the voiding of a mis-entry (5.6)."""

from dataclasses import dataclass
from typing import ClassVar

from rongcuo.casefile.acts.base import Act
from rongcuo.casefile.acts.deciding import Ballot
from rongcuo.casefile.fields import ask
from rongcuo.ledger.sealed import Sealed


@dataclass(frozen=True, slots=True, kw_only=True)
class FileAppeal(Act):
    """提出申诉: by the party, or registered from paper; late is accepted and marked (5.6)."""

    name: ClassVar[str] = "file_appeal"
    entry: ClassVar[str] = "appeal_filed"

    kind: str = ask("choice", "救济方式", "Kind of appeal", of="appeal_kind", clause="5.6")
    appeal_organ: str = ask("organ", "受理机关（机构）", "Organ that takes it up", of="appeal", clause="5.6")
    grounds: Sealed = ask("prose", "请求和理由", "What is asked, and why", clause="5.6")
    attachments: tuple[Sealed, ...] = ask("attachments", "材料", "Attachments", default=())
    on_paper: bool = ask("flag", "纸质申诉，代为登记", "On paper, registered for the party", default=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestConsentToChange(Act):
    """报请同意变更决定: an exemption by appeal or correction owes the consent of 5.7 like any other."""

    name: ClassVar[str] = "request_consent_to_change"
    entry: ClassVar[str] = "consent_to_change_requested"

    proposal: str = ask("decision", "拟作的决定", "Decision proposed", clause="5.7")
    measure: str | None = ask("choice", "处理", "Measure", of="measure", default=None)
    request: Sealed = ask("prose", "请示内容", "Request", clause="5.7")
    attachments: tuple[Sealed, ...] = ask("attachments", "附件", "Attachments", default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideAppeal(Act):
    """作出复查决定: by other people than before, never worse for the party."""

    name: ClassVar[str] = "decide_appeal"
    entry: ClassVar[str] = "appeal_decided"

    appeal: int = ask("item", "申诉", "Appeal", of="appeal", clause="5.6")
    outcome: str = ask("choice", "复查结论", "Outcome", of="appeal_outcome", clause="5.6")
    decision: str | None = ask(
        "decision", "变更后的决定", "Decision in its place", default=None, clause="5.4",
        hint="变更、撤销原决定的填写。",
    )  # fmt: skip
    measure: str | None = ask("choice", "变更后的处理", "Measure in its place", of="measure", default=None)
    reasons: Sealed = ask("prose", "复查认定的事实和理由", "Facts and reasons", clause="5.6")
    second_reviewer: str = ask(
        "person", "另一复查人员", "Second reviewer", of="appeal", hint="复查应当由2名以上人员办理。"
    )
    departure: Sealed | None = ask(
        "prose", "与条文比对结果不一致的理由", "Reasons for departing", default=None, internal=True, clause="5.4"
    )
    further: Sealed | None = ask(
        "prose", "对复查决定不服的途径和期限", "Further route and time", default=None, clause="5.6"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ServeAppealDecision(Act):
    """送达复查决定: to the party, and to the unit."""

    name: ClassVar[str] = "serve_appeal_decision"
    entry: ClassVar[str] = "appeal_decision_served"

    appeal: int = ask("item", "申诉", "Appeal", of="appeal", clause="5.6")
    method: str = ask("choice", "送达方式", "Method", of="service_method", clause="5.6")
    received_by: Sealed = ask("line", "当事人签收", "Received by the party")
    unit_received_by: Sealed | None = ask("line", "所在单位签收", "Received by the unit", default=None)
    proof: tuple[Sealed, ...] = ask("attachments", "送达凭证", "Proof of service", default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectDecision(Act):
    """更正决定: the deciding organ corrects itself, or the superior organ corrects it; never worse for the party."""

    name: ClassVar[str] = "correct_decision"
    entry: ClassVar[str] = "decision_corrected"

    kind: str = ask("choice", "更正种类", "Kind of correction", of="correction_kind", clause="5.6")
    decision: str | None = ask(
        "decision", "更正后的决定", "Decision in its place", default=None, clause="5.4",
        hint="变更决定的填写；更正文字的不填。",
    )  # fmt: skip
    measure: str | None = ask("choice", "更正后的处理", "Measure in its place", of="measure", default=None)
    reasons: Sealed = ask("prose", "更正的内容和理由", "What is corrected, and why", clause="5.6")
    meeting: Sealed | None = ask(
        "line", "会议名称和地点", "Meeting", default=None, clause="5.4",
        hint="问责决定机关变更决定的，应当重新集体研究。",
    )  # fmt: skip
    ballots: tuple[Ballot, ...] = ask(
        "rows", "到会与表决", "Attendance and votes", row=Ballot, default=(), clause="5.4"
    )
    departure: Sealed | None = ask(
        "prose", "与条文比对结果不一致的理由", "Reasons for departing", default=None, internal=True, clause="5.4"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class RevokeExemption(Act):
    """撤销免于问责决定: gained by concealment; the file goes back to inquiry, the party heard."""

    name: ClassVar[str] = "revoke_exemption"
    entry: ClassVar[str] = "exemption_revoked"

    ground: str = ask("choice", "撤销事由", "Ground", of="revocation_ground", clause="5.6")
    reasons: Sealed = ask("prose", "事实和理由", "Facts and reasons", clause="5.6")
    heard: Sealed = ask("prose", "听取当事人意见的情况", "How the party was heard", clause="5.2")
    attachments: tuple[Sealed, ...] = ask("attachments", "材料", "Attachments", default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class VoidEntry(Act):
    """作废误记: a mis-entry is voided by an entry, never erased."""

    name: ClassVar[str] = "void_entry"
    entry: ClassVar[str] = "entry_voided"

    voided: int = ask("item", "误记的记录", "Entry voided", of="voidable")
    reasons: Sealed = ask("prose", "误记的情况", "What was mis-entered")
