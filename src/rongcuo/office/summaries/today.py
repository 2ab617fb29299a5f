"""How the work stands today: open files by stage and age, duties, and the figures of the last twelve months.

Counted over the files that the person handles, in a fixed number of queries.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, partial

from django.db.models import Count, Q

from rongcuo.office import clock, law
from rongcuo.office.cases.models import DutyRow
from rongcuo.office.people.models import District, Organ, Person
from rongcuo.office.summaries.gathering import Asked, between
from rongcuo.office.summaries.reviewing import facts_of, handled
from rongcuo.reports.facts import FileFacts
from rongcuo.reports.summary import Summary, summarise
from rongcuo.reports.view import Period
from rongcuo.workdays import Calendar

AGES: Sequence[tuple[str, int]] = (("30天以内", 30), ("31至90天", 90), ("91至180天", 180), ("180天以上", 10**6))
"""Bands of calendar days since the opening; each up to and with its last day."""
SOON = 5
"""Days before its end in which a duty is due soon."""


@dataclass(frozen=True)
class Today:
    """The state of the work on one day."""

    person: Person
    today: date
    asked: Asked
    calendar: Calendar

    @property
    def district(self) -> District:
        """The person's own."""
        return self.person.district

    @cached_property
    def files(self) -> tuple[FileFacts, ...]:
        """The facts of every file that the person handles and asked for."""
        found = facts_of(handled(self.person, self.today).values("pk"))
        return tuple(file for file in found if self.asked.holds(file))

    @cached_property
    def open_files(self) -> Mapping[str, Sequence[int]]:
        """By stage: how many files that wait for a decision, by age."""
        counted: dict[str, list[int]] = {}
        for file in self.files:
            if file.is_pending:
                row = counted.setdefault(file.events[-1].stage, [0] * len(AGES))
                row[self._band((self.today - file.opened_on).days)] += 1
        return counted

    @cached_property
    def duties(self) -> Mapping[str, tuple[int, int, int]]:
        """By duty: overdue, due within :data:`SOON` days, and later or without a limit; each file once."""
        keys = [file.casefile for file in self.files]
        wanted = set(keys)
        late, soon = Q(last_day__lt=self.today), Q(last_day__range=(self.today, self.today + timedelta(days=SOON)))
        rows = (
            DutyRow.objects.filter(casefile__in=handled(self.person, self.today))
            .values("duty", "casefile", "item")
            .annotate(late=Count("pk", filter=late), soon=Count("pk", filter=soon))
        )
        counted: dict[str, Counter[int]] = {}
        for row in rows:
            if str(row["casefile"]) in wanted:
                kind = 0 if row["late"] else 1 if row["soon"] else 2
                counted.setdefault(row["duty"], Counter())[kind] += 1
        return {duty: (count[0], count[1], count[2]) for duty, count in counted.items()}

    @cached_property
    def summary(self) -> Summary:
        """The figures of the last twelve months."""
        period = Period(self.today - timedelta(days=365), self.today)
        return summarise(self.files, (period,), partial(between, self.calendar), self._kinds)[0]

    @cached_property
    def organs(self) -> Mapping[str, Organ]:
        """The district's organs by id."""
        return {str(organ.pk): organ for organ in Organ.objects.filter(district=self.district)}

    @property
    def _kinds(self) -> Mapping[str, str]:
        return {identity: organ.kind for identity, organ in self.organs.items()}

    def _band(self, days: int) -> int:
        return next(number for number, (_, last) in enumerate(AGES) if days <= last)


def today_of(person: Person, asked: Asked) -> Today:
    """How the work stands for this person."""
    return Today(person, clock.today(), asked, law.calendar(person.district))
