"""What the inquiry puts on a file: service, defences, claims, evidence, findings."""

from dataclasses import dataclass
from datetime import date

from rongcuo.base import Answer
from rongcuo.casefile.state.matters import Adopted
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
    adopted: Adopted | None = None
    """Found on another file of the matter, and adopted from there."""
    against_facts: bool = False
    """Found otherwise than the records on file lead to, with reasons."""


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
    withdrawn: int | None = None
    """The entry with which the party took it back."""


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
    withdrawn: int | None = None
    """The entry with which the party took the whole of it back."""
    changed: int | None = None
    """The latest entry with which the party took back any of it."""


@dataclass(frozen=True, slots=True)
class Service:
    """How and when the notice was served, and the last day announced then."""

    entry: int
    served_on: date
    method: str
    announced_last_day: date
