"""Official documents drawn up on the file: signed, then served. What they say is the content that was reviewed."""

from dataclasses import dataclass
from typing import ClassVar

from rongcuo.casefile.acts.base import Act
from rongcuo.casefile.fields import ask
from rongcuo.ledger.sealed import Sealed


@dataclass(frozen=True, slots=True, kw_only=True)
class SignDocument(Act):
    """签发文书: one document for one entry, as it was reviewed; it gets its number and is never changed again."""

    name: ClassVar[str] = "sign_document"
    entry: ClassVar[str] = "document_signed"

    kind: str = ask("code", "文书种类", "Kind of document")
    about: int = ask("number", "所据事项（第几条）", "For the entry", hint="文书所依据的办理事项在案卷中的序号。")
    content: str = ask(
        "code", "内容摘要值", "Digest of the content", internal=True, hint="核稿和签发时所见内容的摘要值。"
    )
    drafted_by: str = ask("person", "拟稿人", "Drafted by", of="any", internal=True)
    reviewed_by: str = ask("person", "核稿人", "Reviewed by", of="any", internal=True)
    corrects: str | None = ask("code", "更正的文书字号", "Corrects the document", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class ServeDocument(Act):
    """送达文书: to whom, how and when a signed document was served."""

    name: ClassVar[str] = "serve_document"
    entry: ClassVar[str] = "document_served"

    document: int = ask("item", "送达的文书", "Document", of="document_to_serve")
    recipient: Sealed = ask("line", "受送达人", "Recipient")
    method: str = ask("choice", "送达方式", "Method", of="service_method")
    received_by: Sealed | None = ask("line", "签收人", "Received by", hint="代收的写明与受送达人的关系。", default=None)
    proof: tuple[Sealed, ...] = ask("attachments", "送达回证", "Proof of service", default=())
