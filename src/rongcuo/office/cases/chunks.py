"""Going through many case files without holding them all."""

from collections.abc import Iterator
from uuid import UUID

from django.db.models import QuerySet

from rongcuo.office.cases.models import CaseFile

CHUNK = 200
"""So many files are looked up at a time: the memory needed does not grow with the office."""


def in_chunks(files: QuerySet[CaseFile]) -> Iterator[UUID]:
    """The keys of ``files`` in order, a few at a time; each file may change once it has been given."""
    last: list[UUID] = []
    while True:
        rest = files.filter(pk__gt=last[-1]) if last else files
        last = list(rest.order_by("pk").values_list("pk", flat=True)[:CHUNK])
        if not last:
            return
        yield from last
