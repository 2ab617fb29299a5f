"""The one door: every official act on a case file comes through :func:`carry_out`.

In one transaction: the submission's key is claimed, the file's head row is
locked, the actor's sight of the file and the version are checked, the
entries are folded, the act is read and judged, its documents are issued, its
entry is chained, and everything projected from it is brought into line. What
is not carried out leaves nothing behind.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, NoReturn
from uuid import UUID, uuid4

from django.db import transaction

from rongcuo.base import Problem
from rongcuo.casefile import (
    ACTS,
    EMPTY,
    SCHEMA,
    Act,
    CaseState,
    Context,
    Draft,
    body_of,
    decide,
    fold,
    read_act,
    read_record,
)
from rongcuo.law import nearest
from rongcuo.ledger import Content, Entry
from rongcuo.office import checkpoints, clock, law
from rongcuo.office.cases import chain, projection, visibility
from rongcuo.office.cases.context import context_for
from rongcuo.office.cases.models import CaseFile, Submission
from rongcuo.office.cases.models import Draft as DraftRow
from rongcuo.office.documents.issuing import Occasion, Printed, issue
from rongcuo.office.files.numbering import allot
from rongcuo.office.files.sealing import Sealer
from rongcuo.office.notices.sending import notify
from rongcuo.office.outcomes import Conflict, Done, Invalid, NotFound, Outcome, Refused, Repeated
from rongcuo.office.people.models import Account, District, Person

OPEN = "open"
"""The act that begins a case file."""

WITNESSED = frozenset({"decide", "decide_appeal", "correct_decision", "revoke_exemption"})
"""The acts that decide something: each is followed by a checkpoint at once, the others by the next one."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """What somebody wants done, as it came in."""

    actor: Person
    act: str
    raw: Mapping[str, Any]
    casefile: UUID | None
    key: str
    version: int | None

    @property
    def fingerprint(self) -> str:
        """What makes two attempts with one key the same attempt."""
        said = {"act": self.act, "casefile": str(self.casefile), "raw": self.raw}
        return hashlib.sha256(json.dumps(said, sort_keys=True, default=repr).encode()).hexdigest()


def carry_out(
    *, actor: Person, act: str, raw: Mapping[str, Any], casefile: UUID | None, key: str, version: int | None
) -> Outcome:
    """Carry out one act, or change nothing and say why.

    ``raw`` is the act's plain JSON (``rongcuo.casefile.schema_of``).
    ``casefile`` is none exactly when the act opens one. ``key`` is drawn by
    whoever shows the form: the same key acts once. ``version`` is the
    sequence of the latest entry that the person had seen.
    """
    attempt = Attempt(actor, act, raw, casefile, key, version)
    problems = tuple(_misaddressed(attempt))
    if problems:
        return Invalid(problems)
    try:
        with transaction.atomic():
            return _carried_out(attempt)
    except _Nothing as nothing:
        return nothing.outcome


class _Nothing(Exception):
    """Nothing was done; ``outcome`` says why."""

    def __init__(self, outcome: Outcome) -> None:
        self.outcome = outcome


def _stop(outcome: Outcome) -> NoReturn:
    raise _Nothing(outcome)


def _misaddressed(attempt: Attempt) -> Sequence[Problem]:
    """What can be told without looking at any file."""
    if attempt.act not in ACTS:
        known = nearest(attempt.act, ACTS)
        return (Problem("office.unknown_act", {"name": attempt.act, "nearest": known}),)
    if not (0 < len(attempt.key) <= 64 and attempt.key.isprintable()):
        return (Problem("office.key_missing"),)
    if attempt.version is None and attempt.casefile is not None:
        return (Problem("office.version_missing"),)
    return ()


def _opens(attempt: Attempt) -> bool:
    return attempt.act == OPEN and attempt.casefile is None


def _carried_out(attempt: Attempt) -> Done:
    submission = _claim(attempt)
    if submission.sequence is not None:
        return _repeated(submission, attempt)
    file = _begin(attempt) if _opens(attempt) else _lock(attempt)
    recorded = _record(file, attempt)
    submission.casefile, submission.sequence = file.row, recorded.sequence
    submission.save(update_fields=("casefile", "sequence"))
    if attempt.act in WITNESSED:
        transaction.on_commit(partial(checkpoints.after, file.row), robust=True)
    return Done(file.row.id, recorded.sequence, file.row.number)


def _claim(attempt: Attempt) -> Submission:
    """Our own fresh row, or the completed row of the attempt that came first.

    The insertion waits for another one with the same key to end: when that
    one was rolled back, the key is ours; when it was committed, its result is.
    """
    mine = Submission(
        district_id=attempt.actor.district_id, actor=attempt.actor, key=attempt.key,
        fingerprint=attempt.fingerprint, at=clock.now(),
    )  # fmt: skip
    Submission.objects.bulk_create([mine], ignore_conflicts=True)
    return Submission.objects.select_related("casefile").get(
        district_id=mine.district_id, actor=attempt.actor, key=attempt.key
    )


def _repeated(earlier: Submission, attempt: Attempt) -> Repeated:
    if earlier.fingerprint != attempt.fingerprint or earlier.casefile is None or earlier.sequence is None:
        _stop(Invalid((Problem("office.key_of_another_act"),)))
    return Repeated(earlier.casefile.id, earlier.sequence, earlier.casefile.number)


@dataclass(frozen=True, slots=True)
class _File:
    """The file in our hands: its locked row (not yet saved for a new one), its entries, its state."""

    row: CaseFile
    district: District
    entries: tuple[Entry, ...]
    state: CaseState


def _begin(attempt: Attempt) -> _File:
    """A file that does not exist yet. Whether the actor may open it is for the table to say."""
    district = District.objects.get(pk=attempt.actor.district_id)
    if not Account.objects.filter(person=attempt.actor, is_active=True).exists():
        _stop(NotFound())
    return _File(CaseFile(id=uuid4(), district=district), district, (), EMPTY)


def _lock(attempt: Attempt) -> _File:
    """The file under its lock, if the actor may see it and it is as the actor saw it."""
    CaseFile.objects.select_for_update().filter(pk__in=[attempt.casefile]).first()
    file = _look(attempt)
    if attempt.version != file.row.sequence:
        parts = visibility.audiences(attempt.actor, file.row, clock.today())
        seen = max(attempt.version or 0, 0)
        _stop(Conflict(file.row.sequence, visibility.entries_for(file.entries[seen:], attempt.actor, parts)))
    return file


def _look(attempt: Attempt) -> _File:
    """The file as it is, if the actor may see it."""
    visible = visibility.visible_to(attempt.actor, clock.today()).select_related("district")
    row = visible.filter(pk__in=[attempt.casefile]).first()
    if row is None:
        _stop(NotFound())
    entries = chain.entries(row)
    return _File(row, row.district, entries, fold(entries))


def rehearse(*, actor: Person, act: str, raw: Mapping[str, Any], casefile: UUID | None) -> Outcome | None:
    """What would keep the act from being carried out now; none where nothing would. Changes nothing."""
    attempt = Attempt(actor, act, raw, casefile, key="rehearsal", version=0)
    problems = tuple(_misaddressed(attempt))
    if problems:
        return Invalid(problems)
    try:
        _judged(_begin(attempt) if _opens(attempt) else _look(attempt), attempt)
    except _Nothing as nothing:
        return nothing.outcome
    return None


@dataclass(frozen=True, slots=True)
class _Judged:
    """An act that may be carried out, with what is needed for it."""

    draft: Draft
    context: Context
    sealer: Sealer


def _judged(file: _File, attempt: Attempt) -> _Judged:
    """Read the act and judge it on the file as it is."""
    pinned = file.entries[0].editions if file.entries else None
    policy = law.policy_of(file.district, pinned) if pinned else law.district_policy(file.district)
    sealer = Sealer(attempt.actor, file.row.id, file.state)
    act = read_act(attempt.act, attempt.raw, policy, sealer)
    if not isinstance(act, Act):
        _stop(Invalid(act))
    context = context_for(file.district, policy, attempt.actor, file.state, act)
    draft = decide(file.state, act, context)
    return _Judged(draft, context, sealer) if isinstance(draft, Draft) else _stop(Refused(draft))


def _record(file: _File, attempt: Attempt) -> Entry:
    """Judge, print, chain and project the act; the heart of the door."""
    judged = _judged(file, attempt)
    draft, context = judged.draft, judged.context
    records = tuple(map(read_record, file.entries))
    occasion = Occasion(file.district, file.row, attempt.actor, records, file.state, draft, context, judged.sealer)
    printed = _printed(occasion)
    entry = _chained(file, attempt.actor, draft, printed, context)
    _settle(file, attempt, entry, context)
    judged.sealer.keep(file.row, entry.sequence)
    for document in printed:
        document.keep(file.row, entry.sequence)
    notify(file.row, entry, act=attempt.act, actor=attempt.actor, roster=context.roster)
    return entry


def _printed(occasion: Occasion) -> tuple[Printed, ...]:
    made = issue(occasion)
    printed = tuple(item for item in made if isinstance(item, Printed))
    if len(printed) != len(made):
        _stop(Invalid([item for item in made if isinstance(item, Problem)]))
    return printed


def _chained(file: _File, actor: Person, draft: Draft, printed: Sequence[Printed], context: Context) -> Entry:
    body = body_of(draft, [document.issued for document in printed])
    if not file.entries:
        body["number"] = allot(file.district, f"{file.district.short_name}容审", draft.act.occurred_on.year)
    content = Content(
        type=draft.act.entry,
        schema=SCHEMA,
        occurred_on=draft.act.occurred_on,
        recorded_at=clock.now(),
        actor=str(actor.id),
        body=body,
        editions=law.pin(file.district, context.policy, context.calendar),
    )
    return chain.chain(file.row, content)


def _settle(file: _File, attempt: Attempt, entry: Entry, context: Context) -> None:
    """Bring the projection into line and clear the draft that became the act."""
    entries = (*file.entries, entry)
    projected = projection.project(entries, context.policy, context.calendar, context.today)
    projection.write(file.row, projected)
    DraftRow.objects.filter(person=attempt.actor, casefile=attempt.casefile, act=attempt.act).delete()
