"""Attachments and official documents: bytes by address, for whoever may read the entry that brought them."""

from uuid import UUID

from django.http import FileResponse, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_GET

from rongcuo.office import reading
from rongcuo.office.files.storage import open_body
from rongcuo.web.views.access import members, not_found, person_of

_SHOWN = ("application/pdf", "image/jpeg", "image/png")
"""What a browser may show in place; everything else is downloaded."""


@members
@require_GET
def attachment(request: HttpRequest, casefile: UUID, attachment: UUID) -> HttpResponseBase:
    """An uploaded file."""
    found = reading.attachment(person_of(request), casefile, attachment)
    if found is None:
        return not_found(request)
    return sent(found.sha256, found.name, found.media_type)


@members
@require_GET
def document(request: HttpRequest, casefile: UUID, document: int) -> HttpResponseBase:
    """An official document as issued."""
    found = reading.document(person_of(request), casefile, document)
    if found is None:
        return not_found(request)
    return sent(found.sha256, f"{found.title} {found.number}.pdf", "application/pdf")


def sent(sha256: str, name: str, media_type: str) -> HttpResponseBase:
    """Stored bytes, shown in place where a browser may, in a page of their own that can do nothing."""
    response = FileResponse(
        open_body(sha256), as_attachment=media_type not in _SHOWN, filename=name, content_type=media_type
    )
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
