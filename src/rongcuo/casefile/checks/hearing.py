"""Withdrawal, more time, supplements, the meeting on the facts."""

from collections.abc import Iterable

from rongcuo.base import Refusal
from rongcuo.casefile.acts import AskForSupplement, ConvenePanel, ExtendLimit, MeetOnFacts, WithdrawDefence
from rongcuo.casefile.facts import FileFacts
from rongcuo.casefile.limits import extended_by

WITH_STATEMENT = "with_statement"
"""The group of the opinions that a party or officer has to explain."""


def withdrawn_claims_stand(act: WithdrawDefence, facts: FileFacts) -> Iterable[Refusal]:
    """Only what stands can be withdrawn, and once."""
    standing = {claim.number for claim in facts.state.claims if claim.withdrawn is None}
    for number in act.claims:
        if number not in standing:
            yield Refusal("claim.not_standing", {"number": number})


def extends_one_way(act: ExtendLimit, _: FileFacts) -> Iterable[Refusal]:
    """Working days or a day: exactly one of them."""
    if (not act.working_days) is (act.until is None):
        yield Refusal("extension.one_way")


def extension_is_longer(act: ExtendLimit, facts: FileFacts) -> Iterable[Refusal]:
    """An extension is in the party's favour: it ends later than the limit does, and not before today."""
    present = facts.last_day(act.limit)
    extended = extended_by(act, facts.state, facts.context.policy, facts.context.calendar)
    if present is None or extended is None:
        yield Refusal("extension.not_started")
    elif extended.last_day <= present or extended.last_day < facts.today:
        yield Refusal("extension.not_longer", {"last": present, "until": extended.last_day})


def supplement_leaves_time(act: AskForSupplement, _: FileFacts) -> Iterable[Refusal]:
    """The day asked for is not before the asking."""
    if act.until < act.occurred_on:
        yield Refusal("supplement.until_before", {"until": act.until, "asked": act.occurred_on})


def evidence_is_on_file(act: MeetOnFacts | ConvenePanel, facts: FileFacts) -> Iterable[Refusal]:
    """Every number shown or handed over is on this file."""
    on_file = {evidence.number for evidence in facts.state.evidence}
    for number in act.evidence:
        if number not in on_file:
            yield Refusal("finding.no_such_evidence", {"number": number})


def opinion_is_explained(act: MeetOnFacts, facts: FileFacts) -> Iterable[Refusal]:
    """Disagreement has its reasons, a refusal to sign its note."""
    chosen = next(row for row in facts.context.table.lists["facts_opinion"] if row.id == act.opinion)
    if chosen.group == WITH_STATEMENT and act.statement is None:
        yield Refusal("meeting.statement_missing", {"opinion": chosen.label})
