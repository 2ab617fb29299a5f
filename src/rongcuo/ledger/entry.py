"""One official act as it stands in the ledger, and the head that it follows.

A *stream* is one chain: ``case/<id>`` for a case file, ``register`` for the
office's own register of organs, persons and appointments. An entry's hash
covers everything the entry says, and the hash of the entry before it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Self

from rongcuo.base import digest

ALGORITHM = "sha256"
"""The algorithm of new entries; each entry keeps the name of its own."""

_DOMAIN = "rongcuo/entry/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What an entry says, before it has its place in a chain.

    ``body`` and ``editions`` are plain JSON. ``editions`` names the digests of
    pack, readings and calendar that the entry was made under (design 7.2).
    ``actor`` is a person's id, or ``system`` for the first set-up.
    """

    type: str
    schema: int
    occurred_on: date
    recorded_at: datetime
    actor: str
    body: Mapping[str, object]
    editions: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry(Content):
    """A chained entry. ``hash`` is hex; ``previous`` of the first is 64 zeros."""

    district: str
    stream: str
    sequence: int
    algorithm: str
    previous: str
    hash: str

    def recomputed(self) -> str:
        """The hash that the entry's other fields give."""
        said = {part.name: getattr(self, part.name) for part in fields(self) if part.name != "hash"}
        return digest(_DOMAIN, said, algorithm=self.algorithm)


@dataclass(frozen=True, slots=True)
class Head:
    """The end of a chain: what the next entry must follow."""

    district: str
    stream: str
    sequence: int
    hash: str
    algorithm: str = ALGORITHM

    @classmethod
    def genesis(cls, district: str, stream: str) -> Self:
        """The head of a chain without entries."""
        return cls(district, stream, 0, "0" * 64)


def append(head: Head, content: Content) -> Entry:
    """The entry that puts ``content`` behind ``head``."""
    said = {part.name: getattr(content, part.name) for part in fields(Content)}
    entry = Entry(
        **said,
        district=head.district,
        stream=head.stream,
        sequence=head.sequence + 1,
        algorithm=head.algorithm,
        previous=head.hash,
        hash="",
    )
    return _hashed(entry)


def head_of(entry: Entry) -> Head:
    """The head of the chain that ends with ``entry``."""
    return Head(entry.district, entry.stream, entry.sequence, entry.hash, entry.algorithm)


def _hashed(entry: Entry) -> Entry:
    values = {part.name: getattr(entry, part.name) for part in fields(Entry)}
    return Entry(**(values | {"hash": entry.recomputed()}))
