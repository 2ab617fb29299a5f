"""Documents of a file: the list, one draft beside what it rests on, its review and signature, all as one archive."""

import io
import zipfile
from collections.abc import Mapping
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from rongcuo.base import Problem, Refusal
from rongcuo.documents import Rendered, picture
from rongcuo.documents import editable as as_docx
from rongcuo.documents import render as print_document
from rongcuo.office.documents import preparing
from rongcuo.office.documents.issuing import fonts
from rongcuo.office.documents.preparing import Paper, Prepared
from rongcuo.office.files.storage import open_body
from rongcuo.office.models import DocumentDraft, IssuedDocument
from rongcuo.office.outcomes import Conflict, Done, Invalid, Refused
from rongcuo.office.reading import CaseReading
from rongcuo.web.desk import Desk, desk_for
from rongcuo.web.forms.paragraphs import seen, written
from rongcuo.web.pages.documents import issued_rows, paper_rows, parts, signed_line, troubles
from rongcuo.web.pages.onfile import OnFile
from rongcuo.web.views.access import members, not_found, person_of
from rongcuo.web.views.issued import DOCX, download, kept, shown


@members
@require_GET
def documents(request: HttpRequest, casefile: UUID) -> HttpResponse:
    """The documents that the entries of the file call for, and those that were issued."""
    desk = desk_for(person_of(request), casefile)
    if desk is None or desk.reading is None or desk.on is None:
        return not_found(request)
    papers = preparing.papers(desk.reading)
    if not papers and not desk.reading.within:
        return not_found(request)
    context = {
        "trail": desk.trail,
        "number": desk.reading.row.number,
        "papers": tuple(paper_rows(papers, _issued(desk.reading), desk.on)),
        "issued": tuple(issued_rows(desk.reading, desk.on)),
        "address": desk.address,
    }
    return render(request, "web/documents.html", context)


@members
@require_http_methods(["GET", "POST"])
def document(request: HttpRequest, casefile: UUID, kind: str, about: int) -> HttpResponse:
    """One document: its draft, what it rests on, and what can be done with it now."""
    desk = desk_for(person_of(request), casefile)
    paper = preparing.paper(desk.reading, kind, about) if desk and desk.reading else None
    if desk is None or desk.reading is None or desk.on is None or paper is None:
        return not_found(request)
    found = preparing.prepare(desk.reading, paper)
    if not isinstance(found, Prepared):
        return _show(request, desk, paper, None, problems=found)
    if request.method == "POST":
        return _do(request, desk, found)
    return _show(request, desk, paper, found)


@members
@require_GET
def preview(request: HttpRequest, casefile: UUID, kind: str, about: int) -> HttpResponseBase:
    """The draft as it would be printed, marked as one."""
    found = _prepared(request, casefile, kind, about)
    printed = print_document(found.document, fonts_dir=fonts()) if found else None
    return shown(printed.pdf, "application/pdf") if isinstance(printed, Rendered) else not_found(request, "文书")


@members
@require_GET
def page(request: HttpRequest, casefile: UUID, kind: str, about: int, page: int) -> HttpResponseBase:
    """One page of the draft as a picture."""
    found = _prepared(request, casefile, kind, about)
    drawn = picture(found.document, page, fonts_dir=fonts()) if found else None
    return shown(drawn, "image/png") if drawn else not_found(request, "文书")


def _prepared(request: HttpRequest, casefile: UUID, kind: str, about: int) -> Prepared | None:
    desk = desk_for(person_of(request), casefile)
    paper = preparing.paper(desk.reading, kind, about) if desk and desk.reading else None
    found = preparing.prepare(desk.reading, paper) if desk and desk.reading and paper else None
    return found if isinstance(found, Prepared) else None


@members
@require_GET
def editable(request: HttpRequest, casefile: UUID, kind: str, about: int) -> HttpResponseBase:
    """The draft for Word and WPS."""
    found = _prepared(request, casefile, kind, about)
    made = as_docx(found.document) if found else ()
    return (
        download(made, f"{found.document.title}.docx", DOCX)
        if found and isinstance(made, bytes)
        else not_found(request, "文书")
    )


