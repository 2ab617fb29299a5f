"""Opening a file, assigning its officers, notifying and serving."""

from collections.abc import Mapping
from dataclasses import replace

from rongcuo.casefile import acts
from rongcuo.casefile.effects.common import Fold, noted, took_part
from rongcuo.casefile.limits import DEFENCE
from rongcuo.casefile.records import Record
from rongcuo.casefile.state import EMPTY, CaseState, Service


def _opened(_: CaseState, act: acts.OpenFile, __: Record) -> CaseState:
    return replace(EMPTY, opened=act)


def _assigned(state: CaseState, act: acts.AssignOfficers, _: Record) -> CaseState:
    officers = tuple(dict.fromkeys((*state.officers, *act.officers)))
    return took_part(replace(state, officers=officers), "investigating", act.officers)


def _served(state: CaseState, act: acts.RecordService, record: Record) -> CaseState:
    timing = record.derived.timing
    last_day = timing.last_day if timing else act.occurred_on
    service = Service(record.sequence, act.occurred_on, act.method, last_day)
    return replace(state, service=service, announced={**state.announced, DEFENCE: last_day})


EFFECTS: Mapping[type[acts.Act], Fold] = {
    acts.OpenFile: _opened,
    acts.AssignOfficers: _assigned,
    acts.NotifyRights: noted,
    acts.RecordService: _served,
}

DATES: Mapping[type[acts.Act], str] = {
    acts.OpenFile: "opened_on",
    acts.NotifyRights: "notified_on",
    acts.RecordService: "served_on",
}
