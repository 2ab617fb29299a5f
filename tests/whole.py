"""Whether everything that belongs to an act is on file, and nothing that belongs to none.

`verify_database` follows what the entries point at. This goes the other way:
rows that no entry accounts for, and bodies that are not there.
"""

from collections import Counter
from collections.abc import Iterator

from rongcuo.ledger import references
from rongcuo.office.cases import chain
from rongcuo.office.files import storage
from rongcuo.office.models import (
    Attachment,
    CaseFile,
    IssuedDocument,
    LedgerEntry,
    Notice,
    Register,
    SealedText,
    Submission,
)
from rongcuo.office.verification import _snapshot, verify_database


def halves() -> list[str]:
    """What is there only in part, in words; empty where every act is there whole."""
    with _snapshot():
        return [*(fault.code for fault in verify_database()), *_stray()]


def _stray() -> Iterator[str]:
    files = list(CaseFile.objects.all())
    entries = [entry for file in files for entry in chain.entries(file)]
    sealed = {seal.id for entry in entries for seal in references(entry.body["act"])}
    places = {(entry.stream, entry.sequence) for entry in entries}
    submitted = Counter(
        (each.casefile and each.casefile.stream, each.sequence)
        for each in Submission.objects.select_related("casefile")
    )
    yield from (f"a submission without an entry, or two for one: {place}" for place in submitted - Counter(places))
    yield from (f"an entry that nobody submitted: {place}" for place in Counter(places) - submitted)
    yield from (f"an entry of no file: {row}" for row in LedgerEntry.objects.all() if _stray_entry(row, places))
    yield from (f"a text of no entry: {text.pk}" for text in SealedText.objects.all() if str(text.pk) not in sealed)
    for model in (Attachment, IssuedDocument, Notice):
        rows = model.objects.exclude(casefile=None).select_related("casefile")
        yield from (f"{row!r} of no entry" for row in rows if (row.casefile.stream, row.sequence) not in places)
    for row in (*Attachment.objects.all(), *IssuedDocument.objects.all()):
        if storage.recomputed(row.sha256) != row.sha256:
            yield f"{row!r} without its body"
    yield from _numbers(files)


def _stray_entry(row: LedgerEntry, places: set[tuple[str, int]]) -> bool:
    return row.stream.startswith("case/") and (row.stream, row.sequence) not in places


def _numbers(files: list[CaseFile]) -> Iterator[str]:
    """Every number that was allotted is used, once, and there is no other."""
    used = Counter([file.number for file in files] + [document.number for document in IssuedDocument.objects.all()])
    allotted = Counter(
        f"{register.code}〔{register.year}〕{number}号"
        for register in Register.objects.all()
        for number in range(1, register.next)
    )
    yield from (f"a number that was lost: {number}" for number in allotted - used)
    yield from (f"a number that nobody allotted, or used twice: {number}" for number in used - allotted)
