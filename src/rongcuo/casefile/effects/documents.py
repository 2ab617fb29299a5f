"""Documents signed and served."""

from collections.abc import Mapping
from dataclasses import replace

from rongcuo.casefile import acts
from rongcuo.casefile.effects.common import Fold
from rongcuo.casefile.records import Record
from rongcuo.casefile.state import CaseState, SignedDocument


def _signed(state: CaseState, act: acts.SignDocument, record: Record) -> CaseState:
    document = SignedDocument(
        number=len(state.signed) + 1,
        entry=record.sequence,
        kind=act.kind,
        about=act.about,
        content=act.content,
        corrects=act.corrects,
    )
    return replace(state, signed=(*state.signed, document))


def _served(state: CaseState, act: acts.ServeDocument, record: Record) -> CaseState:
    signed = tuple(
        replace(each, served=record.sequence) if each.number == act.document else each for each in state.signed
    )
    return replace(state, signed=signed)


EFFECTS: Mapping[type[acts.Act], Fold] = {
    acts.SignDocument: _signed,
    acts.ServeDocument: _served,
}

DATES: Mapping[type[acts.Act], str] = {}
