"""The pages of the registers: lists, one item, and what can be done on it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from rongcuo.base import ClauseRef
from rongcuo.casefile import questions
from rongcuo.casefile.words import full_date
from rongcuo.ledger import ERASED, Sealed
from rongcuo.office.clock import civil_day
from rongcuo.office.registers.models import Interpretation, Item, PriorFiling
from rongcuo.office.registers.reading import ItemReading, ItemRecord
from rongcuo.office.registers.table import STAGES, VERBS
from rongcuo.web.clauses import Law
from rongcuo.web.forms.showing import Field
from rongcuo.web.marks import Chip, short_date
from rongcuo.web.pages.case import Step
from rongcuo.web.pages.course import EntryLine, moment
from rongcuo.web.pages.onfile import FileLink
from rongcuo.web.pages.particulars import Particular, particulars
from rongcuo.web.pages.policy import Interpreted
from rongcuo.web.pages.refusals import RefusalLine, refusal_lines
from rongcuo.workdays import short_weekday_zh

ROOTS: Mapping[type[Item], str] = {Interpretation: "/interpretations/", PriorFiling: "/filings/"}
REGISTERS: Mapping[type[Item], str] = {Interpretation: "解释", PriorFiling: "事前备案"}


@dataclass(frozen=True)
class ItemWords:
    """Names, texts and files behind the ids of an item's entries."""

    law: Law
    reading: ItemReading

    def person(self, identity: str) -> str:
        """A person's name; an organ's act to whoever reads only what was published."""
        return self.reading.persons.get(identity, "")

    def people(self, identities: Iterable[str]) -> str:
        """Names in a row."""
        return "、".join(map(self.person, identities))

    def organ(self, identity: str | None) -> str:
        """An organ's name."""
        return self.reading.organs.get(identity or "", "")

    def text(self, sealed: Sealed | None) -> str:
        """The words behind a seal; what was erased says so."""
        body = self.reading.texts.get(sealed.id, "") if sealed else ""
        return ERASED if body is None else body

    def file(self, sealed: Sealed) -> FileLink:
        """The paper behind a seal."""
        found = self.reading.files.get(sealed.id)
        return FileLink(found.name if found else "附件", f"{address_of(self.reading.row)}papers/{sealed.id}/")

    def evidence(self) -> Mapping[int, tuple[str, tuple[FileLink, ...]]]:
        """An item of a register has papers, and no evidence by number."""
        return {}

    def evidence_titles(self) -> Mapping[int, str]:
        """Nor titles of any."""
        return {}


@dataclass(frozen=True, slots=True)
class ItemRow:
    """An item in a list."""

    address: str
    name: str
    chip: Chip | None
    title: str
    organ: str
    stage: str
    day: date
    note: str


@dataclass(frozen=True, slots=True)
class ActLine:
    """An act on the item, or why not."""

    label: str
    address: str
    chip: Chip | None
    why: tuple[RefusalLine, ...]


@dataclass(frozen=True, slots=True)
class ItemPage:
    """Everything the page of one item shows."""

    title: str
    meta: tuple[str, ...]
    trail: tuple[Step, ...]
    chip: Chip | None
    published: tuple[Particular, ...]
    asked: tuple[Particular, ...]
    note: str
    successor: Step | None
    casefile: Step | None
    course: tuple[EntryLine, ...]
    options: tuple[ActLine, ...]
    barred: tuple[ActLine, ...]
    whole: bool
    proof: str


@dataclass(frozen=True)
class ItemForm:
    """The form of an act on an item."""

    title: str
    trail: tuple[Step, ...]
    address: str
    key: str
    version: int
    fields: tuple[Field, ...]
    submit: str
    note: str
    barred: bool

    @property
    def next(self) -> int:
        """The number that the entry will have."""
        return self.version + 1


def address_of(item: Item) -> str:
    """Where an item stands."""
    return f"{ROOTS[type(item)]}{item.id}/"


def interpretation_rows(rows: Iterable[Interpretation], law: Law) -> tuple[ItemRow, ...]:
    """Interpretations as rows, each with its statement fetched; a question not yet answered has none to be shown."""
    return tuple(
        ItemRow(
            address_of(row), row.number or "尚未编号", law.chip(ClauseRef.parse(row.clause)), _statement(row),
            row.answered_for.name if row.answered_for else row.organ.name, STAGES[row.stage][0],
            row.answered_on or row.began_on, law.reading_value(row.settles) if row.settles else "",
        )
        for row in rows
    )  # fmt: skip


def _statement(row: Interpretation) -> str:
    if row.statement is None:
        return "（尚未答复）"
    return ERASED if row.statement.body is None else row.statement.body


def interpreted(rows: Iterable[Interpretation]) -> tuple[Interpreted, ...]:
    """Answered interpretations as the page of the regulation names them."""
    return tuple(
        Interpreted(
            row.number, address_of(row), row.clause, row.reading, row.settles, row.answered_on or row.began_on,
            "" if row.stage == "answered" else STAGES[row.stage][0],
        )
        for row in rows
    )  # fmt: skip


