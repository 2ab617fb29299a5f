"""A signed document as it was signed, from its kept content: to be edited elsewhere, or for its slip of service."""

from dataclasses import replace

from rongcuo.documents import Document
from rongcuo.documents.freezing import thawed
from rongcuo.ledger import Entry
from rongcuo.office.files import codes, storage
from rongcuo.office.files.models import IssuedDocument


def as_signed(row: IssuedDocument, entry: Entry, signer: str) -> Document | None:
    """The document with the number, day and signer that it got; none where its content was not kept.

    ``entry`` is the one that issued it, ``signer`` the name of whoever carried it out.
    """
    if not row.content:
        return None
    with storage.open_body(row.content) as kept:
        document = thawed(kept.read())
    signers = (signer,) if document.form == "upward" else ()
    code = codes.printed(row.code) if row.code else ""
    return replace(document, number=row.number, issued_on=entry.occurred_on, signers=signers, code=code)
