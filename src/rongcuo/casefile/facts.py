"""A case file as the guards see it: state, day, actor and act, seen as plain facts."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from rongcuo.base import Answer
from rongcuo.casefile.acts import (
    Act,
    CaseReview,
    CorrectDecision,
    DecideAppeal,
    RequestConsentToChange,
    VoidEntry,
)
from rongcuo.casefile.context import Context
from rongcuo.casefile.items import ITEMS, Item
from rongcuo.casefile.limits import LimitOnFile, limits_on_file
from rongcuo.casefile.owing import DutyState, state_of
from rongcuo.casefile.state import CaseState, Proposal, Tally

UNSETTLED_RANK = "settle"
"""The group of a person's rank that nobody has settled: consent is owed (design 5)."""

REVIEW_AGREES = "agrees"
"""The result with which case review lets the report go on."""


@dataclass(frozen=True)
class FileFacts:
    """Implements :class:`rongcuo.procedure.facts.Facts` over a state.

    ``act`` is none while one only asks what could be done; ``tally`` is the
    count of the act's own ballots, where it has any; ``item`` the numbered
    thing that a duty is asked about.
    """

    state: CaseState
    context: Context
    act: Act | None = None
    tally: Tally | None = None
    item: Item | None = None

    @property
    def today(self) -> date:
        return self.context.today

    @property
    def occurred_on(self) -> date:
        return self.act.occurred_on if self.act else self.context.today

    @property
    def actor(self) -> str:
        return self.context.actor.person

    @property
    def party_kind(self) -> str:
        return self.state.file.party_kind

    @property
    def rank_group(self) -> str | None:
        file = self.state.file
        rank = self.state.settled_rank or file.rank
        if file.party_kind != "person" and rank is None:
            return None
        ranks = {row.id: row.group for row in self.context.table.lists["rank"]}
        return ranks.get(rank or "") or UNSETTLED_RANK

    @property
    def rank_unsettled(self) -> bool:
        return self.rank_group == UNSETTLED_RANK

    @property
    def management(self) -> str:
        return self.state.file.management

    @property
    def superior_rules(self) -> bool:
        return self.state.superior_rules is not None

    @property
    def officers(self) -> tuple[str, ...]:
        return self.state.officers

    @property
    def considered(self) -> bool:
        return self.state.considered is not None

    @property
    def defended(self) -> bool:
        return bool(self.state.standing_defences)

    @property
    def unaccepted(self) -> bool:
        return any(defence.accepted_on is None for defence in self.state.standing_defences)

    @property
    def supplement_awaited(self) -> bool:
        return any(asked.answered is None for asked in self.state.supplements)

    @property
    def complexity(self) -> tuple[bool, ...] | None:
        found = self.state.complexity
        return (found.facts_complex, found.specialised) if found else None

    @property
    def panel_convened(self) -> bool:
        return bool(self.state.panel_members)

    @property
    def panel_complete(self) -> bool:
        panel = self.state.panel
        return panel is not None and bool(panel.opinions) and not panel.silent(self.state.recused)

    @property
    def review_sent(self) -> bool:
        return self.state.review is not None

    @property
    def review_awaited(self) -> bool:
        return self.state.review is not None and self.state.review.reviewed is None

    @property
    def review_agrees(self) -> bool:
        return isinstance(self.act, CaseReview) and self.act.result == REVIEW_AGREES

    @property
    def review_agreed(self) -> bool:
        return self.state.review is not None and self.state.review.agrees

    @property
    def consulted(self) -> frozenset[str]:
        return frozenset(asked.consulted_as for asked in self.state.consultations if asked.answered)

    @property
    def consultations_open(self) -> tuple[int, ...]:
        return tuple(asked.number for asked in self.state.consultations if asked.answered is None)

    @property
    def copies_out(self) -> bool:
        return any(copy.returned_on is None for copy in self.state.copies)

    @property
    def waived(self) -> bool:
        return self.state.waived

    @property
    def open_claims(self) -> tuple[int, ...]:
        return self.state.open_claims

    @property
    def concluded(self) -> bool:
        return self.state.conclusion is not None

    @property
    def reported(self) -> bool:
        return self.state.report is not None

    @property
    def report_current(self) -> bool:
        return (self.state.report or 0) > self.state.last_defence

    @property
    def carried(self) -> bool:
        return self._carried_proposal is not None

    @property
    def vote_carries(self) -> bool:
        return self.tally is not None and self.tally.carried

    @property
    def proposed_decision(self) -> str | None:
        return self._proposal.decision if self._proposal else None

    @property
    def consent_requested(self) -> bool:
        consent = self.state.consent
        return consent is not None and consent.given is None

    @property
    def consent_given(self) -> bool:
        consent = self.state.consent
        return bool(consent and consent.given and consent.proposal == self._proposal)

    @property
    def decided(self) -> bool:
        return self.state.decision is not None

    @property
    def decision(self) -> str | None:
        return self.state.decision.proposal.decision if self.state.decision else None

    @property
    def appeal_pending(self) -> bool:
        return any(appeal.pending for appeal in self.state.appeals)

    @property
    def appeal_unserved(self) -> bool:
        return any(appeal.decided_entry and not appeal.served_entry for appeal in self.state.appeals)

    @property
    def voids_service(self) -> bool:
        service = self.state.service
        return isinstance(self.act, VoidEntry) and service is not None and self.act.voided == service.entry

    @property
    def unordered_effects(self) -> tuple[str, ...]:
        ordered = {order.effect for order in self.state.effect_orders}
        return tuple(row.label for row in self.context.table.lists.get("effect", ()) if row.id not in ordered)

    @property
    def item_status(self) -> str | None:
        return self.item.status if self.item else None

    @property
    def parameters(self) -> Mapping[str, object]:
        return self.context.policy.pack.parameters

    @property
    def readings(self) -> Mapping[str, str]:
        return self.context.policy.readings

    def date_of(self, event: str) -> date | None:
        return self.state.dates.get(event)

    def last_day(self, limit: str) -> date | None:
        on_file = self._limits.get(limit)
        return on_file.last_day if on_file else None

    def answer_to(self, finding: str) -> str:
        on_file = self.state.findings.get(finding)
        return (on_file.answer if on_file else Answer.UNDETERMINED).value

    def finding_label(self, finding: str) -> str:
        return self.context.policy.pack.findings[finding].label

    def organs(self, capacity: str) -> tuple[str, ...]:
        return self.state.organs_as(capacity)

    def owed(self, duties: Iterable[str]) -> tuple[str, ...]:
        wanted = set(duties)
        found = (duty for duty in self.context.table.duties if duty.id in wanted)
        return tuple(
            duty.label
            for duty in found
            if any(state_of(duty, one) is DutyState.OWED for one in (self.each(duty.each) if duty.each else (self,)))
        )

    def each(self, kind: str) -> Iterator["FileFacts"]:
        """The facts about each thing of a kind on the file, in their order."""
        return (replace(self, item=item) for item in ITEMS[kind](self.state))

    def persons(self, part: str) -> frozenset[str]:
        acted: frozenset[str] = getattr(self.state.parts, part)
        return acted

    @cached_property
    def _limits(self) -> Mapping[str, LimitOnFile]:
        return limits_on_file(self.state, self.context.policy, self.context.calendar)

    @property
    def _proposal(self) -> Proposal | None:
        """The proposal under judgement: the act's own where it changes a decision, else what was carried."""
        act = self.act
        if isinstance(act, RequestConsentToChange):
            return Proposal(act.proposal, act.measure)
        if isinstance(act, DecideAppeal | CorrectDecision):
            return Proposal(act.decision, act.measure) if act.decision else None
        return self._carried_proposal

    @property
    def _carried_proposal(self) -> Proposal | None:
        deliberation = self.state.deliberation
        if deliberation is None or not deliberation.tally.carried:
            return None
        return deliberation.proposal
