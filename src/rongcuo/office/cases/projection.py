"""What is projected from a file's entries: columns for lists, grants, recusals, duties.

One function works it out (:func:`project`), one writes it (:func:`write`),
one compares it with the rows (:func:`differences`). The door, the rebuild and
the verifier use the same three, so they cannot disagree.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from rongcuo.casefile import (
    CaseState,
    DutyOnFile,
    DutyState,
    LimitOnFile,
    Record,
    duties,
    evolve,
    limits_on_file,
    read_record,
)
from rongcuo.casefile.derived import Granted
from rongcuo.law import Policy
from rongcuo.ledger import Entry
from rongcuo.office import clock
from rongcuo.office.cases.models import CaseFile, DutyRow, Grant, Recusal
from rongcuo.office.summaries.models import CaseFacts
from rongcuo.reports.facts import FileFacts, facts_of
from rongcuo.workdays import Calendar

Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class GrantData:
    """A grant as the entries give it; ids as UUIDs."""

    person_id: UUID | None
    organ_id: UUID | None
    function: str
    audience: str
    given_by: int
    started_on: date
    ended_by: int | None = None
    ended_on: date | None = None

    @property
    def holder(self) -> tuple[object, ...]:
        """Who holds it, and in which part."""
        return (self.person_id, self.organ_id, self.function, self.audience)


@dataclass(frozen=True, slots=True)
class DutyData:
    """An owed duty and one of its holders."""

    duty: str
    item: int
    act: str
    last_day: date | None
    person_id: UUID | None
    organ_id: UUID | None
    function: str


@dataclass(frozen=True, slots=True)
class Projection:
    """Everything that the rows of one file should be."""

    state: CaseState
    columns: Row
    grants: tuple[GrantData, ...]
    recusals: frozenset[UUID]
    duties: tuple[DutyData, ...]
    facts: FileFacts


def project(entries: Sequence[Entry], policy: Policy, calendar: Calendar, today: date) -> Projection:
    """The projection of a file with at least one entry, as of ``today``."""
    state, grants, steps = CaseState(), tuple[GrantData, ...](), list[tuple[Record, CaseState]]()
    for entry in entries:
        state = evolve(state, entry)
        grants = tuple(_granted(grants, entry, state))
        steps.append((read_record(entry), state))
    limits = limits_on_file(state, policy, calendar)
    owed = [duty for duty in duties(state, policy, calendar, today) if duty.state is DutyState.OWED]
    columns = {
        **_opening(entries[0], state),
        **_present(state, entries[-1]),
        "next_deadline": min((last for duty in owed if (last := duty.last_day) and not _is_own(duty)), default=None),
        "calendar": calendar.digest,
        "projected_on": today,
        "runs_until": max((limit.last_day for limit in limits.values()), default=None),
        "stale_on": _stale_on(limits, today, owed),
    }
    recusals = frozenset(UUID(person) for person in state.recused)
    facts = facts_of(entries[0].stream.rpartition("/")[2], str(entries[0].body["number"]), steps, policy)
    return Projection(state, columns, grants, recusals, tuple(_duties(owed)), facts)


def write(casefile: CaseFile, projection: Projection) -> None:
    """Bring the rows into line; the caller holds the file's lock and the transaction."""
    for name, value in projection.columns.items():
        setattr(casefile, name, value)
    casefile.save()
    _write_grants(casefile, projection.grants)
    held = set(casefile.recusals.values_list("person_id", flat=True))
    _remove(casefile.recusals.filter(person_id__in=held - projection.recusals))
    common = {"casefile": casefile, "district_id": casefile.district_id}
    Recusal.objects.bulk_create(Recusal(**common, person_id=person) for person in projection.recusals - held)
    if _duty_rows(casefile) != sorted(map(repr, projection.duties)):
        _remove(casefile.duties.all())
        DutyRow.objects.bulk_create(DutyRow(**common, **asdict(duty)) for duty in projection.duties)
    CaseFacts(**common, **facts_columns(projection.facts)).save()


def differences(casefile: CaseFile, projection: Projection) -> Iterator[tuple[str, str]]:
    """Where the rows differ from what they should be: a code and the column, if there is one."""
    for name, value in projection.columns.items():
        if getattr(casefile, name) != value:
            yield "office.projection_differs", name
    if sorted(map(repr, map(_data_of, casefile.grants.all()))) != sorted(map(repr, projection.grants)):
        yield "office.grants_differ", ""
    if set(casefile.recusals.values_list("person_id", flat=True)) != projection.recusals:
        yield "office.recusals_differ", ""
    if _duty_rows(casefile) != sorted(map(repr, projection.duties)):
        yield "office.duties_differ", ""
    kept = CaseFacts.objects.filter(casefile=casefile).values(*facts_columns(projection.facts)).first()
    if kept != facts_columns(projection.facts):
        yield "office.facts_differ", ""


