"""The archive package of a case file, for those who keep its record: through the same reading as its page.

What a person may not read does not go out with the package: an entry for
others stands there as withheld, with its place in the chain and nothing of
what it says.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import IO, BinaryIO, cast
from uuid import UUID

from django.conf import settings

from rongcuo.archive import Attestation, Cover, KeptDocument, KeptFile, KeptText, Package, Unsound, Withheld, write
from rongcuo.archive.contents import Opener
from rongcuo.archive.layout import CHECKPOINT, KEYS, VERIFIER, line
from rongcuo.base import Problem, Refusal
from rongcuo.ledger import Entry, Sealed, references
from rongcuo.office import checkpoints, reading
from rongcuo.office.cases import chain
from rongcuo.office.checkpoints import CheckpointError
from rongcuo.office.erasure import erasures
from rongcuo.office.files.models import IssuedDocument, SealedText
from rongcuo.office.files.storage import open_body
from rongcuo.office.keeping import is_keeper, under_way
from rongcuo.office.outcomes import Invalid, NotFound, Refused
from rongcuo.office.people.models import Person
from rongcuo.office.reading import CaseReading


@dataclass(frozen=True, slots=True)
class Archive:
    """A package ready to be sent: the open file at its beginning, its name, the entries that it leaves out."""

    file: IO[bytes]
    name: str
    withheld: int


def may_archive(found: CaseReading) -> tuple[Refusal, ...]:
    """Why this person may not take the package; empty where nothing is against it."""
    return (*([] if is_keeper(found) else [Refusal("office.archive_not_yours")]), *under_way(found))


def build(person: Person, casefile_id: UUID) -> Archive | Refused | Invalid | NotFound:
    """The package of a file for this person; ``Invalid`` where what is on file does not hold together."""
    found = reading.load(person, casefile_id)
    if found is None or not found.within:
        return NotFound()
    refusals = may_archive(found)
    if refusals:
        return Refused(refusals)
    package = package_of(found)
    file = TemporaryFile()  # noqa: SIM115  whoever sends it closes it
    try:
        write(package, cast("BinaryIO", file), _attestation(found))
    except (Unsound, CheckpointError) as fault:
        file.close()
        return Invalid(fault.problems)
    except FileNotFoundError:
        file.close()
        return Invalid((Problem("office.archive_body_missing"),))
    file.seek(0)
    withheld = sum(isinstance(entry, Withheld) for entry in package.entries)
    return Archive(file, f"{found.row.number}归档包（{package.head.sequence}条）.zip", withheld)


def _attestation(found: CaseReading) -> Attestation:
    """The checkpoint that covers the file's last entry, made now if there is none yet, and the office's key."""
    checkpoints.make(found.row.district)
    head = found.row.head()
    inclusion = checkpoints.inclusion_of_entry(head.district, head.stream, head.sequence)
    if inclusion is None:
        raise CheckpointError(Problem("checkpoint.not_covered", {"sequence": head.sequence}))
    members = {
        CHECKPOINT: line(inclusion),
        KEYS: line(checkpoints.public_keys()),
        VERIFIER: checkpoints.verifier_source(),
    }
    return Attestation(members, lambda manifest: line(checkpoints.sign_bytes(manifest)))


def package_of(found: CaseReading) -> Package:
    """What the person may read of the file, in the form in which it is written."""
    entries = chain.entries(found.row)
    cited = _cited(found.entries)
    return Package(
        cover=_cover(found),
        head=found.row.head(),
        entries=tuple(_entries(entries, {entry.sequence for entry in found.entries})),
        texts=tuple(_texts(found, cited)),
        files=tuple(_files(found, cited)),
        documents=tuple(_documents(found)),
    )


def _entries(entries: tuple[Entry, ...], readable: set[int]) -> Iterator[Entry | Withheld]:
    for entry in entries:
        open_ = entry.sequence in readable
        yield entry if open_ else Withheld(entry.sequence, entry.previous, entry.hash)


def _cited(entries: tuple[Entry, ...]) -> dict[Sealed, int]:
    """Every sealed body that the entries cite, in order, with the entry that cites it first."""
    cited: dict[Sealed, int] = {}
    for entry in entries:
        for sealed in references(entry.body.get("act")):
            cited.setdefault(sealed, entry.sequence)
    return cited


def _cover(found: CaseReading) -> Cover:
    row = found.row
    return Cover(
        number=row.number,
        title=found.texts.get(found.state.file.title.id) or "",
        organ=found.organs.get(found.state.file.investigating_organ, ""),
        fonds=settings.ARCHIVE_FONDS,
        retention=settings.ARCHIVE_RETENTION,
        opened_on=row.opened_on,
        decided_on=row.decided_on,
    )


def _texts(found: CaseReading, cited: Mapping[Sealed, int]) -> Iterator[KeptText]:
    rows = {str(row.pk): row for row in SealedText.objects.filter(casefile=found.row)}
    erased = erasures(found.row)
    for sealed, entry in cited.items():
        row = rows.get(sealed.id)
        if row is not None:
            yield KeptText(
                entry=entry, id=sealed.id, digest=sealed.digest, salt=row.salt, body=row.body or "",
                erased=erased.get(sealed.id) if row.body is None else None,
            )  # fmt: skip


def _files(found: CaseReading, cited: Mapping[Sealed, int]) -> Iterator[KeptFile]:
    erased = erasures(found.row)
    here = [(sealed, entry) for sealed, entry in cited.items() if sealed.id in found.files]
    for number, (sealed, entry) in enumerate(here, start=1):
        row = found.files[sealed.id]
        yield KeptFile(
            number=number, entry=entry, id=sealed.id, digest=sealed.digest, salt=row.salt, name=row.name,
            size=row.size, media_type=row.media_type, sha256=row.sha256, open=_opener(row.sha256),
            erased=erased.get(sealed.id),
        )  # fmt: skip


def _documents(found: CaseReading) -> Iterator[KeptDocument]:
    """In the order of the entries and, within one, as the entry names them."""
    rows: dict[str, IssuedDocument] = {row.number: row for row in found.documents}
    said = [(record, each) for record in found.records for each in record.documents if each.number in rows]
    for place, (record, each) in enumerate(said, start=1):
        row = rows[each.number]
        yield KeptDocument(
            entry=record.sequence, place=place, kind=row.kind, number=row.number, title=row.title,
            organ=_issuer(found, record.act.name), issued_on=record.occurred_on, sha256=row.sha256,
            size=row.size, open=_opener(row.sha256),
        )  # fmt: skip


def _issuer(found: CaseReading, act: str) -> str:
    """The organ whose act it is by the table; the investigating organ where the table names none."""
    table = found.context.table
    named = (table.roles[name].organ for name in table.acts[act].by)
    organ = next((each for each in named if each), None) or "investigating"
    return found.organs.get(found.state.organ(organ) or "", "")


def _opener(sha256: str) -> Opener:
    return lambda: cast("BinaryIO", open_body(sha256))
