"""Deliberation, decision, its service."""

from collections.abc import Mapping
from dataclasses import replace

from rongcuo.casefile import acts
from rongcuo.casefile.effects.common import Fold, comparison, noted, sent_back, took_part
from rongcuo.casefile.records import Record
from rongcuo.casefile.state import CaseState, Decision, Deliberation, Proposal


def _returned(state: CaseState, _: acts.ReturnForInquiry, record: Record) -> CaseState:
    returned = replace(sent_back(state), conclusion=None, report=None)
    return took_part(returned, "deciding", (record.actor,))


def _deliberated(state: CaseState, act: acts.Deliberate, record: Record) -> CaseState:
    if record.derived.tally is None:
        message = f"entry {record.sequence} is a deliberation without a tally"
        raise ValueError(message)
    deliberation = Deliberation(record.sequence, Proposal(act.proposal, act.measure), record.derived.tally)
    sat = [ballot.member for ballot in act.ballots if ballot.attendance == "present"]
    return took_part(replace(state, deliberation=deliberation), "deciding", (record.actor, *sat))


def _decided(state: CaseState, act: acts.Decide, record: Record) -> CaseState:
    _, departs, missing = comparison(record)
    decision = Decision(record.sequence, Proposal(act.decision, act.measure), departs, missing)
    return took_part(replace(state, decision=decision), "deciding", (record.actor,))


EFFECTS: Mapping[type[acts.Act], Fold] = {
    acts.ReturnForInquiry: _returned,
    acts.Deliberate: _deliberated,
    acts.Decide: _decided,
    acts.ServeDecision: noted,
}

DATES: Mapping[type[acts.Act], str] = {
    acts.ReturnForInquiry: "returned_on",
    acts.Deliberate: "deliberated_on",
    acts.Decide: "decided_on",
    acts.ServeDecision: "decision_served_on",
}
