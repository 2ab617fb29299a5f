"""Many cases: each batch of each engine checked against the law, then swept, with its peak of memory."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from benchmarks.determination import reference
from benchmarks.determination.conductor import Asked, Engine, Unequal, asking, in_turn
from benchmarks.determination.population import Population, policy
from benchmarks.determination.settings import Settings

AGREED = 1_000_000
"""Cases over which all batches must count the same."""

FEWER = 50
"""How many times fewer cases are put to what takes them one by one."""


@dataclass(slots=True)
class Swept:
    """One batch at one size; ``samples`` in seconds per sweep, ``held`` and ``peak`` in bytes of the process."""

    engine: str
    own: bool
    batch: str
    cases: int
    takes_open: bool
    moved: float | None
    held: int = 0
    peak: int = 0
    samples: list[float] = field(default_factory=list)


def run(offered: Mapping[Engine, list[dict[str, Any]]], size: int, settings: Settings) -> list[Swept]:
    """Every batch at ``size`` cases; those that take cases one by one only at the first size, and fewer of them."""
    first = size == settings.sizes[0]
    chosen = [
        (engine, index)
        for engine, batches in offered.items()
        for index, batch in enumerate(batches)
        if first or not batch["one_by_one"]
    ]
    with asking([engine for engine, _ in chosen]) as workers:
        pairs = [(worker, index) for worker, (_, index) in zip(workers, chosen, strict=True)]
        for worker, index in pairs:
            _check(worker, index, settings)
        _agree(pairs, min(size, AGREED))
        rows = [(worker, _filled(worker, index, size)) for worker, index in pairs]
        for worker, row in in_turn(rows, settings.sweeps):
            said = worker.ask("sweep")
            row.samples.append(said["seconds"])
            row.peak = max(row.peak, said["peak"])
        return [row for _, row in rows]


def _check(worker: Asked, index: int, settings: Settings) -> None:
    complete = Population(settings.checked).cases()
    _compare(worker, index, False, Counter(reference.standing(policy(), facts) for facts in complete), len(complete))
    if worker.batches[index]["takes_open"]:
        cases = Population(settings.checked_open, takes_open=True).cases()
        _compare(worker, index, True, Counter(reference.standings(policy(), facts) for facts in cases), len(cases))


def _compare(worker: Asked, index: int, takes_open: bool, lawful: Mapping[str, int], size: int) -> None:
    found = _tally(worker, index, size, takes_open=takes_open)
    if found != dict(lawful):
        raise Unequal(f"{worker.engine.name}, {worker.batches[index]['name']}: {found}, by the law {dict(lawful)}")


def _agree(pairs: Sequence[tuple[Asked, int]], size: int) -> None:
    """All that take ``size`` cases count the same standings over as many complete cases."""
    tallies = {
        f"{worker.engine.name}, {worker.batches[index]['name']}": _tally(worker, index, size, takes_open=False)
        for worker, index in pairs
        if not worker.batches[index]["one_by_one"]
    }
    if len({tuple(sorted(tally.items())) for tally in tallies.values()}) > 1:
        raise Unequal(str(tallies))


def _tally(worker: Asked, index: int, size: int, *, takes_open: bool) -> dict[str, int]:
    worker.ask("fill", batch=index, cases=size, open=takes_open)
    worker.ask("sweep")
    found: dict[str, int] = worker.ask("tally")["tally"]
    return found


def _filled(worker: Asked, index: int, size: int) -> Swept:
    """Facts in memory and one sweep to warm up."""
    batch = worker.batches[index]
    cases = size // FEWER if batch["one_by_one"] else size
    said = worker.ask("fill", batch=index, cases=cases, open=batch["takes_open"])
    worker.ask("sweep")
    engine = worker.engine
    return Swept(engine.name, engine.own, batch["name"], cases, batch["takes_open"], batch["moved"], said["memory"])
