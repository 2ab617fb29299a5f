"""What a file says of a pack's facts: scalars that may be open, and lists of records that may be complete."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from rongcuo.base import digest
from rongcuo.law.derivation.derivations import Scalar

Piece = str | Mapping[str, object]
"""A piece of evidence: its id on file, or a mapping of the caller's own."""

Values = Mapping[str, Scalar | None]
"""By name; none and absent are the same: not known."""


@dataclass(frozen=True, slots=True)
class Known:
    """One fact with what it rests on; the reason is free text and stays outside the digest."""

    value: Scalar | None = None
    evidence: tuple[Piece, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One record, by its fields."""

    values: Values
    evidence: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class Rows:
    """The records of one kind. Only where the list is declared complete is there no further one."""

    rows: tuple[Row, ...] = ()
    complete: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """All of it; what is absent is not known."""

    scalars: Mapping[str, Known] = field(default_factory=dict)
    records: Mapping[str, Rows] = field(default_factory=dict)

    @property
    def values(self) -> Values:
        """The scalars alone, by name."""
        return {name: known.value for name, known in self.scalars.items()}

    def says(self, name: str) -> bool:
        """Whether anything is said of the fact or the record called ``name``."""
        if name in self.records:
            return True
        return name in self.scalars and self.scalars[name].value is not None


def facts_digest(facts: Facts) -> str:
    """Hex SHA-256 over the facts and their evidence; a fact that is not known counts as absent."""
    scalars = {
        name: {"value": _plain(known.value), "evidence": known.evidence}
        for name, known in facts.scalars.items()
        if known.value is not None or known.evidence
    }
    records = {
        name: {"complete": rows.complete, "rows": [_row(row) for row in rows.rows]}
        for name, rows in facts.records.items()
    }
    return digest("rongcuo/facts", {"facts": scalars, "records": records})


def _row(row: Row) -> dict[str, object]:
    said = {name: _plain(value) for name, value in row.values.items() if value is not None}
    return {"values": said, "evidence": row.evidence}


def _plain(value: Scalar | None) -> object:
    return value if value is None or isinstance(value, int | str) else value.isoformat()
