"""Consideration ex officio, findings, answers, conclusion, report."""

from collections.abc import Mapping
from dataclasses import replace

from rongcuo.base import Answer
from rongcuo.casefile import acts
from rongcuo.casefile.effects.common import Fold, comparison
from rongcuo.casefile.records import Record
from rongcuo.casefile.state import Bearing, CaseState, Conclusion, Evidence, FindingOnFile, Proposal


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
        against_facts=act.against_facts is not None,
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
    possible, departs, missing = comparison(record)
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
    return replace(state, report=record.sequence, review=None, deliberation=None)


EFFECTS: Mapping[type[acts.Act], Fold] = {
    acts.ConsiderExOfficio: _considered,
    acts.RecordFinding: _found,
    acts.AnswerClaim: _answered,
    acts.Conclude: _concluded,
    acts.Report: _reported,
}

DATES: Mapping[type[acts.Act], str] = {
    acts.ConsiderExOfficio: "considered_on",
    acts.Conclude: "concluded_on",
    acts.Report: "reported_on",
}
