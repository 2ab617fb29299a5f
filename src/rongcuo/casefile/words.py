"""The answers of an act in words: what a page shows and what a document says."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, Protocol

from rongcuo.casefile.fields import Question, questions
from rongcuo.casefile.labels import Labels
from rongcuo.law.derivation.derivations import Fact
from rongcuo.ledger import Sealed


class Speaker(Protocol):
    """What puts names and texts behind ids: a case file, or an item of a register."""

    @property
    def law(self) -> Labels:
        """The labels of the regulation."""

    def person(self, identity: str) -> str:
        """A person's name."""

    def people(self, identities: Iterable[str]) -> str:
        """Names in a row."""

    def organ(self, identity: str | None) -> str:
        """An organ's name."""

    def text(self, sealed: Sealed | None) -> str:
        """The words behind a seal."""

    def evidence_titles(self) -> Mapping[int, str]:
        """The evidence by number: its title, as far as it may be read."""


def in_words(on: Speaker, question: Question, value: Any) -> str:
    """One answer in words; empty where nothing was answered. Attachments have no words."""
    if value in (None, (), False) or question.kind == "attachments":
        return ""
    return _WORDS[question.kind](on, question, value)


def full_date(day: date) -> str:
    """``2024年2月8日``."""
    return f"{day.year}年{day.month}月{day.day}日"


def _rows(on: Speaker, question: Question, value: Any) -> str:
    del question
    return "\n".join(f"{number}. {_row(on, row)}" for number, row in enumerate(value, start=1))


def _row(on: Speaker, row: object) -> str:
    lines = (in_words(on, question, getattr(row, question.name)) for question in questions(type(row)))
    return "，".join(filter(None, lines))


def _citations(on: Speaker, question: Question, value: Any) -> str:
    del question
    return "、".join(f"证{cited.number}（{on.law.choice('bearing', cited.bearing)}）" for cited in value)


def _numbered(on: Speaker, question: Question, value: Iterable[int]) -> str:
    """``证3　会议纪要`` or ``第2项``; the words of a piece of evidence for whoever may read them."""
    if question.of != "evidence":
        return "、".join(f"第{number}项" for number in value)
    known = on.evidence_titles()
    return "；".join(f"证{number}　{known.get(number, '')}".rstrip() for number in value)


def _day(on: Speaker, question: Question, value: date) -> str:
    del on, question
    return full_date(value)


def _records(on: Speaker, question: Question, value: Any) -> str:
    """One line for each record, with the labels that the pack gives its fields; no record at all says so."""
    record = on.law.policy.pack.derivable.records.get(question.of or "")
    labels = record.fields if record else {}
    lines = (
        "，".join(f"{fact.label} {_entered(fact, row[name])}" for name, fact in labels.items() if name in row)
        for row in value
    )
    return "\n".join(f"{number}. {line}" for number, line in enumerate(lines, start=1))


def _entered(fact: Fact, item: object) -> str:
    codes = {choice.id: choice.label for choice in fact.codes} | {"yes": "是", "no": "否"}
    return codes.get(str(item), str(item)) + (fact.unit or "")


_WORDS: dict[str, Callable[[Speaker, Question, Any], str]] = {
    "date": _day,
    "flag": lambda on, question, value: "是",  # noqa: ARG005  only a yes is said
    "number": lambda on, question, value: str(value),  # noqa: ARG005
    "code": lambda on, question, value: value,  # noqa: ARG005
    "casefile": lambda on, question, value: value,  # noqa: ARG005
    "choice": lambda on, question, value: on.law.choice(question.of or "", value),
    "clause": lambda on, question, value: on.law.clause(value),  # noqa: ARG005
    "reading": lambda on, question, value: on.law.reading(value),  # noqa: ARG005
    "reading_value": lambda on, question, value: on.law.reading_value(value),  # noqa: ARG005
    "finding": lambda on, question, value: on.law.finding(value),  # noqa: ARG005
    "findings": lambda on, question, value: "、".join(map(on.law.finding, value)),  # noqa: ARG005
    "standing": lambda on, question, value: on.law.standing(value),  # noqa: ARG005
    "decision": lambda on, question, value: on.law.decision(value),  # noqa: ARG005
    "claim": lambda on, question, value: f"第{value}项",  # noqa: ARG005
    "item": lambda on, question, value: _numbered(on, question, (value,)),
    "items": _numbered,
    "person": lambda on, question, value: on.person(value),  # noqa: ARG005
    "people": lambda on, question, value: on.people(value),  # noqa: ARG005
    "organ": lambda on, question, value: on.organ(value),  # noqa: ARG005
    "line": lambda on, question, value: on.text(value),  # noqa: ARG005
    "prose": lambda on, question, value: on.text(value),  # noqa: ARG005
    "citations": _citations,
    "rows": _rows,
    "records": _records,
}
