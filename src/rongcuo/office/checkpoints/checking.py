"""The database against the checkpoints: what was logged must still be there, and nothing may be older than it says.

A chain that was recomputed whole, with its head, agrees with itself; it does
not agree with what was logged.
"""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path
from uuid import UUID

from django.db.models import QuerySet

from rongcuo.ledger import FIRST, Checkpoint, Frontier, Leaf
from rongcuo.ledger.checkpoints import faults as broken
from rongcuo.office.cases.chain import entry_of
from rongcuo.office.cases.models import CaseFile, CheckpointLog, LedgerEntry, LogLeaf
from rongcuo.office.checkpoints import keys
from rongcuo.office.checkpoints.folder import CheckpointError, Folder
from rongcuo.office.faults import CHECKPOINTS, Fault
from rongcuo.office.people.models import District

MARGIN = timedelta(minutes=10)
"""An act is stamped before it is committed; a checkpoint may pass it meanwhile, but not by longer than this."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How far the log of a district goes: ``waiting`` entries came after the newest checkpoint."""

    district: str
    size: int
    at: datetime | None
    key: str | None
    waiting: int

    def as_json(self) -> dict[str, object]:
        """Plain JSON."""
        return asdict(self) | {"at": self.at and self.at.isoformat(timespec="seconds")}


def standing(district: District) -> Standing:
    """The state of the checkpoints of a district, in figures; a folder that cannot be read counts as empty."""
    waiting = LogLeaf.objects.filter(district=district, size=None).count()
    try:
        found = Folder.of(district.code).latest()
    except CheckpointError:
        found = None
    if found is None:
        return Standing(district.name, 0, None, None, waiting)
    return Standing(district.name, found.size, found.at, found.key, waiting)


