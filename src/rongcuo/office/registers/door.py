"""The door of the registers: every act on an item comes through :func:`carry_out`, as on a case file.

In one transaction: the key is claimed, the head row locked, sight and version
checked, the act read and judged, its entry chained, the row projected, and
what follows from it done: another interpretation superseded, a reading of the
district settled. What is not carried out leaves nothing behind.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NoReturn
from uuid import UUID, uuid4

from django.db import transaction

from rongcuo.base import Problem
from rongcuo.casefile import Act, dump_act, read_shape
from rongcuo.law import nearest
from rongcuo.ledger import Content, Entry
from rongcuo.office import clock, law
from rongcuo.office.cases import chain
from rongcuo.office.cases.models import Submission
from rongcuo.office.outcomes import Conflict, Invalid, ItemOutcome, NotFound, Recorded, Refused
from rongcuo.office.people import register
from rongcuo.office.people.models import Account, District, Person
from rongcuo.office.people.roster import posts_of
from rongcuo.office.registers import competent, projection, visibility
from rongcuo.office.registers.acts import SupersedeInterpretation
from rongcuo.office.registers.models import Interpretation, Item, ItemModel, PriorFiling
from rongcuo.office.registers.occasion import Occasion
from rongcuo.office.registers.sealing import ItemSealer
from rongcuo.office.registers.table import ITEM_ACTS, ItemAct, standing_in_the_way

SCHEMA = 1
"""The schema of the entries that this version writes."""


@dataclass(frozen=True, slots=True)
class _Attempt:
    """What somebody wants done, as it came in."""

    actor: Person
    row: ItemAct
    raw: Mapping[str, Any]
    item: UUID | None
    key: str
    version: int | None

    @property
    def fingerprint(self) -> str:
        said = {"act": self.row.name, "item": str(self.item), "raw": self.raw}
        return hashlib.sha256(json.dumps(said, sort_keys=True, default=repr).encode()).hexdigest()


def carry_out(
    *, actor: Person, act: str, raw: Mapping[str, Any], item: UUID | None, key: str, version: int | None
) -> ItemOutcome:
    """Carry out one act on an item, or change nothing and say why; arguments as those of the case file's door."""
    if act not in ITEM_ACTS:
        return Invalid((Problem("office.unknown_act", {"name": act, "nearest": nearest(act, ITEM_ACTS)}),))
    if not (0 < len(key) <= 64 and key.isprintable()):
        return Invalid((Problem("office.key_missing"),))
    if version is None and item is not None:
        return Invalid((Problem("office.version_missing"),))
    try:
        with transaction.atomic():
            return _carried_out(_Attempt(actor, ITEM_ACTS[act], raw, item, key, version))
    except _Nothing as nothing:
        return nothing.outcome


class _Nothing(Exception):
    def __init__(self, outcome: ItemOutcome) -> None:
        self.outcome = outcome


def _stop(outcome: ItemOutcome) -> NoReturn:
    raise _Nothing(outcome)


def _carried_out(attempt: _Attempt) -> Recorded:
    submission = _claim(attempt)
    if submission.sequence is not None:
        return _repeated(submission, attempt)
    item = _begin(attempt) if attempt.item is None else _lock(attempt)
    entry = _record(item, attempt)
    submission.stream, submission.sequence = item.stream, entry.sequence
    submission.save(update_fields=("stream", "sequence"))
    return Recorded(item.id, entry.sequence, item.number)


def _claim(attempt: _Attempt) -> Submission:
    """Our own fresh row, or the completed row of the attempt that came first; it waits for one that is under way."""
    mine = Submission(
        district_id=attempt.actor.district_id, actor=attempt.actor, key=attempt.key,
        fingerprint=attempt.fingerprint, at=clock.now(),
    )  # fmt: skip
    Submission.objects.bulk_create([mine], ignore_conflicts=True)
    return Submission.objects.get(district_id=mine.district_id, actor=attempt.actor, key=attempt.key)


def _repeated(earlier: Submission, attempt: _Attempt) -> Recorded:
    if earlier.fingerprint != attempt.fingerprint or not earlier.stream:
        _stop(Invalid((Problem("office.key_of_another_act"),)))
    identity = UUID(earlier.stream.rpartition("/")[2])
    number = attempt.row.model.objects.get(pk=identity).number
    return Recorded(identity, earlier.sequence or 0, number, repeated=True)


