"""The state of one case file: what its entries, folded, say is the case now.

Nothing here is stored as truth; the ledger is. Every part is immutable, so a
state can be kept, compared and thrown away.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from rongcuo.casefile.acts import OpenFile
from rongcuo.casefile.state.after import ArchivePlace, Clarification, EffectOrder, Rectification, Visit
from rongcuo.casefile.state.deciding import Conclusion, Consent, Decision, Deliberation
from rongcuo.casefile.state.inquiry import Claim, Defence, Evidence, FindingOnFile, Service


@dataclass(frozen=True, slots=True)
class Document:
    """An official document issued on this file."""

    kind: str
    number: str
    sha256: str
    entry: int


@dataclass(frozen=True, slots=True)
class Parts:
    """Who has acted in which part, ever: what separation of duties looks at."""

    investigating: frozenset[str] = frozenset()
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
    considered: tuple[str, ...] | None = None
    evidence: tuple[Evidence, ...] = ()
    findings: Mapping[str, FindingOnFile] = field(default_factory=dict)
    conclusion: Conclusion | None = None
    report: int | None = None
    """The entry of the report that is before the deciding organ."""
    deliberation: Deliberation | None = None
    """The latest deliberation on the report as it stands."""
    consent: Consent | None = None
    decision: Decision | None = None
    clarifications: tuple[Clarification, ...] = ()
    effect_orders: tuple[EffectOrder, ...] = ()
    rectifications: tuple[Rectification, ...] = ()
    visits: tuple[Visit, ...] = ()
    archive: ArchivePlace | None = None
    documents: tuple[Document, ...] = ()
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
        """The numbers of the claims without an answer."""
        return tuple(claim.number for claim in self.claims if claim.adopted is None)

    @property
    def last_defence(self) -> int:
        """The entry of the latest defence or supplement, 0 when there is none."""
        return self.defences[-1].entry if self.defences else 0

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
