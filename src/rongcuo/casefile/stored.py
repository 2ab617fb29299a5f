"""An act as plain JSON in its sealed form, and back: what an entry's body holds."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any, TypeVar

from rongcuo.casefile.acts import ACTS, Act
from rongcuo.casefile.fields import Question, questions
from rongcuo.ledger import Sealed

Shape = TypeVar("Shape", bound=Act)


def dump_act(act: Act) -> dict[str, object]:
    """The act's fields as plain JSON; what was left out stays out."""
    return _dump_fields(act)


def load_act(name: str, stored: Mapping[str, Any]) -> Act:
    """The act ``name`` that :func:`dump_act` wrote."""
    return load_shape(ACTS[name], stored)


def load_shape(shape: type[Shape], stored: Mapping[str, Any]) -> Shape:
    """The act of this shape that :func:`dump_act` wrote."""
    act: Shape = _load_fields(shape, stored)
    return act


def _dump_fields(shape: Any) -> dict[str, object]:
    values = {part.name: getattr(shape, part.name) for part in fields(shape)}
    return {name: _dump(value) for name, value in values.items() if value not in (None, ())}


def _dump(value: Any) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_dump(item) for item in value]
    return _dump_fields(value) if is_dataclass(value) else value


def _load_fields(shape: type, stored: Mapping[str, Any]) -> Any:
    values = {
        question.name: _load(question, stored[question.name])
        for question in questions(shape)
        if question.name in stored
    }
    return shape(**values)


def _load(question: Question, value: Any) -> Any:
    match question.kind:
        case "date":
            return date.fromisoformat(value)
        case "line" | "prose":
            return Sealed(**value)
        case "attachments":
            return tuple(Sealed(**item) for item in value)
        case "rows" | "citations" if question.row is not None:
            return tuple(_load_fields(question.row, item) for item in value)
        case "people" | "findings" | "records" | "items":
            return tuple(value)
        case _:
            return value
