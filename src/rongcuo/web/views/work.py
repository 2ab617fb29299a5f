"""The figures of the day, the quality review, and similar cases for a file."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from rongcuo.office import clock
from rongcuo.office.law import district_policy
from rongcuo.office.summaries import precedents
from rongcuo.office.summaries.gathering import Asked
from rongcuo.office.summaries.naming import RANK_LABELS
from rongcuo.office.summaries.reviewing import reviewed
from rongcuo.office.summaries.today import AGES, today_of
from rongcuo.web.clauses import Law
from rongcuo.web.desk import desk_for
from rongcuo.web.pages.listing import years
from rongcuo.web.pages.work import QualityPage, TodayPage, like_rows
from rongcuo.web.views.access import members, not_found, person_of


@members
@require_GET
def figures(request: HttpRequest) -> HttpResponse:
    """How the work stands today, over the files that the person handles."""
    person = person_of(request)
    law = Law(district_policy(person.district))
    table = law.policy.pack.procedure
    today = today_of(person, Asked(*(request.GET.get(name, "") for name in ("organ", "rank", "route"))))
    context = {
        "page": TodayPage(today, law, request.GET.get("by", "")),
        "asked": today.asked,
        "ages": [label for label, _ in AGES],
        "organs": sorted(
            ((id_, organ.name) for id_, organ in today.organs.items() if "investigating" in organ.capacities),
            key=lambda pair: pair[1],
        ),
        "ranks": list(RANK_LABELS.items()),
        "routes": [(row.id, row.label) for row in table.lists["route"]] if table else [],
    }
    return render(request, "web/figures.html", context)


@members
@require_GET
def quality(request: HttpRequest) -> HttpResponse:
    """案件质量评查, for the heads of the organs that draw the summary up."""
    asked, today = request.GET.get("year", ""), clock.today()
    year = int(asked) if asked in years(today) else today.year
    found = reviewed(person_of(request), year)
    if found is None:
        return not_found(request, "页面")
    page = QualityPage(found, Law(district_policy(person_of(request).district)))
    return render(request, "web/quality.html", {"page": page, "year": str(year), "years": years(today)})


@members
@require_GET
def similar(request: HttpRequest, casefile: UUID) -> HttpResponse:
    """类案: published cases and the district's own, for whoever handles the file; shown, never recommended."""
    desk = desk_for(person_of(request), casefile)
    if desk is None or desk.reading is None or desk.on is None or not desk.reading.within:
        return not_found(request)
    law = Law(desk.reading.context.policy)
    context = {
        "trail": desk.trail,
        "address": desk.address,
        "published": like_rows(precedents.published(desk.reading), law),
        "own": like_rows(precedents.own(desk.reading), law),
    }
    return render(request, "web/similar.html", context)
