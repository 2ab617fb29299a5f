"""发文登记簿: which numbers were used in a year, for which document, signed by whom."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from rongcuo.casefile.audiences import HANDLING
from rongcuo.ledger import Entry
from rongcuo.office.cases import chain, visibility
from rongcuo.office.cases.models import CaseFile, Grant, LedgerEntry
from rongcuo.office.files.models import IssuedDocument
from rongcuo.office.people.models import Person
from rongcuo.office.people.roster import posts_of


@dataclass(frozen=True, slots=True)
class Number:
    """A line of the register."""

    number: str
    title: str
    on: date
    signer: str
    case: str
    case_address: str
    address: str


def numbers(person: Person, on: date, year: int) -> tuple[Number, ...]:
    """The documents issued in ``year`` of the files that the person handles, as far as their entries are the person's.

    A fixed number of queries, whatever the number of files.
    """
    handled = visibility.visible_to(person, on).filter(visibility.handled_by(person, on))
    parts = _parts(person, on, handled)
    rows = IssuedDocument.objects.filter(casefile__in=handled).select_related("casefile")
    entries = _entries(person, handled, year)
    found = tuple(_lines(rows, entries, parts, person))
    return tuple(sorted(found, key=lambda line: (line.on, line.number), reverse=True))


def _lines(
    rows: QuerySet[IssuedDocument],
    entries: Mapping[tuple[str, int], Entry],
    parts: Mapping[UUID, frozenset[str]],
    person: Person,
) -> Iterator[Number]:
    names = {str(pk): name for pk, name in Person.objects.filter(district=person.district).values_list("pk", "name")}
    for row in rows:
        entry = entries.get((row.casefile.stream, row.sequence))
        if entry and visibility.entries_for((entry,), person, parts[row.casefile_id]):
            case_address = f"/cases/{row.casefile_id}/"
            yield Number(
                number=row.number,
                title=row.title,
                on=entry.occurred_on,
                signer=names.get(entry.actor, ""),
                case=row.casefile.number,
                case_address=case_address,
                address=f"{case_address}documents/{row.pk}/",
            )


def _entries(person: Person, handled: QuerySet[CaseFile], year: int) -> Mapping[tuple[str, int], Entry]:
    """The entries of that year that issued a document, by place."""
    issuing = IssuedDocument.objects.filter(casefile__in=handled).values("sequence").distinct()
    rows = LedgerEntry.objects.filter(
        district=person.district, sequence__in=issuing, occurred_on__startswith=f"{year}-", body__contains='"documents"'
    )
    return {(row.stream, row.sequence): chain.entry_of(row) for row in rows}


def _parts(person: Person, on: date, handled: QuerySet[CaseFile]) -> Mapping[UUID, frozenset[str]]:
    grants: QuerySet[Grant] = visibility.grants_of(person, posts_of(person, on))
    found: dict[UUID, set[str]] = {}
    held = grants.filter(casefile__in=handled, audience__in=HANDLING).values_list("casefile", "audience")
    for casefile, audience in held:
        found.setdefault(casefile, set()).add(audience)
    return {casefile: frozenset(audiences) for casefile, audiences in found.items()}
