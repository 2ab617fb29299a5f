"""一、经过: the entries as sentences, with their clauses and documents."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from rongcuo.base import Answer
from rongcuo.casefile import Record
from rongcuo.office.clock import CIVIL, civil_day
from rongcuo.web.marks import Badge, Chip, badge, short_date
from rongcuo.web.pages import after
from rongcuo.web.pages.after import Detail
from rongcuo.web.pages.onfile import OnFile
from rongcuo.web.pages.particulars import Particular, particulars
from rongcuo.workdays import short_weekday_zh


@dataclass(frozen=True, slots=True)
class DocumentLink:
    """An official document as a page names it."""

    label: str
    number: str
    address: str
    when: str


@dataclass(frozen=True, slots=True)
class EntryLine:
    """One entry of the timeline."""

    sequence: int
    occurred_on: date
    day: str
    weekday: str
    actor: str
    sentence: str
    badge: Badge | None
    rest: str
    chip: Chip | None
    documents: tuple[DocumentLink, ...]
    recorded: str
    supersedes: int | None
    lag: str
    voided: bool
    """A later entry says that this one was mis-entered."""
    particulars: tuple[Particular, ...]


def line(record: Record, on: OnFile, documents: Iterable[DocumentLink] = ()) -> EntryLine:
    """The entry as one sentence: who, what, with which result."""
    table = on.law.policy.pack.procedure
    row = table.acts[record.act.name] if table else None
    said, mark, rest = _DETAILS.get(record.act.name, _nothing)(record, on)
    recorded = on.recorded[record.sequence]
    return EntryLine(
        sequence=record.sequence,
        occurred_on=record.occurred_on,
        day=short_date(record.occurred_on),
        weekday=short_weekday_zh(record.occurred_on),
        actor=on.person(record.actor),
        sentence=f"{row.verb if row else record.act.name}{said}" + ("" if mark else "。"),
        badge=mark,
        rest=rest,
        chip=on.law.chip(row.clause if row else None),
        documents=tuple(documents),
        recorded=moment(recorded),
        supersedes=_superseded(record, on),
        lag=_lag(record.occurred_on, recorded),
        voided=record.sequence in on.state.voided,
        particulars=particulars(record.act, on),
    )


def moment(instant: datetime) -> str:
    """``2月8日09:12``, in Chinese civil time."""
    local = instant.astimezone(CIVIL)
    return f"{short_date(local.date())}{local:%H:%M}"


def _lag(occurred_on: date, recorded: datetime) -> str:
    """What an entry recorded on a later day says about it."""
    days = (civil_day(recorded) - occurred_on).days
    return f"办理后{days}日登记" if days > 0 else ""


def _superseded(record: Record, on: OnFile) -> int | None:
    finding = on.state.findings.get(getattr(record.act, "finding", ""))
    return finding.replaces if finding and finding.entry == record.sequence else None


def _nothing(record: Record, on: OnFile) -> Detail:
    del record, on
    return "", None, ""


def _finding(record: Record, on: OnFile) -> Detail:
    act: Any = record.act
    finding = on.law.policy.pack.findings[act.finding]
    mark = badge(finding, _answer(record, on))
    numbers = "、".join(f"证{cited.number}" for cited in act.cited)
    return f"“{finding.label}”", mark, f"，依据{numbers}。" if numbers else "。"


def _answer(record: Record, on: OnFile) -> Answer:
    """The answer as the state holds it while in force; of a superseded finding, what the act said."""
    act: Any = record.act
    kept = on.state.findings.get(act.finding)
    return kept.answer if kept and kept.entry == record.sequence else Answer(act.value)


def _timing(record: Record, on: OnFile) -> Detail:
    del on
    timing = record.derived.timing
    if timing is None:
        return "", None, ""
    if timing.in_time:
        return f"，在期限内，第{timing.working_day}个工作日" if timing.working_day else "，在期限内", None, ""
    return "，已过期限，如实注明，不影响审查", None, ""


def _service(record: Record, on: OnFile) -> Detail:
    act: Any = record.act
    timing = record.derived.timing
    until = f"，期限至{short_date(timing.last_day)}24时" if timing else ""
    return f"（{on.law.choice('service_method', act.method)}）{until}", None, ""


def _deliberated(record: Record, on: OnFile) -> Detail:
    act: Any = record.act
    tally = record.derived.tally
    votes = f"，应到{tally.entitled}人，到会{tally.present}人，同意{tally.in_favour}人" if tally else ""
    secret = "（无记名投票）" if tally and tally.secrecy == "secret" else ""
    carried = ("，已达规定票数" if tally.carried else "，未达规定票数") if tally else ""
    return f"，表决事项：{on.law.decision(act.proposal)}{secret}{votes}{carried}", None, ""


def _concluded(record: Record, on: OnFile) -> Detail:
    act: Any = record.act
    return f"：{on.law.standing(act.standing)}；拟{on.law.decision(act.proposal)}", None, _departure(record)


def _decided(record: Record, on: OnFile) -> Detail:
    act: Any = record.act
    return f"：{on.law.decision(act.decision)}", None, _departure(record)


def _departure(record: Record) -> str:
    """What stood beside the conclusion or decision: what was open, or that it lies outside."""
    compared = record.derived.compared
    if compared is None or not compared.departs:
        return ""
    if compared.missing:
        return f"条文比对尚有{len(compared.missing)}项未查清，理由附卷。"
    return "与条文比对结果不一致，理由附卷。"


def _claim(record: Record, on: OnFile) -> Detail:
    act: Any = record.act
    return f"第{act.claim}项：{on.law.choice('adoption', act.adopted)}", None, ""


def _appeal(record: Record, on: OnFile) -> Detail:
    act: Any = record.act
    timing = record.derived.timing
    late = "，已过期限，如实注明" if timing and not timing.in_time else ""
    return f"：{on.law.choice('appeal_kind', act.kind)}，由{on.organ(act.appeal_organ)}受理{late}", None, ""


def _changed(listed: str, field: str) -> Callable[[Record, OnFile], Detail]:
    """How an appeal or a correction ended: what was said of the decision, and what takes its place."""

    def detail(record: Record, on: OnFile) -> Detail:
        act: Any = record.act
        instead = f"，改为{on.law.decision(act.decision)}" if act.decision else ""
        return f"：{on.law.choice(listed, getattr(act, field))}{instead}", None, _departure(record)

    return detail


def _revoked(record: Record, on: OnFile) -> Detail:
    act: Any = record.act
    return f"：{on.law.choice('revocation_ground', act.ground)}，重新调查", None, ""


def _voided(record: Record, on: OnFile) -> Detail:
    del on
    act: Any = record.act
    return f"：第{act.voided}条，原记录保留", None, ""


def _person(record: Record, on: OnFile) -> Detail:
    act: Any = record.act
    return f"：{on.person(act.person)}，{on.law.choice('recusal_ground', act.ground)}", None, ""


def _replaced(record: Record, on: OnFile) -> Detail:
    act: Any = record.act
    return f"：{on.person(act.leaving)}改为{on.person(act.incoming)}", None, ""


def _assigned(record: Record, on: OnFile) -> Detail:
    act: Any = record.act
    return f"：{on.people(act.officers)}", None, ""


def _withdrawn(record: Record, on: OnFile) -> Detail:
    del on
    act: Any = record.act
    numbers = "、".join(str(number) for number in act.claims)
    return (f"第{numbers}项" if numbers else "，全部撤回"), None, ""


def _extended(record: Record, on: OnFile) -> Detail:
    act: Any = record.act
    timing = record.derived.timing
    until = f"，延长至{short_date(timing.last_day)}24时" if timing else ""
    return f"：{on.law.choice('extendable_limit', act.limit)}{until}", None, ""


def _supplement(record: Record, on: OnFile) -> Detail:
    del on
    act: Any = record.act
    return f"，截至{short_date(act.until)}；不影响受理", None, ""


def _complexity(record: Record, on: OnFile) -> Detail:
    act: Any = record.act
    answers = (("事实复杂", act.facts_complex), ("专业性强", act.specialised))
    return "：" + "，".join(f"{label}，{on.law.choice('yes_no', answer)}" for label, answer in answers), None, ""


def _convened(record: Record, on: OnFile) -> Detail:
    act: Any = record.act
    came = [invited.person for invited in act.invited if invited.seated]
    declined = len(act.invited) - len(came)
    return f"：{on.people(came)}" + (f"；未应邀{declined}人" if declined else ""), None, ""


def _opined(record: Record, on: OnFile) -> Detail:
    act: Any = record.act
    dissents = f"，{len(act.dissents)}人持不同意见" if act.dissents else ""
    return f"，{on.people(act.signed_by)}签名{dissents}", None, ""


def _met(record: Record, on: OnFile) -> Detail:
    act: Any = record.act
    return f"，当事人的意见：{on.law.choice('facts_opinion', act.opinion)}", None, ""


def _organ(record: Record, on: OnFile) -> Detail:
    act: Any = record.act
    return f"：{on.organ(act.organ)}", None, ""


def _reviewed(record: Record, on: OnFile) -> Detail:
    act: Any = record.act
    return f"：{on.law.choice('review_result', act.result)}", None, ""


def _copied(record: Record, on: OnFile) -> Detail:
    act: Any = record.act
    return f"：{on.law.choice('copy_kind', act.kind)}，截至{short_date(act.until)}归还", None, ""


_DETAILS: Mapping[str, Callable[[Record, OnFile], Detail]] = {
    "assign_officers": _assigned,
    "record_service": _service,
    "file_defence": _timing,
    "supplement_defence": _timing,
    "record_finding": _finding,
    "answer_claim": _claim,
    "withdraw_defence": _withdrawn,
    "extend_limit": _extended,
    "ask_for_supplement": _supplement,
    "assess_complexity": _complexity,
    "convene_panel": _convened,
    "give_panel_opinion": _opined,
    "meet_on_facts": _met,
    "conclude": _concluded,
    "send_for_review": _organ,
    "case_review": _reviewed,
    "consult": _organ,
    "approve_copy": _copied,
    "deliberate": _deliberated,
    "decide": _decided,
    "file_appeal": _appeal,
    "decide_appeal": _changed("appeal_outcome", "outcome"),
    "correct_decision": _changed("correction_kind", "kind"),
    "revoke_exemption": _revoked,
    "void_entry": _voided,
    "recuse": _person,
    "replace_officer": _replaced,
    **after.DETAILS,
}
"""What some acts add to their verb."""
