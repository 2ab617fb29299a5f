"""The documents of a file: what its entries call for, and one document beside what it rests on."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from rongcuo.base import Problem
from rongcuo.casefile.labels import Labels
from rongcuo.casefile.words import full_date
from rongcuo.documents import AnyBlock, Document, Heading, Source
from rongcuo.office.documents.ports import PORTS
from rongcuo.office.documents.preparing import Paper, Prepared
from rongcuo.office.documents.reprinting import as_signed
from rongcuo.office.models import IssuedDocument
from rongcuo.office.reading import CaseReading
from rongcuo.web.pages.onfile import OnFile


@dataclass(frozen=True, slots=True)
class PaperRow:
    """One document that an entry calls for, as the list shows it."""

    label: str
    entry: str
    entry_address: str
    state: str
    number: str
    address: str
    served: str


@dataclass(frozen=True, slots=True)
class IssuedRow:
    """One document that was issued, with the other forms that it is to be had in."""

    title: str
    number: str
    when: str
    address: str
    editable: str
    slip: str
    ports: tuple[tuple[str, str], ...]
    """Label and address of the unit's own programs that it can be handed to."""


@dataclass(frozen=True, slots=True)
class SourceLink:
    """What a paragraph rests on."""

    words: str
    address: str


@dataclass(frozen=True, slots=True)
class Part:
    """One block of the draft: shown, and editable where it is a paragraph."""

    id: str
    shape: str
    text: str
    assembled: str
    rows: tuple[tuple[str, ...], ...]
    columns: tuple[str, ...]
    sources: tuple[SourceLink, ...]
    edited: bool
    stale: bool
    required: bool
    problems: tuple[str, ...]
    lines: int


def paper_rows(papers: Iterable[Paper], issued: Mapping[int, IssuedDocument], on: OnFile) -> Iterator[PaperRow]:
    """The documents in the order of the entries that call for them."""
    for paper in papers:
        numbers = [issued[each.entry].number for each in paper.signed if each.entry in issued]
        served = paper.signed and paper.signed[-1].served
        yield PaperRow(
            label=paper.row.label,
            entry=f"第{paper.about.entry}条　{on.law.act(paper.about.act)}",
            entry_address=f"{on.address}#e-{paper.about.entry}",
            state=_state(paper),
            number="、".join(numbers),
            address=f"{on.address}documents/{paper.row.id}/{paper.about.entry}/",
            served=_served(paper, bool(served)),
        )


def _state(paper: Paper) -> str:
    if not paper.row.signed_by:
        return "空白表格"
    if paper.draft is not None:
        return "已核稿，待签发" if paper.draft.is_reviewed else "拟稿中"
    return "已签发" if paper.signed else "未拟稿"


def _served(paper: Paper, served: bool) -> str:
    if not paper.row.served_by or not paper.signed:
        return ""
    if paper.row.served_by != "serve_document":
        return "随决定送达"
    return "已送达" if served else "待送达"


def issued_rows(reading: CaseReading, on: OnFile) -> Iterator[IssuedRow]:
    """The documents that the person may read, in the order of their entries."""
    entries = {entry.sequence: entry for entry in reading.entries}
    for row in reading.documents:
        address, entry = f"{on.address}documents/{row.pk}/", entries.get(row.sequence)
        signer = entry is not None and entry.actor == str(reading.person.pk)
        document = as_signed(row, entry, "") if entry else None
        yield IssuedRow(
            title=row.title,
            number=row.number,
            when=full_date(entry.occurred_on) if entry else "",
            address=address,
            editable=f"{address}editable.docx" if document else "",
            slip=f"{address}slip.pdf" if document and document.receipt else "",
            ports=tuple(
                (port.label, f"{address}{port.name}/")
                for port in PORTS.values()
                if document and port.is_there and (signer or not port.signer_only)
            ),
        )


def parts(found: Prepared, on: OnFile) -> tuple[Part, ...]:
    """The draft, block by block."""
    shown = {block.id: block for block in _blocks(found.document)}
    return tuple(_part(shown.get(block.id), block, found, on) for block in _blocks(found.assembled))


def _blocks(document: Document) -> Iterator[AnyBlock]:
    yield from document.body
    for annex in document.annexes:
        yield Heading(id=f"annex {annex.title}", level=1, text=f"附件：{annex.title}")
        yield from annex.body


def _part(shown: AnyBlock | None, assembled: AnyBlock, found: Prepared, on: OnFile) -> Part:
    """A block as it stands; none is shown of a paragraph that was taken out."""
    edits = found.paper.draft.edits if found.paper.draft else {}
    text = getattr(shown, "text", getattr(shown, "label", ""))
    return Part(
        id=assembled.id,
        shape=type(assembled).__name__.lower(),
        text=text,
        assembled=getattr(assembled, "text", ""),
        rows=getattr(shown, "rows", ()),
        columns=tuple(column.title for column in getattr(shown, "columns", ())),
        sources=tuple(_source(each, on.law, on.address) for each in assembled.sources if each.kind != "office"),
        edited=assembled.id in edits,
        stale=assembled.id in found.stale,
        required=getattr(assembled, "required", False),
        problems=tuple(problem.text() for problem in found.problems if problem.place.field == assembled.id),
        lines=min(12, max(2, len(text) // 40 + text.count("\n") + 1)),
    )


def _source(source: Source, law: Labels, address: str) -> SourceLink:
    match source.kind:
        case "clause":
            return SourceLink(law.clause(source.ref), f"/policy/#c-{source.ref}")
        case "entry":
            return SourceLink(f"第{source.ref}条", f"{address}?all=yes#e-{source.ref}")
        case _:
            return SourceLink(law.finding(source.ref), f"{address}#findings")


def troubles(problems: Iterable[Problem]) -> tuple[str, ...]:
    """Problems in words, each with its place."""
    return tuple(f"{problem.text()}（{problem.place}）" for problem in problems)


def signed_line(paper: Paper, issued: Mapping[int, IssuedDocument], on: OnFile) -> tuple[str, ...]:
    """What has been signed of this document: number, day, whether it was served."""
    days = {done.entry: done.on for done in on.state.done}
    return tuple(
        f"{issued[each.entry].number}，{full_date(days[each.entry])}签发，见第{each.entry}条"
        for each in paper.signed
        if each.entry in issued
    )
