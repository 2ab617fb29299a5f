"""Appeals against the decision on a file."""

from dataclasses import dataclass
from datetime import date

from rongcuo.ledger import Sealed


@dataclass(frozen=True, slots=True)
class Appeal:
    """An appeal as filed, and what became of it."""

    number: int
    entry: int
    kind: str
    organ: str
    filed_on: date
    in_time: bool
    grounds: Sealed
    outcome: str | None = None
    decided_entry: int | None = None
    served_entry: int | None = None

    @property
    def pending(self) -> bool:
        """Nobody has decided it yet."""
        return self.outcome is None