@dataclass
class Comparison:
    """The checkpoints of one district, as they were listed before the database was read.

    ``own`` is false for a copy that was kept elsewhere: it may end earlier
    than the office's log, but what it holds must hold.
    """

    district: District
    folder: Folder
    own: bool
    sizes: list[int]

    def faults(self) -> Iterator[Fault]:
        """Everything that does not fit."""
        last: Checkpoint | None = None
        for size in self.sizes:
            try:
                found = self.folder.read(size)
            except CheckpointError as unreadable:
                yield _general(unreadable.problems[0].code, **unreadable.problems[0].params)
                continue
            yield from self._one(found, last)
            last = found
        yield from self._own(last) if self.own else self._copy()

    def _one(self, found: Checkpoint, last: Checkpoint | None) -> Iterator[Fault]:
        """One checkpoint: in itself, after the one before, against the entries that it adds."""
        for code in broken(found, last, self._keys, signed=keys.is_signed):
            yield _general(code, size=found.size)
        rows = {(leaf.stream, leaf.sequence): leaf.entry for leaf in self._marked(found.size)}
        for leaf in found.leaves:
            yield from self._leaf(leaf, rows.get((leaf.stream, leaf.sequence)), found, last)
        if self.own:
            logged = {(leaf.stream, leaf.sequence) for leaf in found.leaves}
            yield from (_of("checkpoint.not_logged", *place) for place in rows if place not in logged)
        for name in set(found.before) - set(last.after if last else {FIRST}):
            if self._recounted(name, found.first) != found.before[name]:
                yield _general("checkpoint.second_differs", size=found.size, algorithm=name)

    @cached_property
    def _keys(self) -> Mapping[str, bytes]:
        """The keys of the office; of a copy, those that lie beside it."""
        return keys.known(None if self.own else self.folder.listed_keys())

    @cached_property
    def _log(self) -> CheckpointLog | None:
        return CheckpointLog.objects.filter(district=self.district).first()

    def _marked(self, size: int) -> "QuerySet[LogLeaf]":
        return LogLeaf.objects.filter(district=self.district, size=size).select_related("entry").order_by("id")

    def _leaf(self, leaf: Leaf, row: LedgerEntry | None, found: Checkpoint, last: Checkpoint | None) -> Iterator[Fault]:
        if row is None:
            place = {"stream": leaf.stream, "sequence": leaf.sequence}
            row = LedgerEntry.objects.filter(district=self.district, **place).first()
            if row is None:
                yield _of("checkpoint.entry_missing", leaf.stream, leaf.sequence)
                return
            # A checkpoint that is being made, or was when the machine stopped, has no marks yet.
            if self.own and self._log and found.size <= self._log.size:
                yield _of("checkpoint.mark_differs", leaf.stream, leaf.sequence)
        if (row.algorithm, row.hash) != (leaf.algorithm, leaf.hash):
            yield _of("checkpoint.entry_differs", leaf.stream, leaf.sequence)
        elif last and _older(row, last):
            yield _of("checkpoint.backdated", leaf.stream, leaf.sequence, at=last.at.isoformat())

    def _own(self, last: Checkpoint | None) -> Iterator[Fault]:
        """What only the office's own log must satisfy."""
        if self._log and self._log.failed_at:
            yield _general("checkpoint.failing", at=self._log.failed_at.isoformat(), reason=self._log.failure)
        sizes = self.folder.sizes()
        latest = sizes[-1] if sizes else 0
        if self._log and latest < self._log.size:
            yield _general("checkpoint.folder_behind", found=latest, expected=self._log.size)
        else:
            lost = LogLeaf.objects.filter(district=self.district, size__gt=0).exclude(size__in=sizes)
            yield from (_of("checkpoint.not_logged", *place) for place in lost.values_list("stream", "sequence"))
        yield from self._unmarked()
        waiting = LogLeaf.objects.filter(district=self.district, size=None).select_related("entry")
        for leaf in waiting if last else ():
            if last and _older(leaf.entry, last):
                yield _of("checkpoint.backdated", leaf.stream, leaf.sequence, at=last.at.isoformat())

    def _unmarked(self) -> Iterator[Fault]:
        """Entries that were written past the door do not wait for a checkpoint, and marks may stand alone."""
        entries = LedgerEntry.objects.filter(district=self.district)
        marks = LogLeaf.objects.filter(district=self.district)
        if entries.count() == marks.count() == marks.filter(entry__schema__gte=0).count():
            return
        marked = set(marks.values_list("stream", "sequence"))
        for place in entries.values_list("stream", "sequence"):
            if place not in marked:
                yield _of("checkpoint.unmarked", *place)

    def _copy(self) -> Iterator[Fault]:
        """A copy must be there, and the office's own log must hold the same checkpoints."""
        if not self.sizes:
            yield _general("checkpoint.copy_empty", folder=str(self.folder.path))
        own = Folder.of(self.district.code)
        for size in self.sizes:
            try:
                same = self.folder.read(size).roots == own.read(size).roots
            except CheckpointError:
                same = False
            if not same:
                yield _general("checkpoint.copy_differs", size=size)

    def _recounted(self, algorithm: str, end: int) -> Frontier | None:
        """A second tree that began late, counted again from the entries' own digests, which only the database has."""
        grown = Frontier(algorithm)
        for size in (size for size in self.sizes if size <= end):
            rows = {(leaf.stream, leaf.sequence): leaf.entry for leaf in self._marked(size)}
            try:
                found = self.folder.read(size)
                entries = [entry_of(rows[leaf.stream, leaf.sequence]) for leaf in found.leaves]
            except (CheckpointError, ValueError, TypeError, KeyError):
                return None
            grown = grown.append([Leaf.of(each, (algorithm,)).hashed(found.district, algorithm) for each in entries])
        return grown


def comparisons(root: Path | None = None) -> list[Comparison]:
    """For each district its checkpoints as listed now; with ``root`` those of a copy that was kept elsewhere.

    To be asked before the database is read in one snapshot: what is listed here was committed before.
    """
    folders = {district: Folder.of(district.code, root) for district in District.objects.order_by("code")}
    return [Comparison(district, folder, root is None, folder.sizes()) for district, folder in folders.items()]


def _general(code: str, **params: object) -> Fault:
    return Fault(code, CHECKPOINTS, params=params)


def _of(code: str, stream: str, sequence: int, **params: object) -> Fault:
    return Fault(code, stream, sequence, _number(stream), {"chain": stream} | params)


def _older(row: LedgerEntry, last: Checkpoint) -> bool:
    """Whether an entry that a checkpoint did not find says that it was there long before."""
    try:
        return datetime.fromisoformat(row.recorded_at) < last.at - MARGIN
    except (ValueError, TypeError):
        return False


def _number(stream: str) -> str | None:
    try:
        identity = UUID(stream.removeprefix("case/"))
    except ValueError:
        return None
    return CaseFile.objects.filter(pk=identity).values_list("number", flat=True).first()
