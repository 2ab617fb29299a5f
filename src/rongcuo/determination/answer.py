"""The result as JSON, ``rongcuo/determination/2`` (its schema stands in docs/reference/schemas)."""

from collections.abc import Iterable, Mapping

from rongcuo.base import ClauseRef
from rongcuo.determination.ask import Inquiry, Question
from rongcuo.determination.counterfactual import Counterfactual
from rongcuo.determination.determine import Determination, Receipt, Reported
from rongcuo.determination.explanation import Explanation
from rongcuo.determination.findings import FindingState
from rongcuo.determination.robust import Robust
from rongcuo.law import Policy

SCHEMA = "rongcuo/determination/2"
QUESTION_SCHEMA = "rongcuo/question/1"

Json = dict[str, object]


def answer(policy: Policy, determination: Determination, otherwise: Iterable[Counterfactual] | None = None) -> Json:
    """What ``determine --format json`` prints; ``otherwise`` are the counterfactuals, where they were asked for."""
    standings = policy.pack.standings
    body: Json = {
        "schema": SCHEMA,
        "standing": determination.standing,
        "possible": list(determination.possible),
        "labels": {standing: standings[standing].label for standing in determination.possible},
        "labels_en": {standing: standings[standing].label_en for standing in determination.possible},
        "entries": list(determination.entries),
        "clauses": _clauses(determination.clauses),
        "missing": list(determination.missing),
        "contested": list(determination.contested),
        "modality": determination.modality,
        "decisions": list(determination.decisions),
        "reported": [_reported(each) for each in determination.reported],
        "robust": _robust(determination.robust),
        "explanation": _line(determination.explanation, determination),
        "residual": [_line(entry, determination) for entry in determination.residual],
        "receipt": _receipt(determination.receipt),
    }
    return body if otherwise is None else body | {"counterfactuals": [_counterfactual(each) for each in otherwise]}


def question(asked: Question | None) -> Json:
    """What ``ask --format json`` prints; ``next`` is null once the standing is determined."""
    return {
        "schema": QUESTION_SCHEMA,
        "next": _inquiry(asked.next) if asked else None,
        "settling": [_inquiry(each) for each in asked.settling] if asked else [],
        "missing": list(asked.missing) if asked else [],
    }


def _line(line: Explanation, determination: Determination) -> Json:
    point = line.point
    body: Json = {
        "form": point.form,
        "id": point.id,
        "label": point.label,
        "label_en": point.label_en,
        "operator": "first" if point.form == "list" else point.operator,
        "clause": str(point.clause) if point.clause else None,
        "cited": point.cited,
        "text": point.text,
        "value": line.value,
        "evidence": [],
        "children": [_line(child, determination) for child in line.children],
    }
    if point.form == "entry":
        body |= {"standing": point.standing, "clauses": _clauses(point.clauses), "possible": line.possible}
    if line.answer is not None:
        body |= {"quote": point.quote, "judged": point.judged} | _state(determination.state(point.id or ""))
    return body


def _reported(each: Reported) -> Json:
    return {"finding": each.finding, "label": each.label, "clause": str(each.clause)} | _state(each.state)


def _state(state: FindingState) -> Json:
    return {
        "answer": state.answer.value,
        "note": state.note,
        "inquired": state.inquired,
        "evidence": [piece if isinstance(piece, str) else _plain(piece) for piece in state.evidence],
    }


def _plain(piece: Mapping[str, object]) -> Json:
    return dict(piece)


def _robust(robust: Robust) -> Json:
    return {
        "standing": robust.standing,
        "possible": list(robust.possible),
        "otherwise": [
            {"reading": each.reading, "value": each.value, "possible": list(each.possible)} for each in robust.otherwise
        ],
    }


def _counterfactual(each: Counterfactual) -> Json:
    changes = [
        {"finding": change.finding, "now": change.now.value, "then": change.then.value, "how": change.how}
        for change in each.changes or ()
    ]
    return {"standing": each.standing, "changes": None if each.changes is None else changes}


def _receipt(receipt: Receipt) -> Json:
    return {
        "policy": receipt.policy,
        "effective_from": receipt.effective_from,
        "text_digest": receipt.text_digest,
        "pack_digest": receipt.pack_digest,
        "engine": receipt.engine,
        "readings": dict(receipt.readings),
        "findings_digest": receipt.findings_digest,
        "result_digest": receipt.result_digest,
    }


def _inquiry(each: Inquiry) -> Json:
    return {
        "finding": each.finding,
        "label": each.label,
        "label_en": each.label_en,
        "clause": str(each.clause),
        "cited": each.cited,
        "text": each.text,
        "quote": each.quote,
        "words": list(each.words),
        "judged": each.judged,
        "evidence": list(each.evidence),
        "answer": each.answer.value,
        "inquired": each.inquired,
    }


def _clauses(clauses: Iterable[ClauseRef]) -> list[str]:
    return [str(clause) for clause in clauses]
