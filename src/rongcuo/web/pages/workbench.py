"""The workbench: what is owed, what has changed, what others owe."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from rongcuo.casefile import ACTS, questions
from rongcuo.casefile.words import full_date
from rongcuo.law.procedure import Duty
from rongcuo.office.calendars.overview import missing_year
from rongcuo.office.clock import CIVIL
from rongcuo.office.documents.waiting import WaitingDraft
from rongcuo.office.notices.models import Notice, Reminder
from rongcuo.office.workbench import Task, Workbench
from rongcuo.web.clauses import Law
from rongcuo.web.marks import NO_LIMIT, Chip, Lamp, lamp, numbered, short_date
from rongcuo.web.pages.limits import RibbonCell, ribbon
from rongcuo.web.pages.listing import stages
from rongcuo.workdays import Calendar, CalendarGap, Remaining, State, remaining, short_weekday_zh, weekday_zh


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A duty on a file; ``anchor`` is where the ribbon points."""

    lamp: Lamp
    until: str
    own: str
    label: str
    address: str
    chip: Chip | None
    who: str
    party: str
    number: str
    case_address: str
    stage: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Group:
    """Duties that end in the same stretch of time."""

    title: str
    rows: tuple[TaskRow, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """Entries that the person has not yet looked at: one, or several of the same act in a row."""

    when: str
    address: str
    party: str
    entries: str
    sentence: str
    chip: Chip | None


@dataclass(frozen=True, slots=True)
class ReminderRow:
    """A duty that the person is reminded of."""

    kind: str
    label: str
    lamp: Lamp
    until: str
    party: str
    address: str


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A document that waits for the person's review or signature."""

    what: str
    label: str
    address: str
    chip: Chip | None
    party: str
    case_address: str
    by: str


@dataclass(frozen=True, slots=True)
class WorkbenchPage:
    """Everything that the workbench shows."""

    sentence: str
    may_open: bool
    ribbon: tuple[RibbonCell, ...]
    notices: str
    missing: int | None
    """The year whose notice of days off is owed and not on file."""
    reminders: tuple[ReminderRow, ...]
    own_reminder: str
    groups: tuple[Group, ...]
    drafts: tuple[DraftRow, ...]
    drafts_count: int
    changes: tuple[Change, ...]
    more_changes: int
    """So many further groups are not shown."""
    since: str
    waiting: tuple[TaskRow, ...]
    waiting_count: int
    calendar: str


_CHANGES = 10
"""So many groups of changes are shown at first."""

_GROUPS = (
    ("已逾期", (State.OVERDUE,)),
    ("今天到期", (State.DUE_TODAY,)),
    ("3个工作日内", (State.DUE_SOON,)),
    ("以后", (State.OPEN, None)),
)


@dataclass(frozen=True)
class Bench:
    """What the rows are made with."""

    law: Law
    calendar: Calendar
    today: date

    @property
    def duties(self) -> Mapping[str, Duty]:
        table = self.law.policy.pack.procedure
        return {duty.id: duty for duty in table.duties} if table else {}

    def left(self, last: date | None) -> Remaining | None:
        """What is left of a limit; none where there is none."""
        return remaining(last, self.today, self.calendar) if last else None


def workbench_page(found: Workbench, bench: Bench, *, may_open: bool, everything: bool = False) -> WorkbenchPage:
    """The page for what the office found; ``everything`` where all changes are asked for."""
    due: dict[date, int] = {}
    for task in found.own:
        if task.last_day:
            due[task.last_day] = due.get(task.last_day, 0) + 1
    changes = tuple(_changes(found.changed, bench))
    shown = changes if everything else changes[:_CHANGES]
    return WorkbenchPage(
        sentence=_sentence(found, bench),
        may_open=may_open,
        ribbon=ribbon(bench.calendar, bench.today, due),
        notices=_notices(bench),
        missing=missing_year(bench.calendar, bench.today),
        reminders=tuple(_reminder(told, bench) for told in found.reminders),
        own_reminder=bench.law.own_reminder,
        groups=tuple(_groups(found.own, bench)),
        drafts=tuple(_draft(each, bench) for each in found.drafts),
        drafts_count=found.drafts_count,
        changes=shown,
        more_changes=len(changes) - len(shown),
        since=f"{found.changed_count}项未读" if found.changed_count else "",
        waiting=tuple(_task(task, bench, set()) for task in found.waiting),
        waiting_count=found.waiting_count,
        calendar=bench.calendar.edition.isoformat(),
    )


def _sentence(found: Workbench, bench: Bench) -> str:
    states = [left.state for task in found.own if (left := bench.left(task.last_day))]
    overdue, today = states.count(State.OVERDUE), states.count(State.DUE_TODAY)
    parts = [f"逾期{overdue}项"] if overdue else []
    parts += [f"今天到期{today}项"] if today else []
    within = f"，其中{'、'.join(parts)}" if parts else ""
    work = "工作日" if bench.calendar.is_working(bench.today) else "非工作日"
    day = f"{full_date(bench.today)}，{weekday_zh(bench.today)}，{work}。"
    return f"{day}可见案卷{found.files_count}个：须办{found.own_count}项{within}；等待他人{found.waiting_count}项。"


def _notices(bench: Bench) -> str:
    """Which announcement of holidays the ribbon follows."""
    try:
        notice = bench.calendar.day(bench.today).notice
    except CalendarGap:
        return ""
    return f"依{notice}" if notice else ""


def _groups(tasks: Iterable[Task], bench: Bench) -> Iterable[Group]:
    taken: set[str] = set()
    rows = [(getattr(bench.left(task.last_day), "state", None), _task(task, bench, taken)) for task in tasks]
    for title, states in _GROUPS:
        members = tuple(row for state, row in rows if state in states)
        if members:
            yield Group(title, members)


def _task(task: Task, bench: Bench, taken: set[str]) -> TaskRow:
    """One row; the first of each last day carries the anchor of that day."""
    file, last = task.casefile, task.last_day
    duty = bench.duties[task.duty]
    left = bench.left(last)
    anchor = f"due-{last.isoformat()}" if last else ""
    anchor = "" if anchor in taken else anchor
    taken.add(anchor)
    labels = {stage.id: stage.label for stage in stages(bench.law)}
    table = bench.law.policy.pack.procedure
    address = f"/cases/{file.id}/"
    return TaskRow(
        lamp=lamp(left) if left else NO_LIMIT,
        until=_until(last, bench) if last else "条文未规定期限",
        own=bench.law.own_limit if last and table and any(table.limits[name].internal for name in duty.limits) else "",
        label=numbered(duty.label, task.item),
        address=act_address(address, duty, task.item),
        chip=bench.law.chip(duty.clause),
        who=table.roles[duty.by].label if table else "",
        party=file.party_name,
        number=file.number,
        case_address=address,
        stage=labels.get(file.stage, file.stage) if task.handled else "—",
        anchor=anchor,
    )


def _until(last: date, bench: Bench) -> str:
    """The last day, and whether its year's notice is still to come."""
    provisional = last.year in bench.calendar.years and bench.calendar.day(last).provisional
    return f"截至{short_date(last)}（{short_weekday_zh(last)}）24时{'（暂定）' if provisional else ''}"


def _reminder(told: Reminder, bench: Bench) -> ReminderRow:
    table = bench.law.policy.pack.procedure
    labels = {rule.id: rule.label for rule in table.reminders} if table else {}
    duty = bench.duties.get(told.duty)
    return ReminderRow(
        kind=labels.get(told.kind, "工作日历有变，届满日已改"),
        label=duty.label if duty else told.duty,
        lamp=lamp(bench.left(told.last_day)),
        until=_until(told.last_day, bench),
        party=told.casefile.party_name,
        address=f"/cases/{told.casefile_id}/",
    )


def _draft(each: WaitingDraft, bench: Bench) -> DraftRow:
    draft, file = each.draft, each.draft.casefile
    day = full_date(draft.drafted_at.astimezone(CIVIL).date())
    address = f"/cases/{file.id}/"
    return DraftRow(
        what="待签发" if each.to_sign else "待核稿",
        label=each.row.label,
        address=f"{address}documents/{draft.kind}/{draft.about}/",
        chip=bench.law.chip(each.row.clause),
        party=file.party_name,
        case_address=address,
        by=f"{draft.drafted_by.name} {day}拟稿",
    )


def act_address(casefile: str, duty: Duty, item: int) -> str:
    """Where a duty is done: the form of its act, filled in with the thing that it is owed for."""
    if not duty.act or _several(duty):
        return casefile
    names = (each.name for each in questions(ACTS[duty.act]) if each.kind == "item")
    about = "".join(f"?{name}={item}" for name in names) if item else ""
    return f"{casefile}acts/{duty.act}/{about}"


def _several(duty: Duty) -> bool:
    """Duties that take several acts begin on the file's page."""
    return duty.act in ("answer_claim", "record_finding")


def _changes(notices: Iterable[Notice], bench: Bench) -> Iterator[Change]:
    """Newest first; consecutive entries of the same file and act as one."""
    for _, members in groupby(notices, key=lambda notice: (notice.casefile_id, notice.act)):
        yield _change(tuple(members), bench)


def _change(notices: Sequence[Notice], bench: Bench) -> Change:
    newest, oldest = notices[0], notices[-1]
    table = bench.law.policy.pack.procedure
    row = table.acts.get(newest.act) if table else None
    local = newest.at.astimezone(CIVIL)
    day = "今天" if local.date() == bench.today else short_date(local.date())
    verb = row.verb if row else newest.act
    several = len(notices) > 1
    return Change(
        when=f"{day} {local:%H:%M}",
        address=f"/cases/{newest.casefile_id}/{'?all=yes' if several else ''}#e-{oldest.sequence}",
        party=newest.casefile.party_name,
        entries=f"第{oldest.sequence}至{newest.sequence}条" if several else f"第{newest.sequence}条",
        sentence=f"{verb}{len(notices)}项" if several else f"{verb}。",
        chip=bench.law.chip(row.clause if row else None),
    )
