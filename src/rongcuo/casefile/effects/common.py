"""What several effects share, and the shape of them all."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from rongcuo.casefile.acts import Act
from rongcuo.casefile.records import Record
from rongcuo.casefile.state import CaseState, Parts

FILED = "filed_on"
"""The day of the latest defence or supplement: what has to be accepted."""

Fold = Callable[[CaseState, Any, Record], CaseState]
"""What an act does to a state: state, act and record in; the state after it out."""


def noted(state: CaseState, _: Act, __: Record) -> CaseState:
    """An act whose whole effect is its stage, its date and its documents."""
    return state


def sent_back(state: CaseState) -> CaseState:
    """What was voted no longer stands, nor a request that waits for its reply; a new deliberation is owed."""
    waiting = state.consent is not None and state.consent.given is None
    return replace(state, deliberation=None, consent=None if waiting else state.consent)


def joined(state: CaseState, capacity: str, organ: str) -> CaseState:
    """The state in which ``organ`` stands on the file in this capacity as well; the latest last."""
    before = tuple(each for each in state.organs_as(capacity) if each != organ)
    return replace(state, organs={**state.organs, capacity: (*before, organ)})


def took_part(state: CaseState, part: str, persons: Iterable[str]) -> CaseState:
    """The state in which ``persons`` have acted in ``part``, for good."""
    already: frozenset[str] = getattr(state.parts, part)
    parts: Parts = replace(state.parts, **{part: already | frozenset(persons)})
    return replace(state, parts=parts)


def comparison(record: Record) -> tuple[tuple[str, ...], bool, tuple[str, ...]]:
    """The determination beside the act: possible standings, whether the act departs, what was open."""
    compared = record.derived.compared
    if compared is None:
        message = f"entry {record.sequence} carries no determination"
        raise ValueError(message)
    return compared.possible, compared.departs, compared.missing
