"""What a pack derives from facts: the second closed vocabulary, as data.

Facts are what a register can answer: a number, a date, a code, yes or no, or
a list of records. A derivation says with ``compare``, ``member``, ``count``
and ``table`` (joined by ``all``, ``any``, ``none``) what follows from them for
a finding, or for a value of the pack's own. Nothing here evaluates:
:mod:`rongcuo.determination.derivation.derive` does.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from rongcuo.base import ClauseRef, Place
from rongcuo.law.procedure import Choice
from rongcuo.law.rules import Operator

FactType = Literal["number", "date", "code", "yes_or_no", "text"]

Scalar = int | date | str | bool
"""What is known of a fact: whole numbers in the fact's unit, codes by their id."""

Word = Literal["is", "at_least", "less_than", "from", "before"]
"""How a fact is compared. ``at_least`` 以上 and ``from`` 自……起 include the value itself; ``less_than`` 以下 and
``before`` 之前 do not. So every comparison has its exact opposite."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing to find out about a matter, or one field of a record.

    ``unit`` is what a number counts (人, 元); ``codes`` the closed list that a
    code comes from. A text is shown and never compared.
    """

    id: str
    label: str
    label_en: str
    type: FactType
    unit: str | None
    codes: tuple[Choice, ...]
    clause: ClauseRef
    place: Place


@dataclass(frozen=True, slots=True)
class Record:
    """A list of rows on file, such as the norms breached; a file may declare it complete.

    ``dated_by`` and ``located_by`` are the fields that choose the edition of a table.
    """

    id: str
    label: str
    label_en: str
    fields: Mapping[str, Fact]
    dated_by: str | None
    located_by: str | None
    clause: ClauseRef
    place: Place


@dataclass(frozen=True, slots=True)
class Grade:
    """One grade of a table: reached where *any* of ``grounds`` holds.

    A ground names fields of the record: a number must be reached (以上，含本数),
    a yes must be yes; several fields in one ground are asked for together.
    """

    id: str
    label: str
    grounds: tuple[Mapping[str, int | Literal[True]], ...]


@dataclass(frozen=True, slots=True)
class Edition:
    """A grading table over the rows of ``record``, as one norm has it: the gravest grade first.

    In force from ``since`` to ``until`` (the last day; none: until the next
    edition of the same place). ``locality`` none: where no local one applies.
    ``confirmed`` is false where the official text of ``source`` was not read.
    """

    table: str
    record: str
    label: str
    source: str
    confirmed: bool
    since: date
    until: date | None
    locality: str | None
    grades: tuple[Grade, ...]
    clause: ClauseRef
    place: Place


@dataclass(frozen=True, slots=True)
class Named:
    """A yes-or-no fact, field or value by its name."""

    name: str


@dataclass(frozen=True, slots=True)
class Compare:
    """A fact or value beside one value."""

    name: str
    word: Word
    value: Scalar


@dataclass(frozen=True, slots=True)
class Listing:
    """The codes that ``member`` asks for: written out, or one of the pack's parameters with rows by reading.

    A parameter has ``base`` and rows that widen it where a reading has a value;
    written-out codes are ``base`` alone. With ``by_group`` they are groups of
    the closed list.
    """

    base: tuple[str, ...]
    also: tuple[tuple[str, str, tuple[str, ...]], ...] = ()
    """Reading, value, further codes."""
    parameter: str | None = None
    by_group: bool = False

    def under(self, readings: Mapping[str, str]) -> tuple[str, ...]:
        """The codes or groups that count under ``readings``."""
        further = (code for reading, value, codes in self.also if readings.get(reading) == value for code in codes)
        return tuple(dict.fromkeys((*self.base, *further)))


@dataclass(frozen=True, slots=True)
class Member:
    """A code is one of a listing."""

    name: str
    of: Listing


@dataclass(frozen=True, slots=True)
class Graded:
    """By the table's edition in force then and there, the row reaches the grade or a graver one."""

    table: str
    grade: str


@dataclass(frozen=True, slots=True)
class Count:
    """How many rows of a record there are of which ``where`` holds."""

    record: str
    word: Literal["at_least", "less_than"]
    number: int
    where: "Term | None"


@dataclass(frozen=True, slots=True)
class Combined:
    """``all``, ``any`` or ``none`` of the terms; ``any`` of nothing never holds."""

    operator: Operator
    terms: tuple["Term", ...]


@dataclass(frozen=True, slots=True)
class Chosen:
    """What differs by reading: one branch per declared value."""

    reading: str
    branches: Mapping[str, "Term"]


@dataclass(frozen=True, slots=True)
class Case:
    """One line of a value's list; the last has no ``when``."""

    value: str
    when: "Term | None"


@dataclass(frozen=True, slots=True)
class Cases:
    """The value of the first line that holds."""

    lines: tuple[Case, ...]


Term = Named | Compare | Member | Graded | Count | Combined | Chosen | Cases


@dataclass(frozen=True, slots=True)
class Derivation:
    """What follows from the facts for the finding, or the value, called ``id``.

    ``codes`` are the closed list of a value that is a code; otherwise the
    answer is yes or no. In a code's term ``Named`` stands for the code of another fact.
    """

    id: str
    label: str
    label_en: str
    of_finding: bool
    codes: tuple[Choice, ...]
    term: Term
    clause: ClauseRef
    place: Place


@dataclass(frozen=True, slots=True)
class Derivable:
    """Everything of a pack that concerns facts and what follows from them; a pack may have nothing of it."""

    facts: Mapping[str, Fact] = field(default_factory=dict)
    records: Mapping[str, Record] = field(default_factory=dict)
    tables: Mapping[str, tuple[Edition, ...]] = field(default_factory=dict)
    """The editions of each table, by locality and date."""
    findings: Mapping[str, Derivation] = field(default_factory=dict)
    """By the finding derived, in the order of the law."""
    values: Mapping[str, Derivation] = field(default_factory=dict)
    """The pack's own values, in its order."""

    @property
    def derivations(self) -> tuple[Derivation, ...]:
        """All of them, findings first."""
        return (*self.findings.values(), *self.values.values())
