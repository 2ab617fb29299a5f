"""Reminding people of last days: it alarms and decides nothing, and reminds of the same thing once.

When and whom is the pack's (``[reminder.ID]``): the office's own arrangement, not the law's.
Nobody is told of a file that he or she may not see.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import pairwise
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from rongcuo.casefile.audiences import HANDLING, PARTY
from rongcuo.casefile.context import Roster
from rongcuo.law.procedure import ProcedureTable, Told
from rongcuo.law.procedure import Reminder as Rule
from rongcuo.office import clock, law
from rongcuo.office.cases.chunks import in_chunks
from rongcuo.office.cases.models import CaseFile, DutyRow
from rongcuo.office.cases.visibility import sighted
from rongcuo.office.notices.models import MOVED, Reminder
from rongcuo.office.people.models import District
from rongcuo.office.people.roster import roster_of
from rongcuo.workdays import Calendar, CalendarGap

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Due:
    """A reminder with the last days it is due for: from ``first`` on, before ``until``."""

    rule: Rule
    first: date
    until: date

    def rows(self) -> QuerySet[DutyRow]:
        """The duties that it is due for and that it has not been given for."""
        rows = DutyRow.objects.filter(last_day__gte=self.first, last_day__lt=self.until)
        given = Reminder.objects.filter(
            casefile=OuterRef("casefile"), duty=OuterRef("duty"), kind=self.rule.id, last_day=OuterRef("last_day")
        )
        return rows.filter(~Exists(given))


def remind() -> int:
    """Give every reminder that is due today and has not been given; gives how many."""
    return sum(_remind(district) for district in District.objects.all())


def due(rules: Iterable[Rule], today: date, calendar: Calendar) -> tuple[Due, ...]:
    """For each reminder the last days it is due for: those that no later reminder is due for already.

    A day on which nobody asked is made up for: what was due is given on the next, and only the latest.
    """
    rules = tuple(rules)
    bounds = [_bound(rule.distance, today, calendar) for rule in rules] + [date.min]
    return tuple(Due(rule, first, until) for rule, (until, first) in zip(rules, pairwise(bounds), strict=True))


def tell_moved(casefile: CaseFile, before: Mapping[str, date | None]) -> None:
    """Tell the holders of duties whose last day another calendar has moved; ``before`` are the days by duty."""
    rows = [row for row in casefile.duties.all() if row.last_day and before.get(row.duty) not in (None, row.last_day)]
    if rows:
        telling = _Telling(casefile)
        _give(casefile, {(row.duty, MOVED, row.last_day, who) for row in rows for who in telling.holders(row)})


def _remind(district: District) -> int:
    table = law.district_policy(district).pack.procedure
    count = 0
    for found in due(table.reminders, clock.today(), law.calendar(district)) if table else ():
        owing = CaseFile.objects.filter(district=district, pk__in=found.rows().values("casefile"))
        for pk in in_chunks(owing):
            count += _remind_of(pk, found, table)
    return count


def _remind_of(pk: UUID, found: Due, table: ProcedureTable | None) -> int:
    """One file, held still meanwhile, so that nobody is reminded of what has just been done."""
    with transaction.atomic():
        casefile = CaseFile.objects.select_for_update().get(pk=pk)
        telling = _Telling(casefile, table)
        told = {
            (row.duty, found.rule.id, row.last_day, who)
            for row in found.rows().filter(casefile=casefile)
            for who in telling.persons(row, found.rule.tell)
        }
        return _give(casefile, told)


def _give(casefile: CaseFile, told: Iterable[tuple[str, str, date | None, UUID]]) -> int:
    common = {"district_id": casefile.district_id, "casefile": casefile, "at": clock.now()}
    made = [
        Reminder(**common, duty=duty, kind=kind, last_day=last_day, person_id=person)
        for duty, kind, last_day, person in sorted(told, key=repr)
        if last_day
    ]
    Reminder.objects.bulk_create(made, ignore_conflicts=True)
    return len(made)


@dataclass(frozen=True)
class _Telling:
    """Who is told of the duties of one file."""

    casefile: CaseFile
    table: ProcedureTable | None = None

    @cached_property
    def roster(self) -> Roster:
        organs = self.casefile.grants.exclude(organ=None).values_list("organ_id", flat=True)
        return roster_of(set(organs), clock.today())

    @cached_property
    def readers(self) -> set[UUID]:
        return sighted(self.casefile, (*HANDLING, PARTY), self.roster)

    def persons(self, row: DutyRow, tell: Iterable[Told]) -> set[UUID]:
        ways = {"holder": self.holders, "head": self.heads, "officers": self.officers}
        return {person for name in tell for person in ways[name](row)}

    def holders(self, row: DutyRow) -> set[UUID]:
        if row.person_id:
            return {row.person_id} & self.readers
        return self.in_post(row.organ_id, row.function)

    def heads(self, row: DutyRow) -> set[UUID]:
        """The head of the organ that owes it; nobody is above a party."""
        owed = [duty for duty in self.table.duties if duty.id == row.duty] if self.table else []
        organs = [self.table.roles[duty.by].organ for duty in owed] if self.table else []
        columns = (getattr(self.casefile, f"{organ}_organ_id", None) for organ in organs)
        found = (self.in_post(organ, "head") for organ in {row.organ_id, *columns} if organ)
        return {person for persons in found for person in persons}

    def officers(self, _: DutyRow) -> set[UUID]:
        """Those who handle the file by name."""
        named = self.casefile.grants.filter(audience="investigating", ended_by=None).exclude(person=None)
        handling = sighted(self.casefile, HANDLING, self.roster)
        return set(named.values_list("person_id", flat=True)) & handling

    def in_post(self, organ: UUID | None, function: str) -> set[UUID]:
        there = self.roster.get(str(organ), {}).get(function, frozenset())
        return {UUID(person) for person in there} & self.readers


def _bound(distance: int, today: date, calendar: Calendar) -> date:
    """A reminder at ``distance`` working days is due for every last day before this one."""
    if distance < 0:
        return _back(today, -distance, calendar)
    try:
        return calendar.add_working_days(today, distance + 1)
    except CalendarGap:
        return date.max


def _back(today: date, count: int, calendar: Calendar) -> date:
    """The ``count``-th working day up to and including ``today``, counted backwards."""
    day = today
    while count := count - calendar.is_working(day):
        day -= _ONE_DAY
    return day
