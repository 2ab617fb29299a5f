"""Facts in: Arrow or Parquet, in either form, read batch by batch.

The form for exchange has a nullable boolean column for each finding (null:
undetermined). The form for speed has two mask columns, ``established`` and
``refuted``; what their bits stand for is pinned in the schema's metadata, and
so is the pack that the findings were recorded under. Nothing is guessed: what
does not fit is refused by name.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

import numpy as np
import pyarrow as pa
from pyarrow import compute

from rongcuo.base import Place, Problem
from rongcuo.law import Policy, nearest
from rongcuo.replay.columns import CASE_ID, ESTABLISHED, FINDINGS, MASKS, RESULTS, identity, pinned
from rongcuo.replay.files import batches_of, schema_of
from rongcuo.replay.program import ReplayError
from rongcuo.replay.result import Masks

BYTES = 8
"""Of a mask."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Some cases in the order of the file: their ids, and their facts as masks."""

    ids: pa.Array
    established: Masks
    refuted: Masks


@dataclass(frozen=True, slots=True)
class Source:
    """A file of cases that fits the policy; ``columns`` name the bits of the masks that it gives."""

    path: Path
    columns: tuple[str, ...]
    schema: pa.Schema
    cases: int | None
    """How many there are, where the file says so beforehand."""

    @property
    def has_masks(self) -> bool:
        return ESTABLISHED in self.schema.names

    def batches(self, size: int) -> Iterator[Batch]:
        """At most ``size`` cases at a time; raises ``ReplayError`` for a case without an id."""
        start = 0
        names = [CASE_ID, *(MASKS if self.has_masks else self._findings())]
        for batch in _told(self.path, batches_of(self.path, names, size)):
            if batch.column(CASE_ID).null_count:
                row = start + compute.index(batch.column(CASE_ID).is_null(), True).as_py() + 1
                raise ReplayError(Problem("replay.id_missing", {"row": row}, Place(str(self.path), field=CASE_ID)))
            yield self._masks(batch) if self.has_masks else self._from_booleans(batch)
            start += batch.num_rows

    def _findings(self) -> list[str]:
        return [name for name in self.schema.names if name in self.columns]

    def _masks(self, batch: pa.RecordBatch) -> Batch:
        """Masks in the order of the file's own pack, which these columns begin with."""
        one, other = (batch.column(name).fill_null(0).to_numpy(zero_copy_only=False) for name in MASKS)
        return Batch(batch.column(CASE_ID), one, other)

    def _from_booleans(self, batch: pa.RecordBatch) -> Batch:
        """Byte by byte: a byte of the mask takes eight columns, and a column a byte a case on its way."""
        one, other = (np.zeros((batch.num_rows, BYTES), np.uint8) for _ in MASKS)
        for name in self._findings():
            byte, bit = divmod(self.columns.index(name), 8)
            column = batch.column(name)
            for answer, mask in ((column, one), (compute.invert(column), other)):
                mask[:, byte] |= answer.fill_null(False).to_numpy(zero_copy_only=False).view(np.uint8) << np.uint8(bit)
        return Batch(batch.column(CASE_ID), *(mask.view(np.uint64).reshape(-1) for mask in (one, other)))


def open_source(path: Path, policy: Policy, columns: Sequence[str]) -> Source:
    """The cases in ``path``, whose findings are those of ``policy``.

    ``columns`` begin with the findings of ``policy``, in its order.

    Raises:
        ReplayError: the file cannot be read, or with everything in it that does not fit.
    """
    try:
        schema, cases = schema_of(path)
    except FileNotFoundError:
        raise ReplayError(Problem("cli.no_file", {}, Place(str(path)))) from None
    except (OSError, pa.ArrowException) as fault:
        raise _unreadable(path, fault) from fault
    problems = [
        Problem(code, params, Place(str(path), field=field))
        for code, params, field in (*_shape(schema, policy), *_pins(schema, policy))
    ]
    if problems:
        raise ReplayError(*problems)
    return Source(path, tuple(columns), schema, cases)


def _told(path: Path, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """A file may be whole at its ends and broken between them."""
    try:
        yield from batches
    except (OSError, pa.ArrowException) as fault:
        raise _unreadable(path, fault) from fault


def _unreadable(path: Path, fault: BaseException) -> ReplayError:
    return ReplayError(Problem("replay.unreadable", {"reason": _first_line(fault)}, Place(str(path))))


Fault = tuple[str, dict[str, object], str | None]


def _shape(schema: pa.Schema, policy: Policy) -> Iterator[Fault]:
    """The columns, by name and type."""
    names, findings = schema.names, policy.pack.findings
    if CASE_ID not in names:
        yield "replay.no_id", {"nearest": nearest(CASE_ID, names) if names else ""}, CASE_ID
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield "replay.column_twice", {"column": name}, name
    given = [name for name in names if name in findings]
    masks = [name for name in names if name in MASKS]
    if len(masks) == 1:
        yield "replay.one_mask", {"column": masks[0]}, masks[0]
    if masks and given:
        yield "replay.two_forms", {"finding": given[0]}, given[0]
    if not masks and not given:
        yield "replay.no_findings", {}, None
    for name in names:
        if name not in findings and name not in {CASE_ID, *MASKS, *RESULTS}:
            yield "replay.column_unknown", {"column": name, "nearest": nearest(name, [*findings, *MASKS])}, name
    for name, wanted in [*((name, pa.bool_()) for name in given), *((name, pa.uint64()) for name in masks)]:
        if names.count(name) == 1 and schema.field(name).type != wanted:
            yield "replay.column_type", {"wanted": str(wanted), "given": str(schema.field(name).type)}, name


def _pins(schema: pa.Schema, policy: Policy) -> Iterator[Fault]:
    """What the file says it was made under; only masks must say it."""
    found = pinned(schema.metadata or {})
    own = identity(policy)
    if ESTABLISHED in schema.names and FINDINGS not in found:
        yield "replay.unpinned", {"key": FINDINGS}, None
    for key in own.keys() & found.keys() - {FINDINGS}:
        if found[key] != own[key]:
            yield "replay.other_pin", {"key": key, "given": _said(found[key]), "wanted": _said(own[key])}, None
    given, wanted = found.get(FINDINGS), list(policy.pack.findings)
    if given is not None and given != wanted:
        yield "replay.other_order", _first_difference(given, wanted), None


def _first_difference(given: object, wanted: list[str]) -> dict[str, object]:
    names = [str(name) for name in given] if isinstance(given, list) else []
    pairs = enumerate(zip_longest(names, wanted, fillvalue="—"), 1)
    return next({"position": at, "given": one, "wanted": other} for at, (one, other) in pairs if one != other)


def _said(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _first_line(fault: BaseException) -> str:
    return (getattr(fault, "strerror", None) or str(fault)).partition("\n")[0].rstrip(".。")
