"""The party's defence."""

from collections.abc import Mapping
from dataclasses import replace

from rongcuo.casefile import acts
from rongcuo.casefile.effects.common import FILED, Fold, sent_back
from rongcuo.casefile.records import Record
from rongcuo.casefile.state import CaseState, Claim, Defence


def _defended(state: CaseState, act: acts.FileDefence | acts.SupplementDefence, record: Record) -> CaseState:
    first = len(state.claims) + 1
    claims = tuple(
        Claim(number, made.target, made.statement, record.sequence)
        for number, made in enumerate(act.claims, start=first)
    )
    timing = record.derived.timing
    defence = Defence(
        entry=record.sequence,
        filed_on=act.occurred_on,
        filed_by=record.actor,
        in_time=timing is None or timing.in_time,
        working_day=timing.working_day if timing else None,
        claims=tuple(claim.number for claim in claims),
        statement=act.statement,
        attachments=act.attachments,
    )
    kept = sent_back(state) if record.derived.stage != state.stage else state
    return replace(
        kept,
        waived=False,
        claims=(*state.claims, *claims),
        defences=(*state.defences, defence),
        dates={**state.dates, FILED: act.occurred_on},
        supplements=tuple(replace(asked, answered=asked.answered or record.sequence) for asked in state.supplements),
    )


def _waived(state: CaseState, _: acts.WaiveDefence, __: Record) -> CaseState:
    return replace(state, waived=True)


def _accepted(state: CaseState, act: acts.AcceptDefence, _: Record) -> CaseState:
    accepted = tuple(replace(defence, accepted_on=defence.accepted_on or act.occurred_on) for defence in state.defences)
    return replace(state, defences=accepted)


EFFECTS: Mapping[type[acts.Act], Fold] = {
    acts.FileDefence: _defended,
    acts.SupplementDefence: _defended,
    acts.WaiveDefence: _waived,
    acts.AcceptDefence: _accepted,
}

DATES: Mapping[type[acts.Act], str] = {
    acts.FileDefence: "defended_on",
}
