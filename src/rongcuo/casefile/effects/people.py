"""Recusal and replacement."""

from collections.abc import Mapping
from dataclasses import replace

from rongcuo.casefile import acts
from rongcuo.casefile.effects.common import Fold, took_part
from rongcuo.casefile.records import Record
from rongcuo.casefile.state import CaseState


def _recused(state: CaseState, act: acts.Recuse, _: Record) -> CaseState:
    officers = tuple(person for person in state.officers if person != act.person)
    return replace(state, officers=officers, recused=state.recused | {act.person})


def _replaced(state: CaseState, act: acts.ReplaceOfficer, _: Record) -> CaseState:
    officers = tuple(act.incoming if person == act.leaving else person for person in state.officers)
    return took_part(replace(state, officers=officers), "investigating", (act.incoming,))


EFFECTS: Mapping[type[acts.Act], Fold] = {
    acts.Recuse: _recused,
    acts.ReplaceOfficer: _replaced,
}

DATES: Mapping[type[acts.Act], str] = {}
"""Nobody asks when it was."""
