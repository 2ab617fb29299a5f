"""Case review and consultation."""

from collections.abc import Iterable

from rongcuo.base import Refusal
from rongcuo.casefile.acts import AnswerConsultation, CaseReview, Consult
from rongcuo.casefile.competence import is_party
from rongcuo.casefile.facts import REVIEW_AGREES, FileFacts


def every_head_once(act: CaseReview, facts: FileFacts) -> Iterable[Refusal]:
    """Each head of the pack is answered, and once."""
    wanted = sorted(row.id for row in facts.context.table.lists["review_head"])
    if sorted(reviewed.head for reviewed in act.heads) != wanted:
        yield Refusal("review.heads_differ", {"needed": len(wanted)})


def result_follows_the_heads(act: CaseReview, _: FileFacts) -> Iterable[Refusal]:
    """Case review agrees where every head holds, and returns the file where one does not."""
    all_hold = all(reviewed.holds == "yes" for reviewed in act.heads)
    if act.result == REVIEW_AGREES and not all_hold:
        yield Refusal("review.agrees_with_shortcoming")
    if act.result != REVIEW_AGREES and all_hold:
        yield Refusal("review.returns_without_shortcoming")


def not_asked_already(act: Consult, facts: FileFacts) -> Iterable[Refusal]:
    """One question at a time to one body in one capacity."""
    for asked in facts.state.consultations:
        if asked.answered is None and (asked.organ, asked.consulted_as) == (act.organ, act.consulted_as):
            yield Refusal("consultation.open_already")


def consultation_is_open(act: AnswerConsultation, facts: FileFacts) -> Iterable[Refusal]:
    """What is answered was asked and has no answer yet."""
    if act.consultation not in facts.consultations_open:
        yield Refusal("consultation.not_open", {"number": act.consultation})


def answered_by_the_body_asked(act: AnswerConsultation, facts: FileFacts) -> Iterable[Refusal]:
    """The body that was asked answers, or an officer registers its letter."""
    asked = next((each for each in facts.state.consultations if each.number == act.consultation), None)
    if asked is None or is_party(facts.state, facts.context):
        return
    if facts.actor in facts.officers:
        if not act.on_paper:
            yield Refusal("consultation.officer_registers_letter")
        elif not act.attachments:
            yield Refusal("consultation.letter_missing")
    elif asked.organ not in {post.organ for post in facts.context.actor.posts}:
        yield Refusal("consultation.of_another_body")
    elif act.on_paper:
        yield Refusal("consultation.body_answers_online")
