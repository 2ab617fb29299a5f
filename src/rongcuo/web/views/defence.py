"""The party's own pages: one column, one question at a time."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO, cast
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from rongcuo.casefile import limits_on_file
from rongcuo.casefile.audiences import PARTY
from rongcuo.casefile.limits import DEFENCE
from rongcuo.office import clock
from rongcuo.office.cases.visibility import grants_of, visible_to
from rongcuo.office.door import carry_out
from rongcuo.office.files.attachments import upload
from rongcuo.office.outcomes import Done, Invalid, NotFound, Refused
from rongcuo.office.people.models import Person
from rongcuo.office.people.roster import posts_of
from rongcuo.office.workbench import was_moved
from rongcuo.web.desk import Desk, desk_for, document_links
from rongcuo.web.forms.choices import Upload
from rongcuo.web.forms.reading import upload_ids
from rongcuo.web.pages.course import moment
from rongcuo.web.pages.defence import filed_line, portal_page, reason, reasons, steps
from rongcuo.web.pages.onfile import OnFile
from rongcuo.web.pages.particulars import Particular, particulars
from rongcuo.web.pages.refusals import refusal_lines
from rongcuo.web.sources import uploads_in
from rongcuo.web.views.access import members, not_found, person_of
from rongcuo.workdays import format_end_zh

Raw = dict[str, Any]
Line = dict[str, str]
"""A line of the summary of what is missing: anchor, label, text."""

_ROOT = "/defence/"
_CLAIMING = ("file_defence", "supplement_defence")
_ON_ONE_PAGE = {"waive_defence": "web/waive.html", "withdraw_defence": "web/withdraw.html"}
"""The acts that a party confirms on one page, with its template."""

_RECORDED = {
    "waive_defence": "已记入：您不申辩。期限届满前可以改变主意。",
    "withdraw_defence": "已记入：您撤回申辩。期限届满前可以再次提出。",
}


def is_party_only(person: Person) -> bool:
    """Whether every file that the person sees is one to which it is a party."""
    posts = posts_of(person, clock.today())
    parts = set(grants_of(person, posts).values_list("audience", flat=True))
    handles = any(post.function not in ("staff", "unit_representative") for post in posts)
    return not handles and parts <= {PARTY}


@members
@require_GET
def files(request: HttpRequest) -> HttpResponse:
    """The files to which the person is a party; a single one is shown at once."""
    person = person_of(request)
    seen = visible_to(person, clock.today()).select_related("investigating_organ")
    rows = [
        {"id": row.id, "number": row.number, "organ": row.investigating_organ.name}
        for row in seen.filter(grants__in=grants_of(person, posts_of(person, clock.today())).filter(audience=PARTY))
    ]
    if len(rows) == 1:
        return redirect("defence", rows[0]["id"])
    return render(request, "web/defence_list.html", {"rows": rows})


@members
@require_GET
def file(request: HttpRequest, casefile: UUID) -> HttpResponse:
    """What you may do and until when, why, the choices, the law."""
    desk = _desk(request, casefile)
    if desk is None or desk.on is None or desk.reading is None:
        return not_found(request)
    documents = [link for _, link in document_links(desk.reading)]
    page = portal_page(desk.on, desk.reading.options, desk.reading.records, documents)
    moved = was_moved(desk.person, desk.reading.row, desk.reading.limits.get(DEFENCE))
    recorded = _recorded(request.GET.get("recorded", ""))
    return render(request, "web/defence.html", {"page": page, "recorded": recorded, "moved": moved})


@members
@require_GET
def receipt(request: HttpRequest, casefile: UUID, sequence: int) -> HttpResponse:
    """The receipt of a defence: its number, day, timing and content."""
    desk = _desk(request, casefile)
    if desk is None or desk.on is None or desk.reading is None:
        return not_found(request)
    on = desk.on
    filed = next((each for each in on.state.defences if each.entry == sequence), None)
    record = next((each for each in desk.reading.records if each.sequence == sequence), None)
    if filed is None or record is None:
        return not_found(request)
    context = {
        "filed": filed_line(filed, on),
        "recorded": moment(on.recorded[sequence]),
        "items": particulars(record.act, on),
        "until": _until(on),
        "back": on.address,
    }
    return render(request, "web/receipt.html", context)


@members
@require_http_methods(["GET", "POST"])
def act(request: HttpRequest, casefile: UUID, act: str) -> HttpResponse:
    """A party's act: a defence or a supplement step by step, a waiver or a withdrawal on one page."""
    desk = _desk(request, casefile)
    if desk is None or desk.on is None or act not in (*_CLAIMING, *_ON_ONE_PAGE):
        return not_found(request)
    refusals = desk.refusals(act)
    if refusals and request.method == "GET":
        lines = refusal_lines(refusals, desk.on.law, None)
        return render(request, "web/defence_refused.html", {"refusals": lines, "back": desk.address})
    return _on_one_page(request, desk, act) if act in _ON_ONE_PAGE else _step(request, desk, act)


