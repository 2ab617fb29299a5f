"""Whether a document with a certain code was issued: its entry, its place in the chain, its checkpoint.

The row of the document is not believed alone: the entry must say the same,
keep its own digest, and be in the checkpoint that is said to cover it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from rongcuo.base.canonical import plain
from rongcuo.ledger import FIRST, Checkpoint, Entry, Leaf, included
from rongcuo.ledger import rongcuo_verify as second_opinion
from rongcuo.office.cases.chain import entry_of
from rongcuo.office.cases.models import LedgerEntry
from rongcuo.office.checkpoints import keys
from rongcuo.office.checkpoints.folder import CheckpointError
from rongcuo.office.checkpoints.proving import covering
from rongcuo.office.files import storage
from rongcuo.office.files.models import IssuedDocument
from rongcuo.office.summaries.models import IssuedSummary, summary_body


@dataclass(frozen=True, slots=True)
class DocumentProof:
    """What is known of a document by its code.

    ``holds`` is false where anything of it does not hold together; then
    nothing of it is vouched for. ``checkpoint`` is none while none covers it.
    """

    number: str
    casefile: str
    """The number of its case file; empty for the annual summary, which stands in the office's register."""
    sequence: int
    issued_on: date | None
    sha256: str
    holds: bool
    checkpoint: Checkpoint | None
    inclusion: dict[str, object] | None


def document_of(code: str) -> DocumentProof | None:
    """The document with this code (as :func:`rongcuo.office.files.codes.read` gives it); none where there is none."""
    row = _of_file(code) or _summary(code)
    if row is None:
        return None
    entry = _read(row.entry)
    holds = entry is not None and row.is_said_by(entry) and storage.recomputed(row.sha256) == row.sha256
    stream, sequence = (row.entry.stream, row.entry.sequence) if row.entry else ("", 0)
    checkpoint, inclusion = None, None
    try:
        checkpoint = covering(row.district, stream, sequence) if row.entry else None
        inclusion = included(checkpoint, stream, sequence) if checkpoint else None
    except CheckpointError:
        holds = False
    if checkpoint and entry:
        holds = holds and inclusion is not None and _proves(inclusion, entry)
    return DocumentProof(
        number=row.number, casefile=row.casefile, sequence=sequence,
        issued_on=entry.occurred_on if entry else None, sha256=row.sha256,
        holds=holds, checkpoint=checkpoint, inclusion=inclusion,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Issued:
    """A document as its row has it, and the entry that is said to have brought it."""

    district: str
    number: str
    casefile: str
    sha256: str
    entry: LedgerEntry | None
    is_said_by: Callable[[Entry], bool]


def _of_file(code: str) -> _Issued | None:
    row = IssuedDocument.objects.select_related("casefile").filter(code=code).first()
    if row is None:
        return None
    wanted = {"kind": row.kind, "number": row.number, "sha256": row.sha256, "code": row.code}
    place = {"district_id": row.district_id, "stream": row.casefile.stream, "sequence": row.sequence}

    def said(entry: Entry) -> bool:
        documents: Any = entry.body.get("documents", ())
        return wanted in documents

    entry = LedgerEntry.objects.filter(**place).first()
    return _Issued(row.district_id, row.number, row.casefile.number, row.sha256, entry, said)


def _summary(code: str) -> _Issued | None:
    row = IssuedSummary.objects.filter(code=code).first()
    if row is None:
        return None
    entries = LedgerEntry.objects.filter(district=row.district_id, type="summary_issued", body__contains=str(row.pk))
    wanted = plain(summary_body(row))
    return _Issued(
        row.district_id, row.number, "", row.sha256, entries.first(), lambda entry: plain(entry.body) == wanted
    )


def _read(row: LedgerEntry | None) -> Entry | None:
    """The entry, if it is what was hashed."""
    try:
        entry = entry_of(row) if row else None
    except (ValueError, TypeError, KeyError):
        return None
    return entry if entry and entry.recomputed() == entry.hash else None


def _proves(inclusion: dict[str, Any], entry: Entry) -> bool:
    """The checkpoint's signature and the audit path, as the stand-alone verifier checks them."""
    statement, leaf = inclusion["checkpoint"]["statement"], Leaf.read(inclusion["leaf"])
    signature = bytes.fromhex(inclusion["checkpoint"]["signature"])
    public = keys.known().get(statement["key"])
    signed = public is not None and keys.is_signed(public, second_opinion.canonical(statement), signature)
    path = [bytes.fromhex(node) for node in inclusion["path"][FIRST]]
    data = second_opinion.leaf_data(entry.district, inclusion["leaf"], FIRST)
    root = second_opinion.root_by_path(FIRST, data, inclusion["index"], statement["size"], path)
    return signed and leaf.hash == entry.hash and root == bytes.fromhex(statement["roots"][FIRST])
