"""Competence, other files, and what is handed over."""

from collections.abc import Mapping
from dataclasses import replace

from rongcuo.casefile import acts
from rongcuo.casefile.effects.common import Fold, noted
from rongcuo.casefile.records import Record
from rongcuo.casefile.state import CaseState, FindingOnFile, Related


def _superior_rules(state: CaseState, _: acts.ApplySuperiorRules, record: Record) -> CaseState:
    return replace(state, superior_rules=record.sequence)


def _taken_over(state: CaseState, act: acts.TransferJurisdiction, _: Record) -> CaseState:
    """The officers of the organ that hands over leave; what they did stays done by them."""
    return replace(state, opened=replace(state.file, investigating_organ=act.incoming_organ), officers=())


def _related(state: CaseState, act: acts.Merge | acts.Split, record: Record) -> CaseState:
    if act.into is None:
        return state
    return replace(state, related=(*state.related, Related(act.into, act.name, record.sequence)))


def _adopted(state: CaseState, act: acts.AdoptFacts, record: Record) -> CaseState:
    findings = {
        adopted.finding: FindingOnFile(
            finding=adopted.finding,
            answer=adopted.answer,
            evidence=(),
            reason=act.reason,
            officers=(record.actor, act.second_officer),
            entry=record.sequence,
            replaces=before.entry if (before := state.findings.get(adopted.finding)) else None,
            adopted=adopted,
        )
        for adopted in record.derived.adopted
    }
    related = Related(act.source, act.name, record.sequence)
    return replace(state, conclusion=None, findings={**state.findings, **findings}, related=(*state.related, related))


EFFECTS: Mapping[type[acts.Act], Fold] = {
    acts.ApplySuperiorRules: _superior_rules,
    acts.Transfer: noted,
    acts.TransferJurisdiction: _taken_over,
    acts.Merge: _related,
    acts.Split: _related,
    acts.AdoptFacts: _adopted,
    acts.ReferSuspectedBreach: noted,
}

DATES: Mapping[type[acts.Act], str] = {
    acts.Transfer: "transferred_on",
}