def filing_rows(rows: Iterable[PriorFiling]) -> tuple[ItemRow, ...]:
    """Filings as rows, each with its title and unit fetched."""
    return tuple(
        ItemRow(
            address_of(row), row.number or "尚未编号", None, ERASED if row.title.body is None else row.title.body,
            row.unit.name, STAGES[row.stage][0], row.began_on, "有问题待补充" if row.is_questioned else "",
        )
        for row in rows
    )  # fmt: skip


def item_page(reading: ItemReading, law: Law) -> ItemPage:
    """The page of an item, as far as the reader may read it."""
    row, words = reading.row, ItemWords(law, reading)
    lines = tuple(_acts(reading, law))
    proof = "" if reading.breaks else f"1至{row.sequence}条首尾相接，与本页一致。"
    return ItemPage(
        title=_title(words),
        meta=tuple(part for part in _meta(row) if part),
        trail=(Step(REGISTERS[type(row)], ROOTS[type(row)]), Step(str(row))),
        chip=law.chip(ClauseRef.parse(row.clause)) if isinstance(row, Interpretation) else None,
        published=_said(words, "interpretation_answered", _ANSWER),
        asked=_said(words, "interpretation_asked", _QUESTION) or _said(words, "reform_filed", ()),
        note=_note(row),
        successor=_successor(row),
        casefile=_casefile(reading),
        course=tuple(_line(record, words) for record in reversed(reading.records)) if reading.whole else (),
        options=tuple(line for line in lines if not line.why),
        barred=tuple(line for line in lines if line.why),
        whole=reading.whole,
        proof=proof or "记录与存证不一致，请停止办理并联系案管室。",
    )


_ANSWER = ("occurred_on", "number", "supersedes")
"""What of an answer stands in the page's head already."""

_QUESTION = ("casefile",)
"""What of a question is shown apart, as a link."""


def _said(words: ItemWords, entry: str, without: tuple[str, ...]) -> tuple[Particular, ...]:
    record = words.reading.last(entry)
    if record is None:
        return ()
    hidden = {question.label for question in questions(type(record.act)) if question.name in without}
    return tuple(item for item in particulars(record.act, words) if item.label not in hidden)


def _title(words: ItemWords) -> str:
    row = words.reading.row
    if isinstance(row, PriorFiling):
        return words.text(getattr(words.reading.records[0].act, "title", None))
    return (
        f"关于{words.law.clause(row.clause)}的解释" if row.number else f"关于{words.law.clause(row.clause)}的解释请示"
    )


def _meta(row: Item) -> Iterator[str]:
    yield row.number
    yield STAGES[row.stage][0]
    if isinstance(row, Interpretation):
        yield f"{row.organ.name}请示" if row.answered_for is None else row.answered_for.name
        yield f"{full_date(row.answered_on)}答复" if row.answered_on else f"{full_date(row.began_on)}请示"
    if isinstance(row, PriorFiling):
        yield f"{row.unit.name}报送，{row.receiver.name}接收"
        yield f"计划{full_date(row.starts_on)}开始"


def _note(row: Any) -> str:
    if row.stage in ("superseded", "withdrawn"):
        verb = "被替代" if row.stage == "superseded" else "撤回"
        return f"本解释已于{full_date(row.ended_on)}{verb}，不再适用；原文仍可查阅。"
    return ""


def _successor(row: Item) -> Step | None:
    newer = row.superseded_by if isinstance(row, Interpretation) else None
    return Step(str(newer), address_of(newer)) if newer else None


def _casefile(reading: ItemReading) -> Step | None:
    found = reading.casefile
    return Step(found.number, f"/cases/{found.id}/") if found else None


def _acts(reading: ItemReading, law: Law) -> Iterator[ActLine]:
    for row, refusals in reading.acts:
        why = refusal_lines(refusals, law, None)
        yield ActLine(row.label, f"{address_of(reading.row)}{row.name}/", law.chip(row.clause), why)


def _line(record: ItemRecord, words: ItemWords) -> EntryLine:
    entry = record.entry
    days = (civil_day(entry.recorded_at) - entry.occurred_on).days
    return EntryLine(
        sequence=entry.sequence,
        occurred_on=entry.occurred_on,
        day=short_date(entry.occurred_on),
        weekday=short_weekday_zh(entry.occurred_on),
        actor=words.person(entry.actor),
        sentence=f"{VERBS[entry.type]}。",
        badge=None,
        rest="",
        chip=None,
        documents=(),
        recorded=moment(entry.recorded_at),
        supersedes=None,
        voided=False,
        lag=f"办理后{days}日登记" if days > 1 else "",
        particulars=particulars(record.act, words) if entry.type != "interpretation_superseded" else (),
    )
