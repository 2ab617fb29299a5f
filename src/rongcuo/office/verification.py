"""Whether the database still says what was recorded: every chain, projection, text, file and document.

Reads everything once, in the order of the chains, and changes nothing.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from rongcuo.law import UnknownDigest
from rongcuo.ledger import Break, Entry, Head, Sealed, is_genuine, references, verify
from rongcuo.office import append_only, law
from rongcuo.office.calendars.models import CalendarEdition
from rongcuo.office.cases import chain, projection
from rongcuo.office.cases.models import CaseFile, LedgerEntry, PackEdition, ReadingsEdition
from rongcuo.office.checkpoints import checking
from rongcuo.office.erasure import erasures
from rongcuo.office.faults import COLUMNS, EDITIONS, ITEM_COLUMNS, Fault
from rongcuo.office.files import storage
from rongcuo.office.files.models import Attachment, Erasure, IssuedDocument, SealedText
from rongcuo.office.files.sealing import as_uuid
from rongcuo.office.people import fold as people
from rongcuo.office.people.models import District
from rongcuo.office.registers import projection as items
from rongcuo.office.registers.models import Interpretation, Item, PriorFiling, RegisterText
from rongcuo.workdays import UnknownCalendar

REGISTER = District.stream

Owner = District | CaseFile | Interpretation | PriorFiling
"""Whatever has a chain of its own."""

_OWNERS: Mapping[str, type[CaseFile] | type[Interpretation] | type[PriorFiling]] = {
    "case": CaseFile,
    Interpretation.prefix: Interpretation,
    PriorFiling.prefix: PriorFiling,
}

_MISSING: Mapping[type[Exception], str] = {
    UnknownDigest: "pack",
    ReadingsEdition.DoesNotExist: "readings",
    UnknownCalendar: "calendar",
}
"""What is raised where an edition is not here, and which one that is."""


def verify_database(copy: Path | None = None) -> tuple[Fault, ...]:
    """Everything that does not hold together; empty where all does.

    The checkpoints are those of the office's folder, and with ``copy`` those of a copy that was kept elsewhere too.
    """
    compared = [*checking.comparisons(), *(checking.comparisons(copy) if copy else ())]
    with _snapshot(), _lenient():
        own = tuple(_faults())
        return own + tuple(fault for comparison in compared for fault in comparison.faults())


def _faults() -> Iterator[Fault]:
    for table in append_only.unguarded(connection):
        yield Fault("office.unguarded", "", params={"table": table})
    seen: set[tuple[str, str]] = set()
    for (district, stream), rows in groupby(LedgerEntry.objects.iterator(), key=_chain_of):
        seen.add((district, stream))
        yield from _chain(district, stream, rows)
    for row in _heads():
        if (row.head().district, row.stream) not in seen:
            yield from _verified([], row.head(), _number(row))
    for order in Erasure.objects.exclude(leftovers=[]):
        yield Fault("office.erasure_leftovers", REGISTER, order.entry or 0, params={"bodies": len(order.leftovers)})
    yield from _editions()


def _editions() -> Iterator[Fault]:
    """What is kept by its digest."""
    for kept in PackEdition.objects.all():
        if not law.is_intact(kept):
            yield Fault("office.pack_altered", "", params={"policy": kept.policy, "digest": kept.digest})
    for counted in CalendarEdition.objects.all():
        if not law.is_whole(counted):
            yield Fault("office.calendar_altered", "", params={"digest": counted.digest})
    for edition in ReadingsEdition.objects.all():
        if law.readings_digest(edition.values) != edition.digest:
            yield Fault("office.readings_altered", "", params={"digest": edition.digest})


def _chain_of(row: LedgerEntry) -> tuple[str, str]:
    return row.district_id, row.stream


def _heads() -> Iterator[Owner]:
    """The owners of all chains."""
    yield from District.objects.iterator()
    yield from CaseFile.objects.iterator()
    yield from Interpretation.objects.iterator()
    yield from PriorFiling.objects.iterator()


def _number(owner: Owner) -> str | None:
    return None if isinstance(owner, District) else str(owner)


def _chain(district: str, stream: str, rows: Iterable[LedgerEntry]) -> Iterator[Fault]:
    """One chain with everything that hangs on it."""
    owner = _owner(district, stream)
    if owner is None:
        yield from (Fault("office.stray_entry", stream, row.sequence) for row in rows)
        return
    number = _number(owner)
    entries, unreadable = _read(rows, number)
    yield from unreadable
    broken = list(_verified(entries, owner.head(), number))
    yield from broken
    if not (broken or unreadable):
        yield from _hanging(owner, entries)
    elif isinstance(owner, CaseFile):
        yield from _bodies(owner, entries)
    elif isinstance(owner, Item):
        yield from _sealed_in(owner, entries)


def _owner(district: str, stream: str) -> Owner | None:
    if stream == REGISTER:
        return District.objects.filter(pk=district).first()
    prefix, _, identity = stream.partition("/")
    if prefix not in _OWNERS:
        return None
    try:
        found: Owner | None = _OWNERS[prefix].objects.filter(pk=UUID(identity), district_id=district).first()
    except ValueError:
        return None
    return found if found is not None and found.stream == stream else None


def _read(rows: Iterable[LedgerEntry], number: str | None) -> tuple[list[Entry], list[Fault]]:
    entries, unreadable = list[Entry](), list[Fault]()
    for row in rows:
        try:
            entries.append(chain.entry_of(row))
        except (ValueError, TypeError, KeyError):
            unreadable.append(Fault("office.entry_unreadable", row.stream, row.sequence, number))
    return entries, unreadable


def _verified(entries: Iterable[Entry], head: Head, number: str | None) -> Iterator[Fault]:
    found: tuple[Break, ...] = verify(entries, Head.genesis(head.district, head.stream), head)
    return (Fault.of(item, number) for item in found)


def _hanging(owner: Owner, entries: list[Entry]) -> Iterator[Fault]:
    if isinstance(owner, CaseFile):
        yield from _bodies(owner, entries)
        yield from _projection(owner, entries)
    elif isinstance(owner, Item):
        yield from _sealed_in(owner, entries)
        yield from _item(owner, entries)
    else:
        for sequence, name in people.differences(owner, entries):
            yield Fault("office.row_differs", REGISTER, sequence, params={"name": name})


def _item(item: Item, entries: list[Entry]) -> Iterator[Fault]:
    """The head row of an item against what its entries make of it."""
    try:
        wrong = list(items.differences(item, entries))
    except Exception:  # noqa: BLE001  whatever stops the fold is what the auditor must hear of
        yield Fault("office.entry_not_folding", item.stream, entries[-1].sequence, str(item))
        return
    for name in wrong:
        label, label_en = ITEM_COLUMNS[name]
        params = {"column": label, "column_en": label_en}
        yield Fault("office.item_differs", item.stream, entries[-1].sequence, str(item), params)


def _sealed_in(item: Item, entries: list[Entry]) -> Iterator[Fault]:
    """Every text and attachment that an item's entries point at."""
    pointed = [sealed.id for entry in entries for sealed in references(entry.body.get("act"))]
    texts = {str(text.pk): text for text in RegisterText.objects.filter(district=item.district_id, stream=item.stream)}
    files = {str(file.pk): file for file in Attachment.objects.filter(pk__in=filter(as_uuid, pointed))}
    for entry in entries:

        def fault(code: str, entry: Entry = entry, **params: object) -> Fault:
            return Fault(code, entry.stream, entry.sequence, str(item), params)

        for sealed in references(entry.body.get("act")):
            yield from _body(sealed, texts.get(sealed.id), files.get(sealed.id), fault)


