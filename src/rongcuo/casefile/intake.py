"""Reading an act from plain input: every problem at once, each with its field.

The input is JSON-like: texts as text, days as ISO 8601, persons and organs
by id, attachments as the ids of uploads, rows as objects. Texts and files
are sealed through the intake that the door hands in.
"""

import difflib
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol, TypeVar

from rongcuo.base import Place, Problem
from rongcuo.casefile.acts import ACTS, Act
from rongcuo.casefile.fields import Question, questions
from rongcuo.law.pack import Policy
from rongcuo.ledger import Sealed

LINE, PROSE, CODE = 200, 20_000, 100
"""The longest line, text and code, in characters."""

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
"""The one form of a day: ISO 8601 knows others, which nobody would read as a date."""


Shape = TypeVar("Shape", bound=Act)


class Intake(Protocol):
    """What the door lends to the reader: sealing, and who and what there is."""

    def text(self, plain: str) -> Sealed:
        """Seal a text."""

    def file(self, upload: str) -> Sealed | None:
        """Seal an uploaded file; none where there is no such upload."""

    def withheld(self) -> Iterable[str]:
        """The names sealed on this file that no words leaving it may hold: those of reporters."""

    def knows_person(self, person: str) -> bool:
        """Whether the district has this person."""

    def knows_organ(self, organ: str) -> bool:
        """Whether the district has this organ."""


def read_act(name: str, raw: Mapping[str, object], policy: Policy, intake: Intake) -> Act | tuple[Problem, ...]:
    """The act ``name`` that ``raw`` describes, or everything wrong with it."""
    return read_shape(ACTS[name], raw, policy, intake)


def read_shape(
    shape: type[Shape], raw: Mapping[str, object], policy: Policy, intake: Intake
) -> Shape | tuple[Problem, ...]:
    """The act of this shape that ``raw`` describes, or everything wrong with it."""
    reader = _Reader(policy, intake)
    values = reader.fields(questions(shape, policy), raw, "")
    return tuple(reader.problems) if reader.problems else shape(**values)


@dataclass
class _Reader:
    """Collects problems while it reads; one is made for each act."""

    policy: Policy
    intake: Intake
    problems: list[Problem] = field(default_factory=list)

    def fields(self, questions_: Iterable[Question], raw: Mapping[str, object], path: str) -> dict[str, Any]:
        asked = {question.name: question for question in questions_}
        for key in (key for key in raw if key not in asked):
            nearest = _nearest(str(key), asked)
            self.problem("act.unknown_field", f"{path}{key}", name=key, nearest=nearest)
        read = ((q.name, self.answer(q, raw.get(q.name), f"{path}{q.name}")) for q in asked.values())
        return {name: value for name, value in read if value is not None}

    def answer(self, question: Question, value: object, path: str) -> Any:
        if value is None or value == [] or _blank(value):
            if not question.optional:
                self.problem("act.required", path, question, label=question.label)
            return None
        return _READERS[question.kind](self, question, value, path)

    def problem(self, code: str, path: str, question: Question | None = None, **params: object) -> None:
        place = Place(field=path, clause=question.clause if question else None)
        label = {"label": question.label, "label_en": question.label_en} if question else {}
        self.problems.append(Problem(code, {**label, **params}, place))

    def one_of(self, question: Question, value: object, path: str, known: Sequence[str]) -> str | None:
        if isinstance(value, str) and value in known:
            return value
        nearest = _nearest(str(value), known)
        self.problem("act.not_in_list", path, question, value=value, nearest=nearest)
        return None


def _blank(value: object) -> bool:
    return isinstance(value, str) and not value.strip()


def _nearest(name: str, known: Mapping[str, object] | Sequence[str]) -> str:
    close = difflib.get_close_matches(name, list(known), n=1, cutoff=0.0)
    return close[0] if close else "—"


def _date(reader: _Reader, question: Question, value: object, path: str) -> date | None:
    if isinstance(value, str) and _DAY.fullmatch(value):
        with suppress(ValueError):
            return date.fromisoformat(value)
    reader.problem("act.not_a_date", path, question, value=value)
    return None


def _flag(reader: _Reader, question: Question, value: object, path: str) -> bool | None:
    if isinstance(value, bool):
        return value
    reader.problem("act.not_a_flag", path, question, value=value)
    return None


def _number(reader: _Reader, question: Question, value: object, path: str) -> int | None:
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return value
    reader.problem("act.not_a_number", path, question, value=value)
    return None


def _plain(reader: _Reader, question: Question, value: object, path: str, most: int) -> str | None:
    if not isinstance(value, str):
        reader.problem("act.not_a_text", path, question)
        return None
    text = unicodedata.normalize("NFC", value.strip()).replace("\r\n", "\n")
    if len(text) > most:
        reader.problem("act.too_long", path, question, found=len(text), most=most)
        return None
    if any(_unprintable(character) for character in text):
        reader.problem("act.unprintable", path, question)
        return None
    return text


def _unprintable(character: str) -> bool:
    return unicodedata.category(character) in {"Cc", "Cs"} and character not in "\n\t"


def _one_line(reader: _Reader, question: Question, value: object, path: str, most: int) -> str | None:
    text = _plain(reader, question, value, path, most)
    if text is not None and "\n" in text:
        reader.problem("act.one_line", path, question)
        return None
    return text


