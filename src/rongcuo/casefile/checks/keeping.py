"""Interference, copies and loans."""

from collections.abc import Iterable

from rongcuo.base import Refusal
from rongcuo.casefile.acts import ApproveCopy, RecordInterference, RecordReturn
from rongcuo.casefile.facts import FileFacts


def happened_before(act: RecordInterference, _: FileFacts) -> Iterable[Refusal]:
    """What is recorded has happened."""
    if act.happened_on > act.occurred_on:
        yield Refusal("interference.in_future", {"happened": act.happened_on, "recorded": act.occurred_on})


def recorded_by_another(act: RecordInterference, facts: FileFacts) -> Iterable[Refusal]:
    """Nobody records himself: the entry would be kept from its own author."""
    if act.person == facts.actor:
        yield Refusal("interference.of_oneself")


def approved_by_a_head(act: ApproveCopy, facts: FileFacts) -> Iterable[Refusal]:
    """The head of the investigating organ approves, who is neither the party nor recused."""
    state = facts.state
    heads = facts.context.in_post(state.organ("investigating"), "head") - state.recused
    if act.approved_by not in heads or act.approved_by == state.file.party_person:
        yield Refusal("copy.not_by_head")


def copy_has_an_end(act: ApproveCopy, _: FileFacts) -> Iterable[Refusal]:
    """What is lent comes back on a day that is still to come."""
    if act.until < act.occurred_on:
        yield Refusal("copy.until_before", {"until": act.until, "approved": act.occurred_on})


def copy_is_out(act: RecordReturn, facts: FileFacts) -> Iterable[Refusal]:
    """Only what is out comes back, and not before it went."""
    copy = next((each for each in facts.state.copies if each.number == act.approval), None)
    if copy is None or copy.returned_on is not None:
        yield Refusal("copy.not_out", {"number": act.approval})
