"""What one person may read of one item, in a fixed number of queries."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any
from uuid import UUID

from rongcuo.base import Refusal
from rongcuo.casefile import Act, load_shape
from rongcuo.ledger import Break, Entry, Head, Sealed, verify
from rongcuo.office import clock
from rongcuo.office.cases import chain
from rongcuo.office.cases.models import CaseFile
from rongcuo.office.cases.visibility import visible_to
from rongcuo.office.files.models import Attachment
from rongcuo.office.people.models import Organ, Person
from rongcuo.office.registers import visibility
from rongcuo.office.registers.acts import AskInterpretation
from rongcuo.office.registers.door import occasion
from rongcuo.office.registers.models import Item, RegisterText
from rongcuo.office.registers.table import ITEM_ACTS, SHAPES, ItemAct, standing_in_the_way


@dataclass(frozen=True, slots=True)
class ItemRecord:
    """One entry, read."""

    entry: Entry
    act: Act
    derived: Mapping[str, Any]


@dataclass(frozen=True)
class ItemReading:
    """An item as one person may read it.

    ``whole``: the person reads the question and the history too (drafts: only
    who interprets); otherwise what was published, the answer and what ended it.
    """

    row: Any
    person: Person
    whole: bool
    records: tuple[ItemRecord, ...]
    persons: Mapping[str, str]
    organs: Mapping[str, str]
    texts: Mapping[str, str | None]
    files: Mapping[str, Attachment]
    breaks: tuple[Break, ...]

    @cached_property
    def acts(self) -> tuple[tuple[ItemAct, tuple[Refusal, ...]], ...]:
        """Every act on an item of this kind, with the reasons against; only for whoever reads the whole."""
        rows = [row for row in ITEM_ACTS.values() if row.model is type(self.row) and not row.begins]
        if not self.whole:
            return ()
        on = occasion(self.row, self.person, None)
        return tuple((row, standing_in_the_way(row, on)) for row in rows)

    @cached_property
    def casefile(self) -> CaseFile | None:
        """The case file that the question arose in, for whoever may see that file."""
        identity = getattr(self.row, "casefile_id", None)
        return visible_to(self.person, clock.today()).filter(pk=identity).first() if identity and self.whole else None

    def last(self, entry: str) -> ItemRecord | None:
        """The latest entry of this type."""
        return next((record for record in reversed(self.records) if record.entry.type == entry), None)


def interpretation(person: Person, identity: UUID) -> ItemReading | None:
    """An interpretation for this person; none whether it does not exist or is not the person's to see."""
    today = clock.today()
    found = visibility.interpretations(person, today).select_related("superseded_by", "organ", "answered_for")
    row = found.filter(pk=identity).first()
    if row is None:
        return None
    whole = visibility.whole_interpretations(person, today).filter(pk=identity).exists()
    kept = () if visibility.interprets(person, today) else _DRAFTS
    return _read(row, person, whole=whole, kept=kept)


def filing(person: Person, identity: UUID) -> ItemReading | None:
    """A prior filing for this person; none whether it does not exist or is not the person's to see."""
    found = visibility.filings(person, clock.today()).select_related("title", "unit", "receiver")
    row = found.filter(pk=identity).first()
    return _read(row, person, whole=True) if row is not None else None


def paper(person: Person, identity: UUID, attachment: UUID) -> Attachment | None:
    """An attachment of a filing, for whoever sees the filing."""
    reading = filing(person, identity)
    return reading.files.get(str(attachment)) if reading else None


def _read(row: Item, person: Person, *, whole: bool, kept: tuple[str, ...] = ()) -> ItemReading:
    entries = chain.entries(row)
    seen = tuple(entry for entry in entries if entry.type in _PUBLISHED or (whole and entry.type not in kept))
    records = tuple(_without_file(read_record(entry), row, person) for entry in seen)
    sealed = [found.id for entry in seen for found in seals(entry.body["act"])]
    named = {entry.actor for entry in seen} if whole else set()
    texts = RegisterText.objects.filter(stream=row.stream, district_id=row.district_id, pk__in=sealed)
    return ItemReading(
        row=row,
        person=person,
        whole=whole,
        records=records,
        persons=_names(Person, row, named),
        organs=_names(Organ, row, _organs(seen)),
        texts={str(pk): body for pk, body in texts.values_list("pk", "body")},
        files={str(file.pk): file for file in Attachment.objects.filter(pk__in=sealed, district_id=row.district_id)},
        breaks=verify(entries, Head.genesis(row.district_id, row.stream), row.head()),
    )


_DRAFTS = ("interpretation_drafted",)
_PUBLISHED = ("interpretation_answered", "interpretation_superseded", "interpretation_withdrawn")


def _without_file(record: ItemRecord, row: Item, person: Person) -> ItemRecord:
    """The number of a case file is kept from whoever may not see the file, though the question may be read."""
    act, identity = record.act, getattr(row, "casefile_id", None)
    if not isinstance(act, AskInterpretation) or visible_to(person, clock.today()).filter(pk__in=[identity]).exists():
        return record
    return replace(record, act=replace(act, casefile=None))


def read_record(entry: Entry) -> ItemRecord:
    """Read an entry of an item."""
    body: Mapping[str, Any] = entry.body
    return ItemRecord(entry, load_shape(SHAPES[entry.type], body["act"]), body["derived"])


def seals(value: object) -> Iterator[Sealed]:
    """Every sealed reference in a plain body."""
    if isinstance(value, Mapping):
        if value.keys() == {"id", "digest"}:
            yield Sealed(**value)
        else:
            yield from (found for item in value.values() for found in seals(item))
    elif isinstance(value, list | tuple):
        yield from (found for item in value for found in seals(item))


def _organs(entries: Iterable[Entry]) -> set[str]:
    bodies: Iterable[Mapping[str, Any]] = (entry.body for entry in entries)
    said = (part for body in bodies for part in (body["act"], body["derived"]))
    return {part[name] for part in said for name in ("organ", "unit", "receiver") if name in part}


def _names(model: type[Person] | type[Organ], row: Item, ids: Iterable[str]) -> dict[str, str]:
    found = model.objects.filter(district_id=row.district_id, pk__in=list(ids)).values_list("pk", "name")
    return {str(pk): name for pk, name in found}
