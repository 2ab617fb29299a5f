"""The register of interference, and what of the file was copied or lent."""

from dataclasses import dataclass
from datetime import date

from rongcuo.ledger import Sealed


@dataclass(frozen=True, slots=True)
class Interference:
    """Somebody asked about the case or put in a word."""

    entry: int
    happened_on: date
    way: str
    who: Sealed
    what: Sealed


@dataclass(frozen=True, slots=True)
class CopyApproval:
    """An approval to copy or lend; ``returned_on`` none while it is out."""

    number: int
    entry: int
    kind: str
    material: Sealed
    recipient: Sealed
    purpose: Sealed
    approved_by: str
    until: date
    returned_on: date | None = None
