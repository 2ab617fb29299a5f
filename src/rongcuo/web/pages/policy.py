"""The page of the regulation: each clause beside what it does in the machine."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rongcuo.base import ClauseRef
from rongcuo.casefile.words import full_date
from rongcuo.law.procedure import ActRow, ProcedureTable
from rongcuo.law.rules import Reading
from rongcuo.law.text import Clause
from rongcuo.procedure import moves, picture, staying
from rongcuo.web.clauses import Law
from rongcuo.web.marks import Chip

_KINDS = {
    "finding": "认定",
    "rule": "规则",
    "entry": "规则",
    "standing": "结果",
    "exclusive": "规则",
    "reading": "口径",
    "decision": "处理",
    "act": "程序",
    "guard": "条件",
    "limit": "期限",
    "duty": "职责",
    "document": "文书",
    "effect": "运用",
}
"""The word before a binding; a closed list of the pack is 参数."""

_OTHER = "列表"


@dataclass(frozen=True, slots=True)
class Bound:
    """What one clause does, under one word."""

    kind: str
    labels: str


@dataclass(frozen=True, slots=True)
class Words:
    """Words of a clause that are on purpose not expressed, and why."""

    words: str
    reason: str


@dataclass(frozen=True, slots=True)
class Interpreted:
    """An interpretation as the page of the regulation names it; ``ended`` says that it is not followed any more."""

    number: str
    address: str
    clause: str
    reading: str
    """The reading that was asked about."""
    settles: str
    """``reading=value``; empty where it settles none."""
    answered_on: date
    ended: str


@dataclass(frozen=True, slots=True)
class ClauseRow:
    """One clause of the page."""

    ref: str
    label: str
    text: str
    depth: int
    bound: tuple[Bound, ...]
    open: tuple[Words, ...]
    interpreted: tuple[Interpreted, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter with its clauses."""

    ref: str
    heading: str
    clauses: tuple[ClauseRow, ...]


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """A reading with its values; the chosen one is marked."""

    id: str
    label: str
    question: str
    chip: object
    values: tuple[tuple[str, str, bool, bool], ...]
    """(label, note, chosen, default)."""
    settled: str
    interpreted: tuple[Interpreted, ...]


@dataclass(frozen=True, slots=True)
class ActLine:
    """One act of the table: what it is called, by whom, under which clause."""

    label: str
    by: str
    chip: Chip | None


@dataclass(frozen=True, slots=True)
class MoveRow:
    """One arrow of the picture, or (``number`` empty) the acts that leave a stage as it is."""

    number: str
    where: str
    acts: tuple[ActLine, ...]


@dataclass(frozen=True, slots=True)
class PolicyPage:
    """Everything the page of the regulation shows."""

    title: str
    under: tuple[str, ...]
    counted: str
    chapters: tuple[Chapter, ...]
    readings: tuple[ReadingRow, ...]
    picture: str
    """The stages and the acts that lead from one to the other, as SVG."""
    moves: tuple[MoveRow, ...]
    staying: tuple[MoveRow, ...]
    digest: str


def policy_page(law: Law, interpreted: Sequence[Interpreted] = ()) -> PolicyPage:
    """The page of the policy under its chosen readings, with the interpretations that were given (7.2)."""
    pack = law.policy.pack
    rows = [_row(law, clause, interpreted) for clause in pack.clauses.values()]
    bound = sum(bool(row.bound) for row in rows)
    left_open = sum(bool(row.open) for row in rows)
    return PolicyPage(
        title=pack.title.title,
        under=(
            pack.title.number,
            f"{full_date(pack.title.signed_on)}成文，自发布之日起实施",
            "、".join(pack.title.issuers),
        ),
        counted=f"{len(rows)}个条款：已绑定{bound}个，其中{left_open}个另有开放的词句，各附理由",
        chapters=tuple(_chapters(pack.clauses.values(), rows)),
        readings=tuple(_reading(law, reading, interpreted) for reading in pack.readings.values()),
        picture=picture(pack),
        moves=tuple(_moves(law)),
        staying=tuple(_staying(law)),
        digest=pack.title.text_digest,
    )


