"""What one person may read of one case file, in a fixed number of queries."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from rongcuo.casefile import (
    INTERNAL,
    CaseState,
    Context,
    DutyOnFile,
    LimitOnFile,
    Option,
    Record,
    compare,
    duties,
    fold,
    limits_on_file,
    options,
    read_record,
)
from rongcuo.casefile.acts import ServeDocument
from rongcuo.casefile.audiences import HANDLING
from rongcuo.casefile.state import SignedDocument
from rongcuo.determination import Determination
from rongcuo.law.procedure import ProcedureTable
from rongcuo.ledger import Break, Entry, Head, verify
from rongcuo.office import clock, law
from rongcuo.office.cases import chain, visibility
from rongcuo.office.cases.context import context_for
from rongcuo.office.cases.models import CaseFile
from rongcuo.office.files.models import Attachment, IssuedDocument, SealedText
from rongcuo.office.files.sealing import as_uuid
from rongcuo.office.people.models import Organ, Person


@dataclass(frozen=True)
class CaseReading:
    """A case file as one person may read it.

    ``entries`` and ``records`` are those that the person may read, in order;
    ``persons`` and ``organs`` names by id, ``texts`` words (none: erased) and
    ``files`` attachments by the id of what they seal. ``state`` is the whole
    file's: what a page shows of it, it shows by the entries that are here.
    """

    row: CaseFile
    person: Person
    parts: frozenset[str]
    context: Context
    state: CaseState
    entries: tuple[Entry, ...]
    persons: Mapping[str, str]
    organs: Mapping[str, str]
    texts: Mapping[str, str | None]
    files: Mapping[str, Attachment]
    documents: tuple[IssuedDocument, ...]
    breaks: tuple[Break, ...]
    """Where the file's whole chain does not hold together; empty where it does."""

    @property
    def within(self) -> bool:
        """Whether the person handles the file, and is not only its party or a body that was sent something."""
        return bool(self.parts & HANDLING)

    @cached_property
    def records(self) -> tuple[Record, ...]:
        """The entries, read."""
        return tuple(read_record(entry) for entry in self.entries)

    @cached_property
    def options(self) -> tuple[Option, ...]:
        """Every act of the table for this person, with the reasons against."""
        return options(self.state, self.context)

    @cached_property
    def duties(self) -> tuple[DutyOnFile, ...]:
        """Every duty of the pack on this file; for whoever does not handle it only their own."""
        context = self.context
        found = duties(self.state, context.policy, context.calendar, context.today)
        return found if self.within else tuple(duty for duty in found if duty.held_by(context.actor))

    @cached_property
    def limits(self) -> Mapping[str, LimitOnFile]:
        """The limits that have started, by id."""
        return limits_on_file(self.state, self.context.policy, self.context.calendar)

    @cached_property
    def determination(self) -> Determination | None:
        """条文比对结果 on the findings on file; not for the party."""
        return compare(self.state, self.context.policy) if self.within else None


def load(person: Person, casefile_id: UUID) -> CaseReading | None:
    """The file for this person; none whether it does not exist or is not the person's to see."""
    today = clock.today()
    row = visibility.visible_to(person, today).select_related("district").filter(pk=casefile_id).first()
    if row is None:
        return None
    entries = chain.entries(row)
    state = fold(entries)
    parts = visibility.audiences(person, row, today)
    seen = visibility.entries_for(entries, person, parts)
    within = bool(parts & HANDLING)
    ids = {found for entry in seen for found in _ids(entry, within=within)} | set(_on_cover(state))
    policy = law.policy_of(row.district, entries[0].editions)
    context = context_for(row.district, policy, person, state)
    return CaseReading(
        row=row,
        person=person,
        parts=parts,
        context=context,
        state=state,
        entries=seen,
        persons=_names(Person, row, ids),
        organs=_names(Organ, row, ids),
        texts={str(pk): body for pk, body in _sealed(row, ids)},
        files={str(file.pk): file for file in Attachment.objects.filter(casefile=row, pk__in=ids)},
        documents=_documents(row, seen, state, context.table),
        breaks=verify(entries, Head.genesis(row.district_id, row.stream), row.head()),
    )


def attachment(person: Person, casefile_id: UUID, attachment_id: UUID) -> Attachment | None:
    """An attachment of a file, if the person may read an entry that brought or cites it."""
    reading = load(person, casefile_id)
    found = reading.files.get(str(attachment_id)) if reading else None
    return None if found is None or found.is_erased else found


def document(person: Person, casefile_id: UUID, document_id: int) -> IssuedDocument | None:
    """An official document of a file, if the person may read the entry that issued it."""
    reading = load(person, casefile_id)
    found = reading.documents if reading else ()
    return next((each for each in found if each.pk == document_id), None)


def _ids(entry: Entry, *, within: bool) -> Iterator[UUID]:
    """Every id that an entry names: persons, organs, texts, files; for a party without the internal fields."""
    act, hidden = entry.body.get("act"), frozenset() if within else INTERNAL.get(entry.type, frozenset())
    shown = {name: value for name, value in act.items() if name not in hidden} if isinstance(act, Mapping) else act
    yield from _uuids((entry.actor, shown, entry.body.get("derived")))


def _uuids(value: object) -> Iterator[UUID]:
    if isinstance(value, str):
        identity = as_uuid(value) if len(value) == 36 else None
        if identity is not None:
            yield identity
    elif isinstance(value, Mapping):
        yield from _uuids(tuple(value.values()))
    elif isinstance(value, Sequence):
        for item in value:
            yield from _uuids(item)


def _on_cover(state: CaseState) -> Iterator[UUID]:
    """What everybody who sees the file may know of it: its matter, party, organs and officers."""
    file = state.file
    yield UUID(file.title.id)
    named = (
        file.party_person, file.organisation, file.investigating_organ, file.deciding_organ,
        file.superior_organ, *state.officers,
    )  # fmt: skip
    yield from (UUID(each) for each in named if each)


def _names(model: type[Person] | type[Organ], row: CaseFile, ids: Iterable[UUID]) -> dict[str, str]:
    found = model.objects.filter(district_id=row.district_id, pk__in=ids).values_list("pk", "name")
    return {str(pk): name for pk, name in found}


def _sealed(row: CaseFile, ids: Iterable[UUID]) -> Iterable[tuple[UUID, str | None]]:
    return SealedText.objects.filter(casefile=row, pk__in=ids).values_list("pk", "body")


def _documents(
    row: CaseFile, seen: Iterable[Entry], state: CaseState, table: ProcedureTable
) -> tuple[IssuedDocument, ...]:
    sequences = {entry.sequence for entry in seen}
    sequences |= {signed.entry for signed in state.signed if _served(signed, state, table) & sequences}
    return tuple(IssuedDocument.objects.filter(casefile=row, sequence__in=sequences))


def _served(signed: SignedDocument, state: CaseState, table: ProcedureTable) -> set[int]:
    """The entries by which a signed document reached those whom it is for."""
    row = table.documents.get(signed.kind)
    by = row.served_by if row else None
    with_it = {done.entry for done in state.done if done.act == by and done.entry > signed.entry}
    return {signed.served} if signed.served else with_it if by != ServeDocument.name else set()
