"""Documents that were signed on the file, and what each entry was, for a document is drawn up for one of them."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Done:
    """One entry: which act it records, its day in law, and who reads it."""

    entry: int
    act: str
    on: date
    audience: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SignedDocument:
    """A document by its order on the file; ``served`` is the entry of its service, none while there is none."""

    number: int
    entry: int
    kind: str
    about: int
    content: str
    corrects: str | None
    served: int | None = None
