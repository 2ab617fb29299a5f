"""Time added, supplements asked for, a defence withdrawn, the meeting on the facts."""

from collections.abc import Mapping
from dataclasses import replace

from rongcuo.casefile import acts
from rongcuo.casefile.effects.common import Fold, sent_back
from rongcuo.casefile.limits import DEFENCE
from rongcuo.casefile.records import Record
from rongcuo.casefile.state import CaseState, Defence, Extension, FactsMeeting, SupplementAsked


def _withdrawn(state: CaseState, act: acts.WithdrawDefence, record: Record) -> CaseState:
    """Nothing is taken out of the file: claims and defences are marked; a vote before it no longer stands."""
    named = frozenset(act.claims) or frozenset(claim.number for claim in state.claims)
    claims = tuple(
        replace(claim, withdrawn=record.sequence) if claim.number in named and claim.withdrawn is None else claim
        for claim in state.claims
    )
    gone = frozenset(claim.number for claim in claims if claim.withdrawn is not None)
    whole = len(gone) == len(claims)
    kept = sent_back(state) if record.derived.stage != state.stage else state
    defences = tuple(_marked(defence, named, record.sequence, whole=whole) for defence in state.defences)
    return replace(kept, claims=claims, defences=defences)


def _marked(defence: Defence, named: frozenset[int], entry: int, *, whole: bool) -> Defence:
    if whole:
        return replace(defence, withdrawn=defence.withdrawn or entry, changed=entry)
    return replace(defence, changed=entry) if named.intersection(defence.claims) else defence


def _extended(state: CaseState, act: acts.ExtendLimit, record: Record) -> CaseState:
    extension = Extension(act.limit, record.sequence, act.working_days or 0, act.until)
    timing = record.derived.timing
    announced = {**state.announced, act.limit: timing.last_day} if timing else state.announced
    extended = replace(state, extensions=(*state.extensions, extension), announced=announced)
    if state.service is None or timing is None or act.limit != DEFENCE:
        return extended
    return replace(extended, service=replace(state.service, announced_last_day=timing.last_day))


def _asked(state: CaseState, act: acts.AskForSupplement, record: Record) -> CaseState:
    asked = SupplementAsked(record.sequence, act.missing, act.until)
    return replace(state, supplements=(*state.supplements, asked))


def _met(state: CaseState, act: acts.MeetOnFacts, record: Record) -> CaseState:
    meeting = FactsMeeting(record.sequence, act.evidence, act.opinion, act.statement)
    return replace(state, meetings=(*state.meetings, meeting))


EFFECTS: Mapping[type[acts.Act], Fold] = {
    acts.WithdrawDefence: _withdrawn,
    acts.ExtendLimit: _extended,
    acts.AskForSupplement: _asked,
    acts.MeetOnFacts: _met,
}

DATES: Mapping[type[acts.Act], str] = {
    acts.WithdrawDefence: "withdrawn_on",
    acts.AskForSupplement: "supplement_asked_on",
    acts.MeetOnFacts: "met_on_facts_on",
}
