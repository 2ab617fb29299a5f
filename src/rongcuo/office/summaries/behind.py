"""The entries behind a number, for one person: what may be read is listed, the rest is only counted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from rongcuo.casefile import ACTS
from rongcuo.casefile.labels import Labels
from rongcuo.ledger import ERASED
from rongcuo.office import clock
from rongcuo.office.cases.models import CaseFile, LedgerEntry
from rongcuo.office.cases.visibility import handled_by, visible_to
from rongcuo.office.people.models import Person
from rongcuo.office.summaries.gathering import Gathered
from rongcuo.office.summaries.naming import COLUMNS, DIMENSIONS, Naming
from rongcuo.reports.figures import FIGURES

AT_ONCE = 500
"""Rows that are listed; a number beyond is told."""


@dataclass(frozen=True, slots=True)
class Behind:
    """One entry behind a number."""

    number: str
    party: str
    title: str
    entry: int
    act: str
    on: date
    address: str


@dataclass(frozen=True, slots=True)
class Entries:
    """The entries that the person may read, and how many more there are."""

    rows: tuple[Behind, ...]
    hidden: int


def entries(person: Person, hits: Sequence[tuple[str, int]], law: Labels) -> Entries:
    """The entries of these files, in the order of the files' numbers, in a fixed number of queries."""
    today = clock.today()
    wanted = {UUID(casefile) for casefile, _ in hits}
    seen = visible_to(person, today).filter(handled_by(person, today), pk__in=wanted)
    files = {str(file.pk): file for file in seen.select_related("title", "party_person", "organisation")}
    shown = [hit for hit in hits if hit[0] in files][:AT_ONCE]
    types = _types(person, files, shown)
    acts = {shape.entry: name for name, shape in ACTS.items()}
    rows = [
        Behind(
            number=files[casefile].number,
            party=files[casefile].party_name,
            title=files[casefile].title.body or ERASED,
            entry=entry,
            act=law.act(acts.get(types[files[casefile].stream, entry][0], "")),
            on=date.fromisoformat(types[files[casefile].stream, entry][1]),
            address=f"/cases/{casefile}/?all=yes#e-{entry}",
        )
        for casefile, entry in shown
    ]
    return Entries(tuple(sorted(rows, key=lambda row: (row.number, row.entry))), len(hits) - len(shown))


def title(figure: str, by: str, key: str, gathered: Gathered, law: Labels) -> str:
    """What the number is called."""
    label = FIGURES[figure].label if figure in FIGURES else ""
    heading = next((name for name in DIMENSIONS if name == by), None)
    if heading is None:
        return label
    return f"{Naming(gathered, law).key(heading, key)}，{COLUMNS.get(figure, label)}"


def _types(
    person: Person, files: dict[str, CaseFile], shown: Sequence[tuple[str, int]]
) -> dict[tuple[str, int], tuple[str, str]]:
    streams = {files[casefile].stream for casefile, _ in shown}
    rows = LedgerEntry.objects.filter(
        district=person.district, stream__in=streams, sequence__in={entry for _, entry in shown}
    ).values_list("stream", "sequence", "type", "occurred_on")
    return {(stream, sequence): (type_, on) for stream, sequence, type_, on in rows}
