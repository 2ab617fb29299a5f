"""What the figures need of one case file: its dated events, taken from the folded entries, small enough to keep.

A figure never looks at a case file itself. It looks at these facts, which are projected when an entry is recorded and
can be made again from the entries at any time.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple, Self, cast

from rongcuo.base import Answer
from rongcuo.casefile import Act, CaseState, Record
from rongcuo.casefile.state import FindingOnFile
from rongcuo.law import Policy
from rongcuo.procedure.consent import consent_is_owed
from rongcuo.procedure.facts import Facts
from rongcuo.reports.adverse import adverse

PENDING = frozenset({"opened", "notified", "reviewing", "concluded", "reported", "deliberated", "awaiting_consent"})
"""The stages in which a file waits for its decision."""


class Decided(NamedTuple):
    """What stood on the file when a decision was taken, or another put in its place."""

    decision: str
    standing: str
    departs: bool
    open_findings: bool
    """Whether a finding that mattered had not been settled."""
    plea: str
    """``in_time``, ``late`` or ``none``: of the defences that stood."""
    considered: bool
    """Whether a consideration of office was on file (5.1)."""
    owes_consent: bool
    consented: bool
    matters: tuple[str, ...]
    natures: tuple[str, ...]
    against: tuple[str, ...]
    """Findings with an answer that lets nobody be exempted."""
    answers: Mapping[str, str]
    """Every finding with its answer, for like cases."""


class Event(NamedTuple):
    """One entry as the figures see it. ``kind`` is the type of the entry, ``stage`` that after it."""

    kind: str
    entry: int
    on: date
    stage: str
    about: str = ""
    """What it says, by kind: the outcome, the form, the result."""
    item: int = 0
    """The number of the thing that it is about."""
    until: date | None = None
    decided: Decided | None = None


@dataclass(frozen=True, slots=True)
class FileFacts:
    """The facts of one case file; ids as text. Events in the order of their entries, without voided ones."""

    casefile: str
    number: str
    party: str
    party_kind: str
    matter: str
    """What the files of one matter have in common: its number, or the file itself where it has none."""
    organisation: str
    investigating: str
    deciding: str
    rank: str
    route: str
    events: tuple[Event, ...]

    @property
    def opened_on(self) -> date:
        """The day on which accountability was started."""
        return self.events[0].on

    @property
    def last_on(self) -> date:
        """The latest day of any event."""
        return max(event.on for event in self.events)

    @property
    def is_pending(self) -> bool:
        """Whether it waits for a decision now."""
        return self.events[-1].stage in PENDING

    def dump(self) -> dict[str, object]:
        """Plain JSON, as it is kept."""
        plain = {name: getattr(self, name) for name in _HEAD}
        return plain | {"events": [_dumped(event) for event in self.events]}

    @classmethod
    def load(cls, kept: Mapping[str, Any]) -> Self:
        """Read what :meth:`dump` wrote."""
        return cls(**{name: kept[name] for name in _HEAD}, events=tuple(_event(row) for row in kept["events"]))


_HEAD = (
    "casefile", "number", "party", "party_kind", "matter", "organisation", "investigating", "deciding", "rank", "route",
)  # fmt: skip


def facts_of(casefile: str, number: str, steps: Sequence[tuple[Record, CaseState]], policy: Policy) -> FileFacts:
    """The facts of a file: each entry with the state after it, in order; at least the opening."""
    state = steps[-1][1]
    file = state.file
    events = _events([step for step in steps if step[0].sequence not in state.voided], policy)
    return FileFacts(
        casefile=casefile,
        number=number,
        party=file.party_person or file.organisation,
        party_kind=file.party_kind,
        matter=file.matter_number or casefile,
        organisation=file.organisation,
        investigating=state.organ("investigating") or "",
        deciding=state.organ("deciding") or "",
        rank=state.settled_rank or file.rank or "",
        route=file.route,
        events=tuple(events),
    )


def _events(steps: Iterable[tuple[Record, CaseState]], policy: Policy) -> Iterator[Event]:
    for record, state in steps:
        act = record.act
        yield Event(
            kind=act.entry,
            entry=record.sequence,
            on=record.occurred_on,
            stage=record.derived.stage,
            about=_about(record),
            item=next((value for name in _ITEMS if isinstance(value := getattr(act, name, None), int)), 0),
            until=getattr(act, "due_on", None),
            decided=_decided(record, state, policy),
        )


_ABOUT: Mapping[str, str] = {
    "decide": "decision", "deliberate": "proposal", "decide_appeal": "outcome", "correct_decision": "kind",
    "revoke_exemption": "ground", "terminate": "reason", "clarify": "form", "order_effect": "effect",
    "acknowledge_effect": "result", "verify_rectification": "result", "issue_rectification": "recipient",
    "file_appeal": "kind", "answer_claim": "adopted",
}  # fmt: skip
"""By act, the field that says what it was about."""

_ITEMS = ("appeal", "order", "rectification", "claim", "document")
"""Fields that name a numbered thing on the file."""


def _about(record: Record) -> str:
    act = record.act
    match act.name:
        case "file_defence" | "supplement_defence":
            return "in_time" if record.derived.timing is None or record.derived.timing.in_time else "late"
        case "assess_complexity":
            return (
                "owed" if "yes" in (getattr(act, "facts_complex", ""), getattr(act, "specialised", "")) else "not_owed"
            )
        case "deliberate" if record.derived.tally is not None and not record.derived.tally.carried:
            return ""
        case "withdraw_defence":
            return ""
        case name:
            return str(getattr(act, _ABOUT.get(name, "name"), "") or "") if name in _ABOUT else ""


def _decided(record: Record, state: CaseState, policy: Policy) -> Decided | None:
    """For a carried vote, a decision, or one put in its place."""
    decision = _decision_in(record)
    if not decision:
        return None
    compared = record.derived.compared
    answers = {name: finding.answer for name, finding in state.findings.items()}
    return Decided(
        decision=decision,
        standing=compared.standing if compared else "",
        departs=bool(compared and compared.departs),
        open_findings=bool(compared and compared.missing),
        plea=_plea(state),
        considered=state.considered is not None,
        owes_consent=_owes_consent(state, policy, decision),
        consented=bool(state.consent and state.consent.given and state.consent.proposal.decision == decision),
        matters=_established(state.findings, policy, "matter"),
        natures=_established(state.findings, policy, "nature"),
        against=tuple(name for name, answer in answers.items() if adverse(policy).get(name) is answer),
        answers={name: answer.value for name, answer in answers.items()},
    )


def _decision_in(record: Record) -> str:
    act: Act = record.act
    if act.name == "deliberate":
        return str(getattr(act, "proposal", "")) if _about(record) else ""
    if act.name in ("decide", "decide_appeal", "correct_decision"):
        return str(getattr(act, "decision", None) or "")
    return ""


def _plea(state: CaseState) -> str:
    standing = state.standing_defences
    if not standing:
        return "none"
    return "in_time" if any(each.in_time for each in standing) else "late"


def _established(findings: Mapping[str, FindingOnFile], policy: Policy, kind: str) -> tuple[str, ...]:
    kinds = policy.pack.findings
    return tuple(
        name
        for name, finding in findings.items()
        if finding.answer is Answer.ESTABLISHED and name in kinds and kinds[name].kind == kind
    )


@dataclass(frozen=True, slots=True)
class _Proposed:
    """What the pack's table of consent looks at, and nothing else of :class:`rongcuo.procedure.facts.Facts`."""

    parameters: Mapping[str, object]
    readings: Mapping[str, str]
    proposed_decision: str
    party_kind: str
    rank_group: str | None


