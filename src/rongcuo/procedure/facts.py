"""What a guard may ask of a case file: the plain facts, and nothing of how they are kept."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Protocol


class Facts(Protocol):
    """The file as the guards see it, on one day, for one actor and one act."""

    @property
    def today(self) -> date:
        """The day on which the act is recorded."""

    @property
    def occurred_on(self) -> date:
        """The day on which the act happened, in law."""

    @property
    def actor(self) -> str:
        """The id of the person who acts."""

    @property
    def party_kind(self) -> str:
        """``person`` or ``unit``."""

    @property
    def rank_group(self) -> str | None:
        """The pack's group of the party's rank; none for a unit or where it is not recorded."""

    @property
    def rank_unsettled(self) -> bool:
        """The party's rank stands in no group of the pack."""

    @property
    def management(self) -> str:
        """The level that manages the party."""

    @property
    def superior_rules(self) -> bool:
        """The file goes on under the rules of the province or the city, by a recorded assignment."""

    @property
    def officers(self) -> tuple[str, ...]:
        """The officers assigned now."""

    @property
    def considered(self) -> bool:
        """The consideration under 5.1 is on file."""

    @property
    def defended(self) -> bool:
        """A defence is on file that was not withdrawn."""

    @property
    def unaccepted(self) -> bool:
        """A defence is on file that has not been accepted."""

    @property
    def waived(self) -> bool:
        """The party has waived and not filed since."""

    @property
    def open_claims(self) -> tuple[int, ...]:
        """The claims without an answer."""

    @property
    def supplement_awaited(self) -> bool:
        """The party was asked to add something and has not."""

    @property
    def complexity(self) -> tuple[bool, ...] | None:
        """The answers whether the facts are complex and the matter specialised; none before they are given."""

    @property
    def panel_convened(self) -> bool:
        """A panel sits."""

    @property
    def panel_complete(self) -> bool:
        """A panel was convened, and every member of it has signed or dissented."""

    @property
    def review_sent(self) -> bool:
        """The report as it stands went to case review."""

    @property
    def review_awaited(self) -> bool:
        """It went to case review, and no opinion is on file."""

    @property
    def review_agrees(self) -> bool:
        """The case review under judgement agrees."""

    @property
    def review_agreed(self) -> bool:
        """Case review has agreed with the report as it stands."""

    @property
    def consulted(self) -> frozenset[str]:
        """In which capacities bodies have answered a consultation."""

    @property
    def consultations_open(self) -> tuple[int, ...]:
        """The consultations without an answer."""

    @property
    def copies_out(self) -> bool:
        """Something that was copied or lent has not come back."""

    @property
    def concluded(self) -> bool:
        """A conclusion is on file that was not sent back."""

    @property
    def report_current(self) -> bool:
        """The report covers every defence on file."""

    @property
    def reported(self) -> bool:
        """A report is before the deciding organ."""

    @property
    def carried(self) -> bool:
        """The deliberation on the report as it stands carried a proposal."""

    @property
    def vote_carries(self) -> bool:
        """The ballots of the act under judgement carry."""

    @property
    def proposed_decision(self) -> str | None:
        """The decision that the latest deliberation carried."""

    @property
    def consent_requested(self) -> bool:
        """A request under 5.7 is under way for the proposal as it stands."""

    @property
    def consent_given(self) -> bool:
        """Consent is on file for the proposal as it stands."""

    @property
    def decided(self) -> bool:
        """A decision is on file."""

    @property
    def decision(self) -> str | None:
        """The kind of the decision on file, as it stands after appeal or correction; none before."""

    @property
    def appeal_pending(self) -> bool:
        """An appeal is on file that nobody has decided."""

    @property
    def appeal_unserved(self) -> bool:
        """An appeal was decided, and the decision is not served."""

    @property
    def voids_service(self) -> bool:
        """The act under judgement voids the service of the notice."""

    @property
    def unordered_effects(self) -> tuple[str, ...]:
        """The results of an exemption that no body has yet been told of, by their labels."""

    @property
    def item_status(self) -> str | None:
        """The status of the numbered thing that a duty is asked about; none where it is about the whole file."""

    @property
    def parameters(self) -> Mapping[str, object]:
        """The pack's parameters."""

    @property
    def readings(self) -> Mapping[str, str]:
        """The readings in force on this file."""

    def date_of(self, event: str) -> date | None:
        """A named date on file: ``opened_on``, ``served_on``, ``decided_on`` …"""

    def last_day(self, limit: str) -> date | None:
        """The last day of a limit of the pack; none while it has not started."""

    def answer_to(self, finding: str) -> str:
        """The answer on file to a finding; ``undetermined`` where there is none."""

    def finding_label(self, finding: str) -> str:
        """What the pack calls a finding."""

    def organs(self, capacity: str) -> tuple[str, ...]:
        """The organs that stand on the file in a capacity."""

    def owed(self, duties: Iterable[str]) -> tuple[str, ...]:
        """The labels of those of these duties of the pack that are owed now."""

    def persons(self, part: str) -> frozenset[str]:
        """Who has acted in a part, ever.

        ``investigating``, ``assessing`` (评估), ``deciding``, ``requesting``, ``consenting``, ``reviewing`` (审理) or
        ``appealing`` (复查).
        """
