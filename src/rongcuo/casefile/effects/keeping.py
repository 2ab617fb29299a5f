"""The register of interference, and of copies and loans."""

from collections.abc import Mapping
from dataclasses import replace

from rongcuo.casefile import acts
from rongcuo.casefile.effects.common import Fold
from rongcuo.casefile.records import Record
from rongcuo.casefile.state import CaseState, CopyApproval, Interference


def _interfered(state: CaseState, act: acts.RecordInterference, record: Record) -> CaseState:
    row = Interference(record.sequence, act.happened_on, act.way, act.who, act.what)
    return replace(state, interferences=(*state.interferences, row))


def _approved(state: CaseState, act: acts.ApproveCopy, record: Record) -> CaseState:
    approval = CopyApproval(
        number=len(state.copies) + 1,
        entry=record.sequence,
        kind=act.kind,
        material=act.material,
        recipient=act.recipient,
        purpose=act.purpose,
        approved_by=act.approved_by,
        until=act.until,
    )
    return replace(state, copies=(*state.copies, approval))


def _returned(state: CaseState, act: acts.RecordReturn, _: Record) -> CaseState:
    copies = tuple(
        replace(copy, returned_on=act.occurred_on) if copy.number == act.approval else copy for copy in state.copies
    )
    return replace(state, copies=copies)


EFFECTS: Mapping[type[acts.Act], Fold] = {
    acts.RecordInterference: _interfered,
    acts.ApproveCopy: _approved,
    acts.RecordReturn: _returned,
}

DATES: Mapping[type[acts.Act], str] = {
    acts.ApproveCopy: "copy_approved_on",
}
