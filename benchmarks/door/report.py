"""The figures of a run as Markdown."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median, quantiles

from benchmarks.door.samples import ACTS, Crowd, Sample
from benchmarks.tables import table


@dataclass(frozen=True, slots=True)
class Row:
    """One crowd on one database, every sample of it."""

    ground: str
    crowd: Crowd
    samples: Sequence[Sample]

    @property
    def rate(self) -> float:
        """Acts a second, the median of the samples."""
        return median(sample.rate for sample in self.samples)

    @property
    def waited(self) -> list[float]:
        """Seconds of every act."""
        return [seconds for sample in self.samples for seconds in sample.waited]


INTRODUCTION = """\
# Acts through the door, by one and by many at once

Written by `make bench-door`; how to read it stands in `benchmarks/README.md`. Every act was carried out, none raised
anything, and after the last every chain, projection, text and document of both databases held together.
"""

NOTE = """\
Acts a second of all threads together: the median of the samples, and the slowest to the fastest. Milliseconds are what
one officer waits for one act, every conflict and every further try within. `× one` is beside one thread with the same
act on the same database in this run. `again` is how many further tries an act took on average.
"""


def written(machine: Mapping[str, str], rows: Sequence[Row]) -> str:
    """The whole page."""
    parts = [INTRODUCTION, *table("## The machine", ("what", "which"), machine.items(), "")]
    for act, timed in ACTS.items():
        parts += _act(f"## `{act}`: {timed.label}", [row for row in rows if row.crowd.act == act])
    return "\n".join(parts)


def _act(title: str, rows: Sequence[Row]) -> Iterable[str]:
    head = (
        "database",
        "threads",
        "files",
        "acts/s",
        "spread",
        "× one",
        "ms, median",
        "ms, p95",
        "ms, longest",
        "again",
    )
    alone = {row.ground: row.rate for row in rows if row.crowd.threads == 1}
    return table(title, head, (_cells(row, alone[row.ground]) for row in rows), NOTE)


def _cells(row: Row, alone: float) -> tuple[str, ...]:
    rates = [sample.rate for sample in row.samples]
    again = sum(sample.conflicts for sample in row.samples) / len(row.waited)
    p95 = quantiles(row.waited, n=20, method="inclusive")[-1]
    return (
        row.ground,
        str(row.crowd.threads),
        "one" if row.crowd.shared else "each its own",
        f"{row.rate:.1f}",
        f"{min(rates):.1f} … {max(rates):.1f}",
        f"{row.rate / alone:.2f}",
        *(f"{seconds * 1000:.0f}" for seconds in (median(row.waited), p95, max(row.waited))),
        f"{again:.2f}",
    )
