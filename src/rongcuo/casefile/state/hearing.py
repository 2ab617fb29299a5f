"""What hearing the party leaves on a file: time added, supplements asked for, meetings on the facts."""

from dataclasses import dataclass
from datetime import date

from rongcuo.ledger import Sealed


@dataclass(frozen=True, slots=True)
class Extension:
    """Time added to a limit, only ever in the party's favour: working days, or a day until which it runs."""

    limit: str
    entry: int
    working_days: int = 0
    until: date | None = None


@dataclass(frozen=True, slots=True)
class SupplementAsked:
    """What the party was asked to add, until when, and the entry with which it did."""

    entry: int
    missing: Sealed
    until: date
    answered: int | None = None


@dataclass(frozen=True, slots=True)
class FactsMeeting:
    """The factual material as the party read it, and the opinion that it signed."""

    entry: int
    evidence: tuple[int, ...]
    opinion: str
    statement: Sealed | None
