"""The annual summary: the page, the entries behind a number, the spreadsheet, the report."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from rongcuo.base import Problem, Refusal
from rongcuo.office import clock
from rongcuo.office.law import district_policy
from rongcuo.office.models import IssuedSummary, Person, SummaryDraft
from rongcuo.office.outcomes import Refused
from rongcuo.office.summaries import behind, issuing, preparing
from rongcuo.office.summaries.gathering import CLAUSE, ISSUES, Asked, Gathered, gather, organs_of
from rongcuo.office.summaries.naming import RANK_LABELS
from rongcuo.office.summaries.preparing import Prepared
from rongcuo.office.summaries.sheets import workbook
from rongcuo.web.clauses import Law
from rongcuo.web.forms.paragraphs import seen, written
from rongcuo.web.pages.listing import years
from rongcuo.web.pages.summary import SummaryPage, hits_of
from rongcuo.web.views.access import members, not_found, person_of
from rongcuo.web.views.issued import download, kept

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FILTERS = ("organ", "rank", "route", "by")
Reasons = tuple[Problem | Refusal, ...]


@members
@require_GET
def summary(request: HttpRequest) -> HttpResponse:
    """The figures of a year, filtered, beside the year before."""
    gathered = _gathered(request)
    if gathered is None:
        return not_found(request, "页面")
    person, today = person_of(request), clock.today()
    law = Law(district_policy(person.district))
    table = law.policy.pack.procedure
    page = SummaryPage(gathered, law, {name: request.GET.get(name, "") for name in _FILTERS})
    context = {
        "page": page,
        "year": str(gathered.year),
        "years": years(today),
        "organs": sorted(
            ((id_, organ.name) for id_, organ in gathered.organs.items() if "investigating" in organ.capacities),
            key=lambda pair: pair[1],
        ),
        "ranks": list(RANK_LABELS.items()),
        "routes": [(row.id, row.label) for row in table.lists["route"]] if table else [],
        "asked": page.asked,
        "query": request.GET.urlencode(),
        "issued": issuing.issued(person.district),
        "until": today if today.year == gathered.year else None,
    }
    return render(request, "web/summary.html", context)


@members
@require_GET
def entries(request: HttpRequest) -> HttpResponse:
    """The entries behind one number, as far as the person may read the files; the others are counted."""
    gathered = _gathered(request)
    if gathered is None:
        return not_found(request, "页面")
    figure, by, key = (request.GET.get(name, "") for name in ("figure", "by", "key"))
    person = person_of(request)
    law = Law(district_policy(person.district))
    hits = tuple(hits_of(gathered.summary, figure, by, key))
    found = behind.entries(person, hits, law)
    context = {
        "title": behind.title(figure, by, key, gathered, law),
        "year": str(gathered.year),
        "rows": found.rows,
        "hidden": found.hidden,
        "back": f"/summary/?year={gathered.year}",
    }
    return render(request, "web/summary_entries.html", context)


@members
@require_GET
def sheet(request: HttpRequest) -> HttpResponseBase:
    """The same figures as a spreadsheet; ``public`` for the version with small cells suppressed."""
    gathered = _gathered(request)
    if gathered is None:
        return not_found(request, "页面")
    public = bool(request.GET.get("public"))
    law = Law(district_policy(person_of(request).district))
    name = f"{gathered.year}年度容错免责情况汇总{'（公开版）' if public else ''}.xlsx"
    return download(workbook(gathered, law, public=public), name, XLSX)


@members
@require_http_methods(["GET", "POST"])
def report(request: HttpRequest) -> HttpResponseBase:
    """The report of a year before it is issued: written, read by a second person, and issued by the head."""
    gathered = _gathered(request)
    if gathered is None:
        return not_found(request, "页面")
    person = person_of(request)
    found = preparing.prepare(person, gathered.year)
    reasons: tuple[str, ...] = ()
    if request.method == "POST":
        outcome = _do(request, person, found)
        if isinstance(outcome, IssuedSummary):
            return redirect("summary")
        if isinstance(outcome, SummaryDraft) and request.POST.get("_do") == "keep":
            return kept(outcome.drafted_at)
        if isinstance(outcome, SummaryDraft):
            return redirect(f"{reverse('summary-report')}?year={gathered.year}")
        reasons = tuple(each.text() for each in outcome)
    draft = found.draft
    context = {
        "prepared": found,
        "year": gathered.year,
        "reasons": reasons,
        "chip": Law(district_policy(person.district)).chip(CLAUSE),
        "drafted_by": draft.drafted_by.name if draft else "",
        "reviewed_by": draft.reviewed_by.name if draft and draft.reviewed_by else "",
        "seen": seen(draft),
        "own": bool(draft and draft.drafted_by_id == person.pk),
        "may_issue": bool(organs_of(person, clock.today(), ISSUES)),
    }
    return render(request, "web/summary_report.html", context, status=409 if reasons else 200)


def _do(request: HttpRequest, person: Person, found: Prepared) -> IssuedSummary | SummaryDraft | Reasons:
    """Save what was written, say that it is right, or issue it; or the reasons against."""
    outcome: SummaryDraft | Refused
    match request.POST.get("_do"):
        case "issue":
            return issuing.issue(person, found.gathered.year)
        case "review":
            outcome = preparing.review(person, found, request.POST.get("content", ""))
        case _:
            outcome = preparing.edit(person, found, written(request.POST, found.draft, person))
    return tuple(outcome.refusals) if isinstance(outcome, Refused) else outcome


@members
@require_GET
def preview(request: HttpRequest, form: str) -> HttpResponseBase:
    """The report as it would be issued, as PDF or .docx."""
    gathered = _gathered(request)
    if gathered is None:
        return not_found(request, "页面")
    made = preparing.drawn(preparing.prepare(person_of(request), gathered.year), form)
    return (
        download(made, f"{gathered.year}年度汇总报告（草稿）.{form}", issuing.MEDIA[form])
        if made
        else not_found(request)
    )


@members
@require_GET
def issued(request: HttpRequest, summary: str, form: str) -> HttpResponseBase:
    """A report as it was issued."""
    person = person_of(request)
    if not organs_of(person, clock.today()):
        return not_found(request, "页面")
    found = issuing.kept(person.district, summary, form)
    return download(found[0], found[1], issuing.MEDIA[form]) if found else not_found(request, "页面")


def _gathered(request: HttpRequest) -> Gathered | None:
    today = clock.today()
    asked = request.GET.get("year", "")
    year = int(asked) if asked in years(today) else today.year
    filters = Asked(*(request.GET.get(name, "") for name in ("organ", "rank", "route")))
    return gather(person_of(request), year, filters)