def _code(reader: _Reader, question: Question, value: object, path: str) -> str | None:
    return _one_line(reader, question, value, path, CODE)


def _line(reader: _Reader, question: Question, value: object, path: str) -> Sealed | None:
    return _sealed(reader, question, path, _one_line(reader, question, value, path, LINE))


def _prose(reader: _Reader, question: Question, value: object, path: str) -> Sealed | None:
    return _sealed(reader, question, path, _plain(reader, question, value, path, PROSE))


def _sealed(reader: _Reader, question: Question, path: str, text: str | None) -> Sealed | None:
    """Words that leave the file never name whoever is kept secret on it; the message does not repeat the name."""
    if text is not None and question.outgoing and any(name in text for name in reader.intake.withheld()):
        reader.problem("act.names_withheld", path, question)
        return None
    return reader.intake.text(text) if text is not None else None


def _choice(reader: _Reader, question: Question, value: object, path: str) -> str | None:
    table = reader.policy.pack.procedure
    rows = question.choices or (table.lists.get(question.of or "", ()) if table else ())
    return reader.one_of(question, value, path, [row.id for row in rows])


def _finding(reader: _Reader, question: Question, value: object, path: str) -> str | None:
    return reader.one_of(question, value, path, list(findings_asked(question, reader.policy)))


def _clause(reader: _Reader, question: Question, value: object, path: str) -> str | None:
    return reader.one_of(question, value, path, [str(ref) for ref in reader.policy.pack.clauses])


def _reading(reader: _Reader, question: Question, value: object, path: str) -> str | None:
    return reader.one_of(question, value, path, list(reader.policy.pack.readings))


def _reading_value(reader: _Reader, question: Question, value: object, path: str) -> str | None:
    return reader.one_of(question, value, path, list(reading_values(reader.policy)))


def _standing(reader: _Reader, question: Question, value: object, path: str) -> str | None:
    return reader.one_of(question, value, path, list(reader.policy.pack.standings))


def _decision(reader: _Reader, question: Question, value: object, path: str) -> str | None:
    offered = (kind.id for kind in reader.policy.pack.decisions.values() if kind.in_decision)
    return reader.one_of(question, value, path, list(offered))


def _person(reader: _Reader, question: Question, value: object, path: str) -> str | None:
    if isinstance(value, str) and reader.intake.knows_person(value):
        return value
    reader.problem("act.unknown_person", path, question)
    return None


def _organ(reader: _Reader, question: Question, value: object, path: str) -> str | None:
    if isinstance(value, str) and reader.intake.knows_organ(value):
        return value
    reader.problem("act.unknown_organ", path, question)
    return None


def _file(reader: _Reader, question: Question, value: object, path: str) -> Sealed | None:
    sealed = reader.intake.file(value) if isinstance(value, str) else None
    if sealed is None:
        reader.problem("act.unknown_file", path, question)
    return sealed


def _row(reader: _Reader, question: Question, value: object, path: str) -> Any:
    if not isinstance(value, Mapping) or question.row is None:
        reader.problem("act.not_a_row", path, question)
        return None
    before = len(reader.problems)
    values = reader.fields(question.parts, value, f"{path}.")
    return question.row(**values) if len(reader.problems) == before else None


def _record(reader: _Reader, question: Question, value: object, path: str) -> dict[str, int | str] | None:
    """One record in plain JSON; a record that says nothing is none."""
    if not isinstance(value, Mapping):
        reader.problem("act.not_a_row", path, question)
        return None
    values = reader.fields(question.parts, value, f"{path}.")
    return {name: item.isoformat() if isinstance(item, date) else item for name, item in values.items()} or None


def _several(one: "_Read") -> "_Read":
    def read(reader: _Reader, question: Question, value: object, path: str) -> Any:
        if not isinstance(value, list | tuple):
            reader.problem("act.not_a_list", path, question)
            return None
        return tuple(_each(one, reader, question, value, path))

    return read


def _each(one: "_Read", reader: _Reader, question: Question, values: Sequence[object], path: str) -> Iterator[Any]:
    for index, value in enumerate(values):
        read = one(reader, question, value, f"{path}.{index}")
        if read is not None:
            yield read


def findings_asked(question: Question, policy: Policy) -> Iterator[str]:
    """The findings that a question may be answered with, in the order of the law."""
    kinds = question.of.split(",") if question.of else None
    for finding in policy.pack.findings.values():
        if kinds is None or finding.kind in kinds:
            yield finding.id


def reading_values(policy: Policy) -> Iterator[str]:
    """``reading=value`` for every value of every reading, as the command line writes them."""
    for reading in policy.pack.readings.values():
        yield from (f"{reading.id}={value}" for value in reading.ids)


_Read = Callable[[_Reader, Question, object, str], Any]

_READERS: Mapping[str, _Read] = {
    "date": _date,
    "flag": _flag,
    "number": _number,
    "claim": _number,
    "item": _number,
    "items": _several(_number),
    "code": _code,
    "casefile": _code,
    "choice": _choice,
    "finding": _finding,
    "findings": _several(_finding),
    "clause": _clause,
    "reading": _reading,
    "reading_value": _reading_value,
    "standing": _standing,
    "decision": _decision,
    "person": _person,
    "people": _several(_person),
    "organ": _organ,
    "line": _line,
    "prose": _prose,
    "attachments": _several(_file),
    "citations": _several(_row),
    "rows": _several(_row),
    "records": _several(_record),
}
