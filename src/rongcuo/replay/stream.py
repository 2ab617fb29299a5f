"""Many cases through one policy or two, a batch at a time: never more than a batch in memory."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import numpy as np
import pyarrow as pa

from rongcuo.base import Place, Problem
from rongcuo.law import Policy
from rongcuo.replay import columns as name
from rongcuo.replay.engines import engine as make
from rongcuo.replay.files import Writer
from rongcuo.replay.interchange import Batch, Source, open_source
from rongcuo.replay.outcome import Codes, Counts, Summary, Transition, bits_counted, codes, only, outcomes_of
from rongcuo.replay.program import Program, ReplayError, columns_of, program
from rongcuo.replay.result import Engine, Result, possible

CHUNK = 1_000_000
"""Cases of a batch; the whole process then takes about half a gigabyte, however long the file."""

Progress = Callable[[int, int | None], None]
"""Told after each batch how many cases are done, and how many there are where that is known."""


def replay(
    path: Path,
    policy: Policy,
    *,
    engine: str = "numpy",
    against: Policy | None = None,
    output: Path | None = None,
    chunk: int = CHUNK,
    progress: Progress | None = None,
) -> Summary:
    """Put every case of the file ``path`` through ``policy``, and through ``against`` to compare.

    The rows of ``output`` are those of ``path``, in its order, with what they
    come to under ``policy``.

    Raises:
        ReplayError: the file or the policies do not fit, with everything that does not.
    """
    policies = (policy,) if against is None else (policy, against)
    bits = columns_of(*policies)
    source = open_source(path, policy, bits)
    programs = [program(each, bits) for each in policies]
    with ExitStack() as held:
        engines = [held.enter_context(closing(make(engine, each))) for each in programs]
        rows = _Rows(programs[0], source)
        writer = held.enter_context(_writer(output, path, rows.schema(engine))) if output else None
        tally = _Tally(programs)
        for batch, results in _results(source, engines, chunk):
            outcomes = tally.add(batch, results)
            if writer:
                writer.write(rows.of(batch, results[0], outcomes))
            if progress:
                progress(tally.cases, source.cases)
    return tally.summary()


def _results(source: Source, engines: list[Engine], chunk: int) -> Iterator[tuple[Batch, list[Result]]]:
    for batch in source.batches(chunk):
        yield batch, [engine.run(batch.established, batch.refuted) for engine in engines]


def _writer(output: Path, path: Path, schema: pa.Schema) -> Writer:
    if output.exists() and output.samefile(path):
        raise ReplayError(Problem("replay.same_file", {}, Place(str(output))))
    return Writer(output, schema)


class _Tally:
    """What is counted while the batches go by."""

    def __init__(self, programs: list[Program]) -> None:
        self._programs = programs
        self.cases = 0
        self._contested = 0
        self._outcomes = Counts(outcomes_of(programs[0]))
        self._missing = np.zeros(len(programs[0].columns), np.int64)
        self._transition = Transition(*programs) if len(programs) > 1 else None

    def add(self, batch: Batch, results: list[Result]) -> Codes:
        """Count a batch; what its cases come to under the first policy."""
        found = [codes(one, result) for one, result in zip(self._programs, results, strict=True)]
        self.cases += len(batch.established)
        self._contested += int(np.count_nonzero(batch.established & batch.refuted))
        self._outcomes.add(found[0], batch.ids)
        self._missing += bits_counted(results[0].missing, self._programs[0].columns)
        if self._transition:
            self._transition.add(found[0], found[1], batch.ids)
        return found[0]

    def summary(self) -> Summary:
        by_count = sorted(
            zip(self._programs[0].columns, map(int, self._missing), strict=True), key=lambda each: -each[1]
        )
        missing = {finding: count for finding, count in by_count if count}
        return Summary(self.cases, self._outcomes, missing, self._contested, self._transition)


class _Rows:
    """The rows of the output: the facts as masks, and what they come to."""

    def __init__(self, first: Program, source: Source) -> None:
        self._program = first
        self._source = source

    def schema(self, engine: str) -> pa.Schema:
        words, mask = pa.dictionary(pa.int8(), pa.string()), pa.uint64()
        fields = [
            self._source.schema.field(name.CASE_ID),
            *((each, mask) for each in name.MASKS),
            (name.STANDING, words),
            (name.ENTRY, words),
            *((each, mask) for each in (name.POSSIBLE, name.ENTRIES, name.MISSING)),
        ]
        return pa.schema(fields, name.metadata(name.pins(self._program.policy, engine)))

    def of(self, batch: Batch, result: Result, outcomes: Codes) -> pa.RecordBatch:
        entries = only(result.entries)
        own = np.uint64((1 << len(self._program.policy.pack.findings)) - 1)
        columns = {
            name.CASE_ID: batch.ids,
            name.ESTABLISHED: batch.established & own,
            name.REFUTED: batch.refuted & own,
            name.STANDING: _words(outcomes, outcomes_of(self._program)),
            name.ENTRY: _words(entries, self._program.entries, entries < 0),
            name.POSSIBLE: possible(self._program, result.entries),
            name.ENTRIES: result.entries,
            name.MISSING: result.missing,
        }
        return pa.record_batch(columns)


def _words(codes: Codes, names: tuple[str, ...], without: np.ndarray | None = None) -> pa.DictionaryArray:
    return pa.DictionaryArray.from_arrays(pa.array(codes, mask=without), pa.array(names))