def _moves(law: Law) -> Iterator[MoveRow]:
    table = law.policy.pack.procedure
    if table is None:
        return
    labels = {stage.id: stage.label for stage in table.stages}
    for move in moves(table):
        sources = "、".join(labels[source] for source in move.sources)
        yield MoveRow(str(move.number), f"{sources} → {labels[move.target]}", _acts(move.acts, table, law))


def _staying(law: Law) -> Iterator[MoveRow]:
    table = law.policy.pack.procedure
    if table is None:
        return
    for stage in table.stages:
        acts = staying(table).get(stage.id, ())
        if acts:
            yield MoveRow("", stage.label, _acts(acts, table, law))


def _acts(rows: Iterable[ActRow], table: ProcedureTable, law: Law) -> tuple[ActLine, ...]:
    return tuple(
        ActLine(row.label, "、".join(table.roles[name].label for name in row.by), law.chip(row.clause)) for row in rows
    )


def settled(reading: Reading, chosen: str, interpreted: Sequence[Interpreted] = ()) -> str:
    """Who settled a reading on ``chosen`` and when; otherwise that its default holds."""
    for each in interpreted:
        if each.settles == f"{reading.id}={chosen}" and not each.ended:
            return f"{each.number}（{full_date(each.answered_on)}）明确"
    if chosen != reading.default:
        return "本区已明确，见解释"
    if reading.settled_by is None or reading.settled_on is None:
        return "尚未明确，按默认口径"
    return f"{reading.settled_by}{full_date(reading.settled_on)}明确"


def _row(law: Law, clause: Clause, interpreted: Sequence[Interpreted]) -> ClauseRow:
    pack = law.policy.pack
    labels: dict[str, list[str]] = {}
    for binding in pack.bindings:
        if binding.clause == clause.ref:
            labels.setdefault(_KINDS.get(binding.kind, _OTHER), []).append(binding.label)
    return ClauseRow(
        ref=str(clause.ref),
        label=clause.label,
        text=law.text(clause.ref),
        depth=len(clause.ref.parts),
        bound=tuple(_bound(labels)),
        open=tuple(Words(each.words, each.reason) for each in pack.open_words if each.clause == clause.ref),
        interpreted=tuple(each for each in interpreted if each.clause == str(clause.ref)),
    )


def _bound(labels: Mapping[str, list[str]]) -> Iterator[Bound]:
    """What a clause does, each thing named once: a rule that is nothing but its finding is not said again."""
    said: set[str] = set()
    for kind, names in labels.items():
        new = [name for name in dict.fromkeys(names) if name not in said]
        said.update(new)
        if new:
            yield Bound(kind, "；".join(new))


def _chapters(clauses: Iterable[Clause], rows: Iterable[ClauseRow]) -> Iterator[Chapter]:
    by_chapter: dict[int, list[ClauseRow]] = {}
    headings: dict[int, str] = {}
    for clause, row in zip(clauses, rows, strict=True):
        number = clause.ref.parts[0]
        headings.setdefault(number, f"{clause.label}、{clause.heading}" if clause.heading else clause.label)
        if row.text:
            by_chapter.setdefault(number, []).append(row)
    for number, heading in headings.items():
        yield Chapter(str(ClauseRef((number,))), heading, tuple(by_chapter.get(number, ())))


def _reading(law: Law, reading: Reading, interpreted: Sequence[Interpreted]) -> ReadingRow:
    chosen = law.policy.readings[reading.id]
    values = tuple((v.label, v.note, v.id == chosen, v.id == reading.default) for v in reading.values)
    about = tuple(each for each in interpreted if reading.id in (each.reading, each.settles.partition("=")[0]))
    said = settled(reading, chosen, interpreted)
    return ReadingRow(reading.id, reading.label, reading.question, law.chip(reading.clause), values, said, about)
