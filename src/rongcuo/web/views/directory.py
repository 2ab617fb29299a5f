"""Organs, people, accounts and appointments: for the administrators, who see no case file."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from rongcuo.base import Refusal
from rongcuo.office import clock
from rongcuo.office.law import district_policy
from rongcuo.office.outcomes import Refused
from rongcuo.office.people import register
from rongcuo.office.people.functions import CAPACITIES, DUTIES
from rongcuo.office.people.models import Account, Appointment, Organ, Person
from rongcuo.web.forms.directory import (
    AccountForm,
    AppointmentForm,
    DutyForm,
    EndForm,
    KindForm,
    OrganForm,
    PasswordForm,
    PersonForm,
    Plain,
    kinds_of_organisation,
)
from rongcuo.web.views.access import account_of, administrators, not_found, person_of

_A_PAGE = 20


@administrators
@require_http_methods(["GET", "POST"])
def organs(request: HttpRequest) -> HttpResponse:
    """The organs, and a form for a new one."""
    district = account_of(request).district
    form = OrganForm(district, request.POST or None)
    refusals: tuple[Refusal, ...] = ()
    if request.method == "POST" and form.is_valid():
        refusals = _refusals(register.add_organ(district, person_of(request), **form.organ()))
        if not refusals:
            return redirect("organs")
    listed = Organ.objects.filter(district=district).select_related("superior")
    rows = [(organ, "、".join(CAPACITIES[name] for name in organ.capacities)) for organ in listed]
    return _shown(request, "web/organs.html", form, refusals, rows=rows)


@administrators
@require_http_methods(["GET", "POST"])
def kinds(request: HttpRequest) -> HttpResponse:
    """What kind of organisation each is (2), which the annual summary counts by; what was not said can be added."""
    district = account_of(request).district
    form = KindForm(district, request.POST or None)
    refusals: tuple[Refusal, ...] = ()
    if request.method == "POST" and form.is_valid():
        refusals = _refusals(register.classify_organ(district, person_of(request), **form.cleaned_data))
        if not refusals:
            return redirect("organ-kinds")
    labels = dict(kinds_of_organisation(district))
    rows = [(organ.name, labels.get(organ.kind, "")) for organ in Organ.objects.filter(district=district)]
    return _shown(request, "web/organ_kinds.html", form, refusals, rows=rows)


@administrators
@require_http_methods(["GET", "POST"])
def people(request: HttpRequest) -> HttpResponse:
    """The persons, and a form for a new one."""
    district = account_of(request).district
    form = PersonForm(district, request.POST or None)
    refusals: tuple[Refusal, ...] = ()
    if request.method == "POST" and form.is_valid():
        made = register.add_person(district, person_of(request), **form.cleaned_data)
        if isinstance(made, Person):
            return redirect("person", made.id)
        refusals = _refusals(made)
    listed = Person.objects.filter(district=district, name__contains=request.GET.get("text", ""))
    page = _paged(request, listed.select_related("account").prefetch_related("appointments"))
    return _shown(request, "web/people.html", form, refusals, page=page, text=request.GET.get("text", ""))


@administrators
@require_http_methods(["GET", "POST"])
def person(request: HttpRequest, person: UUID) -> HttpResponse:
    """One person: the account and every appointment, past ones too."""
    district = account_of(request).district
    shown = Person.objects.filter(district=district, id=person).select_related("account").first()
    if shown is None:
        return not_found(request, "页面")
    account = Account.objects.filter(person=shown).first()
    form = PasswordForm(district, request.POST or None) if account else AccountForm(district, request.POST or None)
    refusals: tuple[Refusal, ...] = ()
    if request.method == "POST":
        refusals = _change_account(request, shown, account, form)
        if not refusals and not form.errors:
            return redirect("person", shown.id)
    posts = Appointment.objects.filter(person=shown).select_related("organ")
    return _shown(request, "web/person.html", form, refusals, person=shown, account=account, posts=posts)


@administrators
@require_http_methods(["GET", "POST"])
def appointments(request: HttpRequest) -> HttpResponse:
    """Who is in which post; a form to appoint, and one beside each to end it."""
    district = account_of(request).district
    ending = request.POST.get("appointment")
    form = AppointmentForm(district, request.POST if request.POST and not ending else None)
    refusals: tuple[Refusal, ...] = ()
    if ending:
        refusals = _end(request, ending)
    elif request.method == "POST" and form.is_valid():
        refusals = _refusals(register.appoint(district, person_of(request), **form.cleaned_data))
    if request.method == "POST" and not refusals and not form.errors:
        return redirect("appointments")
    live = Appointment.objects.live(clock.today()).filter(district=district).select_related("person", "organ")
    page = _paged(request, live.order_by("organ__name", "person__name", "function"))
    return _shown(request, "web/appointments.html", form, refusals, page=page)


@administrators
@require_http_methods(["GET", "POST"])
def duties(request: HttpRequest) -> HttpResponse:
    """Which organs interpret the regulation, and whether and where reforms are filed beforehand."""
    district = account_of(request).district
    form = DutyForm(district, request.POST or None)
    refusals: tuple[Refusal, ...] = ()
    if request.method == "POST" and form.is_valid():
        refusals = _refusals(register.name_organs(district, person_of(request), **form.cleaned_data))
        if not refusals:
            return redirect("duties")
    names = {str(organ.id): organ.name for organ in Organ.objects.filter(district=district)}
    rows = [(label, [names[id_] for id_ in district.named_organs.get(duty, ())]) for duty, label in DUTIES.items()]
    number = district_policy(district).pack.title.number
    return _shown(request, "web/duties.html", form, refusals, rows=rows, number=number)


def _change_account(request: HttpRequest, person: Person, account: Account | None, form: Plain) -> tuple[Refusal, ...]:
    district, actor = person.district, person_of(request)
    if account and request.POST.get("_do") == "close":
        form.errors.clear()
        return _refusals(register.close_account(district, actor, account=account))
    if not form.is_valid():
        return ()
    if account:
        return _refusals(register.reset_password(district, actor, account=account, **form.cleaned_data))
    return _refusals(register.create_account(district, actor, person=person, **form.cleaned_data))


def _end(request: HttpRequest, appointment: str) -> tuple[Refusal, ...]:
    district = account_of(request).district
    form = EndForm(district, request.POST)
    found = Appointment.objects.filter(district=district, id=appointment).first()
    if found is None or not form.is_valid():
        return (Refusal("office.blank", {"field": "免职日期"}),)
    return _refusals(register.end_appointment(district, person_of(request), appointment=found, **form.cleaned_data))


def _refusals(outcome: object) -> tuple[Refusal, ...]:
    return tuple(outcome.refusals) if isinstance(outcome, Refused) else ()


def _paged(request: HttpRequest, rows: QuerySet[Any]) -> Any:
    return Paginator(rows, _A_PAGE).get_page(request.GET.get("page"))


def _shown(
    request: HttpRequest, template: str, form: Plain, refusals: tuple[Refusal, ...], **context: Any
) -> HttpResponse:
    said = [{"text": refusal.text()} for refusal in refusals]
    wrong = [
        {"anchor": f"id_{name}", "label": form.fields[name].label, "text": errors[0]}
        for name, errors in form.errors.items()
        if name in form.fields
    ]
    return render(request, template, {"form": form, "refusals": said, "problems": wrong, **context})
