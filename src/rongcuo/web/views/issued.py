"""Documents as they were issued: in other forms, and all numbers of a year in one register."""

from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_POST

from rongcuo.base import Problem
from rongcuo.documents import Document, Rendered, render_slip
from rongcuo.documents import editable as as_docx
from rongcuo.office import clock
from rongcuo.office.documents.issuing import fonts
from rongcuo.office.documents.numbers import numbers
from rongcuo.office.documents.ports import PORTS, through
from rongcuo.office.documents.reprinting import as_signed
from rongcuo.office.files.storage import open_body
from rongcuo.office.models import IssuedDocument
from rongcuo.office.reading import CaseReading
from rongcuo.web.desk import desk_for
from rongcuo.web.pages.course import moment
from rongcuo.web.pages.listing import years
from rongcuo.web.views.access import members, not_found, person_of

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@members
@require_GET
def register(request: HttpRequest) -> HttpResponse:
    """发文登记簿: every number of a year that the person may read the document of."""
    today = clock.today()
    asked = request.GET.get("year", "")
    year = int(asked) if asked in years(today) else today.year
    context = {"rows": numbers(person_of(request), today, year), "year": str(year), "years": years(today)}
    return render(request, "web/numbers.html", context)


@members
@require_GET
def editable(request: HttpRequest, casefile: UUID, document: int) -> HttpResponseBase:
    """A signed document for Word and WPS."""
    found = _signed(request, casefile, document)
    made = as_docx(found[2]) if found else ()
    return download(made, f"{found[1]}.docx", DOCX) if found and isinstance(made, bytes) else not_found(request, "文书")


@members
@require_GET
def slip(request: HttpRequest, casefile: UUID, document: int) -> HttpResponseBase:
    """The slip that proves its service, alone."""
    found = _signed(request, casefile, document)
    if found is None or found[2].receipt is None:
        return not_found(request, "文书")
    made = render_slip(found[2], fonts_dir=fonts())
    return shown(made.pdf, "application/pdf") if isinstance(made, Rendered) else not_found(request, "文书")


@members
@require_POST
def port(request: HttpRequest, casefile: UUID, document: int, name: str) -> HttpResponseBase:
    """What a program of the unit's own makes of the document; a seal only for whoever signed it."""
    found, way = _signed(request, casefile, document), PORTS.get(name)
    if found is None or way is None or not way.is_there or (way.signer_only and not _is_signer(request, *found[:2])):
        return not_found(request, "文书")
    with open_body(found[1].sha256) as body:
        made = through(way, body.read())
    if isinstance(made, Problem):
        context = {"title": way.label, "problem": made.text(), "back": f"/cases/{casefile}/documents/"}
        return render(request, "web/port_failed.html", context, status=502)
    return download(made, f"{found[1]}{way.suffix}", way.media_type)


def shown(content: bytes, media_type: str) -> HttpResponse:
    """Bytes that a browser shows in a page of their own that can do nothing."""
    response = HttpResponse(content, content_type=media_type)
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "no-store"
    return response


def kept(at: datetime) -> HttpResponse:
    """What is said under a draft that has saved itself."""
    return HttpResponse(f"✓ 草稿已保存，{moment(at)}")


def download(content: bytes, name: str, media_type: str) -> HttpResponse:
    """Bytes that a browser saves."""
    response = shown(content, media_type)
    response.headers["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or ""
    return response


def _signed(request: HttpRequest, casefile: UUID, document: int) -> tuple[CaseReading, IssuedDocument, Document] | None:
    """A document that was issued, as it was signed, for somebody who handles the file."""
    desk = desk_for(person_of(request), casefile)
    reading = desk.reading if desk else None
    if reading is None or not reading.within:
        return None
    row = next((each for each in reading.documents if each.pk == document), None)
    entry = next((each for each in reading.entries if row and each.sequence == row.sequence), None)
    made = as_signed(row, entry, reading.persons.get(entry.actor, "")) if row and entry else None
    return (reading, row, made) if row and made else None


def _is_signer(request: HttpRequest, reading: CaseReading, row: IssuedDocument) -> bool:
    signed = next(each for each in reading.entries if each.sequence == row.sequence)
    return signed.actor == str(person_of(request).pk)
