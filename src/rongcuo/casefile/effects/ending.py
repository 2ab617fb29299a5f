"""How a file ends, and the visit afterwards."""

from collections.abc import Mapping
from dataclasses import replace

from rongcuo.casefile import acts
from rongcuo.casefile.effects.common import Fold, joined, noted
from rongcuo.casefile.records import Record
from rongcuo.casefile.state import ArchivePlace, CaseState, Visit


def _closed(state: CaseState, act: acts.CloseFile, _: Record) -> CaseState:
    return joined(state, "personnel", act.personnel_organ) if act.personnel_organ else state


def _archived(state: CaseState, act: acts.ArchiveFile, record: Record) -> CaseState:
    return replace(state, archive=ArchivePlace(record.sequence, act.retention, act.volume, act.archivist))


def _followed_up(state: CaseState, act: acts.FollowUp, record: Record) -> CaseState:
    visit = Visit(record.sequence, act.visitors, act.form, act.occurred_on)
    return replace(state, visits=(*state.visits, visit))


EFFECTS: Mapping[type[acts.Act], Fold] = {
    acts.CloseFile: _closed,
    acts.ArchiveFile: _archived,
    acts.Terminate: noted,
    acts.RecordDeath: noted,
    acts.FollowUp: _followed_up,
}

DATES: Mapping[type[acts.Act], str] = {
    acts.CloseFile: "closed_on",
    acts.ArchiveFile: "archived_on",
    acts.Terminate: "terminated_on",
    acts.RecordDeath: "death_recorded_on",
    acts.FollowUp: "followed_up_on",
}
