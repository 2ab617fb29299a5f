"""The registers beside case files: their lists, one item, and the form of each act on it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from rongcuo.base import ClauseRef, Problem, Refusal
from rongcuo.casefile import questions
from rongcuo.office import clock
from rongcuo.office.law import district_policy
from rongcuo.office.outcomes import Conflict, Invalid, NotFound, Recorded, Refused
from rongcuo.office.people.models import Person
from rongcuo.office.registers import certificate as certificates
from rongcuo.office.registers import competent, reading, visibility
from rongcuo.office.registers.door import carry_out, occasion
from rongcuo.office.registers.models import Interpretation, PriorFiling
from rongcuo.office.registers.reading import ItemReading
from rongcuo.office.registers.table import ITEM_ACTS, ItemAct, standing_in_the_way
from rongcuo.web.clauses import Law
from rongcuo.web.forms.post import taken
from rongcuo.web.forms.showing import Content, fields, summary
from rongcuo.web.item_sources import given, sources
from rongcuo.web.pages.case import Step
from rongcuo.web.pages.items import (
    REGISTERS,
    ROOTS,
    ItemForm,
    address_of,
    filing_rows,
    interpretation_rows,
    item_page,
)
from rongcuo.web.pages.refusals import refusal_lines
from rongcuo.web.views.access import members, not_found, person_of
from rongcuo.web.views.files import sent

_A_PAGE = 20


@members
@require_GET
def interpretations(request: HttpRequest) -> HttpResponse:
    """What has been answered, and below it what is under way as far as it is the reader's."""
    person, law = person_of(request), _law(person_of(request))
    asked = {name: request.GET.get(name, "") for name in ("clause", "reading")}
    seen = visibility.interpretations(person, clock.today())
    seen = seen.select_related("statement", "organ", "answered_for").order_by(
        "-answered_on", "-began_on", "-changed_at"
    )
    answered = seen.filter(stage__in=visibility.PUBLIC)
    if asked["clause"]:
        answered = answered.filter(clause=asked["clause"])
    if asked["reading"]:
        settled = answered.filter(settles__startswith=f"{asked['reading']}=")
        answered = settled | answered.filter(reading=asked["reading"])
    page = Paginator(answered, _A_PAGE).get_page(request.GET.get("page"))
    under_way = interpretation_rows(seen.exclude(stage__in=visibility.PUBLIC), law)
    context = {
        "page": page,
        "rows": interpretation_rows(page.object_list, law),
        "under_way": under_way,
        "asked": asked,
        "conditions": _conditions(asked, law),
        "clause": law.chip(ClauseRef.parse("7.2")),
    }
    return render(request, "web/interpretations.html", context)


@members
@require_GET
def filings(request: HttpRequest) -> HttpResponse:
    """The filings of the reader's unit, or those that the reader's organ has received."""
    person = person_of(request)
    seen = visibility.filings(person, clock.today()).select_related("title", "unit")
    offered = bool(competent.receivers(person.district))
    on = occasion(PriorFiling(district=person.district), person, None)
    may_file = not standing_in_the_way(ITEM_ACTS["file_reform"], on)
    if not may_file and not seen.exists() and not (offered and _receives(person)):
        return not_found(request, "页面")
    page = Paginator(seen.order_by("-began_on", "-changed_at"), _A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "rows": filing_rows(page.object_list), "may_file": may_file, "beyond": _beyond(person)}
    return render(request, "web/filings.html", context)


@members
@require_GET
def interpretation(request: HttpRequest, item: UUID) -> HttpResponse:
    """One interpretation: as published, or in whole."""
    return _shown(request, reading.interpretation(person_of(request), item), "web/interpretation.html", "解释")


@members
@require_GET
def filing(request: HttpRequest, item: UUID) -> HttpResponse:
    """One prior filing."""
    return _shown(request, reading.filing(person_of(request), item), "web/filing.html", "备案")


