"""The superior discipline organ's consent (5.7)."""

from dataclasses import dataclass
from typing import ClassVar

from rongcuo.casefile.acts.base import Act
from rongcuo.casefile.fields import ask
from rongcuo.ledger.sealed import Sealed


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestConsent(Act):
    """报请同意: 5.7 is consent before the decision, neither filing nor approval."""

    name: ClassVar[str] = "request_consent"
    entry: ClassVar[str] = "consent_requested"

    request: Sealed = ask("prose", "请示内容", "Request", clause="5.7")
    attachments: tuple[Sealed, ...] = ask("attachments", "附件", "Attachments", default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveConsent(Act):
    """同意: the reply that lets the deciding organ decide as proposed."""

    name: ClassVar[str] = "give_consent"
    entry: ClassVar[str] = "consent_given"

    reply: Sealed = ask("prose", "批复内容", "Reply", clause="5.7")
    reply_number: str | None = ask("code", "批复文号", "Number of the reply", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class RefuseConsent(Act):
    """不同意: the file goes back to the deciding organ."""

    name: ClassVar[str] = "refuse_consent"
    entry: ClassVar[str] = "consent_refused"

    reasons: Sealed = ask("prose", "不同意的理由", "Reasons", clause="5.7")
    reply_number: str | None = ask("code", "批复文号", "Number of the reply", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnRequest(Act):
    """退回补充: the request comes back for further inquiry."""

    name: ClassVar[str] = "return_request"
    entry: ClassVar[str] = "request_returned"

    questions: Sealed = ask("prose", "需要补充的内容", "What is asked for", clause="5.7")
