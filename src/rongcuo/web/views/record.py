"""The record of a file: its package for the archives, and the order to erase what must go."""

import logging
from collections.abc import Iterable
from typing import cast
from uuid import UUID

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from rongcuo.base import Problem, Refusal
from rongcuo.office import archiving, erasure
from rongcuo.office.files.models import Erasure
from rongcuo.office.outcomes import Invalid, NotFound, Refused
from rongcuo.office.people.models import Person
from rongcuo.web.desk import Desk, desk_for
from rongcuo.web.pages.record import OrderLine, groups, order_line
from rongcuo.web.views.access import account_of, administrators, members, not_found, person_of

_log = logging.getLogger(__name__)


@members
@require_GET
def archive(request: HttpRequest, casefile: UUID) -> HttpResponseBase:
    """The package, made now; whoever may not take it is told who does."""
    person = person_of(request)
    made = archiving.build(person, casefile)
    if isinstance(made, NotFound):
        return not_found(request)
    if isinstance(made, (Refused, Invalid)):
        return _not_now(request, casefile, made)
    _log.info("archive package of %s taken by %s", casefile, person.pk)
    response = FileResponse(made.file, as_attachment=True, filename=made.name, content_type="application/zip")
    response["Cache-Control"] = "no-store"
    return response


def _not_now(request: HttpRequest, casefile: UUID, outcome: Refused | Invalid) -> HttpResponse:
    reasons: Iterable[Refusal | Problem] = outcome.refusals if isinstance(outcome, Refused) else outcome.problems
    said = [{"text": reason.text()} for reason in reasons]
    desk = desk_for(person_of(request), casefile)
    context = {"refusals": said, "trail": desk.trail if desk else (), "title": "归档包没有生成"}
    return render(request, "web/record_refused.html", context, status=409)


@members
@require_http_methods(["GET", "POST"])
def erase(request: HttpRequest, casefile: UUID) -> HttpResponse:
    """The order to erase texts and attachments of this file, and the orders given so far."""
    desk = desk_for(person_of(request), casefile)
    if desk is None or desk.reading is None or desk.on is None or not desk.reading.within:
        return not_found(request)
    refusals = erasure.may_order(desk.reading)
    if not refusals and request.method == "POST":
        made = erasure.order(desk.reading, request.POST.getlist("body"), request.POST.get("ground", ""))
        if not isinstance(made, Refused):
            return redirect("erase", casefile)
        refusals = tuple(made.refusals)
        return _erase_form(request, desk, refusals)
    if refusals:
        context = {
            "refusals": [{"text": each.text()} for each in refusals],
            "trail": desk.trail,
            "title": "现在不能提出",
        }
        return render(request, "web/record_refused.html", context, status=409)
    return _erase_form(request, desk, ())


def _erase_form(request: HttpRequest, desk: Desk, refusals: tuple[Refusal, ...]) -> HttpResponse:
    found, on = desk.reading, desk.on
    if found is None or on is None:
        message = "no file is read at this desk"
        raise LookupError(message)
    context = {
        "trail": desk.trail,
        "number": found.row.number,
        "groups": groups(found, on, request.POST.getlist("body")),
        "ground": request.POST.get("ground", ""),
        "longest": erasure.GROUND,
        "orders": _lines(erasure.orders_on(found.row)),
        "refusals": [{"text": each.text()} for each in refusals],
    }
    return render(request, "web/erase.html", context)


@administrators
@require_http_methods(["GET", "POST"])
def erasures(request: HttpRequest) -> HttpResponse:
    """The orders to erase, without a word of what they concern: the second hand carries out or declines."""
    district = account_of(request).district
    refusals: tuple[Refusal, ...] = ()
    if request.method == "POST":
        refusals = _settled(request)
        if not refusals:
            return redirect("erasures")
    orders = _lines(erasure.orders_in(district))
    context = {
        "open": [order for order in orders if order.is_open],
        "settled": [order for order in orders if not order.is_open],
        "refusals": [{"text": each.text()} for each in refusals],
    }
    return render(request, "web/erasures.html", context)


def _settled(request: HttpRequest) -> tuple[Refusal, ...]:
    actor = person_of(request)
    order = erasure.find(actor.district, request.POST.get("order", ""))
    if order is None:
        return (Refusal("office.erasure_settled"),)
    match request.POST.get("_do"):
        case "carry_out":
            outcome = erasure.carry_out(actor, order, request.POST.get("number", ""))
        case "decline":
            outcome = erasure.decline(actor, order)
        case _:
            outcome = erasure.clear(actor, order)
    return tuple(outcome.refusals) if isinstance(outcome, Refused) else ()


def _lines(orders: Iterable[Erasure]) -> tuple[OrderLine, ...]:
    orders = tuple(orders)
    ids = {id_ for each in orders for id_ in (each.ordered_by_id, each.settled_by_id) if id_}
    names = dict(cast("Iterable[tuple[UUID, str]]", Person.objects.filter(pk__in=ids).values_list("pk", "name")))
    return tuple(order_line(each, {str(id_): name for id_, name in names.items()}) for each in orders)
