"""Folding entries into a state: pure, total on what ``decide`` wrote, and blind to packs.

Everything that a pack or a calendar gave is in the entry (:mod:`.derived`),
so a file recorded under an old edition folds the same for ever. What each act
does to the state stands in :mod:`.effects`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import reduce

from rongcuo.casefile import acts
from rongcuo.casefile.effects import DATES, EFFECTS
from rongcuo.casefile.records import Record, read_record
from rongcuo.casefile.state import EMPTY, CaseState, Done
from rongcuo.ledger import Entry


def fold(entries: Iterable[Entry], start: CaseState = EMPTY) -> CaseState:
    """The state that ``entries``, in order, lead to."""
    return reduce(evolve, entries, start)


def evolve(state: CaseState, entry: Entry) -> CaseState:
    """The state after one more entry."""
    record = read_record(entry)
    after = EFFECTS[type(record.act)](state, record.act, record)
    return replace(
        after,
        sequence=record.sequence,
        stage=record.derived.stage,
        dates=_dated(after, record),
        reached=_reached(state, record),
        announced={**after.announced, **{said.limit: said.last_day for said in record.derived.announced}},
        documents=(*after.documents, *record.documents),
        done=(*after.done, Done(record.sequence, record.act.name, record.occurred_on, record.audience)),
    )


def provisional(act: acts.OpenFile) -> CaseState:
    """The file as opening it would make it, to judge the opening by."""
    return replace(EMPTY, opened=act)


def _dated(state: CaseState, record: Record) -> Mapping[str, date]:
    """Each entry type dates the file: ``served_on`` is when the notice was served."""
    name = DATES.get(type(record.act))
    return {**state.dates, name: record.occurred_on} if name else state.dates


def _reached(state: CaseState, record: Record) -> Mapping[str, date]:
    stage = record.derived.stage
    return state.reached if stage == state.stage else {**state.reached, stage: record.occurred_on}
