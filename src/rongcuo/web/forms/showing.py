"""From the JSON of an act to the fields of a page."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from rongcuo.base import Problem
from rongcuo.casefile.fields import Question
from rongcuo.web.forms.choices import Option, Sources, Upload
from rongcuo.web.marks import Chip

_FEW = 5
"""Up to so many choices are all shown at once."""

_NUMBERS = "一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class Choice:
    """An option of a field, chosen or not; for evidence ``chosen`` is the bearing."""

    option: Option
    chosen: str


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a field that has rows."""

    number: int
    fields: tuple["Field", ...]


@dataclass(frozen=True, slots=True)
class Field:
    """One question of the page. ``name`` is its name in the post, ``anchor`` its id."""

    name: str
    anchor: str
    widget: str
    question: Question
    heading: str
    chip: Chip | None
    passage: tuple[tuple[str, bool], ...]
    value: object
    choices: tuple[Choice, ...]
    groups: tuple[tuple[str, tuple[Choice, ...]], ...]
    rows: tuple[Row, ...]
    uploads: tuple[Upload, ...]
    problem: str

    @property
    def describes(self) -> str:
        """The ids of what explains this field, for ``aria-describedby``."""
        parts = (("hint", self.question.hint), ("error", self.problem), ("law", self.passage))
        return " ".join(f"{self.anchor}-{part}" for part, there in parts if there)


@dataclass(frozen=True, slots=True)
class Said:
    """A line of the summary of problems, with where it points."""

    anchor: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Content:
    """What a form is filled with; ``blank`` says how many empty rows a field offers."""

    raw: Mapping[str, object]
    problems: Sequence[Problem] = ()
    blank: Mapping[str, int] | None = None


def fields(asked: Iterable[Question], content: Content, sources: Sources) -> tuple[Field, ...]:
    """The fields of ``asked`` in order, numbered as the page numbers them."""
    said = {problem.place.field or "": problem.text() for problem in reversed(content.problems)}
    page = _Page(said, sources, content.blank or {})
    shown = [page.field(question, "", content.raw, numbered(number)) for number, question in enumerate(asked)]
    return tuple(_once(shown))


def _once(shown: Iterable[Field]) -> Iterator[Field]:
    """Each clause beside the first question that rests on it; not again below."""
    seen: set[Chip | None] = set()
    for field in shown:
        yield replace(field, chip=None, passage=()) if field.chip in seen else field
        seen.add(field.chip)


def summary(shown: Iterable[Field], problems: Sequence[Problem]) -> tuple[Said, ...]:
    """The problems as lines with links, in the order of the page."""
    flat = {field.name.replace("-", "."): (field, of) for field, of in _flat(shown)}
    order = {name: place for place, name in enumerate(flat)}
    lines = sorted(problems, key=lambda problem: order.get(problem.place.field or "", len(order)))
    return tuple(_said(problem, flat) for problem in lines)


def numbered(index: int) -> str:
    """``一、`` to ``十九、``: how the page numbers its parts."""
    ten, one = divmod(index + 1, 10)
    return ("十" if ten else "") + (_NUMBERS[one - 1] if one else "") + "、"


def _said(problem: Problem, flat: Mapping[str, tuple[Field, str]]) -> Said:
    place = problem.place.field or ""
    while place and place not in flat:
        place = place.rpartition(".")[0]
    if not place:
        return Said("form", problem.place.field or "本表", problem.text())
    field, of = flat[place]
    return Said(field.anchor, f"{of}{field.question.label}", problem.text())


def _flat(shown: Iterable[Field], of: str = "") -> Iterator[tuple[Field, str]]:
    """Every field, with the words for the row that it stands in."""
    for field in shown:
        yield field, of
        for row in field.rows:
            yield from _flat(row.fields, _row_name(field, row))


def _row_name(field: Field, row: Row) -> str:
    """Whom a row is about, where it is about a person; otherwise its number."""
    named = (
        choice.option.label
        for each in row.fields
        if each.question.kind == "person"
        for choice in each.choices
        if choice.chosen
    )
    return f"{next(named, f'{field.question.label}第{row.number}项')}，"


@dataclass(frozen=True, slots=True)
class _Page:
    """What every field of one form is shown with: the problems by place, the choices, the empty rows."""

    said: Mapping[str, str]
    sources: Sources
    blank: Mapping[str, int]

    def field(self, question: Question, prefix: str, raw: Mapping[str, object], heading: str = "") -> Field:
        """One field, filled with what ``raw`` says; ``prefix`` is the place of its row."""
        name, law = f"{prefix}{question.name}", self.sources.law
        value = raw.get(question.name)
        choices = tuple(_choice(option, question, value) for option in self.sources.of(question, raw))
        chip = law.chip(question.clause)
        return Field(
            name=name,
            anchor=f"f-{name}",
            widget=_widget(question, choices),
            question=question,
            heading=heading,
            chip=chip,
            passage=law.passage(chip.ref) if chip else (),
            value="" if value is None else value,
            choices=choices,
            groups=_grouped(choices),
            rows=self._rows(question, name, value),
            uploads=_uploads(question, value, self.sources),
            problem=self.said.get(name.replace("-", "."), ""),
        )

    def _rows(self, question: Question, name: str, value: object) -> tuple[Row, ...]:
        if question.kind not in ("rows", "records"):
            return ()
        filled = [*_mappings(value), *({} for _ in range(self.blank.get(question.name, 0)))]
        return tuple(
            Row(index + 1, tuple(self.field(each, f"{name}-{index}-", row) for each in question.parts))
            for index, row in enumerate(filled)
        )


def _widget(question: Question, choices: Sequence[Choice]) -> str:
    if question.kind in ("choice", "decision", "standing") and 0 < len(choices) <= _FEW:
        return "radios"
    return _WIDGETS.get(question.kind, "select")


_WIDGETS = {
    "date": "date",
    "flag": "flag",
    "number": "number",
    "code": "line",
    "casefile": "line",
    "line": "line",
    "prose": "prose",
    "items": "checkboxes",
    "people": "checkboxes",
    "findings": "checkboxes",
    "attachments": "attachments",
    "citations": "citations",
    "rows": "rows",
    "records": "rows",
}


def _choice(option: Option, question: Question, value: object) -> Choice:
    if question.kind == "citations":
        cited = {str(row.get("number")): str(row.get("bearing")) for row in _mappings(value)}
        return Choice(option, cited.get(option.value, ""))
    chosen = {str(item) for item in value} if isinstance(value, list) else {str(value)}
    return Choice(option, "yes" if option.value in chosen else "")


def _grouped(choices: Sequence[Choice]) -> tuple[tuple[str, tuple[Choice, ...]], ...]:
    groups: dict[str, list[Choice]] = {}
    for choice in choices:
        groups.setdefault(choice.option.group, []).append(choice)
    return tuple((name, tuple(members)) for name, members in groups.items())


def _uploads(question: Question, value: object, sources: Sources) -> tuple[Upload, ...]:
    if question.kind != "attachments" or not isinstance(value, list):
        return ()
    return tuple(sources.uploads[str(item)] for item in value if str(item) in sources.uploads)


def _mappings(value: object) -> list[Mapping[str, object]]:
    return [row for row in value if isinstance(row, Mapping)] if isinstance(value, list) else []
