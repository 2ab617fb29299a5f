"""An entry of a case file, read: the act, what was derived, the documents issued.

The body of an entry is plain JSON::

    {"act": {…}, "derived": {…}, "documents": [{"kind", "number", "sha256", "code"}], "audience": […]}

``discloses`` stands there as well where the entry makes earlier ones readable,
``kept_from`` where persons within its audience do not read it.

Old schemas are lifted here, before anybody folds them; an entry is never
rewritten.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from rongcuo.casefile.acts import ACTS, Act
from rongcuo.casefile.derived import Derived
from rongcuo.casefile.fields import questions
from rongcuo.casefile.state import Document
from rongcuo.casefile.stored import dump_act, load_act
from rongcuo.ledger import Entry

SCHEMA = 1
"""The schema of the entries that this version writes."""

INTERNAL = {
    shape.entry: frozenset(question.name for question in questions(shape) if question.internal)
    for shape in ACTS.values()
}
"""By entry type: the fields of the act that a party does not read."""

_ACT_OF = {shape.entry: name for name, shape in ACTS.items()}


@dataclass(frozen=True, slots=True)
class Issued:
    """A document that the door issued together with the act."""

    kind: str
    number: str
    sha256: str
    code: str = ""
    """核验码 as printed, without its hyphens; documents of the first version have none."""

    def dump(self) -> dict[str, object]:
        """Plain JSON; what is empty stays out."""
        return {name: value for name, value in asdict(self).items() if value}


@dataclass(frozen=True, slots=True)
class Draft:
    """An act that may be recorded. ``documents`` are the kinds that the door must issue with it."""

    act: Act
    derived: Derived
    documents: tuple[str, ...]
    audience: tuple[str, ...]
    discloses: tuple[str, ...]
    """Entry types that this one makes readable to its own audience."""
    kept_from: tuple[str, ...] = ()
    """Persons who do not read it, whatever part of the file they have."""


@dataclass(frozen=True, slots=True)
class Record:
    """One entry as the fold and the pages read it."""

    sequence: int
    actor: str
    occurred_on: date
    act: Act
    derived: Derived
    documents: tuple[Document, ...]
    audience: tuple[str, ...]


def body_of(draft: Draft, issued: Sequence[Issued] = ()) -> dict[str, object]:
    """The body of the entry that records ``draft``."""
    sight = {"discloses": list(draft.discloses), "kept_from": list(draft.kept_from)}
    body: dict[str, object] = {
        "act": dump_act(draft.act),
        "derived": draft.derived.dump(),
        "documents": [document.dump() for document in issued],
        "audience": list(draft.audience),
    }
    return body | {name: listed for name, listed in sight.items() if listed}


def read_record(entry: Entry) -> Record:
    """Read a case-file entry of any schema this version knows."""
    if entry.schema != SCHEMA:
        message = f"entry schema {entry.schema} is newer than this version's {SCHEMA}"
        raise ValueError(message)
    body: Mapping[str, Any] = entry.body
    return Record(
        sequence=entry.sequence,
        actor=entry.actor,
        occurred_on=entry.occurred_on,
        act=load_act(_ACT_OF[entry.type], body["act"]),
        derived=Derived.load(body["derived"]),
        documents=tuple(Document(**row, entry=entry.sequence) for row in body["documents"]),
        audience=tuple(body["audience"]),
    )
