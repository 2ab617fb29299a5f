"""What can come of an attempt to change something: values, so that every door shows all of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from rongcuo.base import Problem, Refusal
from rongcuo.ledger import Entry


@dataclass(frozen=True, slots=True)
class Done:
    """The act is on file: the case file, the entry's sequence, the file's number."""

    casefile_id: UUID
    sequence: int
    number: str


@dataclass(frozen=True, slots=True)
class Repeated(Done):
    """The same submission had been carried out before; nothing was done twice."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """The act is on an item of a register: its id, the entry's sequence, its number (empty before it has one).

    ``repeated`` where the same submission had been carried out before: nothing was done twice.
    """

    item_id: UUID
    sequence: int
    number: str
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class Conflict:
    """The file went on since the form was opened; ``changed`` are the entries since that the person may see."""

    current_version: int
    changed: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """The law or the file does not allow it now; nothing was changed."""

    refusals: Sequence[Refusal]


@dataclass(frozen=True, slots=True)
class Invalid:
    """The input cannot be read as this act; nothing was changed."""

    problems: Sequence[Problem]


@dataclass(frozen=True, slots=True)
class NotFound:
    """No such file or item for this person: the same answer whether it exists or not."""


Outcome = Done | Repeated | Conflict | Refused | Invalid | NotFound

ItemOutcome = Recorded | Conflict | Refused | Invalid | NotFound
