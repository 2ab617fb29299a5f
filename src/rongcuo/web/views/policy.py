"""The regulation: its words, what each clause does in the machine, and how it is read."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from rongcuo.base import ClauseRef
from rongcuo.office import clock
from rongcuo.office.law import district_policy
from rongcuo.office.registers import visibility
from rongcuo.web.clauses import Law
from rongcuo.web.pages.items import interpreted
from rongcuo.web.pages.policy import policy_page
from rongcuo.web.views.access import account_of, members, not_found


@members
@require_GET
def policy(request: HttpRequest) -> HttpResponse:
    """The whole text with its bindings, open words and readings."""
    account = account_of(request)
    given = visibility.interpretations(account.person, clock.today()).filter(stage__in=visibility.PUBLIC)
    page = policy_page(Law(district_policy(account.district)), interpreted(given.order_by("answered_on", "number")))
    return render(request, "web/policy.html", {"page": page})


@members
@require_GET
def clause(request: HttpRequest, clause: str) -> HttpResponse:
    """One clause; as a fragment where script asks for it."""
    law = Law(district_policy(account_of(request).district))
    try:
        reference = ClauseRef.parse(clause)
        chip, passage = law.chip(reference), law.passage(reference)
    except (ValueError, KeyError):
        return not_found(request, "页面")
    template = "web/clause_fragment.html" if request.headers.get("HX-Request") else "web/clause.html"
    return render(request, template, {"chip": chip, "passage": passage})
