"""What an official document says and how it is laid out: one model for the PDF and for the editable file.

A document is blocks of words under a head. Every block knows what its words rest on: a clause of the regulation,
an entry of the case file, a finding. How a form looks on paper is the business of whoever draws it.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Form = Literal["letter", "downward", "upward", "minutes", "instrument"]
"""信函, 下行文 (and 平行文), 上行文, 纪要, and 文书: what the unit signs without a red head."""

FORMS: tuple[Form, ...] = ("letter", "downward", "upward", "minutes", "instrument")


@dataclass(frozen=True, slots=True)
class Source:
    """What words rest on: ``clause 5.2``, ``entry 17``, ``finding diligent``; ``office`` for the unit's own words."""

    kind: Literal["clause", "entry", "finding", "office"]
    ref: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A part of the text. ``id`` stays the same when the document is put together again, so that edits are kept."""

    id: str = ""
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading(Block):
    """A heading of level 1 to 4, with its number: 一、　（一）　1.　（1）."""

    level: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph(Block):
    """One paragraph, or several, one a line; ``flush`` without the indent of two characters."""

    text: str
    flush: bool = False
    required: bool = False
    """It may be reworded, not taken out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table; ``width`` is a share of the whole."""

    title: str
    width: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Table(Block):
    """Rows under a head; a cell may have several lines."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Blank(Block):
    """A line to be filled in by hand: a label and, where more than words are wanted, ``lines`` of empty space."""

    label: str
    lines: int = 1


AnyBlock = Heading | Paragraph | Table | Blank


@dataclass(frozen=True, slots=True, kw_only=True)
class Annex:
    """附件: begins a page of its own, before the 版记."""

    title: str
    body: tuple[AnyBlock, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """版记: who gets a copy (抄送), who printed it and when."""

    copies: tuple[str, ...] = ()
    issuer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """送达回证: the slip that proves service, a page of its own after the document. ``limit`` is its footnote."""

    recipient: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """An official document as it is printed."""

    kind: str
    """As the pack's table of documents names it."""
    form: Form
    title: str
    organs: tuple[str, ...]
    """Who issues it; of a joint issue the host comes first."""
    body: tuple[AnyBlock, ...]
    number: str = ""
    """代字〔年〕号 as the register allotted it; a draft has none yet."""
    issued_on: date | None = None
    """成文日期: the day of the signature; a draft has none yet."""
    signers: tuple[str, ...] = ()
    """签发人, on upward documents only."""
    addressees: tuple[str, ...] = ()
    """主送, or whom a letter or an instrument is for."""
    annexes: tuple[Annex, ...] = ()
    note: str = ""
    """附注, below the date, without its brackets."""
    imprint: Imprint | None = None
    receipt: Receipt | None = None
    code: str = ""
    """核验码, as it is printed at the foot of every page; empty: none is printed."""
    secrecy: str = ""
    """密级. Anything but empty is refused: the system holds no state secrets."""

    @property
    def is_draft(self) -> bool:
        """Whether it has not been signed: it bears neither number nor date, and says 草稿 on every page."""
        return not self.number