def _begin(attempt: _Attempt) -> Item:
    """An item that does not exist yet. Where the district does not offer filings, there is no such register."""
    district = attempt.actor.district
    has_account = Account.objects.filter(person=attempt.actor, is_active=True).exists()
    offered = attempt.row.model is not PriorFiling or competent.receivers(district)
    if not (attempt.row.begins and has_account and offered):
        _stop(NotFound())
    return attempt.row.model(id=uuid4(), district=district)


def _lock(attempt: _Attempt) -> Item:
    """The item under its lock, and the one that it may supersede.

    Interpretations act on one another and on the district's readings, so the
    district's row comes first: one at a time, and in one order for everybody.
    """
    model = attempt.row.model
    wanted = {attempt.item} if attempt.item else set()
    if model is Interpretation:
        District.objects.select_for_update().get(pk=attempt.actor.district_id)
        named = Interpretation.objects.filter(
            district_id=attempt.actor.district_id, number=str(attempt.raw.get("supersedes") or "-").strip()
        )
        wanted |= set(named.values_list("pk", flat=True))
    list(model.objects.select_for_update().filter(pk__in=wanted).order_by("pk"))
    item: Item | None = _VISIBLE[model](attempt.actor, clock.today()).filter(pk=attempt.item).first()
    if item is None or attempt.row.begins:
        _stop(NotFound())
    if attempt.version != item.sequence:
        whole = _WHOLE[model](attempt.actor, clock.today()).filter(pk=item.pk).exists()
        seen = max(attempt.version or 0, 0)
        _stop(Conflict(item.sequence, chain.entries(item)[seen:] if whole else ()))
    return item


_VISIBLE: Mapping[ItemModel, Any] = {Interpretation: visibility.interpretations, PriorFiling: visibility.filings}
_WHOLE: Mapping[ItemModel, Any] = {Interpretation: visibility.whole_interpretations, PriorFiling: visibility.filings}


def occasion(item: Item, actor: Person, act: Act | None, since: date | None = None) -> Occasion:
    """What an act on ``item`` is judged with today."""
    today = clock.today()
    district = District.objects.get(pk=actor.district_id)
    policy = law.district_policy(district)
    return Occasion(item, act, actor, posts_of(actor, today), district, policy, today, since)


def _record(item: Item, attempt: _Attempt) -> Entry:
    sealer = ItemSealer(attempt.actor, item.id)
    entries = chain.entries(item) if item.sequence else ()
    on = _judged(item, attempt, sealer, entries[-1].occurred_on if entries else None)
    derived = dict(attempt.row.derived(on))
    entry = _chained(item, on, on.act, derived)
    sealer.keep_for(item)
    projection.write(item, (*entries, entry))
    _follow(item, on, derived)
    return entry


def _judged(item: Item, attempt: _Attempt, sealer: ItemSealer, since: date | None) -> Occasion:
    refused = standing_in_the_way(attempt.row, occasion(item, attempt.actor, None))
    if refused:
        _stop(Refused(refused))
    policy = law.district_policy(item.district)
    act = read_shape(attempt.row.shape, attempt.raw, policy, sealer)
    if not isinstance(act, Act):
        _stop(Invalid(act))
    on = occasion(item, attempt.actor, act, since)
    problems = tuple(problem for check in attempt.row.checks for problem in check(on))
    return _stop(Invalid(problems)) if problems else on


def _chained(item: Item, on: Occasion, act: Act, derived: Mapping[str, object]) -> Entry:
    content = Content(
        type=act.entry,
        schema=SCHEMA,
        occurred_on=act.occurred_on,
        recorded_at=clock.now(),
        actor=str(on.actor.id),
        body={"act": dump_act(act), "derived": dict(derived)},
        editions=law.pin(on.district, on.policy, law.calendar(on.district)),
    )
    return chain.chain(item, content)


def _follow(item: Item, on: Occasion, derived: Mapping[str, object]) -> None:
    """What an act does besides its own entry: another interpretation falls, a reading of the district is settled."""
    if not isinstance(item, Interpretation) or item.stage not in ("answered", "withdrawn"):
        return
    falls = item.settles if item.stage == "withdrawn" else ""
    stands = item.settles if item.stage == "answered" else ""
    if "supersedes" in derived:
        older = Interpretation.objects.get(pk=str(derived["supersedes"]))
        entries = chain.entries(older)
        act = SupersedeInterpretation(occurred_on=on.act.occurred_on, by=str(item.id))
        projection.write(older, (*entries, _chained(older, on, act, {})))
        falls = older.settles
    by = {"interpretation": str(item.id)}
    register.settle_readings(on.district, on.actor, falls=falls, stands=stands, by=by)
