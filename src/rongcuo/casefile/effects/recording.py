"""Facts entered on a file."""

from collections.abc import Mapping
from dataclasses import replace

from rongcuo.casefile import acts
from rongcuo.casefile.effects.common import Fold
from rongcuo.casefile.records import Record
from rongcuo.casefile.state import CaseState, Records


def _listed(state: CaseState, act: acts.ListBreaches | acts.ListEvents, record: Record) -> CaseState:
    """A new list supersedes the old one, and any conclusion drawn before it."""
    numbers = tuple(citation.number for citation in act.cited)
    listed = Records(act.rows, act.complete, numbers, record.sequence)
    return replace(state, conclusion=None, records={**state.records, act.record: listed})


def _settled(state: CaseState, act: acts.SettleRank, _: Record) -> CaseState:
    return replace(state, settled_rank=act.rank)


EFFECTS: Mapping[type[acts.Act], Fold] = {
    acts.ListBreaches: _listed,
    acts.ListEvents: _listed,
    acts.SettleRank: _settled,
}

DATES: Mapping[type[acts.Act], str] = {}
