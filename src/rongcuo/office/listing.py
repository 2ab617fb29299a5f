"""The list of case files with its filters, over what the person may see."""

from datetime import date
from typing import Any

import django_filters
from django.db.models import Exists, OuterRef, Q, QuerySet

from rongcuo.law import Policy
from rongcuo.office import clock, law
from rongcuo.office.cases.models import CaseFile, Grant
from rongcuo.office.cases.visibility import handling, visible_to
from rongcuo.office.people.models import Person
from rongcuo.office.people.roster import posts_of
from rongcuo.workdays import Calendar


class CaseFilter(django_filters.FilterSet):
    """``stage``, ``year`` (of opening), ``mine`` (assigned to me by name), ``text`` (number or party)."""

    stage = django_filters.CharFilter(field_name="stage")
    year = django_filters.NumberFilter(field_name="opened_on", lookup_expr="year", min_value=1900, max_value=2999)
    mine = django_filters.BooleanFilter(method="assigned")
    text = django_filters.CharFilter(method="named")

    class Meta:
        model = CaseFile
        fields: tuple[str, ...] = ()

    def __init__(self, data: Any, person: Person) -> None:
        self._person = person
        self.law: Policy = law.district_policy(person.district)
        self.calendar: Calendar = law.calendar()
        self.today: date = clock.today()
        super().__init__(data, visible_files(person))

    @property
    def asked(self) -> dict[str, str]:
        """What is filtered by, as it was typed; nothing for what was not asked."""
        return {name: str(self.data.get(name, "")).strip() for name in self.filters}

    def assigned(self, files: QuerySet[CaseFile], _: str, value: bool) -> QuerySet[CaseFile]:
        """Files on which the person is named: as officer, as opener or as party."""
        named = Grant.objects.filter(casefile=OuterRef("pk"), person=self._person, ended_by=None)
        return files.filter(Exists(named)) if value else files

    def named(self, files: QuerySet[CaseFile], _: str, value: str) -> QuerySet[CaseFile]:
        """Files whose number or party contains the words."""
        text = value.strip()
        party = Q(party_person__name__icontains=text) | Q(party_kind="unit", organisation__name__icontains=text)
        return files.filter(Q(number__icontains=text) | party)


def visible_files(person: Person) -> QuerySet[CaseFile]:
    """Every file that the person may see today, with what a row of the list shows.

    ``handled`` says whether the person handles it: what is due on it next is
    nobody else's to know.
    """
    today = clock.today()
    visible = visible_to(person, today).select_related("title", "party_person", "organisation")
    return visible.annotate(handled=Exists(handling(person, posts_of(person, today))))
