"""The study as JSON: ``rongcuo/study/1``, described in docs/reference/determination.md."""

from collections.abc import Iterable

from rongcuo.determination.findings import FindingState
from rongcuo.determination.practice.study import Agreement, Row, Shift, Study

STUDY_SCHEMA = "rongcuo/study/1"


def study_answer(studies: Iterable[Study]) -> dict[str, object]:
    """Every study with its examples, its sums and what hangs on each reading."""
    return {"schema": STUDY_SCHEMA, "packs": [_study(each) for each in studies]}


def _study(study: Study) -> dict[str, object]:
    title = study.pack.title
    return {
        "policy": title.policy,
        "effective_from": title.effective_from.isoformat(),
        "pack_digest": study.pack.digest,
        "examples": [_row(row) for row in study.rows],
        "crossing": [
            {"standing": standing, "decision": decision, "alone": alone, "among": among}
            for (standing, decision), (alone, among) in sorted(study.crossing().items(), key=str)
        ],
        "sums": _sums(study),
        "keeps_open": [{"finding": finding, "examples": count} for finding, count in study.keeps_open.items()],
        "readings": [_shift(shift) for shift in study.shifts],
    }


def _sums(study: Study) -> dict[str, int]:
    return {
        "examples": len(study.rows),
        **{kind.value: count for kind, count in study.agreements.items()},
        "within": study.within,
        "undetermined": study.undetermined,
        "asked_in_vain": study.asked_in_vain,
    }


def _row(row: Row) -> dict[str, object]:
    example, found = row.example, row.found
    return {
        "id": example.id,
        "title": example.title,
        "locality": example.locality,
        "year": example.year,
        "seen": example.seen,
        "sources": list(example.sources),
        "summary": example.summary,
        "readings": dict(example.readings),
        "findings": {name: _finding(state) for name, state in example.findings.items()},
        "standing": found.standing,
        "possible": list(found.possible),
        "missing": list(found.missing),
        "outcome": example.outcome,
        "decision": example.decision,
        "agreement": row.agreement.value,
        "within": row.agreement in (Agreement.AGREES, Agreement.OPEN),
        "needs_reasons": None if example.decision is None else found.needs_reasons(example.decision),
        "turns_on": [str(clause) for clause in row.turns_on],
        "difference": example.difference,
        "clauses": [str(clause) for clause in example.clauses],
    }


def _finding(state: FindingState) -> dict[str, object]:
    evidence = list(state.evidence)
    return {"value": state.answer.value, "reason": state.note, "evidence": evidence, "inquired": state.inquired}


def _shift(shift: Shift) -> dict[str, object]:
    return {
        "reading": shift.reading,
        "value": shift.value,
        "changes": [
            {
                "example": change.example,
                "before": list(change.before),
                "after": list(change.after),
                "agreement_before": change.agreement_before.value,
                "agreement_after": change.agreement_after.value,
            }
            for change in shift.changes
        ],
    }
