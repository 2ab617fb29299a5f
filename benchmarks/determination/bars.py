"""The promises of speed, each as one ratio of medians of one run (benchmarks/README.md says what is compared)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from benchmarks.determination.many import Swept
from benchmarks.determination.single import COMPLETE, Timed

EXPLAINED = "exact set, missing findings, explanation"
EVERY_LIMB = "exact set, missing findings, every limb of every rule"
"""The forms of ``engines/own.py`` that are held against the peers."""

EXPLAINING = "engine that explains per condition"
SILENT = "engine that does not explain"

PROMISES = (
    (EXPLAINED, EXPLAINING, False, 10.0),
    (EXPLAINED, SILENT, False, 0.25),
    (EVERY_LIMB, EXPLAINING, False, None),
    (EXPLAINED, EXPLAINING, True, None),
    (EXPLAINED, SILENT, True, None),
)
"""Our form, the kind of engine, whether it runs in Node, and how many times as fast we are at least.

What is promised is promised of engines that a program in Python can call. Those of Node answer a program in Node, which
is another world; what we come to beside them is told.
"""

TEN_MILLION = 10_000_000


@dataclass(frozen=True, slots=True)
class Bar:
    """A promise and what became of it; ``ratio`` is how many times faster we are than the peer named.

    Without ``least`` nothing was promised, and the ratio is told all the same.
    """

    promise: str
    ratio: float
    least: float | None

    @property
    def kept(self) -> bool | None:
        return None if self.least is None else self.ratio >= self.least


def bars(single: Sequence[Timed], many: Sequence[Swept]) -> list[Bar]:
    """Those for which this run measured both sides."""
    return [*_single(single), *_many(many)]


def _single(rows: Sequence[Timed]) -> Iterable[Bar]:
    rows = [row for row in rows if row.cases == COMPLETE]
    own = {row.form: row for row in rows if row.own}
    for form, kind, node, least in PROMISES:
        peers = [row for row in rows if not row.own and row.node == node and not row.takes_open and _is(row, kind)]
        if form in own and peers:
            peer = min(peers, key=_seconds)
            promise = f"{form}; beside the fastest {kind} ({peer.engine}, {peer.form})"
            yield Bar(promise, _seconds(peer) / _seconds(own[form]), least)


def _is(row: Timed, kind: str) -> bool:
    return row.grain in ("rule", "condition") if kind == EXPLAINING else row.grain in ("none", "row")


def _many(rows: Sequence[Swept]) -> Iterable[Bar]:
    rows = [row for row in rows if row.cases == TEN_MILLION]
    peers = [row for row in rows if not row.own]
    for kernel, least in (("NumPy", 2.0), ("numba", 20.0)):
        own = [row for row in rows if row.own and row.batch.startswith(kernel) and "sets" in row.batch]
        if own and peers:
            peer, ours = min(peers, key=_pace), min(own, key=_pace)
            promise = (
                f"ten million cases, {ours.batch}; beside the fastest vectorised peer ({peer.engine}, {peer.batch})"
            )
            yield Bar(promise, _pace(peer) / _pace(ours), least)


def _seconds(row: Timed) -> float:
    return median(row.samples)


def _pace(row: Swept) -> float:
    return median(row.samples) / row.cases
