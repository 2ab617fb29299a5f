"""The state of one case file: what its entries, folded, say is the case now.

Nothing here is stored as truth; the ledger is. Every part is immutable, so a
state can be kept, compared and thrown away.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from rongcuo.casefile.acts import OpenFile
from rongcuo.casefile.state.after import ArchivePlace, Clarification, EffectOrder, Rectification, Visit
from rongcuo.casefile.state.appealing import Appeal
from rongcuo.casefile.state.assessing import Complexity, Panel
from rongcuo.casefile.state.deciding import Conclusion, Consent, Decision, Deliberation
from rongcuo.casefile.state.documents import Done, SignedDocument
from rongcuo.casefile.state.hearing import Extension, FactsMeeting, SupplementAsked
from rongcuo.casefile.state.inquiry import Claim, Defence, Evidence, FindingOnFile, Service
from rongcuo.casefile.state.keeping import CopyApproval, Interference
from rongcuo.casefile.state.matters import Related
from rongcuo.casefile.state.recording import Records
from rongcuo.casefile.state.reviewing import Consultation, Review


@dataclass(frozen=True, slots=True)
class Document:
    """An official document issued on this file."""

    kind: str
    number: str
    sha256: str
    entry: int
    code: str = ""


@dataclass(frozen=True, slots=True)
class Parts:
    """Who has acted in which part, ever: what separation of duties looks at."""

    investigating: frozenset[str] = frozenset()
    assessing: frozenset[str] = frozenset()
    deciding: frozenset[str] = frozenset()
    requesting: frozenset[str] = frozenset()
    consenting: frozenset[str] = frozenset()
    reviewing: frozenset[str] = frozenset()
    appealing: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class CaseState:
    """One case file. ``stage`` is none before it is opened."""

    sequence: int = 0
    stage: str | None = None
    opened: OpenFile | None = None
    organs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By capacity, the organs that acts after the opening have named, in that order."""
    officers: tuple[str, ...] = ()
    recused: frozenset[str] = frozenset()
    parts: Parts = Parts()
    dates: Mapping[str, date] = field(default_factory=dict)
    """Named dates for guards and limits: ``opened_on``, ``served_on``, ``decided_on`` …"""
    service: Service | None = None
    defences: tuple[Defence, ...] = ()
    claims: tuple[Claim, ...] = ()
    waived: bool = False
    announced: Mapping[str, date] = field(default_factory=dict)
    """The last day that an act announced, by the limit: it never moves earlier."""
    extensions: tuple[Extension, ...] = ()
    supplements: tuple[SupplementAsked, ...] = ()
    meetings: tuple[FactsMeeting, ...] = ()
    complexity: Complexity | None = None
    panel: Panel | None = None
    considered: tuple[str, ...] | None = None
    evidence: tuple[Evidence, ...] = ()
    findings: Mapping[str, FindingOnFile] = field(default_factory=dict)
    records: Mapping[str, Records] = field(default_factory=dict)
    """By kind of record of the pack, the list in force."""
    settled_rank: str | None = None
    """The rank to which an officer found the party's own, which stands in no group, to be equal."""
    conclusion: Conclusion | None = None
    report: int | None = None
    """The entry of the report that is before the deciding organ."""
    review: Review | None = None
    """The latest case review of the report as it stands."""
    consultations: tuple[Consultation, ...] = ()
    deliberation: Deliberation | None = None
    """The latest deliberation on the report as it stands."""
    consent: Consent | None = None
    decision: Decision | None = None
    superior_rules: int | None = None
    """The entry by which the file goes on under provincial or city rules."""
    related: tuple[Related, ...] = ()
    appeals: tuple[Appeal, ...] = ()
    revoked: tuple[int, ...] = ()
    """The entries that revoked an exemption."""
    voided: frozenset[int] = frozenset()
    """The entries that a later one declared mis-entered."""
    interferences: tuple[Interference, ...] = ()
    copies: tuple[CopyApproval, ...] = ()
    clarifications: tuple[Clarification, ...] = ()
    effect_orders: tuple[EffectOrder, ...] = ()
    rectifications: tuple[Rectification, ...] = ()
    visits: tuple[Visit, ...] = ()
    archive: ArchivePlace | None = None
    documents: tuple[Document, ...] = ()
    signed: tuple[SignedDocument, ...] = ()
    """Those of ``documents`` that were drawn up and signed, in their order."""
    done: tuple[Done, ...] = ()
    """Every entry, in order."""
    reached: Mapping[str, date] = field(default_factory=dict)
    """Each stage the file has been in, with the day it last entered it; a stage can be passed over."""

    @property
    def file(self) -> OpenFile:
        """What the file was opened with; only for a file that was."""
        if self.opened is None:
            message = "the case file has not been opened"
            raise LookupError(message)
        return self.opened

    @property
    def open_claims(self) -> tuple[int, ...]:
        """The numbers of the claims without an answer; a claim that was withdrawn is owed none."""
        return tuple(claim.number for claim in self.claims if claim.adopted is None and claim.withdrawn is None)

    @property
    def standing_defences(self) -> tuple[Defence, ...]:
        """The defences and supplements that were not withdrawn."""
        return tuple(defence for defence in self.defences if defence.withdrawn is None)

    @property
    def last_defence(self) -> int:
        """The entry of the latest defence, supplement or withdrawal, 0 when there is none: a report tells of each."""
        return max((entry for each in self.defences for entry in (each.entry, each.changed or 0)), default=0)

    @property
    def panel_members(self) -> tuple[str, ...]:
        """Who sits on the panel as last convened and has not recused."""
        seated = self.panel.persons if self.panel else ()
        return tuple(person for person in seated if person not in self.recused)

    def entry_of(self, sequence: int) -> Done | None:
        """What the entry with this number was; none where there is none or it was voided."""
        found = 0 < sequence <= len(self.done) and sequence not in self.voided
        return self.done[sequence - 1] if found else None

    def organs_as(self, capacity: str) -> tuple[str, ...]:
        """The ids of the organs that stand on the file in this capacity."""
        if capacity == "unit":
            return (self.file.organisation,)
        first = getattr(self.opened, f"{capacity}_organ", None)
        return (first,) if first else self.organs.get(capacity, ())

    def organ(self, capacity: str) -> str | None:
        """The one organ of this capacity; the latest where there are several."""
        return next(reversed(self.organs_as(capacity)), None)


EMPTY = CaseState()
"""The state of a file without entries."""
