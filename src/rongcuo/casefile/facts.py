"""A case file as the guards see it: state, day, actor and act, seen as plain facts."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from rongcuo.base import Answer
from rongcuo.casefile.acts import Act
from rongcuo.casefile.context import Context
from rongcuo.casefile.items import ITEMS, Item
from rongcuo.casefile.limits import LimitOnFile, limits_on_file
from rongcuo.casefile.owing import DutyState, state_of
from rongcuo.casefile.state import CaseState, Proposal, Tally

UNSETTLED_RANK = "settle"
"""The group of a person's rank that nobody has settled: consent is owed (design 5)."""


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
        if file.party_kind != "person" and file.rank is None:
            return None
        ranks = {rank.id: rank.group for rank in self.context.table.lists["rank"]}
        return ranks.get(file.rank or "") or UNSETTLED_RANK

    @property
    def management(self) -> str:
        return self.state.file.management

    @property
    def officers(self) -> tuple[str, ...]:
        return self.state.officers

    @property
    def considered(self) -> bool:
        return self.state.considered is not None

    @property
    def defended(self) -> bool:
        return bool(self.state.defences)

    @property
    def unaccepted(self) -> bool:
        return any(defence.accepted_on is None for defence in self.state.defences)

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
        return self._carried_proposal.decision if self._carried_proposal else None

    @property
    def consent_requested(self) -> bool:
        consent = self.state.consent
        return consent is not None and consent.given is None

    @property
    def consent_given(self) -> bool:
        consent = self.state.consent
        return bool(consent and consent.given and consent.proposal == self._carried_proposal)

    @property
    def decided(self) -> bool:
        return self.state.decision is not None

    @property
    def decision(self) -> str | None:
        return self.state.decision.proposal.decision if self.state.decision else None

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
    def _carried_proposal(self) -> Proposal | None:
        deliberation = self.state.deliberation
        if deliberation is None or not deliberation.tally.carried:
            return None
        return deliberation.proposal
