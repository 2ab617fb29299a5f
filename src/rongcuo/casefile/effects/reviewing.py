"""Case review and consultation."""

from collections.abc import Mapping
from dataclasses import replace

from rongcuo.casefile import acts
from rongcuo.casefile.effects.common import Fold, joined, sent_back, took_part
from rongcuo.casefile.records import Record
from rongcuo.casefile.state import CaseState, Consultation, Review


def _sent(state: CaseState, act: acts.SendForReview, record: Record) -> CaseState:
    return replace(joined(state, "case_review", act.organ), review=Review(record.sequence, act.organ))


def _reviewed(state: CaseState, act: acts.CaseReview, record: Record) -> CaseState:
    """A file that is returned goes on as one that the deciding organ returns: to be concluded and reported again."""
    if state.review is None:
        message = f"entry {record.sequence} reviews nothing"
        raise ValueError(message)
    returns = record.derived.stage != state.stage
    review = replace(state.review, result=act.result, reviewed=record.sequence, agrees=not returns)
    after = replace(sent_back(state), conclusion=None, report=None) if returns else state
    return took_part(replace(after, review=review), "reviewing", (record.actor,))


def _consulted(state: CaseState, act: acts.Consult, record: Record) -> CaseState:
    number = len(state.consultations) + 1
    asked = Consultation(number, record.sequence, act.consulted_as, act.organ, act.question)
    return replace(joined(state, "consulted", act.organ), consultations=(*state.consultations, asked))


def _answered(state: CaseState, act: acts.AnswerConsultation, record: Record) -> CaseState:
    consultations = tuple(
        replace(asked, answer=act.answer, answered=record.sequence) if asked.number == act.consultation else asked
        for asked in state.consultations
    )
    return replace(state, consultations=consultations)


EFFECTS: Mapping[type[acts.Act], Fold] = {
    acts.SendForReview: _sent,
    acts.CaseReview: _reviewed,
    acts.Consult: _consulted,
    acts.AnswerConsultation: _answered,
}

DATES: Mapping[type[acts.Act], str] = {
    acts.SendForReview: "sent_for_review_on",
    acts.CaseReview: "reviewed_on",
    acts.Consult: "consulted_on",
}