def _recorded(said: str) -> str:
    """What the page says of the act that led here: its name, or the number of its entry."""
    if said == "waive_defence":
        return "已记入：您不申辩。期限届满前可以改变主意。"
    return f"已记入第{said}条。" if said.isdecimal() else ""


def _desk(request: HttpRequest, casefile: UUID) -> Desk | None:
    """The party's desk; somebody who only handles the file has none here."""
    desk = desk_for(person_of(request), casefile, _ROOT)
    return desk if desk and desk.reading and PARTY in desk.reading.parts else None


def _until(on: OnFile) -> str:
    """The end of the defence limit while it has not run out."""
    limit = limits_on_file(on.state, on.law.policy, on.calendar).get(DEFENCE)
    return format_end_zh(limit.last_day) if limit and limit.last_day >= on.today else ""


def _on_one_page(request: HttpRequest, desk: Desk, act: str) -> HttpResponse:
    lines: tuple[Any, ...] = ()
    on = cast("OnFile", desk.on)
    if request.method == "POST":
        outcome = _submit(request, desk, act, {})
        if isinstance(outcome, Done):
            return redirect(f"{desk.address}?recorded={act}")
        lines = _lines(outcome, on)
    clause = on.law.act_clause("consider_ex_officio")
    context = {
        "refusals": lines,
        "until": _until(on),
        "chip": on.law.chip(clause),
        "passage": on.law.passage(clause),
        "key": request.POST.get("_key") or uuid4(),
        "version": desk.version,
        "back": desk.address,
    }
    return render(request, _ON_ONE_PAGE[act], context)


def _step(request: HttpRequest, desk: Desk, act: str) -> HttpResponse:
    """Show a step, or take its answers in and go on to the next."""
    kept = desk.draft(act)
    raw: Raw = dict(kept.content) if kept else {}
    step = request.POST.get("_step") or request.GET.get("step", "reasons")
    if request.method == "GET":
        return _shown(request, Attempt(desk, act, raw, step))
    wanted = request.POST.get("_do", "next")
    problems = _take(request, raw, steps(raw, step).name, optional=act != "file_defence")
    when = desk.keep(act, raw)
    if wanted == "keep":
        return HttpResponse(f"✓ 草稿已保存，{when}")
    if wanted == "later":
        return redirect(desk.address)
    if problems:
        return _shown(request, Attempt(desk, act, raw, step, problems))
    following = steps(raw, step).following
    if following:
        return redirect(f"{desk.address}{act}/?step={following}")
    return _filed(request, desk, act, raw)


def _filed(request: HttpRequest, desk: Desk, act: str, raw: Raw) -> HttpResponse:
    outcome = _submit(request, desk, act, raw)
    match outcome:
        case Done(sequence=sequence):
            return redirect("receipt", desk.casefile, sequence)
        case NotFound():
            return not_found(request)
        case Invalid(problems=problems):
            said = [_problem("form", "申辩", problem.text()) for problem in problems]
            return _shown(request, Attempt(desk, act, raw, "check", said))
    return _shown(request, Attempt(desk, act, raw, "check", refusals=_lines(outcome, cast("OnFile", desk.on))))


def _submit(request: HttpRequest, desk: Desk, act: str, raw: Raw) -> object:
    version = request.POST.get("_version", "")
    return carry_out(
        actor=desk.person,
        act=act,
        raw={"occurred_on": desk.today.isoformat(), **raw},
        casefile=desk.casefile,
        key=request.POST.get("_key", "")[:64],
        version=int(version) if version.isdecimal() else 0,
    )


def _lines(outcome: object, on: OnFile) -> tuple[Any, ...]:
    if isinstance(outcome, Refused):
        return refusal_lines(outcome.refusals, on.law, None)
    return ({"text": "本案卷在您填写期间有新的记录。您填写的内容保留在这里，请看过后再提交。"},)


def _take(request: HttpRequest, raw: Raw, step: str, *, optional: bool) -> list[Line]:
    """Take the answers of one step into ``raw``; what is missing, as lines of the summary."""
    name, _, index = step.partition("-")
    return _TAKERS[name](request, raw, int(index or 0), optional)


