"""Making checkpoints: every committed entry joins the log, in one order that is then fixed for ever.

The order is given here and not by the door: a common order of all acts would
let only one act of a district happen at a time.
"""

import logging
import secrets
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC

from django.conf import settings
from django.db import DatabaseError, connection, transaction

from rongcuo.base import Problem, RongcuoError
from rongcuo.ledger import FIRST, Checkpoint, Entry, Frontier, Leaf, checkpoint
from rongcuo.office import clock
from rongcuo.office.cases.chain import entry_of
from rongcuo.office.cases.models import CaseFile, CheckpointLog, LedgerEntry, LogLeaf
from rongcuo.office.checkpoints import keys
from rongcuo.office.checkpoints.folder import CheckpointError, Folder
from rongcuo.office.people.models import District

LIMIT = 20_000
"""Leaves in one checkpoint at most, so that reading one again stays quick."""

_CLAIMED = 0

_LOG = logging.getLogger("rongcuo.checkpoints")


def make(district: District) -> Checkpoint | None:
    """Bring every committed entry of the district into its log and sign it; none when nothing is new.

    Not within another transaction: it would log what may yet be rolled back.
    Raises :class:`CheckpointError`; the failure is also kept, and told by the verification.
    """
    made: Checkpoint | None = None
    while step := _step(district):
        made = step
        if len(step.leaves) < LIMIT:
            break
    return made


def make_all() -> tuple[Checkpoint, ...]:
    """The same for every district; where it fails for one, the others still get theirs before it is raised."""
    made, failed = list[Checkpoint](), list[CheckpointError]()
    for district in District.objects.order_by("code"):
        try:
            made.extend(filter(None, [make(district)]))
        except CheckpointError as fault:
            failed.append(fault)
    if failed:
        raise failed[0]
    return tuple(made)


def after(casefile: CaseFile) -> None:
    """A checkpoint after an act that was committed. The act stands whatever comes of it; a failure is an alarm."""
    try:
        make(casefile.district)
    except CheckpointError as failed:
        _LOG.error("no checkpoint after an act on %s: %s", casefile.number, failed)
    except (RongcuoError, OSError, ValueError, DatabaseError):
        _LOG.exception("no checkpoint after an act on %s", casefile.number)


def begin_anew(district: District) -> Checkpoint | None:
    """Give up a log that no longer fits, keep what is left of it aside, and begin another.

    Raises :class:`CheckpointError` where the log fits: it is never given up without need.
    """
    try:
        make(district)
    except CheckpointError:
        with transaction.atomic():
            log = _locked(district)
            Folder.of(district.code).set_aside(clock.now().strftime("%Y%m%dT%H%M%SZ"))
            LogLeaf.objects.filter(district=district).update(size=None)
            log.log, log.size = secrets.token_hex(16), 0
            log.save()
        return make(district)
    raise CheckpointError(Problem("checkpoint.fits"))


def _step(district: District) -> Checkpoint | None:
    """One checkpoint of up to ``LIMIT`` leaves."""
    try:
        with transaction.atomic():
            return _made(district)
    except OSError as fault:
        reason = {"file": fault.filename or "—", "reason": fault.strerror or str(fault)}
        failed = CheckpointError(Problem("checkpoint.unwritable", reason))
        _note(district, failed)
        raise failed from fault
    except CheckpointError as failed:
        _note(district, failed)
        raise


def _made(district: District) -> Checkpoint | None:
    log, folder = _locked(district), Folder.of(district.code)
    last = _fitting(log, folder)
    waiting = LogLeaf.objects.filter(district=district, size=None).order_by("id").values("id")[:LIMIT]
    LogLeaf.objects.filter(pk__in=waiting).update(size=_CLAIMED)
    entries = [entry for _, entry in _entries(district.code, _CLAIMED)]
    made = _signed(district, log, folder, last, entries) if entries else None
    if made:
        folder.write(made)
        LogLeaf.objects.filter(district=district, size=_CLAIMED).update(size=made.size)
        log.size = made.size
    log.failed_at, log.failure = None, ""
    log.save()
    return made