def facts_columns(facts: FileFacts) -> dict[str, object]:
    """The row of the facts that the annual summary counts."""
    return {
        "opened_on": facts.opened_on,
        "last_on": facts.last_on,
        "is_pending": facts.is_pending,
        "facts": json.dumps(facts.dump(), ensure_ascii=False, separators=(",", ":")),
    }


def _opening(entry: Entry, state: CaseState) -> Row:
    file = state.file
    return {
        "number": entry.body["number"],
        "title_id": UUID(file.title.id),
        "party_kind": file.party_kind,
        "party_person_id": _uuid(file.party_person),
        "organisation_id": UUID(file.organisation),
        "investigating_organ_id": UUID(file.investigating_organ),
        "deciding_organ_id": UUID(file.deciding_organ),
        "superior_organ_id": UUID(file.superior_organ),
        "route": file.route,
        "opened_on": entry.occurred_on,
    }


def _present(state: CaseState, last: Entry) -> Row:
    return {
        "stage": state.stage,
        "decision": state.decision.proposal.decision if state.decision else "",
        "decided_on": state.dates.get("decided_on"),
        "sequence": last.sequence,
        "head_hash": last.hash,
        "algorithm": last.algorithm,
        "changed_at": last.recorded_at,
    }


def _granted(grants: Iterable[GrantData], entry: Entry, state: CaseState) -> Iterator[GrantData]:
    """The grants after one more entry: those it ends are dated, those it gives anew are added."""
    derived = read_record(entry).derived
    day = clock.civil_day(entry.recorded_at)
    ended, left = set(map(UUID, derived.ended)), set(map(UUID, derived.left))
    after = [
        replace(grant, ended_by=entry.sequence, ended_on=day)
        if grant.ended_by is None and (grant.person_id in ended or grant.organ_id in left)
        else grant
        for grant in grants
    ]
    yield from after
    held = {grant.holder for grant in after if grant.ended_by is None}
    given = (new for granted in derived.grants for new in _given(granted, state, entry.sequence, day))
    yield from {grant.holder: grant for grant in given if grant.holder not in held}.values()


def _given(granted: Granted, state: CaseState, sequence: int, day: date) -> Iterator[GrantData]:
    """Whoever sees a file for an organ sees it while in post there; only the party sees it as a person."""
    person, organ = _uuid(granted.person), _uuid(granted.organ or state.organ(granted.audience))
    if person is not None:
        yield GrantData(person, organ, "", granted.audience, sequence, day)
    else:
        for function in granted.functions:
            yield GrantData(None, organ, function, granted.audience, sequence, day)


def _duties(owed: Iterable[DutyOnFile]) -> Iterator[DutyData]:
    for duty in owed:
        for holder in duty.holders:
            for function in holder.functions or ("",):
                yield DutyData(
                    duty.duty.id, duty.item.number if duty.item else 0, duty.duty.act or "", duty.last_day,
                    _uuid(holder.person), _uuid(holder.organ), function,
                )  # fmt: skip


def _is_own(duty: DutyOnFile) -> bool:
    """Whether the limit is the office's own: lists show the law's."""
    return duty.limit is not None and duty.limit.limit.internal


def _stale_on(limits: Mapping[str, LimitOnFile], today: date, owed: Iterable[DutyOnFile]) -> date | None:
    """The day after the next limit that ends: on it a duty can change although nobody acts."""
    ends = [limit.last_day for limit in limits.values()]
    ends += [duty.last_day for duty in owed if duty.last_day]
    return min((last + timedelta(days=1) for last in ends if last >= today), default=None)


def _write_grants(casefile: CaseFile, wanted: Sequence[GrantData]) -> None:
    rows = {_key(_data_of(row)): row for row in casefile.grants.all()}
    _remove(Grant.objects.filter(pk__in=[row.pk for key, row in rows.items() if key not in set(map(_key, wanted))]))
    for grant in wanted:
        row = rows.get(_key(grant))
        if row is None:
            Grant.objects.create(casefile=casefile, district_id=casefile.district_id, **asdict(grant))
        elif _data_of(row) != grant:
            row.started_on, row.ended_by, row.ended_on = grant.started_on, grant.ended_by, grant.ended_on
            row.save()


def _key(grant: GrantData) -> tuple[object, ...]:
    return (*grant.holder, grant.given_by)


def _data_of(row: Grant) -> GrantData:
    return GrantData(
        row.person_id, row.organ_id, row.function, row.audience,
        row.given_by, row.started_on, row.ended_by, row.ended_on,
    )  # fmt: skip


def _duty_rows(casefile: CaseFile) -> list[str]:
    return sorted(
        repr(DutyData(row.duty, row.item, row.act, row.last_day, row.person_id, row.organ_id, row.function))
        for row in casefile.duties.all()
    )


def _remove(rows: object) -> None:
    """Only projections are ever removed, and only to be made again."""
    rows.delete()  # type: ignore[attr-defined]


def _uuid(text: str | None) -> UUID | None:
    return UUID(text) if text else None
