"""What comes after the decision: clarification, effects, rectification, the visit, the archive."""

from dataclasses import dataclass
from datetime import date

from rongcuo.ledger import Sealed


@dataclass(frozen=True, slots=True)
class Clarification:
    """A clarification as it was made (5.5)."""

    entry: int
    form: str
    scope: Sealed
    made_on: date


@dataclass(frozen=True, slots=True)
class EffectOrder:
    """One item of 6.1 for one beneficiary, ordered from one body; ``result`` none until it has answered."""

    number: int
    entry: int
    effect: str
    beneficiary: str
    organ: str
    ordered_on: date
    result: str | None = None
    note: Sealed | None = None
    answered_entry: int | None = None


@dataclass(frozen=True, slots=True)
class Rectification:
    """A suggestion under 6.2: ``status`` is issued, reported, returned or accepted.

    ``recipient`` is ``party`` or ``unit``; a unit that is the party itself is the party.
    """

    number: int
    entry: int
    recipient: str
    problems: Sealed
    issued_on: date
    due_on: date
    status: str = "issued"
    since: date | None = None
    """The day of the last report or verification."""
    reported_entry: int | None = None
    verified_entry: int | None = None


@dataclass(frozen=True, slots=True)
class Visit:
    """A follow-up visit (1.1)."""

    entry: int
    visitors: tuple[str, ...]
    form: str
    visited_on: date


@dataclass(frozen=True, slots=True)
class ArchivePlace:
    """Where the paper file lies, and for how long."""

    entry: int
    retention: str
    volume: str
    archivist: str