def _owes_consent(state: CaseState, policy: Policy, decision: str) -> bool:
    table = policy.pack.procedure
    file, rank = state.file, state.settled_rank or state.file.rank
    groups = {row.id: row.group for row in table.lists["rank"]} if table else {}
    group = None if file.party_kind != "person" and rank is None else groups.get(rank or "") or "settle"
    asked = _Proposed(policy.pack.parameters, policy.readings, decision, file.party_kind, group)
    return consent_is_owed(cast("Facts", asked))


def _dumped(event: Event) -> list[object]:
    decided = event.decided
    row: list[object] = [event.kind, event.entry, event.on.isoformat(), event.stage]
    rest = [event.about, event.item, event.until.isoformat() if event.until else ""]
    if decided is not None:
        return [*row, *rest, list(decided)]
    return [*row, *rest] if any(rest) else row


def _event(row: Sequence[Any]) -> Event:
    kind, entry, on, stage, *rest = row
    about, item, until, *decided = rest or ("", 0, "")
    return Event(
        kind, entry, date.fromisoformat(on), stage, about, item, date.fromisoformat(until) if until else None,
        _read(decided[0]) if decided else None,
    )  # fmt: skip


def _read(row: Sequence[Any]) -> Decided:
    values: list[Any] = [tuple(value) if isinstance(value, list) else value for value in row]
    return Decided(*values)
