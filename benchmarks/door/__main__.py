"""``python -m benchmarks.door``: one run, its figures as Markdown; ``--write`` keeps them beside this file."""

import argparse
import json
from collections import defaultdict
from dataclasses import asdict
from pathlib import Path

from benchmarks.determination import machine
from benchmarks.determination.conductor import in_turn
from benchmarks.door.grounds import grounds
from benchmarks.door.report import Row, written
from benchmarks.door.samples import QUICK, Crowd, Sample, Settings, crowds

HERE = Path(__file__).parent


def main() -> None:
    """Measure and say."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.door")
    parser.add_argument("--quick", action="store_true", help="a minute; no figures to quote")
    parser.add_argument("--write", action="store_true", help="write RESULTS.md and results.json")
    args = parser.parse_args()
    described = machine.described() | {"load before": machine.load()}
    rows = measured(QUICK if args.quick else Settings())
    described["load after"] = machine.load()
    page = written(described, rows)
    print(page)
    if args.write:
        kept = {"machine": described, "rows": [asdict(row) for row in rows]}
        (HERE / "RESULTS.md").write_text(page, encoding="utf-8")
        (HERE / "results.json").write_text(json.dumps(kept, ensure_ascii=False) + "\n", encoding="utf-8")


def measured(settings: Settings) -> list[Row]:
    """Every crowd on every database, in turn."""
    samples: dict[tuple[str, Crowd], list[Sample]] = defaultdict(list)
    with grounds() as all_grounds:
        pairs = [(ground, crowd) for crowd in crowds(settings) for ground in all_grounds]
        for ground, crowd in in_turn(pairs, settings.rounds):
            samples[ground.name, crowd].append(ground.ask(crowd, settings.acts))
    return [Row(name, crowd, found) for (name, crowd), found in samples.items()]


if __name__ == "__main__":
    main()
