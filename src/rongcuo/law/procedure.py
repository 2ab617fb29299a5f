"""The procedure as the pack declares it: stages, roles, acts, limits, duties.

Data only. What a guard's name *means* is in :mod:`rongcuo.procedure.guards`;
which guard an act uses, and for which clause, is the pack's.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from rongcuo.base import ClauseRef, Place

OrganOnFile = Literal[
    "investigating", "deciding", "superior", "unit", "case_review", "consulted", "receiving", "personnel", "appeal"
]
"""In which capacity an organ stands on a file: the first four from its opening, the others once an act names them."""

Audience = Literal["party", "panel", OrganOnFile]
"""Whom an entry is for: the party, the assessment panel, or the organs of one capacity."""


@dataclass(frozen=True, slots=True)
class Stage:
    """Where a file stands.

    ``early_end`` marks those that end it before a decision, ``over`` those
    after which what is still owed stands in the follow-up register.
    """

    id: str
    label: str
    early_end: bool
    over: bool = False


@dataclass(frozen=True, slots=True)
class Role:
    """Who may do an act on a file.

    ``organ`` is the capacity of one of the file's organs (none: no organ is asked for),
    ``functions`` the appointment functions that qualify there, ``assigned``
    asks that the person is an officer assigned to this file, ``panel`` that the
    person sits on its assessment panel, ``party`` that the person is the party
    or its representative.
    """

    id: str
    label: str
    organ: OrganOnFile | None
    functions: tuple[str, ...]
    assigned: bool
    party: bool
    panel: bool


@dataclass(frozen=True, slots=True)
class GuardUse:
    """A named predicate on the file's facts, with its parameters and its clause."""

    guard: str
    params: Mapping[str, object]
    clause: ClauseRef | None
    place: Place


@dataclass(frozen=True, slots=True)
class Step:
    """From which stages an act may be done, and where it leads.

    ``to`` none: the stage stays. The first step of the act whose ``stages``
    hold the current stage and whose ``when`` all hold is taken.
    """

    stages: tuple[str, ...]
    to: str | None
    when: tuple[GuardUse, ...]


@dataclass(frozen=True, slots=True)
class GrantRule:
    """Whom an act lets see the file from then on, and which entries.

    ``to`` is ``organ`` (one of the file's organs, for the given functions),
    ``officers`` (those assigned to the file), ``party``, ``actor``, or
    ``named``: the organ or persons that the act's own ``field`` names.
    """

    to: Literal["organ", "officers", "party", "actor", "named"]
    organ: OrganOnFile | None
    functions: tuple[str, ...]
    audience: Audience
    field: str | None


@dataclass(frozen=True, slots=True)
class ActRow:
    """One row of the table: who, from where to where, under which conditions, by which clause."""

    id: str
    label: str
    label_en: str
    verb: str
    """What the timeline says the actor did: 告知申辩权利."""
    by: tuple[str, ...]
    clause: ClauseRef | None
    basis: str | None
    """Where no clause of this regulation speaks (recusal): what the row rests on."""
    steps: tuple[Step, ...]
    guards: tuple[GuardUse, ...]
    documents: tuple[str, ...]
    audience: tuple[Audience, ...]
    """Who may read the entry."""
    grants: tuple[GrantRule, ...]
    discloses: tuple[str, ...]
    """Acts whose entries become readable to this act's audience once it is on file."""
    irreversible: bool
    late_proof: str | None
    """The attachments that the act must have when it is registered later than the day on which it was done."""
    place: Place


@dataclass(frozen=True, slots=True)
class Limit:
    """A period that the law (or, labelled so, the office) sets."""

    id: str
    label: str
    length: int
    unit: Literal["working_day", "day", "month"]
    starts_on: str
    """The date on file that starts it, by its name in the facts (``served_on``)."""
    reading: str | None
    """The reading that says whether the first day counts."""
    routes: tuple[str, ...]
    """The routes it belongs to; empty: every route."""
    decisions: tuple[str, ...]
    """The decisions after which it runs; empty: whatever is decided."""
    kinds: tuple[str, ...]
    """For an appeal: the kinds (list ``appeal_kind``) that are filed within it."""
    since: date | None
    until: date | None
    """It runs when it starts on a day from ``since`` to ``until``: rules on appeals have changed."""
    clause: ClauseRef | None
    source: str | None
    """Another norm, where the period is not this regulation's."""
    confirmed: bool
    internal: bool
    place: Place


@dataclass(frozen=True, slots=True)
class Duty:
    """What is owed on a file, by whom, from when until when."""

    id: str
    label: str
    by: str
    act: str | None
    """The act that discharges it."""
    owed: tuple[GuardUse, ...]
    done: tuple[GuardUse, ...]
    limits: tuple[str, ...]
    """Its limit; where several are named, the one that runs on the file."""
    each: str | None
    """Where it is owed once for each numbered thing on the file, the kind of these things."""
    clause: ClauseRef | None
    place: Place


ReminderTime = Literal["before", "on", "after"]
Told = Literal["holder", "head", "officers"]
"""Who is reminded: whoever owes the duty, the head of the organ that owes it, the officers of the file."""


@dataclass(frozen=True, slots=True)
class Reminder:
    """When the office reminds of a duty's last day, and whom: its own arrangement, never the law's.

    ``working_days`` before or after the last day; none on the day itself.
    """

    id: str
    label: str
    when: ReminderTime
    working_days: int | None
    tell: tuple[Told, ...]

    @property
    def distance(self) -> int:
        """Working days left when it is given; below zero once the limit has ended."""
        return {"before": 1, "on": 0, "after": -1}[self.when] * (self.working_days or 0)


@dataclass(frozen=True, slots=True)
class Choice:
    """One row of a closed list of the pack: a route, a measure, a rank, a way of service."""

    id: str
    label: str
    note: str | None
    group: str | None
    """For ranks: ``above``, ``section_or_below`` or ``settle``; else the pack's own grouping."""


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A kind of official document; one with ``after`` is drawn up for an entry and signed by an act of its own."""

    id: str
    label: str
    note: str | None
    group: str | None
    """What follows the organ's own code in its numbers: 申告 of 越纪申告〔2026〕3号."""
    clause: ClauseRef | None
    after: tuple[str, ...]
    """The acts whose entries call for it; a document without is made and signed with the act that lists it."""
    signed_by: tuple[str, ...]
    audience: tuple[Audience, ...]
    """Who reads it; those outside the handling of the file once it was served."""
    served_by: str | None
    """The act that serves it; none where it is not served on anybody."""
    guards: tuple[GuardUse, ...]
    """What must hold on the file when it is signed."""
    place: Place


@dataclass(frozen=True, slots=True)
class ProcedureTable:
    """Everything of a pack that concerns procedure; a pack may have none."""

    stages: tuple[Stage, ...]
    roles: Mapping[str, Role]
    acts: Mapping[str, ActRow]
    limits: Mapping[str, Limit]
    duties: tuple[Duty, ...]
    documents: Mapping[str, DocumentRow]
    lists: Mapping[str, tuple[Choice, ...]]
    """Closed lists by name: ``route``, ``measure``, ``rank``, ``service_method``, ``matter_level`` …"""
    reminders: tuple[Reminder, ...] = ()
    """Farthest before the last day first."""
