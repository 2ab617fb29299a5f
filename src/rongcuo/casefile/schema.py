"""The JSON schema of an act's plain input, derived from the act itself."""

from collections.abc import Callable, Iterable, Mapping

from rongcuo.casefile.acts import ACTS
from rongcuo.casefile.fields import Question, questions
from rongcuo.casefile.intake import CODE, LINE, PROSE, findings_asked, reading_values
from rongcuo.law.pack import Policy

Schema = dict[str, object]


def schema_of(name: str, policy: Policy) -> Schema:
    """JSON Schema 2020-12 of what :func:`~rongcuo.casefile.intake.read_act` reads for ``name``."""
    head: Schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": name}
    return head | _object(questions(ACTS[name], policy), policy)


def _object(questions_: Iterable[Question], policy: Policy) -> Schema:
    asked = list(questions_)
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": {question.name: _property(question, policy) for question in asked},
        "required": [question.name for question in asked if not question.optional],
    }


def _property(question: Question, policy: Policy) -> Schema:
    label: Schema = {"title": question.label, "description": question.hint or question.label_en}
    return label | _SHAPES[question.kind](question, policy)


def _text(most: int) -> Callable[[Question, Policy], Schema]:
    return lambda _, __: {"type": "string", "minLength": 1, "maxLength": most}


def _identity(_: Question, __: Policy) -> Schema:
    return {"type": "string", "minLength": 1}


def _whole(_: Question, __: Policy) -> Schema:
    return {"type": "integer", "minimum": 0}


def _choice(question: Question, policy: Policy) -> Schema:
    table = policy.pack.procedure
    rows = question.choices or (table.lists.get(question.of or "", ()) if table else ())
    return {"enum": [row.id for row in rows]}


def _finding(question: Question, policy: Policy) -> Schema:
    return {"enum": list(findings_asked(question, policy))}


def _list(one: Callable[[Question, Policy], Schema]) -> Callable[[Question, Policy], Schema]:
    def of(question: Question, policy: Policy) -> Schema:
        least: Schema = {} if question.optional else {"minItems": 1}
        return {"type": "array", "items": one(question, policy)} | least

    return of


def _row(question: Question, policy: Policy) -> Schema:
    return _object(question.parts, policy)


_SHAPES: Mapping[str, Callable[[Question, Policy], Schema]] = {
    "date": lambda _, __: {"type": "string", "format": "date"},
    "flag": lambda _, __: {"type": "boolean"},
    "number": _whole,
    "claim": _whole,
    "item": _whole,
    "items": _list(_whole),
    "code": _text(CODE),
    "casefile": _text(CODE),
    "line": _text(LINE),
    "prose": _text(PROSE),
    "choice": _choice,
    "finding": _finding,
    "findings": _list(_finding),
    "clause": lambda _, policy: {"enum": [str(ref) for ref in policy.pack.clauses]},
    "reading": lambda _, policy: {"enum": list(policy.pack.readings)},
    "reading_value": lambda _, policy: {"enum": list(reading_values(policy))},
    "standing": lambda _, policy: {"enum": list(policy.pack.standings)},
    "decision": lambda _, policy: {"enum": [kind.id for kind in policy.pack.decisions.values() if kind.in_decision]},
    "person": _identity,
    "people": _list(_identity),
    "organ": _identity,
    "attachments": _list(_identity),
    "citations": _list(_row),
    "rows": _list(_row),
    "records": _list(_row),
}
