"""The result as JSON, ``rongcuo/determination/1`` (docs/reference/determination.md has every key)."""

from collections.abc import Iterable

from rongcuo.base import ClauseRef
from rongcuo.determination.ask import Inquiry, Question
from rongcuo.determination.determine import Determination, Receipt, Reported
from rongcuo.determination.findings import FindingState
from rongcuo.determination.tree import Explanation
from rongcuo.law import Policy

SCHEMA = "rongcuo/determination/1"
QUESTION_SCHEMA = "rongcuo/question/1"

Json = dict[str, object]


def answer(policy: Policy, determination: Determination) -> Json:
    """What ``determine --format json`` prints."""
    pack = policy.pack
    return {
        "schema": SCHEMA,
        "standing": determination.standing,
        "possible": list(determination.possible),
        "labels": {standing: pack.standings[standing].label for standing in determination.possible},
        "entries": list(determination.entries),
        "clauses": _clauses(determination.clauses),
        "missing": list(determination.missing),
        "contested": list(determination.contested),
        "modality": determination.modality,
        "decisions": list(determination.decisions),
        "reported": [_reported(each) for each in determination.reported],
        "explanation": _explanation(determination.explanation),
        "receipt": _receipt(determination.receipt),
    }


def question(asked: Question | None) -> Json:
    """What ``ask --format json`` prints; ``next`` is null once the standing is determined."""
    return {
        "schema": QUESTION_SCHEMA,
        "next": _inquiry(asked.next) if asked else None,
        "settling": [_inquiry(each) for each in asked.settling] if asked else [],
        "missing": list(asked.missing) if asked else [],
    }


def _explanation(line: Explanation) -> Json:
    point = line.point
    body: Json = {
        "form": point.form,
        "id": point.id,
        "label": point.label,
        "operator": point.operator,
        "clause": str(point.clause) if point.clause else None,
        "cited": point.cited,
        "text": point.text,
        "value": line.value,
        "evidence": list(line.state.evidence) if line.state else [],
    }
    if point.form == "entry":
        body |= {"standing": point.standing, "clauses": _clauses(point.clauses), "possible": line.possible}
    if line.state:
        body |= {"quote": point.quote, "judged": point.judged} | _state(line.state)
    return body | {"children": [_explanation(child) for child in line.children]}


def _reported(each: Reported) -> Json:
    body: Json = {"finding": each.finding, "label": each.label, "clause": str(each.clause)}
    return body | _state(each.state) | {"evidence": list(each.state.evidence)}


def _state(state: FindingState) -> Json:
    return {"answer": state.answer.value, "note": state.note, "inquired": state.inquired}


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
        "clause": str(each.clause),
        "cited": each.cited,
        "text": each.text,
        "quote": each.quote,
        "words": list(each.words),
        "judged": each.judged,
        "evidence": list(each.evidence),
        "answer": each.answer.value,
    }


def _clauses(clauses: Iterable[ClauseRef]) -> list[str]:
    return [str(clause) for clause in clauses]
