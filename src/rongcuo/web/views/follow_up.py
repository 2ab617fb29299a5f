"""The follow-up register."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from rongcuo.office.follow_up import FollowUpFilter
from rongcuo.web.clauses import Law
from rongcuo.web.pages.follow_up import conditions, duties, follow_up_rows
from rongcuo.web.views.access import members, person_of

_A_PAGE = 20


@members
@require_GET
def follow_up(request: HttpRequest) -> HttpResponse:
    """What is still owed on files that are over, filtered, twenty a page."""
    found = FollowUpFilter(request.GET, person_of(request))
    page = Paginator(found.qs, _A_PAGE).get_page(request.GET.get("page"))
    words, asked = Law(found.law), found.asked
    organs = {str(organ.pk): organ.name for organ in found.organs}
    kept = urlencode({name: value for name, value in asked.items() if value})
    context = {
        "page": page,
        "rows": follow_up_rows(page.object_list, found),
        "asked": asked,
        "duties": duties(words).values(),
        "organs": organs,
        "conditions": conditions(asked, words, organs),
        "query": f"{kept}&" if kept else "",
    }
    return render(request, "web/follow_up.html", context)
