"""What is projected from an item's entries: the columns of its head row.

The door writes them, the rebuild writes them again, the verifier compares
them: one function works them out for all three.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from rongcuo.ledger import Entry
from rongcuo.office.registers.models import Interpretation, Item, PriorFiling

Columns = dict[str, object]


def columns(item: Item, entries: Sequence[Entry]) -> Columns:
    """What the head row of ``item`` should say, by column; there is at least one entry."""
    found = dict(_BLANK[type(item)])
    for entry in entries:
        found |= _FOLDS[entry.type](entry, entry.body)
    return found | {"began_on": entries[0].occurred_on, "changed_at": entries[-1].recorded_at}


def write(item: Item, entries: Sequence[Entry]) -> None:
    """Bring the row into line; the caller holds its lock and the transaction."""
    for name, value in columns(item, entries).items():
        setattr(item, name, value)
    item.save()


def differences(item: Item, entries: Sequence[Entry]) -> Iterator[str]:
    """The columns that say something else."""
    return (name for name, value in columns(item, entries).items() if getattr(item, name) != value)


def _asked(entry: Entry, body: Mapping[str, Any]) -> Columns:
    act, file = body["act"], body["derived"].get("casefile")
    return {
        "stage": "asked",
        "clause": act["clause"],
        "reading": act.get("reading", ""),
        "organ_id": UUID(act["organ"]),
        "asked_by_id": UUID(entry.actor),
        "casefile_id": UUID(file) if file else None,
    }


def _drafted(entry: Entry, body: Mapping[str, Any]) -> Columns:
    del entry, body
    return {"stage": "drafted"}


def _answered(entry: Entry, body: Mapping[str, Any]) -> Columns:
    return {
        "stage": "answered",
        "number": body["derived"]["number"],
        "statement_id": UUID(body["act"]["statement"]["id"]),
        "answered_for_id": UUID(body["derived"]["organ"]),
        "answered_on": entry.occurred_on,
        "settles": body["act"].get("settles", ""),
    }


def _superseded(entry: Entry, body: Mapping[str, Any]) -> Columns:
    return {"stage": "superseded", "superseded_by_id": UUID(body["act"]["by"]), "ended_on": entry.occurred_on}


def _withdrawn(entry: Entry, body: Mapping[str, Any]) -> Columns:
    del body
    return {"stage": "withdrawn", "ended_on": entry.occurred_on}


def _filed(entry: Entry, body: Mapping[str, Any]) -> Columns:
    del entry
    act = body["act"]
    return {
        "stage": "filed",
        "unit_id": UUID(act["unit"]),
        "receiver_id": UUID(act["receiver"]),
        "title_id": UUID(act["title"]["id"]),
        "starts_on": date.fromisoformat(act["starts_on"]),
        "ends_on": date.fromisoformat(act["ends_on"]) if "ends_on" in act else None,
    }


def _acknowledged(entry: Entry, body: Mapping[str, Any]) -> Columns:
    return {"stage": "acknowledged", "number": body["derived"]["number"], "acknowledged_on": entry.occurred_on}


_FOLDS: Mapping[str, Callable[[Entry, Mapping[str, Any]], Columns]] = {
    "interpretation_asked": _asked,
    "interpretation_drafted": _drafted,
    "interpretation_answered": _answered,
    "interpretation_superseded": _superseded,
    "interpretation_withdrawn": _withdrawn,
    "reform_filed": _filed,
    "filing_acknowledged": _acknowledged,
    "filing_questioned": lambda _, __: {"is_questioned": True},
    "filing_supplemented": lambda _, __: {"is_questioned": False},
}

_BLANK: Mapping[type[Item], Columns] = {
    Interpretation: {
        "number": "", "reading": "", "casefile_id": None, "statement_id": None, "answered_for_id": None,
        "answered_on": None, "settles": "", "superseded_by_id": None, "ended_on": None,
    },
    PriorFiling: {"number": "", "ends_on": None, "acknowledged_on": None, "is_questioned": False},
}  # fmt: skip
