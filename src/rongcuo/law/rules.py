"""The law as propositions: findings, the five operators, standings, readings.

A rule is a tree of groups over findings. Nothing here evaluates: the
determination does. Readings are named switches; :mod:`rongcuo.law.readings`
turns a pack and a choice of readings into a policy without switches.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from rongcuo.base import ClauseRef, Place

FindingKind = Literal[
    "scope", "error", "matter", "nature", "exclusion", "threshold",
    "condition", "conflict", "source", "circumstance",
]  # fmt: skip
"""The groups of the pack's findings (design 5)."""

Operator = Literal["all", "any", "none"]

Changeable = Literal["still", "then"]
"""What could be otherwise: by what may *still* be done, or by other conduct *then*."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One question of fact that an officer answers.

    ``words`` are what a screen says for established and not established
    (符合/不符合 for a condition, 存在/不存在 for a bar). ``quote`` stands in the
    clause word for word; it is none where the clause's words were not seen.
    ``judged`` marks an open norm: the organ reasons about it, a register
    cannot answer it. ``evidence`` names what usually proves it.
    ``changeable`` is none where nobody can change it, as who somebody is or
    what the law says.
    """

    id: str
    label: str
    label_en: str
    kind: FindingKind
    clause: ClauseRef
    quote: str | None
    words: tuple[str, str]
    judged: bool
    evidence: tuple[str, ...]
    place: Place
    changeable: Changeable | None = None


@dataclass(frozen=True, slots=True)
class Leaf:
    """A finding used in a rule."""

    finding: str
    judged: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """``all`` 同时, ``any`` 任一 or ``none`` 均无 of its children, in order.

    ``name``, ``label``, ``clause`` and ``label_en`` are those of the rule that
    declared it, ``place`` where; an unnamed inner group has none of the five.
    """

    operator: Operator
    children: tuple["Node", ...]
    name: str | None = None
    label: str | None = None
    clause: ClauseRef | None = None
    label_en: str | None = None
    place: Place = field(default_factory=Place, compare=False)


@dataclass(frozen=True, slots=True)
class Switch:
    """A rule that differs by reading: exactly one branch per declared value."""

    reading: str
    branches: Mapping[str, "Node"]


Node = Leaf | Group | Switch


@dataclass(frozen=True, slots=True)
class Standing:
    """An outcome that the law may allow (适用结论档次)."""

    id: str
    label: str
    label_en: str
    modality: str | None
    """``may``, ``shall``, ``recommended`` or none where the law says nothing."""
    decisions: tuple[str, ...]
    """The decisions that do not depart from this standing; anything else is a departure."""
    clause: ClauseRef
    modality_reading: str | None
    """The reading whose value is the modality, where the law's wording is disputed."""
    place: Place


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the ordered list: the first entry whose ``when`` holds decides.

    The last entry has no ``when``. Several entries may name one standing.
    """

    id: str
    standing: str
    label: str
    when: Node | None
    clauses: tuple[ClauseRef, ...]
    place: Place
    label_en: str | None = None


@dataclass(frozen=True, slots=True)
class Exclusive:
    """Findings of which at most one can be established; a file that has two is refused."""

    findings: tuple[str, ...]
    clause: ClauseRef
    place: Place


ReadingScope = Literal["determination", "label", "derivation", "procedure", "calendar"]


@dataclass(frozen=True, slots=True)
class ReadingValue:
    """One way to read the clause, in words."""

    id: str
    label: str
    note: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A named interpretation of an ambiguous clause (适用口径); default first."""

    id: str
    label: str
    question: str
    clause: ClauseRef
    affects: ReadingScope
    values: tuple[ReadingValue, ...]
    settled_by: str | None
    """Who settled it for the district; none: the default holds until somebody does."""
    settled_on: date | None
    place: Place

    @property
    def default(self) -> str:
        """The value that holds unless a file's readings say otherwise."""
        return self.values[0].id

    @property
    def ids(self) -> tuple[str, ...]:
        """The values' ids, default first."""
        return tuple(value.id for value in self.values)


@dataclass(frozen=True, slots=True)
class DecisionKind:
    """A decision that the deciding organ can take (exempt, mitigated, lighter, …)."""

    id: str
    label: str
    label_en: str
    favourable: bool
    """It exempts or treats more lightly: what consent and effects attach to."""
    needs_other_rule: bool
    """依规: the decision must name the other rule and its base range (4.2)."""
    in_decision: bool = True
    """An option of the act ``decide``; otherwise another act brings it about (移送)."""
