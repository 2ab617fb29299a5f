"""What is before a person today: own duties, documents to review or sign, what has changed, what others still owe."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from rongcuo.casefile import LimitOnFile
from rongcuo.casefile.context import Post
from rongcuo.office import clock, law, rebuilding
from rongcuo.office.cases.models import CaseFile, DutyRow
from rongcuo.office.cases.visibility import handled_by, visible_to
from rongcuo.office.documents.waiting import WaitingDraft, waiting_for
from rongcuo.office.notices.models import MOVED, Notice, Reminder
from rongcuo.office.people.models import Person
from rongcuo.office.people.roster import posts_of

SHOWN = 50
"""So many rows of each kind are given; the counts are of all."""

AT_ONCE = 200
"""So many stale files are brought up to date before the workbench answers; the rest is left to the next tick."""

_FILE = ("casefile__title", "casefile__party_person", "casefile__organisation")


@dataclass(frozen=True, slots=True)
class Task:
    """A duty on a file. ``last_day`` none: the law sets no limit; ``handled``: its stage is the person's to know."""

    casefile: CaseFile
    duty: str
    item: int
    """The number of the thing on the file that it is owed for; 0 for the file as a whole."""
    act: str
    last_day: date | None
    handled: bool = True


@dataclass(frozen=True, slots=True)
class Workbench:
    """The parts of the workbench, soonest first, with the number of all there are."""

    reminders: tuple[Reminder, ...]
    own: tuple[Task, ...]
    own_count: int
    drafts: tuple[WaitingDraft, ...]
    drafts_count: int
    changed: tuple[Notice, ...]
    changed_count: int
    waiting: tuple[Task, ...]
    waiting_count: int
    files_count: int


def load(person: Person) -> Workbench:
    """The workbench of a person today."""
    rebuilding.refresh(at_most=AT_ONCE)
    today = clock.today()
    visible = visible_to(person, today)
    mine = owed_by(person, posts_of(person, today))
    own = duty_rows(DutyRow.objects.filter(mine, casefile__in=visible), mine)
    own = own.annotate(handled=handled_by(person, today, "casefile"))
    others = _others(visible.filter(handled_by(person, today)), mine)
    unread = unread_by(person, visible)
    drafts = _drafts(person, visible)
    return Workbench(
        reminders=_reminders(person, visible),
        own=_tasks(own[:SHOWN]),
        own_count=own.count(),
        drafts=drafts[:SHOWN],
        drafts_count=len(drafts),
        changed=tuple(unread[:SHOWN]),
        changed_count=unread.count(),
        waiting=_tasks(others[:SHOWN]),
        waiting_count=others.count(),
        files_count=visible.count(),
    )


def _drafts(person: Person, visible: QuerySet[CaseFile]) -> tuple[WaitingDraft, ...]:
    table = law.district_policy(person.district).pack.procedure
    return waiting_for(person, posts_of(person, clock.today()), visible, table) if table else ()


def owed_by(person: Person, posts: Sequence[Post]) -> Q:
    """The condition that a duty is the person's: by name, or by a post."""
    mine = Q(person=person)
    for post in posts:
        mine |= Q(organ=post.organ, function=post.function)
    return mine


def unread_by(person: Person, visible: QuerySet[CaseFile]) -> QuerySet[Notice]:
    """The unread notices on files that the person still sees, newest first."""
    unread = Notice.objects.filter(person=person, read_at=None, casefile__in=visible)
    return unread.select_related(*_FILE).order_by("-at", "-id")


def mark_read(person: Person, casefile: CaseFile) -> None:
    """The person has looked at the file: its notices are read."""
    for told in (Notice, Reminder):
        told.objects.filter(person=person, casefile=casefile, read_at=None).update(read_at=clock.now())


def was_moved(person: Person, casefile: CaseFile, limit: LimitOnFile | None) -> bool:
    """Whether another calendar has moved the limit to its present last day, and the person has been told."""
    told = Reminder.objects.filter(person=person, casefile=casefile, kind=MOVED)
    return limit is not None and told.filter(last_day=limit.last_day).exists()


def _reminders(person: Person, visible: QuerySet[CaseFile]) -> tuple[Reminder, ...]:
    """The unread reminders of what is still owed by that day, soonest first; of each duty the latest."""
    owed = DutyRow.objects.filter(casefile=OuterRef("casefile"), duty=OuterRef("duty"), last_day=OuterRef("last_day"))
    unread = Reminder.objects.filter(Exists(owed), person=person, read_at=None, casefile__in=visible)
    newest = unread.select_related(*_FILE).order_by("last_day", "casefile__number", "duty", "at", "id")[:SHOWN]
    return tuple({(told.casefile_id, told.duty): told for told in newest}.values())


def duty_rows(rows: QuerySet[DutyRow], among: Q | None = None) -> QuerySet[DutyRow]:
    """Each duty of ``rows`` once, soonest first, with its file; ``among`` the rows of which the first is given.

    A duty has one row for each of its holders.
    """
    earlier = _same().filter(pk__lt=OuterRef("pk"))
    first = rows.filter(~Exists(earlier.filter(among) if among is not None else earlier))
    return first.select_related(*_FILE).order_by(F("last_day").asc(nulls_last=True), "casefile__number", "duty", "item")


def _others(handled: QuerySet[CaseFile], mine: Q) -> QuerySet[DutyRow]:
    """The duties that are others' alone, on the files that the person handles: of other files nobody learns them."""
    return duty_rows(DutyRow.objects.filter(~Exists(_same().filter(mine)), casefile__in=handled))


def _same() -> QuerySet[DutyRow]:
    """The rows of the same duty as an outer row."""
    return DutyRow.objects.filter(casefile=OuterRef("casefile"), duty=OuterRef("duty"), item=OuterRef("item"))


def _tasks(rows: QuerySet[DutyRow]) -> tuple[Task, ...]:
    return tuple(
        Task(row.casefile, row.duty, row.item, row.act, row.last_day, getattr(row, "handled", True)) for row in rows
    )
