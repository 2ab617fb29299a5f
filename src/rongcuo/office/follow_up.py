"""跟踪台账: what is still owed on files that are over, as far as the person may know of it."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import django_filters
from django.db.models import F, Q, QuerySet

from rongcuo.law import Policy
from rongcuo.office import clock, law, rebuilding
from rongcuo.office.cases.models import DutyRow
from rongcuo.office.cases.visibility import handled_by, visible_to
from rongcuo.office.people.models import Organ, Person
from rongcuo.office.people.roster import posts_of
from rongcuo.office.workbench import duty_rows, owed_by
from rongcuo.workdays import Calendar


class FollowUpFilter(django_filters.FilterSet):
    """``duty`` (its id in the pack), ``organ`` (that owes it), ``overdue``."""

    duty = django_filters.CharFilter(field_name="duty")
    organ = django_filters.UUIDFilter(method="owed_in")
    overdue = django_filters.BooleanFilter(method="late")

    class Meta:
        model = DutyRow
        fields: tuple[str, ...] = ()

    def __init__(self, data: Any, person: Person) -> None:
        rebuilding.refresh()
        self.law: Policy = law.district_policy(person.district)
        self.calendar: Calendar = law.calendar(person.district)
        self.today: date = clock.today()
        self._mine = owed_by(person, posts_of(person, self.today))
        super().__init__(data, still_owed(person, self.law))

    @property
    def asked(self) -> dict[str, str]:
        """What is filtered by, as it was typed; nothing for what was not asked."""
        return {name: str(self.data.get(name, "")).strip() for name in self.filters}

    @property
    def organs(self) -> QuerySet[Organ]:
        """The organs that owe anything of what the person may see here."""
        rows = self.queryset
        owing = rows.exclude(organ=None).values("organ"), rows.filter(_of_officers()).values(_INQUIRY)
        return Organ.objects.filter(Q(pk__in=owing[0]) | Q(pk__in=owing[1])).order_by("name")

    def own(self, rows: Iterable[DutyRow]) -> frozenset[tuple[object, ...]]:
        """File, duty and item of those of ``rows`` that the person owes."""
        files = {row.casefile_id for row in rows}
        mine = DutyRow.objects.filter(self._mine, casefile__in=files)
        return frozenset(mine.values_list("casefile_id", "duty", "item"))

    def owed_in(self, rows: QuerySet[DutyRow], _: str, value: object) -> QuerySet[DutyRow]:
        """Duties of an organ; what officers owe by name, their organ owes."""
        return rows.filter(Q(organ=value) | (_of_officers() & Q(**{_INQUIRY: value})))

    def late(self, rows: QuerySet[DutyRow], _: str, value: bool) -> QuerySet[DutyRow]:
        """Duties whose last day is past."""
        return rows.filter(last_day__lt=self.today) if value else rows


_INQUIRY = "casefile__investigating_organ"


def _of_officers() -> Q:
    return Q(organ=None) & (Q(casefile__party_person=None) | ~Q(person=F("casefile__party_person")))


def still_owed(person: Person, policy: Policy) -> QuerySet[DutyRow]:
    """Every duty on a file that is over: all of a file that the person handles, of others the person's own."""
    today = clock.today()
    table = policy.pack.procedure
    over = [stage.id for stage in (table.stages if table else ()) if stage.over]
    mine = owed_by(person, posts_of(person, today))
    known = Q(casefile__in=visible_to(person, today).filter(handled_by(person, today))) | (
        mine & Q(casefile__in=visible_to(person, today))
    )
    rows = DutyRow.objects.filter(known, casefile__stage__in=over)
    return duty_rows(rows, known).select_related("organ", "person", "casefile__investigating_organ")
