"""Every act has one form, derived from the act: shown, kept as a draft, confirmed, carried out."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, get_args
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from rongcuo.base import Problem, Refusal
from rongcuo.casefile import ACTS, questions
from rongcuo.casefile.audiences import PARTY
from rongcuo.casefile.law import Deciding
from rongcuo.law.procedure import ActRow
from rongcuo.office.door import carry_out
from rongcuo.office.outcomes import Conflict, Done, Invalid, NotFound, Refused
from rongcuo.web.desk import OPEN, Desk, desk_for, desk_for_opening
from rongcuo.web.filed_evidence import brought, offered
from rongcuo.web.forms.choices import Sources
from rongcuo.web.forms.post import taken
from rongcuo.web.forms.saying import said
from rongcuo.web.forms.showing import Content, Said, fields, summary
from rongcuo.web.item_sources import settling
from rongcuo.web.pages.act import ActPage, asides, earlier, title_of, vote_rule, will_record
from rongcuo.web.pages.case import Step
from rongcuo.web.pages.course import EntryLine
from rongcuo.web.pages.refusals import RefusalLine, refusal_lines
from rongcuo.web.sources import sources
from rongcuo.web.views.access import members, not_found, person_of

Raw = Mapping[str, object]

SIGN = "sign_document"
"""A document is signed on its own page, where the signer sees what it says."""


_DECIDING = get_args(Deciding)
"""The acts whose forms offer similar cases."""


@dataclass(frozen=True)
class Sheet:
    """One showing of a form: what it holds and what came of the last attempt."""

    desk: Desk
    row: ActRow
    raw: Raw
    key: str
    version: int
    problems: Sequence[Problem] = ()
    refusals: Sequence[Refusal] = ()
    changed: Sequence[EntryLine] = ()
    more: Mapping[str, int] = field(default_factory=dict)
    note: str = ""
    has_draft: bool = False


@members
@require_http_methods(["GET", "POST"])
def opening(request: HttpRequest) -> HttpResponse:
    """The act that begins a case file."""
    desk = desk_for_opening(person_of(request))
    return _handle(request, desk, "open")


@members
@require_http_methods(["GET", "POST"])
def act(request: HttpRequest, casefile: UUID, act: str) -> HttpResponse:
    """An act on a case file."""
    desk = desk_for(person_of(request), casefile)
    if desk and act == SIGN:
        return redirect("documents", casefile)
    return _handle(request, desk, act)


@members
@require_POST
def opening_draft(request: HttpRequest) -> HttpResponse:
    """Keep what has been typed, without a word about it."""
    return _keep(request, desk_for_opening(person_of(request)), "open")


@members
@require_POST
def draft(request: HttpRequest, casefile: UUID, act: str) -> HttpResponse:
    """Keep what has been typed, without a word about it."""
    return _keep(request, desk_for(person_of(request), casefile), act)


def _handle(request: HttpRequest, desk: Desk | None, act: str) -> HttpResponse:
    row = desk.row(act) if desk else None
    if desk is None or row is None:
        return not_found(request, "页面" if act == OPEN else "案卷")
    if request.method == "GET":
        return _show(request, _begun(request, desk, row))
    return _do(request, desk, row)


def _begun(request: HttpRequest, desk: Desk, row: ActRow) -> Sheet:
    """The form at first sight: the draft, or what the address and the file already say."""
    kept = desk.draft(row.id)
    note = f"草稿保存于{kept.when}" if kept else ""
    raw = kept.content if kept else {"occurred_on": desk.today.isoformat(), **desk.given(row.id, request.GET)}
    return Sheet(
        desk, row, raw, str(uuid4()), desk.version, refusals=desk.refusals(row.id), note=note, has_draft=bool(kept)
    )


def _do(request: HttpRequest, desk: Desk, row: ActRow) -> HttpResponse:
    wanted = request.POST.get("_do", "submit")
    if wanted == "discard":
        desk.discard(row.id)
        return redirect(desk.address)
    sheet, troubles = _read(request, desk, row)
    if wanted == "back" or "_cite" in request.POST:
        raw = brought(desk, row.id, sheet.raw, request.POST.get("_cite", ""))
        return _show(request, _with(sheet, raw=raw))
    if wanted == "draft":
        desk.keep(row.id, sheet.raw)
        return redirect(desk.address)
    if "_add" in request.POST or troubles:
        return _show(request, _with(sheet, problems=troubles, more={request.POST.get("_add", ""): 1}))
    if row.irreversible and wanted != "confirm":
        return _confirm(request, sheet)
    return _submit(request, sheet)


def _read(request: HttpRequest, desk: Desk, row: ActRow) -> tuple[Sheet, Sequence[Problem]]:
    """The post as a sheet; a confirmation brings its content along as one value."""
    troubles: Sequence[Problem] = ()
    raw: Any = _confirmed(request)
    if raw is None:
        posted = taken(request, questions(ACTS[row.id], desk.context.policy), desk.person)
        raw, troubles = posted.raw, posted.problems
    version = request.POST.get("_version", "")
    key = request.POST.get("_key") or str(uuid4())
    return Sheet(desk, row, raw, key[:64], int(version) if version.isdecimal() else desk.version), troubles


def _confirmed(request: HttpRequest) -> Raw | None:
    try:
        raw = json.loads(request.POST.get("_raw", ""))
    except json.JSONDecodeError:
        return None
    return raw if isinstance(raw, dict) else None


def _confirm(request: HttpRequest, sheet: Sheet) -> HttpResponse:
    """What will be recorded, to be read once more; what is wrong is said before."""
    rehearsed = sheet.desk.rehearse(sheet.row.id, sheet.raw)
    if rehearsed:
        return _show(request, _with(sheet, **_came(rehearsed)))
    chosen = _sources(sheet)
    shown = fields(questions(ACTS[sheet.row.id], sheet.desk.context.policy), Content(sheet.raw), chosen)
    page = {
        **_page(sheet, chosen).__dict__,
        "raw": json.dumps(sheet.raw, ensure_ascii=False),
        "items": said(shown),
        "will_record": will_record(sheet.row, sheet.version + 1, last=True),
    }
    return render(request, "web/confirm.html", {"page": page, "shell": _shell(sheet.desk)})


def _submit(request: HttpRequest, sheet: Sheet) -> HttpResponse:
    desk = sheet.desk
    version = sheet.version if desk.casefile else None
    outcome = carry_out(
        actor=desk.person, act=sheet.row.id, raw=sheet.raw, casefile=desk.casefile, key=sheet.key, version=version
    )
    match outcome:
        case Done(casefile_id=casefile, sequence=sequence):
            return redirect(f"/cases/{casefile}/?recorded={sequence}#e-{sequence}")
        case NotFound():
            return not_found(request)
        case Conflict(current_version=version):
            changed = desk.lines(outcome.changed)
            return _show(request, _with(sheet, changed=changed, version=version), status=409)
    return _show(request, _with(sheet, **_came(outcome)))


def _came(outcome: object) -> dict[str, Any]:
    """What a sheet says after an attempt that changed nothing."""
    match outcome:
        case Refused(refusals=refusals):
            return {"refusals": refusals}
        case Invalid(problems=problems):
            return {"problems": problems}
    return {}


def _keep(request: HttpRequest, desk: Desk | None, act: str) -> HttpResponse:
    row = desk.row(act) if desk else None
    if desk is None or row is None:
        return not_found(request)
    sheet, _ = _read(request, desk, row)
    when = desk.keep(act, sheet.raw)
    return HttpResponse(f"✓ 草稿已保存，{when}")


def _with(sheet: Sheet, **changes: Any) -> Sheet:
    return Sheet(**{**sheet.__dict__, **changes})


def _shell(desk: Desk) -> str:
    """A party's form stands on the party's own pages."""
    found = desk.reading
    return "web/portal.html" if found and PARTY in found.parts and not found.within else "web/officer.html"


def _sources(sheet: Sheet) -> Sources:
    return sources(sheet.desk.person, sheet.desk.context, sheet.desk.on, sheet.raw)


def _show(request: HttpRequest, sheet: Sheet, status: int | None = None) -> HttpResponse:
    chosen = _sources(sheet)
    page = _page(sheet, chosen)
    lines: tuple[Said, ...] = summary(page.fields, sheet.problems)
    refusals: tuple[RefusalLine, ...] = refusal_lines(sheet.refusals, chosen.law, sheet.desk.on)
    context = {
        "page": page, "problems": lines, "refusals": refusals, "changed": sheet.changed, "shell": _shell(sheet.desk)
    }  # fmt: skip
    status = status or (422 if lines or (refusals and request.method == "POST") else 200)
    return render(request, "web/act.html", context | {"bearings": chosen.law.choices("bearing")}, status=status)


def _page(sheet: Sheet, chosen: Sources) -> ActPage:
    desk, row, law = sheet.desk, sheet.row, chosen.law
    asked = tuple(questions(ACTS[row.id]))
    title = title_of(row, sheet.raw, law)
    barred = bool(sheet.refusals) and sheet.desk.refusals(row.id) != ()
    return ActPage(
        title=title,
        under=f"{desk.on.number}　{desk.on.party}" if desk.on else "",
        trail=(*desk.trail, Step(title)),
        address=desk.act_address(row.id),
        draft_address=f"{desk.act_address(row.id)}draft/",
        key=sheet.key,
        version=sheet.version,
        fields=fields(asked, Content(sheet.raw, sheet.problems, _blank(sheet)), chosen),
        clauses=asides(row, sheet.raw, law, settling(desk.person)),
        earlier=earlier(sheet.raw, desk.on) if desk.on else (),
        vote_rule=vote_rule(desk.context, desk.on.state.organ("deciding"))
        if row.id == "deliberate" and desk.on
        else "",
        submit=row.label,
        will_record=will_record(row, sheet.version + 1),
        irreversible=row.irreversible,
        barred=barred,
        has_draft=sheet.has_draft,
        draft_note=sheet.note,
        filings=offered(desk, row.id, sheet.raw),
        similar=f"{desk.address}similar/" if issubclass(ACTS[row.id], _DECIDING) else "",
    )


def _blank(sheet: Sheet) -> dict[str, int]:
    """One empty row where there is none yet, and one more where it was asked for."""
    asked = (question for question in questions(ACTS[sheet.row.id]) if question.kind in ("rows", "records"))
    return {
        question.name: (0 if sheet.raw.get(question.name) else 1) + sheet.more.get(question.name, 0)
        for question in asked
    }
