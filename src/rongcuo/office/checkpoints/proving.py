"""What the checkpoints prove of one entry."""

import inspect

from django.db.models import Max

from rongcuo.ledger import Checkpoint, included, rongcuo_verify
from rongcuo.office.cases.models import CaseFile, LogLeaf
from rongcuo.office.checkpoints.folder import Folder
from rongcuo.office.people.models import District


def latest(district: District) -> Checkpoint | None:
    """The newest checkpoint of a district; raises :class:`CheckpointError` when it cannot be read."""
    return Folder.of(district.code).latest()


def inclusion_of(casefile: CaseFile) -> dict[str, object] | None:
    """The proof that the head of a file's chain is in the log, as plain JSON; none while it is not."""
    return inclusion_of_entry(casefile.district_id, casefile.stream, casefile.sequence)


def inclusion_of_entry(district: str, stream: str, sequence: int) -> dict[str, object] | None:
    """The proof that an entry is in the log, by the first checkpoint that covers it; none while none does."""
    found = covering(district, stream, sequence)
    return included(found, stream, sequence) if found else None


def covering(district: str, stream: str, sequence: int) -> Checkpoint | None:
    """The first checkpoint that covers an entry; raises :class:`CheckpointError` when its file is not there."""
    place = LogLeaf.objects.filter(district_id=district, stream=stream, sequence=sequence, size__gt=0).first()
    return Folder.of(district).read(place.size) if place and place.size else None


def witnessed(casefile: CaseFile) -> int:
    """Up to which entry of a file checkpoints have been written; 0 while none covers any."""
    covered = LogLeaf.objects.filter(district_id=casefile.district_id, stream=casefile.stream, size__gt=0)
    return covered.aggregate(last=Max("sequence"))["last"] or 0


def verifier_source() -> bytes:
    """The stand-alone verifier, to be put beside what it verifies."""
    return inspect.getsource(rongcuo_verify).encode()
