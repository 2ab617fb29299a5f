"""The content of an act in words: one label and one text for each question."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from rongcuo.casefile import Question, questions
from rongcuo.web.marks import full_date
from rongcuo.web.pages.onfile import FileLink, OnFile


@dataclass(frozen=True, slots=True)
class Particular:
    """One line of what an act says; ``files`` in place of words for attachments."""

    label: str
    text: str = ""
    files: tuple[FileLink, ...] = ()


def particulars(act: object, on: OnFile) -> tuple[Particular, ...]:
    """Everything that ``act`` (or a row of one) says, in the order in which it was asked."""
    return tuple(_said(questions(type(act)), act, on))


def _said(asked: Iterable[Question], act: object, on: OnFile) -> Iterable[Particular]:
    for question in asked:
        value = getattr(act, question.name)
        if value in (None, (), False):
            continue
        if question.kind == "attachments":
            yield Particular(question.label, files=tuple(on.file(sealed) for sealed in value))
        else:
            yield Particular(question.label, _WORDS[question.kind](on, question, value))
            yield from _files_in(question, value, on)


def _files_in(question: Question, value: Any, on: OnFile) -> Iterable[Particular]:
    """Attachments within rows, under the words of the row's own question."""
    asked = questions(question.row) if question.row and question.kind == "rows" else ()
    for each in asked:
        if each.kind == "attachments":
            files = tuple(on.file(sealed) for row in value for sealed in getattr(row, each.name))
            yield from [Particular(each.label, files=files)] if files else []


def _rows(on: OnFile, question: Question, value: Any) -> str:
    del question
    return "\n".join(f"{number}. {_row(on, row)}" for number, row in enumerate(value, start=1))


def _row(on: OnFile, row: object) -> str:
    lines = (item.text for item in particulars(row, on) if item.text)
    return "，".join(lines)


def _citations(on: OnFile, question: Question, value: Any) -> str:
    del question
    return "、".join(f"证{cited.number}（{on.law.choice('bearing', cited.bearing)}）" for cited in value)


def _day(on: OnFile, question: Question, value: date) -> str:
    del on, question
    return full_date(value)


_WORDS: dict[str, Callable[[OnFile, Question, Any], str]] = {
    "date": _day,
    "flag": lambda on, question, value: "是",  # noqa: ARG005  only a yes is said
    "number": lambda on, question, value: str(value),  # noqa: ARG005
    "code": lambda on, question, value: value,  # noqa: ARG005
    "choice": lambda on, question, value: on.law.choice(question.of or "", value),
    "finding": lambda on, question, value: on.law.finding(value),  # noqa: ARG005
    "findings": lambda on, question, value: "、".join(map(on.law.finding, value)),  # noqa: ARG005
    "standing": lambda on, question, value: on.law.standing(value),  # noqa: ARG005
    "decision": lambda on, question, value: on.law.decision(value),  # noqa: ARG005
    "claim": lambda on, question, value: f"第{value}项",  # noqa: ARG005
    "item": lambda on, question, value: f"第{value}项",  # noqa: ARG005
    "person": lambda on, question, value: on.person(value),  # noqa: ARG005
    "people": lambda on, question, value: on.people(value),  # noqa: ARG005
    "organ": lambda on, question, value: on.organ(value),  # noqa: ARG005
    "line": lambda on, question, value: on.text(value),  # noqa: ARG005
    "prose": lambda on, question, value: on.text(value),  # noqa: ARG005
    "citations": _citations,
    "rows": _rows,
}
