"""Folding entries into a state: pure, total on what ``decide`` wrote, and blind to packs.

Everything that a pack or a calendar gave is in the entry (:mod:`.derived`),
so a file recorded under an old edition folds the same for ever.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import reduce
from typing import Any

from rongcuo.base import Answer
from rongcuo.casefile import acts
from rongcuo.casefile.limits import DEFENCE
from rongcuo.casefile.records import Record, read_record
from rongcuo.casefile.state import (
    EMPTY,
    Bearing,
    CaseState,
    Claim,
    Conclusion,
    Consent,
    Decision,
    Defence,
    Deliberation,
    Evidence,
    FindingOnFile,
    Parts,
    Proposal,
    Service,
)
from rongcuo.ledger import Entry

Fold = Callable[[CaseState, Any, Record], CaseState]


def fold(entries: Iterable[Entry], start: CaseState = EMPTY) -> CaseState:
    """The state that ``entries``, in order, lead to."""
    return reduce(evolve, entries, start)


def evolve(state: CaseState, entry: Entry) -> CaseState:
    """The state after one more entry."""
    record = read_record(entry)
    after = _EFFECTS[type(record.act)](state, record.act, record)
    return replace(
        after,
        sequence=record.sequence,
        stage=record.derived.stage,
        dates=_dated(after, record),
        reached=_reached(state, record),
        announced={**after.announced, **{said.limit: said.last_day for said in record.derived.announced}},
        documents=(*after.documents, *record.documents),
    )


def provisional(act: acts.OpenFile) -> CaseState:
    """The file as opening it would make it, to judge the opening by."""
    return replace(EMPTY, opened=act)


def _dated(state: CaseState, record: Record) -> Mapping[str, Any]:
    """Each entry type dates the file: ``served_on`` is when the notice was served."""
    name = DATES.get(type(record.act))
    return {**state.dates, name: record.occurred_on} if name else state.dates


def _reached(state: CaseState, record: Record) -> Mapping[str, Any]:
    stage = record.derived.stage
    return state.reached if stage == state.stage else {**state.reached, stage: record.occurred_on}


def _opened(_: CaseState, act: acts.OpenFile, __: Record) -> CaseState:
    return replace(EMPTY, opened=act)


def _assigned(state: CaseState, act: acts.AssignOfficers, _: Record) -> CaseState:
    officers = tuple(dict.fromkeys((*state.officers, *act.officers)))
    return _took_part(replace(state, officers=officers), "investigating", act.officers)


def _noted(state: CaseState, _: acts.Act, __: Record) -> CaseState:
    """An act whose whole effect is its stage, its date and its documents."""
    return state


def _served(state: CaseState, act: acts.RecordService, record: Record) -> CaseState:
    timing = record.derived.timing
    last_day = timing.last_day if timing else act.occurred_on
    service = Service(record.sequence, act.occurred_on, act.method, last_day)
    return replace(state, service=service, announced={**state.announced, DEFENCE: last_day})


def _defended(state: CaseState, act: acts.FileDefence | acts.SupplementDefence, record: Record) -> CaseState:
    first = len(state.claims) + 1
    claims = tuple(
        Claim(number, made.target, made.statement, record.sequence)
        for number, made in enumerate(act.claims, start=first)
    )
    timing = record.derived.timing
    defence = Defence(
        entry=record.sequence,
        filed_on=act.occurred_on,
        filed_by=record.actor,
        in_time=timing is None or timing.in_time,
        working_day=timing.working_day if timing else None,
        claims=tuple(claim.number for claim in claims),
        statement=act.statement,
        attachments=act.attachments,
    )
    kept = _sent_back(state) if record.derived.stage != state.stage else state
    return replace(
        kept,
        waived=False,
        claims=(*state.claims, *claims),
        defences=(*state.defences, defence),
        dates={**state.dates, FILED: act.occurred_on},
    )


def _waived(state: CaseState, _: acts.WaiveDefence, __: Record) -> CaseState:
    return replace(state, waived=True)


def _accepted(state: CaseState, act: acts.AcceptDefence, _: Record) -> CaseState:
    accepted = tuple(replace(defence, accepted_on=defence.accepted_on or act.occurred_on) for defence in state.defences)
    return replace(state, defences=accepted)


def _considered(state: CaseState, act: acts.ConsiderExOfficio, _: Record) -> CaseState:
    return replace(state, considered=act.considered)


def _found(state: CaseState, act: acts.RecordFinding, record: Record) -> CaseState:
    """A new finding supersedes the old one, and any conclusion drawn before it."""
    first = len(state.evidence) + 1
    added = tuple(
        Evidence(number, item.title, item.files, record.sequence) for number, item in enumerate(act.added, start=first)
    )
    bearings = (
        *(Bearing(item.number, item.bearing == "supports") for item in act.cited),
        *(Bearing(new.number, item.bearing == "supports") for new, item in zip(added, act.added, strict=True)),
    )  # fmt: skip
    before = state.findings.get(act.finding)
    finding = FindingOnFile(
        finding=act.finding,
        answer=Answer(act.value),
        evidence=bearings,
        reason=act.reason,
        officers=(record.actor, act.second_officer),
        entry=record.sequence,
        replaces=before.entry if before else None,
    )
    return replace(
        state,
        conclusion=None,
        evidence=(*state.evidence, *added),
        findings={**state.findings, act.finding: finding},
    )


def _answered(state: CaseState, act: acts.AnswerClaim, record: Record) -> CaseState:
    claims = tuple(
        replace(claim, adopted=act.adopted, answer=act.reason, answer_entry=record.sequence)
        if claim.number == act.claim
        else claim
        for claim in state.claims
    )
    return replace(state, claims=claims)


def _concluded(state: CaseState, act: acts.Conclude, record: Record) -> CaseState:
    possible, departs, missing = _comparison(record)
    conclusion = Conclusion(
        entry=record.sequence,
        standing=act.standing,
        proposal=Proposal(act.proposal, act.measure),
        possible=possible,
        departs=departs,
        open_findings=missing,
    )
    return replace(state, conclusion=conclusion)


def _reported(state: CaseState, _: acts.Report, record: Record) -> CaseState:
    return replace(state, report=record.sequence, deliberation=None)


def _returned(state: CaseState, _: acts.ReturnForInquiry, record: Record) -> CaseState:
    sent_back = replace(_sent_back(state), conclusion=None, report=None)
    return _took_part(sent_back, "deciding", (record.actor,))


def _deliberated(state: CaseState, act: acts.Deliberate, record: Record) -> CaseState:
    if record.derived.tally is None:
        message = f"entry {record.sequence} is a deliberation without a tally"
        raise ValueError(message)
    deliberation = Deliberation(record.sequence, Proposal(act.proposal, act.measure), record.derived.tally)
    sat = [ballot.member for ballot in act.ballots if ballot.attendance == "present"]
    return _took_part(replace(state, deliberation=deliberation), "deciding", (record.actor, *sat))


def _consent_requested(state: CaseState, _: acts.RequestConsent, record: Record) -> CaseState:
    if state.deliberation is None:
        message = f"entry {record.sequence} asks for consent to nothing"
        raise ValueError(message)
    requested = replace(state, consent=Consent(record.sequence, state.deliberation.proposal))
    return _took_part(requested, "requesting", (record.actor,))


def _consent_given(state: CaseState, _: acts.GiveConsent, record: Record) -> CaseState:
    return _replied(state, record, given=True)


def _consent_refused(state: CaseState, _: acts.RefuseConsent, record: Record) -> CaseState:
    return _sent_back(_replied(state, record, given=False))


def _request_returned(state: CaseState, _: acts.ReturnRequest, record: Record) -> CaseState:
    replied = _sent_back(_replied(state, record, given=False))
    return replace(replied, conclusion=None, report=None)


def _decided(state: CaseState, act: acts.Decide, record: Record) -> CaseState:
    _, departs, missing = _comparison(record)
    decision = Decision(record.sequence, Proposal(act.decision, act.measure), departs, missing)
    return _took_part(replace(state, decision=decision), "deciding", (record.actor,))


def _recused(state: CaseState, act: acts.Recuse, _: Record) -> CaseState:
    officers = tuple(person for person in state.officers if person != act.person)
    return replace(state, officers=officers, recused=state.recused | {act.person})


def _replaced(state: CaseState, act: acts.ReplaceOfficer, _: Record) -> CaseState:
    officers = tuple(act.incoming if person == act.leaving else person for person in state.officers)
    return _took_part(replace(state, officers=officers), "investigating", (act.incoming,))


def _sent_back(state: CaseState) -> CaseState:
    """What was voted no longer stands, nor a request that waits for its reply; a new deliberation is owed."""
    waiting = state.consent is not None and state.consent.given is None
    return replace(state, deliberation=None, consent=None if waiting else state.consent)


def _replied(state: CaseState, record: Record, *, given: bool) -> CaseState:
    if state.consent is None:
        message = f"entry {record.sequence} replies to no request"
        raise ValueError(message)
    consent = replace(state.consent, given=given, replied_entry=record.sequence)
    return _took_part(replace(state, consent=consent), "consenting", (record.actor,))


def _took_part(state: CaseState, part: str, persons: Iterable[str]) -> CaseState:
    already: frozenset[str] = getattr(state.parts, part)
    parts: Parts = replace(state.parts, **{part: already | frozenset(persons)})
    return replace(state, parts=parts)


def _comparison(record: Record) -> tuple[tuple[str, ...], bool, tuple[str, ...]]:
    compared = record.derived.compared
    if compared is None:
        message = f"entry {record.sequence} carries no determination"
        raise ValueError(message)
    return compared.possible, compared.departs, compared.missing


_EFFECTS: Mapping[type[acts.Act], Fold] = {
    acts.OpenFile: _opened,
    acts.AssignOfficers: _assigned,
    acts.NotifyRights: _noted,
    acts.RecordService: _served,
    acts.FileDefence: _defended,
    acts.SupplementDefence: _defended,
    acts.WaiveDefence: _waived,
    acts.AcceptDefence: _accepted,
    acts.ConsiderExOfficio: _considered,
    acts.RecordFinding: _found,
    acts.AnswerClaim: _answered,
    acts.Conclude: _concluded,
    acts.Report: _reported,
    acts.ReturnForInquiry: _returned,
    acts.Deliberate: _deliberated,
    acts.RequestConsent: _consent_requested,
    acts.GiveConsent: _consent_given,
    acts.RefuseConsent: _consent_refused,
    acts.ReturnRequest: _request_returned,
    acts.Decide: _decided,
    acts.ServeDecision: _noted,
    acts.Recuse: _recused,
    acts.ReplaceOfficer: _replaced,
}

DATES: Mapping[type[acts.Act], str] = {
    acts.OpenFile: "opened_on",
    acts.NotifyRights: "notified_on",
    acts.RecordService: "served_on",
    acts.FileDefence: "defended_on",
    acts.ConsiderExOfficio: "considered_on",
    acts.Conclude: "concluded_on",
    acts.Report: "reported_on",
    acts.ReturnForInquiry: "returned_on",
    acts.Deliberate: "deliberated_on",
    acts.RequestConsent: "consent_requested_on",
    acts.GiveConsent: "consent_given_on",
    acts.Decide: "decided_on",
    acts.ServeDecision: "decision_served_on",
}
"""The name under which the file remembers the day of each act."""

FILED = "filed_on"
"""The day of the latest defence or supplement: what has to be accepted."""

EVENTS = frozenset(DATES.values()) | {FILED}
"""Every day that a file can know."""
