"""The calendar of working days: everybody sees which is in force, the administrators import and confirm."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from rongcuo.base import Problem, Refusal
from rongcuo.office import clock, rebuilding
from rongcuo.office.calendars import importing
from rongcuo.office.calendars.models import CalendarImport
from rongcuo.office.calendars.overview import overview
from rongcuo.office.outcomes import Invalid, Refused
from rongcuo.office.people.roster import administers, posts_of
from rongcuo.office.workbench import AT_ONCE
from rongcuo.web.forms.directory import CalendarForm
from rongcuo.web.pages.calendars import calendar_page, wrong
from rongcuo.web.views.access import account_of, members, not_found, person_of
from rongcuo.web.views.defence import is_party_only

_SETTLE = {"confirm": importing.confirm_calendar, "withdraw": importing.withdraw_calendar}
_DONE = {"import": "已载入，待另一名管理员确认；确认以前期限不变。", "withdraw": "已撤回。"}


@members
@require_http_methods(["GET", "POST"])
def calendar(request: HttpRequest) -> HttpResponse:
    """The calendar in force, and the forms of those who keep it."""
    person, keeps = person_of(request), _keeps(request)
    if (is_party_only(person) and not keeps) or (request.method == "POST" and not keeps):
        return not_found(request, "页面")
    form = CalendarForm(account_of(request).district, request.POST or None, request.FILES or None)
    outcome = _posted(request, form) if request.method == "POST" else None
    if isinstance(outcome, CalendarImport):
        return redirect(f"/calendar/?done={request.POST['_do']}")
    found = overview(account_of(request).district, clock.today())
    context = {"page": calendar_page(found), "form": form, "keeps": keeps, "done": _done(request)}
    return render(request, "web/calendar.html", context | _said(outcome, form))


def _keeps(request: HttpRequest) -> bool:
    """Whether this is an administrator's page."""
    return administers(posts_of(person_of(request), clock.today()))


def _posted(request: HttpRequest, form: CalendarForm) -> CalendarImport | Invalid | Refused | None:
    district, actor, wanted = account_of(request).district, person_of(request), request.POST.get("_do")
    if wanted == "import" and form.is_valid():
        file = form.cleaned_data["file"]
        body = file.read(importing.LARGEST * 1024 + 1)
        return importing.import_calendar(district, actor, file=file.name, body=body)
    settle = _SETTLE.get(str(wanted))
    if settle is None:
        return None
    form.errors.clear()
    wanted_id = _uuid(request.POST.get("calendar"))
    imported = CalendarImport.objects.filter(district=district, pk__in=[wanted_id] if wanted_id else []).first()
    if imported is None:
        return Refused((Refusal("office.no_calendar"),))
    outcome = settle(district, actor, imported=imported)
    if wanted == "confirm" and isinstance(outcome, CalendarImport):
        rebuilding.refresh(at_most=AT_ONCE)
    return outcome


def _uuid(text: str | None) -> UUID | None:
    try:
        return UUID(text or "")
    except ValueError:
        return None


def _done(request: HttpRequest) -> str:
    done = request.GET.get("done", "")
    return "已确认，自现在起按新的工作日历计算期限。" if done == "confirm" else _DONE.get(done, "")


def _said(outcome: object, form: CalendarForm) -> dict[str, Any]:
    problems: list[dict[str, str]] = [
        {"anchor": "id_file", "label": "文件", "text": str(errors[0])} for errors in form.errors.values()
    ]
    found: tuple[Problem, ...] = tuple(outcome.problems) if isinstance(outcome, Invalid) else ()
    refusals = outcome.refusals if isinstance(outcome, Refused) else ()
    return {"problems": [*problems, *wrong(found)], "refusals": [{"text": refusal.text()} for refusal in refusals]}