def _take_reasons(request: HttpRequest, raw: Raw, index: int, optional: bool) -> list[Line]:
    del index
    known = {claim["target"]: claim for claim in raw.get("claims", [])}
    raw["claims"] = [known.get(target, {"target": target}) for target in request.POST.getlist("target")]
    if raw["claims"] or optional:
        return []
    return [_problem("f-claims", "理由", "请至少选择一项。不确定的也可以选。")]


def _take_claim(request: HttpRequest, raw: Raw, index: int, optional: bool) -> list[Line]:
    del optional
    raw["claims"][index]["statement"] = request.POST.get("statement", "").replace("\r\n", "\n").strip()
    if raw["claims"][index]["statement"]:
        return []
    return [_problem("f-statement", "事实和理由", "请写明事实。例如：方案经2023年6月12日科室会议讨论。")]


def _take_materials(request: HttpRequest, raw: Raw, index: int, optional: bool) -> list[Line]:
    del index, optional
    kept, problems = upload_ids(request.POST, "attachments"), []
    for each in request.FILES.getlist("attachments"):
        made = upload(person_of(request), each.name or "", cast("BinaryIO", each))
        if isinstance(made, Invalid):
            problems += [_problem("f-attachments", "文件", problem.text()) for problem in made.problems]
        else:
            kept.append(str(made.id))
    words = request.POST.get("words", "").replace("\r\n", "\n").strip()
    raw.update({"attachments": kept, "statement": words})
    for name in ("attachments", "statement"):
        if not raw[name]:
            del raw[name]
    return problems


def _nothing_to_take(request: HttpRequest, raw: Raw, index: int, optional: bool) -> list[Line]:
    del request, raw, index, optional
    return []


_TAKERS: dict[str, Callable[[HttpRequest, Raw, int, bool], list[Line]]] = {
    "reasons": _take_reasons,
    "claim": _take_claim,
    "materials": _take_materials,
    "check": _nothing_to_take,
}


def _problem(anchor: str, label: str, text: str) -> Line:
    return {"anchor": anchor, "label": label, "text": text}


_HEADINGS = {"reasons": "您想说明哪些情况？", "materials": "有材料能证明吗？", "check": "请核对后提交"}


@dataclass(frozen=True, slots=True)
class Attempt:
    """A step being shown again, with what was wrong with its answers."""

    desk: Desk
    act: str
    raw: Raw
    step: str
    problems: Sequence[Line] = ()
    refusals: Sequence[Any] = ()


def _shown(request: HttpRequest, attempt: Attempt) -> HttpResponse:
    desk, raw = attempt.desk, attempt.raw
    progress = steps(raw, attempt.step)
    name, _, index = progress.name.partition("-")
    previous = progress.previous
    context = {
        "progress": progress,
        "heading": _HEADINGS.get(name, ""),
        "back": f"{desk.address}{attempt.act}/?step={previous}" if previous else desk.address,
        "key": request.POST.get("_key") or uuid4(),
        "version": desk.version,
        "problems": attempt.problems,
        "refusals": attempt.refusals,
        **_content(desk, raw, name, int(index or 0)),
    }
    status = 422 if attempt.problems or attempt.refusals else 200
    return render(request, f"web/defend_{name}.html", context, status=status)


def _content(desk: Desk, raw: Raw, name: str, index: int) -> dict[str, Any]:
    """What one step shows."""
    on = cast("OnFile", desk.on)
    if name == "reasons":
        return {"groups": reasons(on, [claim["target"] for claim in raw.get("claims", [])])}
    if name == "claim":
        claim = raw["claims"][index]
        shown = reason(on.law.policy.pack.findings[claim["target"]], on)
        return {"reason": shown, "heading": shown.label, "statement": claim.get("statement", "")}
    if name == "materials":
        return {"uploads": _uploads(desk, raw), "words": raw.get("statement", "")}
    return {"items": _check(desk, raw)}


def _uploads(desk: Desk, raw: Raw) -> list[Upload]:
    known = uploads_in(raw, desk.person)
    return [known[each] for each in raw.get("attachments", []) if each in known]


def _check(desk: Desk, raw: Raw) -> list[Particular]:
    on = cast("OnFile", desk.on)
    findings = on.law.policy.pack.findings
    lines = [
        Particular(reason(findings[claim["target"]], on).label, claim.get("statement", ""))
        for claim in raw.get("claims", [])
    ]
    if raw.get("statement"):
        lines.append(Particular("其他说明", raw["statement"]))
    names = "、".join(each.name for each in _uploads(desk, raw)) or "无"
    return [*lines, Particular("证明材料", names)]
