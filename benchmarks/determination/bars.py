"""The promises of speed, each as one ratio of medians of one run (benchmarks/README.md says what is compared)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from benchmarks.determination.many import Swept
from benchmarks.determination.single import COMPLETE, Timed

EXPLAINED = "exact set, missing findings, full explanation"
TEN_MILLION = 10_000_000


@dataclass(frozen=True, slots=True)
class Bar:
    """A promise and what became of it; ``ratio`` is how many times faster we are than the peer named."""

    promise: str
    wanted: str
    ratio: float
    kept: bool


def bars(single: Sequence[Timed], many: Sequence[Swept]) -> list[Bar]:
    """Those for which this run measured both sides."""
    return [*_single(single), *_many(many)]


def _single(rows: Sequence[Timed]) -> Iterable[Bar]:
    own = next((row for row in rows if row.own and row.form == EXPLAINED and row.cases == COMPLETE), None)
    peers = [row for row in rows if not row.own and row.cases == COMPLETE]
    explaining = [row for row in peers if row.grain in ("rule", "condition")]
    silent = [row for row in peers if row.grain in ("none", "row") and not row.takes_open]
    if own and explaining:
        peer = min(explaining, key=_seconds)
        ratio = _seconds(peer) / _seconds(own)
        yield Bar(f"explained, beside the fastest peer that explains ({_name(peer)})", "≥ 10×", ratio, ratio >= 10)
    if own and silent:
        peer = min(silent, key=_seconds)
        ratio = _seconds(peer) / _seconds(own)
        yield Bar(
            f"explained, beside the fastest two-valued peer that does not ({_name(peer)})",
            "≥ 0.25×",
            ratio,
            ratio >= 0.25,
        )


def _many(rows: Sequence[Swept]) -> Iterable[Bar]:
    rows = [row for row in rows if row.cases == TEN_MILLION]
    peers = [row for row in rows if not row.own]
    for kernel, wanted in (("NumPy", 2), ("numba", 20)):
        own = [row for row in rows if row.own and row.batch.startswith(kernel) and "sets" in row.batch]
        if own and peers:
            peer, ours = min(peers, key=_pace), min(own, key=_pace)
            ratio = _pace(peer) / _pace(ours)
            yield Bar(
                f"ten million cases, {ours.batch}, beside the fastest vectorised peer ({peer.engine})",
                f"≥ {wanted}×",
                ratio,
                ratio >= wanted,
            )


def _seconds(row: Timed) -> float:
    return median(row.samples)


def _pace(row: Swept) -> float:
    return median(row.samples) / row.cases


def _name(row: Timed) -> str:
    return f"{row.engine}, {row.form}"