def _projection(casefile: CaseFile, entries: list[Entry]) -> Iterator[Fault]:
    """The rows of a file against what its entries, folded as on the day of the projection, make of it."""

    def fault(code: str, **params: object) -> Fault:
        return Fault(code, casefile.stream, entries[-1].sequence, casefile.number, params)

    digests = dict(entries[0].editions) | {"calendar": casefile.calendar}
    try:
        policy = law.policy_of(casefile.district, digests)
        calendar = law.calendar_by_digest(casefile.calendar)
        wanted = projection.project(entries, policy, calendar, casefile.projected_on)
    except tuple(_MISSING) as missing:
        name = _MISSING[type(missing)]
        label, label_en = EDITIONS[name]
        yield fault("office.edition_missing", edition=label, edition_en=label_en, digest=digests[name])
    except Exception:  # noqa: BLE001  whatever stops the fold is what the auditor must hear of
        yield fault("office.entry_not_folding")
    else:
        for code, name in projection.differences(casefile, wanted):
            label, label_en = COLUMNS.get(name, ("", ""))
            yield fault(code, column=label, column_en=label_en)


def _bodies(casefile: CaseFile, entries: list[Entry]) -> Iterator[Fault]:
    """Every text, attachment and document that the entries point at."""
    gone = erasures(casefile).keys()
    texts = {str(text.pk): text for text in SealedText.objects.filter(casefile=casefile)}
    files = {str(file.pk): file for file in Attachment.objects.filter(casefile=casefile)}
    printed = {document.number: document for document in IssuedDocument.objects.filter(casefile=casefile)}
    for entry in entries:

        def fault(code: str, entry: Entry = entry, **params: object) -> Fault:
            return Fault(code, entry.stream, entry.sequence, casefile.number, params)

        for sealed in references(entry.body.get("act")):
            text, file = texts.get(sealed.id), files.get(sealed.id)
            if sealed.id in gone:
                yield from _erased(sealed, text, file, fault)
            else:
                yield from _body(sealed, text, file, fault)
        documents: Any = entry.body.get("documents", ())
        for document in documents:
            yield from _document(document, printed.pop(document["number"], None), entry, fault)
    for extra in printed.values():
        yield Fault(
            "office.document_altered", casefile.stream, extra.sequence, casefile.number, {"number": extra.number}
        )


