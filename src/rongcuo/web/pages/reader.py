"""The page of a file for whoever neither handles it nor is its party: what it was sent, and what it may do."""

from collections.abc import Sequence
from dataclasses import dataclass

from rongcuo.casefile import DutyOnFile, DutyState, Option, Record
from rongcuo.web.pages.case import DutyCell, OptionLine, Step, duty_cell, option_line
from rongcuo.web.pages.course import DocumentLink, EntryLine, line
from rongcuo.web.pages.onfile import OnFile


@dataclass(frozen=True, slots=True)
class ReaderPage:
    """Everything that such a reader sees."""

    heading: str
    trail: tuple[Step, ...]
    meta: tuple[str, ...]
    duties: tuple[DutyCell, ...]
    options: tuple[OptionLine, ...]
    entries: tuple[EntryLine, ...]
    documents: tuple[DocumentLink, ...]
    papers: str
    """Where the reader prepares and signs documents; empty where none is the reader's."""


def reader_page(
    on: OnFile,
    records: Sequence[Record],
    options: Sequence[Option],
    duties: Sequence[DutyOnFile],
    documents: Sequence[tuple[int, DocumentLink]],
    *,
    prepares: bool,
) -> ReaderPage:
    """The page; the newest entry comes first."""
    owed = [duty for duty in duties if duty.state is DutyState.OWED]
    acts = {duty.duty.act for duty in owed}
    issued: dict[int, list[DocumentLink]] = {}
    for sequence, document in documents:
        issued.setdefault(sequence, []).append(document)
    file = on.state.file
    return ReaderPage(
        heading=f"{on.party}　{on.title}",
        trail=(Step("案卷", "/cases/"), Step(f"{on.number}　{on.party}")),
        meta=(on.number, on.organ(file.organisation), f"调查机关 {on.organ(file.investigating_organ)}"),
        duties=tuple(duty_cell(duty, on) for duty in owed),
        options=tuple(
            option_line(option, on, owed=option.row.id in acts)
            for option in options
            if option.allowed and option.mine and (option.row.id in acts or not _answers(option, duties))
        ),
        entries=tuple(line(record, on, issued.get(record.sequence, ())) for record in reversed(records)),
        documents=tuple(document for _, document in documents),
        papers=f"{on.address}documents/" if prepares else "",
    )


def _answers(option: Option, duties: Sequence[DutyOnFile]) -> bool:
    """Whether the act only ever answers a duty of this reader: with none owed there is nothing to do."""
    return any(duty.duty.act == option.row.id and duty.duty.each for duty in duties)