@members
@require_GET
def archive(request: HttpRequest, casefile: UUID) -> HttpResponseBase:
    """All documents of the file that the person may read, as one archive."""
    desk = desk_for(person_of(request), casefile)
    if desk is None or desk.reading is None or not desk.reading.documents:
        return not_found(request, "文书")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as bag:
        for place, row in enumerate(desk.reading.documents, start=1):
            with open_body(row.sha256) as body:
                bag.writestr(f"{place:02} {row.title} {row.number}.pdf", body.read())
    response = HttpResponse(packed.getvalue(), content_type="application/zip")
    response["Content-Disposition"] = f"attachment; filename=documents-{desk.reading.row.pk}.zip"
    response["Cache-Control"] = "no-store"
    return response


def _do(request: HttpRequest, desk: Desk, found: Prepared) -> HttpResponse:
    reading = desk.reading
    if reading is None:
        message = "no file is read at this desk"
        raise LookupError(message)
    paper = found.paper
    outcome: object
    match request.POST.get("_do"):
        case "review":
            outcome = preparing.review(reading, found, request.POST.get("content", ""))
        case "sign":
            outcome = preparing.sign(reading, found, request.POST.get("_key", ""), request.POST.get("occurred_on", ""))
        case _:
            words = written(request.POST, paper.draft, reading.person)
            outcome = preparing.edit(reading, found, words, request.POST.get("corrects", ""))
    if isinstance(outcome, Refused):
        return _show(request, desk, paper, found, refusals=tuple(outcome.refusals))
    if isinstance(outcome, Invalid):
        return _show(request, desk, paper, found, problems=tuple(outcome.problems))
    if isinstance(outcome, Conflict):
        changed = Refusal("document.changed_since", {"document": paper.row.label}, paper.row.clause)
        return _show(request, desk, paper, found, refusals=(changed,))
    if isinstance(outcome, Done):
        return redirect("documents", reading.row.pk)
    if isinstance(outcome, DocumentDraft) and request.POST.get("_do") == "keep":
        return kept(outcome.drafted_at)
    return redirect("draft-document", reading.row.pk, paper.row.id, paper.about.entry)


def _show(
    request: HttpRequest,
    desk: Desk,
    paper: Paper,
    found: Prepared | None,
    *,
    refusals: tuple[Refusal, ...] = (),
    problems: tuple[Problem, ...] = (),
) -> HttpResponse:
    reading, on = _read(desk)
    draft = paper.draft
    address = f"{desk.address}documents/{paper.row.id}/{paper.about.entry}/"
    printed = print_document(found.document, fonts_dir=fonts()) if found else None
    undrawable = printed if isinstance(printed, tuple) else ()
    context = {
        "trail": desk.trail,
        "paper": paper,
        "label": paper.row.label,
        "entry": f"第{paper.about.entry}条　{on.law.act(paper.about.act)}",
        "chip": on.law.chip(paper.row.clause),
        "roles": "、".join(reading.context.table.roles[name].label for name in paper.row.signed_by),
        "parts": parts(found, on) if found else (),
        "title": found.document.title if found else paper.row.label,
        "preview": f"{address}preview/" if isinstance(printed, Rendered) else "",
        "editable": f"{address}editable.docx" if found else "",
        "pages": [f"{address}page-{number}.png" for number in range(1, printed.pages + 1)]
        if isinstance(printed, Rendered)
        else [],
        "content": found.content if found else "",
        "problems": (*troubles(problems), *troubles(undrawable), *troubles(found.problems if found else ())),
        "refusals": [{"text": each.text(), "chip": on.law.chip(each.clause)} for each in refusals],
        "drafted_by": draft.drafted_by.name if draft else "",
        "reviewed_by": draft.reviewed_by.name if draft and draft.reviewed_by else "",
        "is_reviewed": bool(found and found.is_reviewed),
        "is_form": not paper.row.signed_by,
        "signed": signed_line(paper, _issued(reading), on),
        "corrects": draft.corrects if draft else "",
        "seen": seen(draft),
        "own": bool(draft and draft.drafted_by_id == reading.person.pk),
        "today": desk.today.isoformat(),
        "key": str(uuid4()),
        "address": desk.address,
    }
    status = 409 if refusals else 200
    return render(request, "web/document.html", context, status=status)


def _read(desk: Desk) -> tuple[CaseReading, OnFile]:
    if desk.reading is None or desk.on is None:
        message = "no file is read at this desk"
        raise LookupError(message)
    return desk.reading, desk.on


def _issued(reading: CaseReading) -> Mapping[int, IssuedDocument]:
    return {row.sequence: row for row in IssuedDocument.objects.filter(casefile=reading.row)}
