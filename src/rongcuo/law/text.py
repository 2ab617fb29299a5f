"""The words of a regulation, clause by clause, and what each clause is bound to."""

from dataclasses import dataclass, field
from datetime import date

from rongcuo.base import ClauseRef, Place


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause, word for word.

    ``label`` is how the regulation itself numbers it (四（一）3), ``heading``
    the chapter's heading where the clause is a chapter, ``text`` the verbatim
    words without the numbering's Markdown.
    """

    ref: ClauseRef
    label: str
    text: str
    heading: str | None
    place: Place


@dataclass(frozen=True, slots=True)
class Binding:
    """What a clause does in the machine: one per thing declared under it.

    ``kind`` is the block's word in the pack (``finding``, ``rule``,
    ``standing``, ``reading``, ``act``, ``limit``, ``duty``, ``effect``,
    ``fact``), ``name`` its id, ``label`` what a reader sees.
    """

    clause: ClauseRef
    kind: str
    name: str
    label: str


@dataclass(frozen=True, slots=True)
class OpenWords:
    """Words of a clause that are on purpose not expressed, and why."""

    clause: ClauseRef
    words: str
    reason: str
    place: Place


@dataclass(frozen=True, slots=True)
class UnseenWords:
    """A clause whose words nobody has seen: what it is said to say, who says so, and why it stands here.

    ``substance`` is in our own words and is never shown as the law's.
    """

    clause: ClauseRef
    substance: str
    source: str
    reason: str
    place: Place


@dataclass(frozen=True, slots=True)
class Title:
    """The front matter of a pack: what this law is and which edition of it."""

    policy: str
    """The pack's id, for example ``yuexiu-2017-132``."""
    title: str
    number: str
    issuers: tuple[str, ...]
    signed_on: date
    printed_on: date
    effective_from: date
    text_digest: str
    """SHA-256 over the clauses in order, declared in ``pack.toml``, recomputed by ``check``."""
    basis: tuple[str, ...] = ()
    """The norms it says it rests on, by title."""
    place: Place = field(default_factory=Place)
    """Where the text's digest is declared."""
