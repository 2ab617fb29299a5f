"""The list of files and the page of one."""

from urllib.parse import urlencode
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from rongcuo.casefile.audiences import PARTY
from rongcuo.office import workbench
from rongcuo.office.checkpoints.proving import witnessed
from rongcuo.office.documents import preparing
from rongcuo.office.listing import CaseFilter
from rongcuo.web.clauses import Law
from rongcuo.web.desk import Desk, desk_for, desk_for_opening, document_links
from rongcuo.web.pages.case import View, case_page
from rongcuo.web.pages.listing import conditions, list_rows, stages, years
from rongcuo.web.pages.reader import reader_page
from rongcuo.web.pages.record import record_links
from rongcuo.web.views.access import members, not_found, person_of

_A_PAGE = 20


@members
@require_GET
def case_list(request: HttpRequest) -> HttpResponse:
    """The files that the person may see, filtered, twenty a page."""
    person = person_of(request)
    found = CaseFilter(request.GET, person)
    page = Paginator(found.qs, _A_PAGE).get_page(request.GET.get("page"))
    words, asked = Law(found.law), found.asked
    kept = urlencode({name: value for name, value in asked.items() if value})
    context = {
        "page": page,
        "rows": list_rows(page.object_list, words, found.calendar, found.today),
        "asked": asked,
        "stages": stages(words),
        "years": years(found.today),
        "conditions": conditions(asked, words),
        "query": f"{kept}&" if kept else "",
        "may_open": desk_for_opening(person) is not None,
    }
    return render(request, "web/case_list.html", context)


@members
@require_GET
def case(request: HttpRequest, casefile: UUID) -> HttpResponse:
    """The page of a case file; a party is led to its own, a body that was sent something sees that alone."""
    desk = desk_for(person_of(request), casefile)
    if desk is None or desk.reading is None or desk.on is None:
        return not_found(request)
    found = desk.reading
    if PARTY in found.parts and not found.within:
        return redirect(f"/defence/{casefile}/?{request.GET.urlencode()}".rstrip("?"))
    workbench.mark_read(desk.person, found.row)
    recorded = request.GET.get("recorded", "")
    context: dict[str, object] = {"recorded": recorded if recorded.isdecimal() else ""}
    if found.within:
        return render(request, "web/case.html", context | {"page": case_page(desk.on, _view(request, desk))})
    links, prepares = document_links(found), bool(preparing.papers(found))
    page = reader_page(desk.on, found.records, found.options, found.duties, links, prepares=prepares)
    return render(request, "web/reader.html", context | {"page": page})


def _view(request: HttpRequest, desk: Desk) -> View:
    found = desk.reading
    if found is None:
        message = "no file is read at this desk"
        raise LookupError(message)
    return View(
        reader=desk.context.actor,
        records=found.records,
        digests=[entry.hash for entry in found.entries],
        documents=document_links(found),
        options=found.options,
        duties=found.duties,
        determination=found.determination,
        everything=bool(request.GET.get("all")),
        earliest_first=request.GET.get("order") == "earliest",
        breaks=found.breaks,
        witnessed=witnessed(found.row),
        record=record_links(found, desk.address),
    )
