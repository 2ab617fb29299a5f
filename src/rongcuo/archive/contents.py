"""What goes into a package: plain values, taken from wherever the office keeps them."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date
from typing import BinaryIO

from rongcuo.archive.layout import attachment_path, document_path
from rongcuo.ledger import Entry, Head

Opener = Callable[[], BinaryIO]
"""Opens a body for reading; the writer closes it."""


@dataclass(frozen=True, slots=True)
class Withheld:
    """An entry that the package's reader may not read: its place in the chain, nothing of what it says."""

    sequence: int
    previous: str
    hash: str


@dataclass(frozen=True, slots=True)
class Erasure:
    """Where the office's register says that a body was lawfully erased: the order, the day, the entry and its hash."""

    order: str
    on: date
    entry: int
    hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptBody:
    """A sealed body: the first entry that cites it, its id and the digest there. ``erased`` says that it is gone."""

    entry: int
    id: str
    digest: str
    salt: str = ""
    erased: Erasure | None = None

    def line(self) -> dict[str, object]:
        """The line of the package's list."""
        told: dict[str, object] = {"entry": self.entry, "id": self.id, "digest": self.digest}
        return told | ({"erased": asdict(self.erased)} if self.erased else {"salt": self.salt} | self._body())

    def _body(self) -> dict[str, object]:
        raise NotImplementedError


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptText(KeptBody):
    """A text."""

    body: str = ""

    def _body(self) -> dict[str, object]:
        return {"body": self.body}


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptFile(KeptBody):
    """An uploaded file; ``number`` counts the attachments of the package from 1."""

    number: int
    name: str = ""
    size: int = 0
    media_type: str = ""
    sha256: str = ""
    open: Opener | None = None

    @property
    def path(self) -> str:
        """Where its bytes stand in the package."""
        return attachment_path(self.number, self.id, self.name)

    def _body(self) -> dict[str, object]:
        names = ("name", "size", "media_type", "sha256", "path")
        return {name: getattr(self, name) for name in names}


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptDocument:
    """An official document as issued; ``place`` counts the documents of the package from 1."""

    entry: int
    place: int
    kind: str
    number: str
    title: str
    organ: str
    issued_on: date
    sha256: str
    size: int
    open: Opener

    @property
    def path(self) -> str:
        """Where its PDF stands in the package."""
        return document_path(self.place, self.number)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """What the catalogue of an archive asks of a file. What the office does not know stays empty."""

    number: str
    title: str
    organ: str
    """立档单位、责任者: the investigating organ."""
    fonds: str
    retention: str
    opened_on: date
    decided_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """One case file as its reader may read it, ready to be written."""

    cover: Cover
    head: Head
    entries: tuple[Entry | Withheld, ...]
    texts: tuple[KeptText, ...]
    files: tuple[KeptFile, ...]
    documents: tuple[KeptDocument, ...]
