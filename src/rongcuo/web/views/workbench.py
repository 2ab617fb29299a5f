"""The first page: where each kind of person begins."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from rongcuo.office import clock, law
from rongcuo.office import workbench as office
from rongcuo.office.people.roster import administers, posts_of
from rongcuo.web.clauses import Law
from rongcuo.web.desk import desk_for_opening
from rongcuo.web.pages.workbench import Bench, workbench_page
from rongcuo.web.views.access import account_of, members, person_of
from rongcuo.web.views.defence import is_party_only


@members
@require_GET
def workbench(request: HttpRequest) -> HttpResponse:
    """The workbench; administrators begin at the organs, parties at their files."""
    person = person_of(request)
    if administers(posts_of(person, clock.today())):
        return redirect("organs")
    if is_party_only(person):
        return redirect("defences")
    district = account_of(request).district
    bench = Bench(Law(law.district_policy(district)), law.calendar(district), clock.today())
    everything = bool(request.GET.get("all"))
    may_open = desk_for_opening(person) is not None
    page = workbench_page(office.load(person), bench, may_open=may_open, everything=everything)
    return render(request, "web/workbench.html", {"page": page})
