"""Making projections again from the entries, and keeping them up to date from day to day."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from rongcuo.office import clock, law
from rongcuo.office.cases import chain, projection
from rongcuo.office.cases.models import CaseFile
from rongcuo.office.registers import projection as items
from rongcuo.office.registers.models import Interpretation, PriorFiling


def rebuild() -> int:
    """Project every file and every item of the registers anew; gives how many there were."""
    return _items() + _each(CaseFile.objects.values_list("pk", flat=True).iterator(), clock.today())


def _items() -> int:
    count = 0
    for model in (Interpretation, PriorFiling):
        for identity in list(model.objects.values_list("pk", flat=True)):
            with transaction.atomic():
                item = model.objects.select_for_update().get(pk=identity)
                items.write(item, chain.entries(item))
            count += 1
    return count


def refresh() -> int:
    """Project those files anew whose duties have changed although nobody acted.

    A limit has ended since, or a newer calendar counts its days. Harmless to
    call at any time, and quick where nothing is stale.
    """
    today = clock.today()
    stale = Q(stale_on__lte=today) | (Q(stale_on__gt=today) & ~Q(calendar=law.calendar().digest))
    return _each(list(CaseFile.objects.filter(stale).values_list("pk", flat=True)), today)


def _each(casefiles: Iterable[UUID], today: date) -> int:
    count = 0
    for count, identity in enumerate(casefiles, start=1):  # noqa: B007  the last count is what we give
        with transaction.atomic():
            _project(CaseFile.objects.select_for_update().get(pk=identity), today)
    return count


def _project(casefile: CaseFile, today: date) -> None:
    entries = chain.entries(casefile)
    policy = law.policy_of(casefile.district, entries[0].editions)
    projection.write(casefile, projection.project(entries, policy, law.calendar(), today))
