"""What follows from the entries that can still decide, whatever the file: one for each set of them."""

from collections.abc import Iterable
from dataclasses import dataclass

from rongcuo.base import ClauseRef
from rongcuo.law import Policy

UNDETERMINED = "undetermined"
"""Stands in place of a standing while the law still allows more than one."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result in the law's terms.

    ``entries`` are the lines of the ordered list that can decide, in its
    order, and ``possible`` their standings, sorted; ``standing`` is the only
    one of them, else ``"undetermined"``. ``clauses``, ``modality`` and
    ``decisions`` belong to the standing and are empty while it is undetermined.
    """

    standing: str
    possible: tuple[str, ...]
    entries: tuple[str, ...]
    clauses: tuple[ClauseRef, ...]
    modality: str | None
    decisions: tuple[str, ...]
    lawful_somewhere: tuple[str, ...]
    """The decisions that are lawful under at least one possible standing, sorted."""
    last: int
    """The number of the last entry that can decide."""


def outcome(policy: Policy, entries: Iterable[str]) -> Outcome:
    """What ``policy`` says where precisely ``entries`` can decide."""
    ids = set(entries)
    deciding = [entry for entry in policy.entries if entry.id in ids]
    possible = tuple(sorted({entry.standing for entry in deciding}))
    standings = policy.pack.standings
    settled = len(possible) == 1
    return Outcome(
        standing=possible[0] if settled else UNDETERMINED,
        possible=possible,
        entries=tuple(entry.id for entry in deciding),
        clauses=tuple(dict.fromkeys(clause for entry in deciding for clause in entry.clauses)) if settled else (),
        modality=policy.modality(possible[0]) if settled else None,
        decisions=standings[possible[0]].decisions if settled else (),
        lawful_somewhere=tuple(sorted({decision for each in possible for decision in standings[each].decisions})),
        last=max(number for number, entry in enumerate(policy.entries) if entry.id in ids),
    )
