"""``python -m benchmarks.determination``: one run, its figures as Markdown; ``--write`` keeps them beside this file."""

import argparse
import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict

from benchmarks.determination import machine, many, single
from benchmarks.determination.bars import bars
from benchmarks.determination.conductor import ENGINES, HERE, Engine
from benchmarks.determination.report import Run, written
from benchmarks.determination.settings import QUICK, Settings


def main() -> None:
    """Measure and say."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.determination")
    parser.add_argument("--quick", action="store_true", help="about a minute; no figures to quote")
    parser.add_argument("--own-only", action="store_true", help="without the engines of others")
    parser.add_argument("--only", nargs="+", metavar="ENGINE", help="these engines of benchmarks/determination/engines")
    parser.add_argument("--write", action="store_true", help="write RESULTS.md and results.json")
    args = parser.parse_args()
    engines = [engine for engine in ENGINES if (engine.own or not args.own_only)]
    if args.only:
        engines = [engine for engine in engines if engine.module in args.only]
    run = measured(engines, QUICK if args.quick else Settings())
    page = written(run)
    print(page)
    if args.write:
        (HERE / "RESULTS.md").write_text(page, encoding="utf-8")
        (HERE / "results.json").write_text(
            json.dumps(asdict(run), indent=1, ensure_ascii=False) + "\n", encoding="utf-8"
        )


def measured(engines: Sequence[Engine], settings: Settings) -> Run:
    """One run over all of ``engines`` that are here."""
    described = machine.described() | {"load before": machine.load()}
    absent = {engine.name: why for engine in engines if (why := engine.absent())}
    here = [engine for engine in engines if engine.name not in absent]
    before = machine.bandwidth(settings.words, settings.rounds)
    with one_core():
        one = single.run(here, settings)
    swept = [row for size in settings.sizes for row in many.run(one.batches, size, settings)]
    after = machine.bandwidth(settings.words, settings.rounds)
    described["load after"] = machine.load()
    memory = {name: max(rate, after[name]) for name, rate in before.items()}
    return Run(described, one.versions, absent, memory, one.rows, swept, bars(one.rows, swept))


@contextmanager
def one_core() -> Iterator[None]:
    """Stay on one core, with every process started meanwhile; where the system can."""
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {max(cores)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, cores)


if __name__ == "__main__":
    main()
