"""Arrow and Parquet files, told apart by how they begin, read and written a batch at a time."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import pyarrow as pa
import pyarrow.ipc
import pyarrow.parquet as pq

from rongcuo.base import Place, Problem
from rongcuo.replay.program import ReplayError

ARROW_SUFFIXES = (".arrow", ".feather", ".ipc")
"""Files of these names are written as Arrow IPC; all others as Parquet."""

_PARQUET, _ARROW = b"PAR1", b"ARROW1"


def schema_of(path: Path) -> tuple[pa.Schema, int | None]:
    """The columns of a file, and how many rows it has where it says so."""
    kind = _beginning(path)
    if kind.startswith(_PARQUET):
        with pq.ParquetFile(path) as file:
            return file.schema_arrow, file.metadata.num_rows
    if kind.startswith(_ARROW):
        with pa.memory_map(str(path)) as memory, pa.ipc.open_file(memory) as file:
            return file.schema, sum(file.get_batch(number).num_rows for number in range(file.num_record_batches))
    with pa.OSFile(str(path)) as stream, pa.ipc.open_stream(stream) as reader:
        return reader.schema, None


def batches_of(path: Path, names: Sequence[str], size: int) -> Iterator[pa.RecordBatch]:
    """The columns ``names``, at most ``size`` rows at a time."""
    kind = _beginning(path)
    if kind.startswith(_PARQUET):
        with pq.ParquetFile(path) as file:
            yield from file.iter_batches(batch_size=size, columns=list(names))
    elif kind.startswith(_ARROW):
        with pa.memory_map(str(path)) as memory, pa.ipc.open_file(memory) as file:
            for number in range(file.num_record_batches):
                yield from _cut(file.get_batch(number), names, size)
    else:
        with pa.OSFile(str(path)) as stream, pa.ipc.open_stream(stream) as reader:
            for batch in reader:
                yield from _cut(batch, names, size)


class Writer:
    """One file of results; a file that was begun and not ended is taken away."""

    def __init__(self, path: Path, schema: pa.Schema) -> None:
        self._path = path
        is_arrow = path.suffix.lower() in ARROW_SUFFIXES
        try:
            self._file = pa.ipc.new_file(str(path), schema) if is_arrow else pq.ParquetWriter(path, schema)
        except OSError as fault:
            raise _not_written(path, fault) from fault

    def write(self, batch: pa.RecordBatch) -> None:
        """Add a batch; raises ``ReplayError`` where there is no room left for it."""
        try:
            self._file.write_batch(batch)
        except OSError as fault:
            raise _not_written(self._path, fault) from fault

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self._file.close()
        except OSError as unwritten:
            kind = OSError
            raise _not_written(self._path, unwritten) from unwritten
        finally:
            if kind is not None and self._path.is_file():
                self._path.unlink()


def _not_written(path: Path, fault: OSError) -> ReplayError:
    """Arrow's own words hold the path and more; the system's word for it is enough."""
    reason = os.strerror(fault.errno) if fault.errno else str(fault).partition("\n")[0].rstrip(".")
    return ReplayError(Problem("cli.not_written", {"reason": reason}, Place(str(path))))


def _beginning(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(len(_ARROW))


def _cut(batch: pa.RecordBatch, names: Sequence[str], size: int) -> Iterator[pa.RecordBatch]:
    chosen = batch.select(list(names))
    for start in range(0, batch.num_rows, size):
        yield chosen.slice(start, size)