@members
@require_GET
def paper(request: HttpRequest, item: UUID, attachment: UUID) -> HttpResponseBase:
    """A paper of a filing."""
    found = reading.paper(person_of(request), item, attachment)
    return sent(found.sha256, found.name, found.media_type) if found else not_found(request, "备案")


@members
@require_GET
def certificate(request: HttpRequest, item: UUID) -> HttpResponseBase:
    """The certificate of a filing, to be put before whoever handles a case file."""
    found = reading.filing(person_of(request), item)
    if found is None:
        return not_found(request, "备案")
    body = certificates.certificate(found)
    return FileResponse(
        iter([body]), as_attachment=True, filename=certificates.name_of(found), content_type="text/plain; charset=utf-8"
    )


@dataclass(frozen=True)
class _Sheet:
    """One showing of a form; ``found`` is none while the act begins an item."""

    person: Person
    row: ItemAct
    found: ItemReading | None
    raw: Mapping[str, Any]
    key: str
    version: int
    problems: Sequence[Problem] = ()
    refusals: Sequence[Refusal] = ()
    more: str = ""
    note: str = ""

    @property
    def address(self) -> str:
        return f"{address_of(self.found.row) if self.found else ROOTS[self.row.model]}{self.row.name}/"


@members
@require_http_methods(["GET", "POST"])
def begin_interpretation(request: HttpRequest, act: str) -> HttpResponse:
    """The question that begins an interpretation."""
    return _begin(request, act, Interpretation)


@members
@require_http_methods(["GET", "POST"])
def begin_filing(request: HttpRequest, act: str) -> HttpResponse:
    """The filing itself."""
    if not competent.receivers(person_of(request).district):
        return not_found(request, "页面")
    return _begin(request, act, PriorFiling)


@members
@require_http_methods(["GET", "POST"])
def interpretation_act(request: HttpRequest, item: UUID, act: str) -> HttpResponse:
    """An act on an interpretation."""
    return _act(request, reading.interpretation, item, act, Interpretation)


@members
@require_http_methods(["GET", "POST"])
def filing_act(request: HttpRequest, item: UUID, act: str) -> HttpResponse:
    """An act on a prior filing."""
    return _act(request, reading.filing, item, act, PriorFiling)


def _begin(request: HttpRequest, act: str, model: type[Interpretation] | type[PriorFiling]) -> HttpResponse:
    row = ITEM_ACTS.get(act)
    if row is None or row.model is not model or not row.begins:
        return not_found(request, "页面")
    return _handle(request, row, None)


def _act(
    request: HttpRequest,
    read: Callable[[Person, UUID], ItemReading | None],
    item: UUID,
    act: str,
    model: type[Interpretation] | type[PriorFiling],
) -> HttpResponse:
    row, found = ITEM_ACTS.get(act), read(person_of(request), item)
    if found is None or not found.whole or row is None or row.model is not model or row.begins:
        return not_found(request, REGISTERS[model])
    return _handle(request, row, found)


def _handle(request: HttpRequest, row: ItemAct, found: ItemReading | None) -> HttpResponse:
    person = person_of(request)
    version = found.row.sequence if found else 0
    if request.method == "GET":
        asked = request.GET
        raw = {"occurred_on": clock.today().isoformat(), **given(person, row, found, asked)}
        return _form(
            request, _Sheet(person, row, found, raw, str(uuid4()), version, refusals=_refusals(row, found, person))
        )
    posted = taken(request, questions(row.shape), person)
    seen = request.POST.get("_version", "")
    key = (request.POST.get("_key") or str(uuid4()))[:64]
    sheet = _Sheet(person, row, found, posted.raw, key, int(seen) if seen.isdecimal() else version)
    if "_add" in request.POST or posted.problems:
        return _form(request, _with(sheet, problems=posted.problems, more=request.POST.get("_add", "")))
    return _submit(request, sheet)


