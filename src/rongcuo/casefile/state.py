"""The state of one case file: what its entries, folded, say is the case now.

Nothing here is stored as truth; the ledger is. Every part is immutable, so a
state can be kept, compared and thrown away.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from rongcuo.base import Answer
from rongcuo.casefile.acts import OpenFile
from rongcuo.ledger import Sealed


@dataclass(frozen=True, slots=True)
class Evidence:
    """A piece of evidence; its number is its name on this file (证3)."""

    number: int
    title: Sealed
    files: tuple[Sealed, ...]
    entry: int


@dataclass(frozen=True, slots=True)
class Bearing:
    """What one piece of evidence is used for in a finding."""

    number: int
    supports: bool


@dataclass(frozen=True, slots=True)
class FindingOnFile:
    """The finding in force and the entry that recorded it."""

    finding: str
    answer: Answer
    evidence: tuple[Bearing, ...]
    reason: Sealed
    officers: tuple[str, str]
    entry: int
    replaces: int | None
    """The entry of the finding that this one supersedes."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim of the party, numbered on this file, and its answer."""

    number: int
    target: str
    statement: Sealed
    entry: int
    adopted: str | None = None
    answer: Sealed | None = None
    answer_entry: int | None = None


@dataclass(frozen=True, slots=True)
class Defence:
    """A defence or a supplement as filed."""

    entry: int
    filed_on: date
    filed_by: str
    in_time: bool
    working_day: int | None
    """The how-manieth working day of the limit, 0 before the first; none when it was late."""
    claims: tuple[int, ...]
    statement: Sealed | None
    attachments: tuple[Sealed, ...]
    accepted_on: date | None = None


@dataclass(frozen=True, slots=True)
class Service:
    """How and when the notice was served, and the last day announced then."""

    entry: int
    served_on: date
    method: str
    announced_last_day: date


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is proposed, voted on, consented to, decided."""

    decision: str
    measure: str | None


@dataclass(frozen=True, slots=True)
class Conclusion:
    """The investigating organ's conclusion with the determination it had before it."""

    entry: int
    standing: str
    proposal: Proposal
    possible: tuple[str, ...]
    departs: bool
    open_findings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """A vote counted under the body's rule; ``needed`` and ``quorum`` are persons."""

    entitled: int
    present: int
    recused: int
    in_favour: int
    against: int
    abstained: int
    base: int
    quorum: int
    needed: int
    carried: bool
    source: str


@dataclass(frozen=True, slots=True)
class Deliberation:
    """One deliberation of the deciding body."""

    entry: int
    proposal: Proposal
    tally: Tally


@dataclass(frozen=True, slots=True)
class Consent:
    """The latest request under 5.7; ``given`` none while no reply is on file."""

    entry: int
    proposal: Proposal
    given: bool | None = None
    replied_entry: int | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """The decision as taken."""

    entry: int
    proposal: Proposal
    departs: bool
    open_findings: tuple[str, ...]


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
    deciding: frozenset[str] = frozenset()
    requesting: frozenset[str] = frozenset()
    consenting: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class CaseState:
    """One case file. ``stage`` is none before it is opened."""

    sequence: int = 0
    stage: str | None = None
    opened: OpenFile | None = None
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

    def organ(self, role: str) -> str | None:
        """The id of the file's investigating, deciding or superior organ."""
        return getattr(self.opened, f"{role}_organ", None)


EMPTY = CaseState()
"""The state of a file without entries."""
