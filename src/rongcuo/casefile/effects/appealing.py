"""Appeals, corrections, revocation, and voided entries."""

from collections.abc import Mapping
from dataclasses import replace

from rongcuo.casefile import acts
from rongcuo.casefile.effects.common import Fold, comparison, joined, took_part
from rongcuo.casefile.records import Record
from rongcuo.casefile.state import Appeal, CaseState, Consent, Decision, Proposal

_OF_THE_DECISION = ("decided_on", "decision_served_on", "closed_on")
"""The days that no longer count once an exemption is revoked: another decision is to come."""


def _filed(state: CaseState, act: acts.FileAppeal, record: Record) -> CaseState:
    timing = record.derived.timing
    appeal = Appeal(
        number=len(state.appeals) + 1,
        entry=record.sequence,
        kind=act.kind,
        organ=act.appeal_organ,
        filed_on=act.occurred_on,
        in_time=timing is None or timing.in_time,
        grounds=act.grounds,
    )
    return joined(replace(state, appeals=(*state.appeals, appeal)), "appeal", act.appeal_organ)


def _consent_requested(state: CaseState, act: acts.RequestConsentToChange, record: Record) -> CaseState:
    asked = Consent(record.sequence, Proposal(act.proposal, act.measure))
    return took_part(replace(state, consent=asked), "requesting", (record.actor,))


def _appeal_decided(state: CaseState, act: acts.DecideAppeal, record: Record) -> CaseState:
    appeals = _with(state.appeals, act.appeal, outcome=act.outcome, decided_entry=record.sequence)
    decided = _changed(replace(state, appeals=appeals), act, record)
    return took_part(decided, "appealing", (record.actor, act.second_reviewer))


def _appeal_served(state: CaseState, act: acts.ServeAppealDecision, record: Record) -> CaseState:
    return replace(state, appeals=_with(state.appeals, act.appeal, served_entry=record.sequence))


def _corrected(state: CaseState, act: acts.CorrectDecision, record: Record) -> CaseState:
    sat = [ballot.member for ballot in act.ballots if ballot.attendance == "present"]
    corrected = _changed(state, act, record)
    return took_part(corrected, "deciding", (record.actor, *sat)) if sat else corrected


def _revoked(state: CaseState, _: acts.RevokeExemption, record: Record) -> CaseState:
    """The decision falls with all that led to it; evidence, findings and defences stay."""
    return replace(
        state,
        decision=None,
        conclusion=None,
        report=None,
        deliberation=None,
        consent=None,
        revoked=(*state.revoked, record.sequence),
        dates={name: day for name, day in state.dates.items() if name not in _OF_THE_DECISION},
    )


def _voided(state: CaseState, act: acts.VoidEntry, _: Record) -> CaseState:
    """What rests on the entry alone is gone: the finding is open, the claim unanswered, the notice unserved."""
    rid = replace(state, voided=state.voided | {act.voided})
    if any(finding.entry == act.voided for finding in state.findings.values()):
        kept = {name: finding for name, finding in state.findings.items() if finding.entry != act.voided}
        return replace(rid, findings=kept, conclusion=None)
    if state.service and state.service.entry == act.voided:
        return replace(rid, service=None, dates={name: day for name, day in state.dates.items() if name != "served_on"})
    claims = tuple(
        replace(claim, adopted=None, answer=None, answer_entry=None) if claim.answer_entry == act.voided else claim
        for claim in state.claims
    )
    return replace(rid, claims=claims)


def _changed(state: CaseState, act: acts.DecideAppeal | acts.CorrectDecision, record: Record) -> CaseState:
    """Another decision in the place of the one on file, where the act names one."""
    if act.decision is None:
        return state
    _, departs, missing = comparison(record)
    decision = Decision(record.sequence, Proposal(act.decision, act.measure), departs, missing)
    return replace(state, decision=decision)


def _with(appeals: tuple[Appeal, ...], number: int, **changed: object) -> tuple[Appeal, ...]:
    return tuple(replace(each, **changed) if each.number == number else each for each in appeals)  # type: ignore[arg-type]


EFFECTS: Mapping[type[acts.Act], Fold] = {
    acts.FileAppeal: _filed,
    acts.RequestConsentToChange: _consent_requested,
    acts.DecideAppeal: _appeal_decided,
    acts.ServeAppealDecision: _appeal_served,
    acts.CorrectDecision: _corrected,
    acts.RevokeExemption: _revoked,
    acts.VoidEntry: _voided,
}

DATES: Mapping[type[acts.Act], str] = {
    acts.FileAppeal: "appeal_filed_on",
    acts.RequestConsentToChange: "consent_requested_on",
    acts.DecideAppeal: "appeal_decided_on",
    acts.ServeAppealDecision: "appeal_decision_served_on",
    acts.CorrectDecision: "corrected_on",
    acts.RevokeExemption: "revoked_on",
}
