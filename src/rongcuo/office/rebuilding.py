"""Making projections again from the entries, and keeping them up to date from day to day."""

import logging
from collections.abc import Callable
from datetime import date
from itertools import islice
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from rongcuo.law import PackError
from rongcuo.office import clock, law
from rongcuo.office.cases import chain, projection
from rongcuo.office.cases.chunks import in_chunks
from rongcuo.office.cases.models import CaseFile
from rongcuo.office.notices.reminding import tell_moved
from rongcuo.office.people.models import District
from rongcuo.office.registers import projection as items
from rongcuo.office.registers.models import Interpretation, PriorFiling
from rongcuo.workdays import Calendar, UnknownCalendar, first_change

Progress = Callable[[int], None]
"""Told after each file how many there have been."""

_log = logging.getLogger(__name__)


def rebuild() -> int:
    """Project every file and every item of the registers anew; gives how many there were."""
    return _items() + sum(_rebuilt(district) for district in District.objects.all())


def _items() -> int:
    count = 0
    for model in (Interpretation, PriorFiling):
        for identity in list(model.objects.values_list("pk", flat=True)):
            with transaction.atomic():
                item = model.objects.select_for_update().get(pk=identity)
                items.write(item, chain.entries(item))
            count += 1
    return count


def refresh(*, at_most: int | None = None, progress: Progress | None = None) -> int:
    """Project those files anew whose duties have changed although nobody acted; gives how many there were.

    A limit has ended since, or another calendar counts its days; then the holders of duties whose last day has moved
    are told. Harmless to call at any time, and quick where nothing is stale. ``at_most`` leaves the rest for the next.
    """
    count = 0
    for district in District.objects.all():
        current = law.calendar(district)
        stale = CaseFile.objects.filter(_stale(district, current, clock.today()), district=district)
        for pk in islice(in_chunks(stale), None if at_most is None else at_most - count):
            _project(pk, current)
            count += 1
            if progress:
                progress(count)
        if count != at_most:
            _counted(district, current)
    return count


def never_counted() -> bool:
    """Whether an earlier release has left a district whose limits must be counted before anything is shown."""
    return District.objects.filter(calendar="").exists()


def _rebuilt(district: District) -> int:
    current, count = law.calendar(district), 0
    for count, pk in enumerate(in_chunks(CaseFile.objects.filter(district=district)), start=1):  # noqa: B007
        _project(pk, current)
    _counted(district, current)
    return count


def _stale(district: District, current: Calendar, today: date) -> Q:
    """Which files no longer say what is the case.

    A limit that ended before the first day on which the calendars differ has ended all the same. A file of an earlier
    release has no facts for the summary yet.
    """
    another = ~Q(calendar=current.digest)
    ended = Q(facts=None) | Q(stale_on__lte=today) | (Q(stale_on__gt=today) & another)
    since = _changed_since(district, current)
    return ended | (Q(runs_until__gte=since) & another) if since else ended


def _changed_since(district: District, current: Calendar) -> date | None:
    """The first day that is counted otherwise than when the district's files were last brought up to date."""
    if district.calendar == current.digest:
        return None
    try:
        return first_change(law.calendar_by_digest(district.calendar), current)
    except UnknownCalendar:
        return date.min


def _counted(district: District, current: Calendar) -> None:
    """Every file of the district is counted by ``current``, whose edition resolves ever after."""
    if district.calendar != current.digest:
        District.objects.filter(pk=district.pk).update(calendar=law.kept(current).digest)


def _project(pk: UUID, calendar: Calendar) -> None:
    """One file in a transaction of its own; one whose edition of the law is not here is left as it is."""
    with transaction.atomic():
        casefile = CaseFile.objects.select_for_update().get(pk=pk)
        entries = chain.entries(casefile)
        try:
            policy = law.policy_of(casefile.district, entries[0].editions)
        except PackError as missing:
            _log.warning("%s cannot be projected: %s", casefile.number, missing)
            return
        recounted = casefile.calendar != law.kept(calendar).digest
        before = {row.duty: row.last_day for row in casefile.duties.all()}
        made = projection.project(entries, policy, calendar, clock.today())
        projection.write(casefile, made)
        if recounted:
            tell_moved(casefile, before)