def _refusals(row: ItemAct, found: ItemReading | None, person: Person) -> tuple[Refusal, ...]:
    item = found.row if found else row.model(district=person.district)
    return standing_in_the_way(row, occasion(item, person, None))


def _submit(request: HttpRequest, sheet: _Sheet) -> HttpResponse:
    found = sheet.found
    outcome = carry_out(
        actor=sheet.person, act=sheet.row.name, raw=sheet.raw, item=found.row.id if found else None,
        key=sheet.key, version=sheet.version if found else None,
    )  # fmt: skip
    match outcome:
        case Recorded(item_id=identity, sequence=sequence):
            return redirect(f"{ROOTS[sheet.row.model]}{identity}/?recorded={sequence}#e-{sequence}")
        case NotFound():
            return not_found(request, REGISTERS[sheet.row.model])
        case Conflict(current_version=version):
            note = "您填写期间有新的记录。填写的内容保留在下面，请看过该件后再提交。"
            return _form(request, _with(sheet, version=version, note=note), status=409)
        case Refused(refusals=refusals):
            return _form(request, _with(sheet, refusals=refusals))
        case Invalid(problems=problems):
            return _form(request, _with(sheet, problems=problems))


def _form(request: HttpRequest, sheet: _Sheet, status: int | None = None) -> HttpResponse:
    row, law = sheet.row, _law(sheet.person)
    asked = tuple(questions(row.shape))
    blank = {each.name: (0 if sheet.raw.get(each.name) else 1) for each in asked if each.kind == "rows"}
    blank |= {sheet.more: blank[sheet.more] + 1} if sheet.more in blank else {}
    chosen = sources(sheet.person, law, sheet.raw)
    shown = fields(asked, Content(sheet.raw, sheet.problems, blank), chosen)
    above = Step(str(sheet.found.row), address_of(sheet.found.row)) if sheet.found else None
    page = ItemForm(
        title=row.label,
        trail=tuple(step for step in (Step(REGISTERS[row.model], ROOTS[row.model]), above, Step(row.label)) if step),
        address=sheet.address,
        key=sheet.key,
        version=sheet.version,
        fields=shown,
        submit=row.label,
        note=_beyond(sheet.person) if row.model is PriorFiling else "",
        barred=bool(sheet.refusals),
    )
    lines = summary(shown, sheet.problems)
    refusals = refusal_lines(sheet.refusals, law, None)
    status = status or (422 if lines or (refusals and request.method == "POST") else 200)
    context = {"page": page, "problems": lines, "refusals": refusals, "changed": sheet.note}
    return render(request, "web/item_act.html", context, status=status)


def _with(sheet: _Sheet, **changes: Any) -> _Sheet:
    return _Sheet(**{**sheet.__dict__, **changes})


def _shown(request: HttpRequest, found: ItemReading | None, template: str, what: str) -> HttpResponse:
    if found is None:
        return not_found(request, what)
    recorded = request.GET.get("recorded", "")
    page = item_page(found, _law(found.person))
    context = {"page": page, "recorded": recorded if recorded.isdecimal() else "", "beyond": _beyond(found.person)}
    return render(request, template, context)


def _law(person: Person) -> Law:
    return Law(district_policy(person.district))


def _beyond(person: Person) -> str:
    """What every page of a filing says of its standing in law."""
    number = district_policy(person.district).pack.title.number
    return f"{number}没有规定事前备案，由本区自行决定开办。备案不是审批，不免除责任，也不预先认定容错。"


def _receives(person: Person) -> bool:
    on = occasion(PriorFiling(district=person.district), person, None)
    wanted = on.functions(competent.PRIOR_FILING, "received_by")
    return bool(on.organs_in(wanted, competent.receivers(person.district)))


def _conditions(asked: Mapping[str, str], law: Law) -> list[str]:
    known = law.policy.pack.clauses
    clause = asked["clause"]
    words = [law.clause(clause) for ref in known if str(ref) == clause]
    return words + ([law.reading(asked["reading"])] if asked["reading"] else [])
