"""How an act asks for its parts: the one description that every door derives from.

The web form, the JSON schema, the command line and the API all read these
questions, so a field exists once, with its label, its clause and its kind.
"""

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, dataclass, field, fields
from typing import Any, Literal

from rongcuo.base import ClauseRef
from rongcuo.law.derivation.derivations import Fact
from rongcuo.law.pack import Policy
from rongcuo.law.procedure import Choice

Kind = Literal[
    "date",  # a calendar day, past or present; with `of="ahead"` one that is still to come
    "flag",  # yes or no
    "number",  # a whole number, 0 or more
    "code",  # a short public identifier, kept in the entry as it is
    "choice",  # an id from the closed list `of`
    "finding",  # the id of a finding; `of` may narrow it to kinds, comma-separated
    "findings",  # several findings
    "clause",  # the number of a clause
    "reading",  # the id of a reading
    "reading_value",  # a reading with one of its values, ``id=value``
    "standing",  # the id of a standing
    "decision",  # the id of a decision kind
    "claim",  # the number of a claim on this file
    "item",  # the number of a thing on this file; `of` says which (casefile/items.py)
    "casefile",  # the number of another case file that the person may see
    "items",  # several of them
    "person",  # the id of a person; `of` says from where: organ on file, "party", "any"
    "people",  # several persons
    "organ",  # the id of an organ; `of` its capacity
    "line",  # one line of personal or free text, sealed
    "prose",  # several lines of free text, sealed
    "attachments",  # uploaded files, sealed
    "citations",  # evidence already on file, each supporting or opposing
    "rows",  # a list of rows, each a dataclass of its own
    "records",  # a list of records, each with the fields that the pack gives the record `of`
]


@dataclass(frozen=True, slots=True)
class Question:
    """One field of an act as people are asked for it."""

    name: str
    kind: Kind
    label: str
    label_en: str
    hint: str
    clause: ClauseRef | None
    of: str | None
    row: type | None
    internal: bool
    """For those who handle the file: the party does not read it even in an entry it may read."""
    outgoing: bool
    """The words leave the file: they never name who is sealed on it, a reporter above all."""
    optional: bool
    parts: tuple["Question", ...] = ()
    """What each row is asked, for a question that has rows."""
    choices: tuple[Choice, ...] = ()
    """The answers of a choice that is no list of the procedure."""


def ask(
    kind: Kind,
    label: str,
    label_en: str,
    *,
    hint: str = "",
    clause: str | None = None,
    of: str | None = None,
    row: type | None = None,
    internal: bool = False,
    outgoing: bool = False,
    default: Any = MISSING,
) -> Any:
    """Declare a field of an act; a field with a default is optional (选填)."""
    asked = {
        "kind": kind,
        "label": label,
        "label_en": label_en,
        "hint": hint,
        "clause": ClauseRef.parse(clause) if clause else None,
        "of": of,
        "row": row,
        "internal": internal,
        "outgoing": outgoing,
    }
    if default is MISSING:
        return field(metadata=asked)
    return field(metadata=asked, default=default)


def questions(shape: type, policy: Policy | None = None) -> Iterator[Question]:
    """The questions of an act or of one of its rows, in order.

    What the pack's records are asked is known only with ``policy``.
    """
    for part in fields(shape):
        yield _question(part, policy)


def clause_of(shape: type, name: str) -> ClauseRef | None:
    """The clause that asks for the field ``name`` of an act."""
    return next(question.clause for question in questions(shape) if question.name == name)


def _question(part: Field[Any], policy: Policy | None) -> Question:
    row, of = part.metadata["row"], part.metadata["of"]
    parts = tuple(questions(row, policy)) if row else ()
    record = policy.pack.derivable.records.get(of) if policy and part.metadata["kind"] == "records" else None
    if record is not None:
        parts = tuple(_of_fact(fact) for fact in record.fields.values())
    return Question(name=part.name, optional=part.default is not MISSING, parts=parts, **part.metadata)


_YES_OR_NO = (Choice("yes", "是", None, None), Choice("no", "否", None, None))

_KINDS: Mapping[str, Kind] = {
    "number": "number",
    "date": "date",
    "code": "choice",
    "yes_or_no": "choice",
    "text": "code",
}
"""How a fact of each type is asked for."""


def _of_fact(fact: Fact) -> Question:
    """The question for one field of a record; unknown is a lawful answer, so all are optional."""
    return Question(
        name=fact.id,
        kind=_KINDS[fact.type],
        label=f"{fact.label}（{fact.unit}）" if fact.unit else fact.label,
        label_en=fact.label_en,
        hint="",
        clause=None,
        of=None,
        row=None,
        internal=False,
        outgoing=False,
        optional=True,
        choices=_YES_OR_NO if fact.type == "yes_or_no" else fact.codes,
    )
