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
    carried = ("，已达规定票数" if tally.carried else "，未达规定票数") if tally else ""
    return f"，表决事项：{on.law.decision(act.proposal)}{votes}{carried}", None, ""


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


def _person(record: Record, on: OnFile) -> Detail:
    act: Any = record.act
    return f"：{on.person(act.person)}，{on.law.choice('recusal_ground', act.ground)}", None, ""


def _replaced(record: Record, on: OnFile) -> Detail:
    act: Any = record.act
    return f"：{on.person(act.leaving)}改为{on.person(act.incoming)}", None, ""


def _assigned(record: Record, on: OnFile) -> Detail:
    act: Any = record.act
    return f"：{on.people(act.officers)}", None, ""


_DETAILS: Mapping[str, Callable[[Record, OnFile], Detail]] = {
    "assign_officers": _assigned,
    "record_service": _service,
    "file_defence": _timing,
    "supplement_defence": _timing,
    "record_finding": _finding,
    "answer_claim": _claim,
    "conclude": _concluded,
    "deliberate": _deliberated,
    "decide": _decided,
    "recuse": _person,
    "replace_officer": _replaced,
    **after.DETAILS,
}
"""What some acts add to their verb."""
