"""The page of a file for somebody who was sent something of it: a panel member, a body that was consulted."""

from collections.abc import Sequence
from dataclasses import dataclass

from rongcuo.casefile import Option, Record
from rongcuo.web.pages.course import EntryLine, line
from rongcuo.web.pages.onfile import OnFile


@dataclass(frozen=True, slots=True)
class SentPage:
    """What was sent, what was said to it, and what may be done."""

    number: str
    title: str
    party: str
    organ: str
    entries: tuple[EntryLine, ...]
    options: tuple[tuple[str, str], ...]
    """Label and address."""


def sent_page(on: OnFile, records: Sequence[Record], options: Sequence[Option]) -> SentPage:
    """The page for this reader, from the entries that were meant for them."""
    return SentPage(
        number=on.number,
        title=on.title,
        party=on.party,
        organ=on.organ(on.state.file.investigating_organ),
        entries=tuple(line(record, on) for record in records),
        options=tuple((each.row.label, on.act_address(each.row.id)) for each in options if each.allowed),
    )