def _locked(district: District) -> CheckpointLog:
    CheckpointLog.objects.get_or_create(district=district, defaults={"log": secrets.token_hex(16)})
    return CheckpointLog.objects.select_for_update().get(district=district)


def _signed(
    district: District, log: CheckpointLog, folder: Folder, last: Checkpoint | None, entries: Sequence[Entry]
) -> Checkpoint:
    names = tuple(settings.SECOND_DIGESTS)
    before = {FIRST: last.after[FIRST] if last else Frontier(FIRST)}
    for name in names:
        kept = last.after.get(name) if last else Frontier(name)
        before[name] = kept or _caught_up(district.code, folder, name)
    return checkpoint(
        district=district.code, log=log.log, before=before, first=last is None, at=clock.now(),
        leaves=[Leaf.of(entry, names) for entry in entries], signer=keys.signer(),
    )  # fmt: skip


def _entries(district: str, size: int) -> list[tuple[int, Entry]]:
    """The entries that the checkpoint of ``size`` covers first, in the order of the log, each with its leaf's id."""
    leaves = LogLeaf.objects.filter(district_id=district, size=size).select_related("entry").order_by("id")
    try:
        return [(leaf.pk, entry_of(leaf.entry)) for leaf in leaves]
    except (ValueError, TypeError, KeyError) as fault:
        raise CheckpointError(Problem("checkpoint.entry_unreadable", {"reason": str(fault)})) from fault


def _caught_up(district: str, folder: Folder, algorithm: str) -> Frontier:
    """The tree of a second digest over all leaves so far, for the day on which it is switched on."""
    grown = Frontier(algorithm)
    for found in folder.all():
        by_place = {(entry.stream, entry.sequence): entry for _, entry in _entries(district, found.size)}
        entries = [by_place.get((leaf.stream, leaf.sequence)) for leaf in found.leaves]
        if None in entries:
            raise CheckpointError(Problem("checkpoint.database_behind", {"size": found.size}))
        grown = grown.append([Leaf.of(entry, (algorithm,)).hashed(district, algorithm) for entry in entries if entry])
    return grown


def _fitting(log: CheckpointLog, folder: Folder) -> Checkpoint | None:
    """The newest checkpoint, once folder and database agree on it.

    The folder may be ahead: the machine stopped between the writing of a
    checkpoint and the commit. Then the database follows, if it holds what was logged.
    """
    sizes = folder.sizes()
    latest = sizes[-1] if sizes else 0
    if latest < log.size or (log.size and log.size not in sizes):
        raise CheckpointError(Problem("checkpoint.folder_behind", {"found": latest, "expected": log.size}))
    last = folder.read(log.size) if log.size else None
    for size in sizes:
        if size > log.size:
            last = folder.read(size)
            _follow(log, last)
    if last and (last.log, last.district) != (log.log, log.district_id):
        raise CheckpointError(Problem("checkpoint.other_log", {"size": last.size}))
    return last


def _follow(log: CheckpointLog, found: Checkpoint) -> None:
    """Mark in the database what a checkpoint already covers."""
    if not log.size:
        log.log = found.log
    for stream, leaves in _by_stream(found.leaves).items():
        places = [leaf.sequence for leaf in leaves]
        rows = LedgerEntry.objects.filter(district_id=log.district_id, stream=stream, sequence__in=places)
        if dict(rows.values_list("sequence", "hash")) != {leaf.sequence: leaf.hash for leaf in leaves}:
            raise CheckpointError(Problem("checkpoint.database_behind", {"size": found.size}))
        marked = LogLeaf.objects.filter(district_id=log.district_id, stream=stream, sequence__in=places)
        marked.update(size=found.size)
    log.size = found.size


def _by_stream(leaves: Iterable[Leaf]) -> Mapping[str, list[Leaf]]:
    found: dict[str, list[Leaf]] = {}
    for leaf in leaves:
        found.setdefault(leaf.stream, []).append(leaf)
    return found


def _note(district: District, failed: CheckpointError) -> None:
    """Keep the failure where the verification and the tick find it, since the first of several."""
    if connection.in_atomic_block:
        return
    with transaction.atomic():
        log = _locked(district)
        log.failed_at, log.failure = log.failed_at or clock.now().astimezone(UTC), str(failed)
        log.save()