def _body(
    sealed: Sealed, text: SealedText | RegisterText | None, file: Attachment | None, fault: Callable[..., Fault]
) -> Iterator[Fault]:
    """A text or a file against its seal."""
    if text is not None:
        if text.body is None:
            yield fault("office.body_gone", id=sealed.id)
        elif not is_genuine(sealed, text.salt, text.body):
            yield fault("office.text_altered", id=sealed.id)
    elif file is None:
        yield fault("office.body_missing", id=sealed.id)
    elif not is_genuine(sealed, file.salt, file.description):
        yield fault("office.attachment_altered", name=file.name)
    else:
        yield from _stored(file.sha256, "office.attachment", fault, name=file.name)


def _erased(
    sealed: Sealed, text: SealedText | None, file: Attachment | None, fault: Callable[..., Fault]
) -> Iterator[Fault]:
    """What the register says was lawfully erased is gone, and its row says so."""
    if (text is None or text.body is not None or text.salt) and (file is None or not file.is_erased):
        yield fault("office.body_not_gone", id=sealed.id)


def _document(said: Any, row: IssuedDocument | None, entry: Entry, fault: Callable[..., Fault]) -> Iterator[Fault]:
    number = said["number"]
    if row is None:
        yield fault("office.document_missing", number=number)
    elif (row.kind, row.sha256, row.code or "", row.sequence) != (
        said["kind"], said["sha256"], said.get("code", ""), entry.sequence,
    ):  # fmt: skip
        yield fault("office.document_altered", number=number)
    else:
        yield from _stored(row.sha256, "office.document", fault, number=number)
        yield from _content(row, entry, fault)


def _content(row: IssuedDocument, entry: Entry, fault: Callable[..., Fault]) -> Iterator[Fault]:
    """What the document says, as it is kept beside the print: the content that the signature names."""
    act: Any = entry.body.get("act", {})
    if row.content != act.get("content", row.content):
        yield fault("office.document_altered", number=row.number)
    elif row.content:
        yield from _stored(row.content, "office.document", fault, number=row.number)


def _stored(sha256: str, code: str, fault: Callable[..., Fault], **params: object) -> Iterator[Fault]:
    now = storage.recomputed(sha256)
    if now != sha256:
        yield fault(f"{code}_altered" if now else f"{code}_missing", **params)


@contextmanager
def _snapshot() -> Iterator[None]:
    """One moment of the database, while others go on writing; inside a transaction it is that one's."""
    if connection.in_atomic_block:
        yield
        return
    with _reading_only(), transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


@contextmanager
def _reading_only() -> Iterator[None]:
    """On SQLite our transactions queue up as writers; this one does not write and must not stand in their way."""
    connection.ensure_connection()
    wrapper: Any = connection
    mode = getattr(wrapper, "transaction_mode", None)
    wrapper.transaction_mode = "DEFERRED"
    try:
        yield
    finally:
        wrapper.transaction_mode = mode


@contextmanager
def _lenient() -> Iterator[None]:
    """SQLite may hold bytes that are no text any more; they must be found, not stop the search."""
    connection.ensure_connection()
    if connection.vendor != "sqlite":
        yield
        return
    raw: Any = connection.connection
    before, raw.text_factory = raw.text_factory, lambda body: body.decode(errors="replace")
    try:
        yield
    finally:
        raw.text_factory = before
