"""The case review of the report as it stands, and the bodies that were consulted."""

from dataclasses import dataclass

from rongcuo.ledger import Sealed


@dataclass(frozen=True, slots=True)
class Review:
    """A case review: asked for by ``entry``; ``result`` none while none is on file."""

    entry: int
    organ: str
    result: str | None = None
    reviewed: int | None = None
    agrees: bool = False


@dataclass(frozen=True, slots=True)
class Consultation:
    """One question to one body, and its answer."""

    number: int
    entry: int
    consulted_as: str
    organ: str
    question: Sealed
    answer: Sealed | None = None
    answered: int | None = None
