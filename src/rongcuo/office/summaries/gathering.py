"""From the kept facts to the figures of a year, for whoever draws the summary up; as many queries for many files."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial

from django.db.models import Q, QuerySet

from rongcuo.base import ClauseRef
from rongcuo.office import clock, law
from rongcuo.office.people.models import Account, District, Organ, Person
from rongcuo.office.people.roster import administers, posts_of
from rongcuo.office.registers.competent import organs_in
from rongcuo.office.summaries.models import CaseFacts
from rongcuo.reports.facts import FileFacts
from rongcuo.reports.summary import RANKS, Summary, summarise
from rongcuo.reports.view import Period
from rongcuo.workdays import Calendar, WorkdaysError

CLAUSE = ClauseRef((5, 7))
"""The clause that asks for the summary."""
DUTY = "summary"
DRAWS_UP = frozenset({"head", "officer"})
"""Who in such an organ sees the figures; its head issues the report."""
ISSUES = frozenset({"head"})


def drawing_up(district: District) -> frozenset[str]:
    """The organs that draw the summary up, by id: those that the district has named, else every investigating organ."""
    named = district.named_organs.get(DUTY)
    if named is not None:
        return frozenset(named)
    organs = Organ.objects.filter(district=district)
    return frozenset(str(organ.id) for organ in organs if "investigating" in organ.capacities)


def organs_of(person: Person, on: date, functions: frozenset[str] = DRAWS_UP) -> frozenset[str]:
    """The organs for which a person may see the summary, or, as their head, issue it; none for administrators."""
    posts = posts_of(person, on)
    if administers(posts) or not Account.objects.filter(person=person, is_active=True).exists():
        return frozenset()
    return organs_in(posts, functions, drawing_up(person.district))


@dataclass(frozen=True, slots=True)
class Asked:
    """Which files are counted: empty for all."""

    organ: str = ""
    """The investigating organ."""
    rank: str = ""
    route: str = ""

    def holds(self, file: FileFacts) -> bool:
        """Whether a file is counted."""
        rank = RANKS.get(file.rank, "none") if file.party_kind == "person" else "unit"
        wanted = ((self.organ, file.investigating), (self.rank, rank), (self.route, file.route))
        return all(asked in ("", found) for asked, found in wanted)


@dataclass(frozen=True)
class Gathered:
    """A year beside the year before it, counted over the same facts."""

    district: District
    year: int
    asked: Asked
    calendar: Calendar

    @property
    def summary(self) -> Summary:
        """The figures of the year."""
        return self._both[0]

    @property
    def before(self) -> Summary:
        """The figures of the year before."""
        return self._both[1]

    @cached_property
    def _both(self) -> tuple[Summary, ...]:
        """Both in one pass; no file's facts are kept."""
        period = Period.year(self.year)
        found = facts_of_years(self.district, period.before.first, period.last)
        kinds = {identity: organ.kind for identity, organ in self.organs.items()}
        wanted = (file for file in found if self.asked.holds(file))
        return summarise(wanted, (period, period.before), partial(between, self.calendar), kinds)

    @cached_property
    def organs(self) -> Mapping[str, Organ]:
        """The district's organs by id."""
        return {str(organ.pk): organ for organ in Organ.objects.filter(district=self.district)}


def between(calendar: Calendar, after: date, until: date) -> int:
    """Working days after one day up to another; beyond the years of the calendar, calendar weeks of five days."""
    try:
        return calendar.working_days_between(after, until)
    except WorkdaysError:
        return (until - after).days * 5 // 7


def gather(person: Person, year: int, asked: Asked = Asked()) -> Gathered | None:
    """The year for this person; none where he or she draws no summary up."""
    if not organs_of(person, clock.today()):
        return None
    return Gathered(person.district, year, asked, law.calendar(person.district))


def facts_of_years(district: District, first: date, last: date) -> Iterator[FileFacts]:
    """The files that were open, or had an entry, in these days."""
    rows: QuerySet[CaseFacts] = CaseFacts.objects.filter(
        Q(is_pending=True) | Q(last_on__gte=first), district=district, opened_on__lte=last
    )
    kept = rows.order_by("casefile_id").values_list("facts", flat=True).iterator(chunk_size=2000)
    return (FileFacts.load(json.loads(facts)) for facts in kept)
