"""Appeals, corrections and voided entries: who, against what, and never worse."""

from collections.abc import Iterable

from rongcuo.base import Refusal
from rongcuo.casefile.acts import (
    CorrectDecision,
    DecideAppeal,
    FileAppeal,
    RequestConsentToChange,
    ServeAppealDecision,
    VoidEntry,
)
from rongcuo.casefile.checks.deciding import strings
from rongcuo.casefile.facts import FileFacts
from rongcuo.casefile.fields import clause_of
from rongcuo.casefile.items import ITEMS
from rongcuo.casefile.limits import limit_to_appeal
from rongcuo.casefile.state import Appeal, Proposal
from rongcuo.procedure.consent import consent_is_owed

CHANGES = "changes"
"""The group of the outcomes and corrections that put another decision in the place of the one on file."""

ONLY_LATE = "late"
"""The group of the outcomes that only a late appeal can have."""


def kind_belongs_to_the_route(act: FileAppeal, facts: FileFacts) -> Iterable[Refusal]:
    """Each route has its own remedies, some only after another (5.6: 根据相关规定)."""
    route = facts.state.file.route
    if route not in _group(facts, "appeal_kind", act.kind):
        yield Refusal("appeal.not_of_this_route")


def one_appeal_at_a_time(_: FileAppeal, facts: FileFacts) -> Iterable[Refusal]:
    """While one is pending there is nothing further to decide."""
    if any(appeal.pending for appeal in facts.state.appeals):
        yield Refusal("appeal.pending")


def second_remedy_follows_the_first(act: FileAppeal, facts: FileFacts) -> Iterable[Refusal]:
    """A remedy that stands only after a decided appeal has its limit counted from that one."""
    limit = limit_to_appeal(facts.state, facts.context.policy, act.kind)
    if limit is not None and limit.starts_on not in facts.state.dates:
        yield Refusal("appeal.after_the_first")


def reviewers_are_others(act: DecideAppeal, facts: FileFacts) -> Iterable[Refusal]:
    """Two reviewers, both of the appeal organ, neither of whom had a part in the file before."""
    parts = facts.state.parts
    before = parts.investigating | parts.assessing | parts.reviewing | parts.deciding | parts.consenting
    entitled = facts.context.in_post(facts.state.organ("appeal"), "appeal_reviewer", "head")
    second = act.second_reviewer
    if second == facts.actor or second not in entitled:
        yield Refusal("appeal.second_reviewer")
    elif second in before | facts.state.recused or second == facts.state.file.party_person:
        yield Refusal("appeal.second_reviewer_barred")


def appeal_is_pending(act: DecideAppeal, facts: FileFacts) -> Iterable[Refusal]:
    """An appeal is decided once."""
    appeal = _appeal(act.appeal, facts)
    if appeal is None:
        yield Refusal("appeal.unknown", {"number": act.appeal})
    elif not appeal.pending:
        yield Refusal("appeal.decided", {"number": act.appeal})
    elif ONLY_LATE in _group(facts, "appeal_outcome", act.outcome) and appeal.in_time:
        yield Refusal("appeal.was_in_time")


def appeal_is_decided(act: ServeAppealDecision, facts: FileFacts) -> Iterable[Refusal]:
    """What is served has been decided, and was not served before."""
    appeal = _appeal(act.appeal, facts)
    if appeal is None or appeal.pending:
        yield Refusal("appeal.undecided", {"number": act.appeal})
    elif appeal.served_entry is not None:
        yield Refusal("appeal.served", {"number": act.appeal})


def decision_where_it_changes(act: DecideAppeal | CorrectDecision, facts: FileFacts) -> Iterable[Refusal]:
    """Another decision is named exactly where the outcome puts one in the place of the old."""
    listed, value = ("appeal_outcome", act.outcome) if isinstance(act, DecideAppeal) else ("correction_kind", act.kind)
    changes = CHANGES in _group(facts, listed, value)
    if changes and act.decision is None:
        yield Refusal("change.decision_missing")
    if not changes and (act.decision is not None or act.measure is not None):
        yield Refusal("change.nothing_changes")


def never_worse(act: DecideAppeal | CorrectDecision, facts: FileFacts) -> Iterable[Refusal]:
    """An appeal or a correction may not make things worse for the party."""
    decided = facts.state.decision
    if act.decision is None or decided is None:
        return
    if _weight(Proposal(act.decision, act.measure), facts) > _weight(decided.proposal, facts):
        yield Refusal("change.worse")
    elif Proposal(act.decision, act.measure) == decided.proposal:
        yield Refusal("change.the_same")


def carried_again(act: CorrectDecision, facts: FileFacts) -> Iterable[Refusal]:
    """Where the deciding organ itself changes its decision, its body has carried that anew (5.4)."""
    actor, state = facts.context.actor, facts.state
    in_deciding = any(post.organ == state.organ("deciding") for post in actor.posts)
    if act.ballots and (not in_deciding or actor.person in state.parts.consenting):
        yield Refusal("change.not_their_vote", {}, clause_of(CorrectDecision, "ballots"))
        return
    if act.decision is None or not in_deciding:
        return
    if act.meeting is None or not act.ballots:
        yield Refusal("change.not_deliberated", {}, clause_of(CorrectDecision, "ballots"))
    elif facts.tally is not None and not facts.tally.carried:
        yield Refusal("change.not_carried", {}, clause_of(CorrectDecision, "ballots"))


def consent_is_needed(_: RequestConsentToChange, facts: FileFacts) -> Iterable[Refusal]:
    """Consent is asked for what 5.7 subjects to it."""
    if not consent_is_owed(facts):
        yield Refusal("guard.consent_owed")


def entry_can_be_voided(act: VoidEntry, facts: FileFacts) -> Iterable[Refusal]:
    """Only what nothing else rests on can be voided; the rest is set right by a further act."""
    if act.voided not in {item.number for item in ITEMS["voidable"](facts.state)}:
        yield Refusal("void.not_possible", {"number": act.voided})


def _appeal(number: int, facts: FileFacts) -> Appeal | None:
    return next((each for each in facts.state.appeals if each.number == number), None)


def _group(facts: FileFacts, name: str, value: str) -> list[str]:
    return next((row.group or "").split() for row in facts.context.table.lists[name] if row.id == value)


def _weight(proposal: Proposal, facts: FileFacts) -> tuple[int, int]:
    """How heavy a decision is, by the order that the pack gives decisions and measures."""
    order = list(strings(facts.parameters.get("appeal"), "from_light_to_heavy"))
    measures = [row.id for row in facts.context.table.lists["measure"]]
    return order.index(proposal.decision), measures.index(proposal.measure) if proposal.measure else -1
