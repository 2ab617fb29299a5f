"""Between entries and rows: the only module that writes the ledger's table."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import fields
from datetime import date, datetime

from django.db.models import Model, QuerySet

from rongcuo.base import canonical
from rongcuo.ledger import Content, Entry, append, head_of
from rongcuo.office.cases.models import LedgerEntry, LogLeaf
from rongcuo.office.people.models import ChainHead

_NAMES = tuple(part.name for part in fields(Entry))


def chain(head: ChainHead, content: Content) -> Entry:
    """Append ``content`` behind ``head`` and move the head; the caller holds the head's lock and the transaction.

    The entry waits for its checkpoint from now on. The head row itself is saved by the caller, together with its
    projection.
    """
    entry = append(head.head(), content)
    Model.save(LedgerEntry(**row_of(entry)), force_insert=True)
    LogLeaf(district_id=entry.district, stream=entry.stream, sequence=entry.sequence).save(force_insert=True)
    head.move_to(head_of(entry))
    return entry


def row_of(entry: Entry) -> dict[str, object]:
    """The columns of an entry: every value as the text, or the number, that was hashed."""
    said: dict[str, object] = json.loads(canonical({name: getattr(entry, name) for name in _NAMES}))
    return _renamed(said) | {name: canonical(said[name]).decode() for name in ("body", "editions")}


def entry_of(row: LedgerEntry) -> Entry:
    """The entry of a row; raises ``ValueError`` when the row does not hold one, or not in its canonical form."""
    entry = Entry(
        district=row.district_id,
        stream=row.stream,
        sequence=row.sequence,
        type=row.type,
        schema=row.schema,
        occurred_on=date.fromisoformat(row.occurred_on),
        recorded_at=datetime.fromisoformat(row.recorded_at),
        actor=row.actor,
        body=json.loads(row.body),
        editions=json.loads(row.editions),
        algorithm=row.algorithm,
        previous=row.previous,
        hash=row.hash,
    )
    if row_of(entry) != {name: getattr(row, name) for name in row_of(entry)}:
        message = f"{row.stream} {row.sequence} is not in canonical form"
        raise ValueError(message)
    return entry


def rows(district: str, stream: str) -> "QuerySet[LedgerEntry]":
    """The rows of one chain in order."""
    return LedgerEntry.objects.filter(district_id=district, stream=stream).order_by("sequence")


def entries(head: ChainHead) -> tuple[Entry, ...]:
    """Every entry of one chain in order, unverified."""
    return tuple(_entries(rows(head.head().district, head.stream)))


def _entries(found: Iterable[LedgerEntry]) -> Iterator[Entry]:
    return (entry_of(row) for row in found)


def _renamed(said: dict[str, object]) -> dict[str, object]:
    return {"district_id" if name == "district" else name: value for name, value in said.items()}
