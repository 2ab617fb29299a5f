"""``python -m benchmarks.summary``: one run, its figures as Markdown; ``--write`` keeps them beside this file."""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.determination import machine
from benchmarks.door.grounds import postgresql
from benchmarks.tables import table

HERE = Path(__file__).parent
FILES = 100_000
INTRODUCTION = """\
# The annual summary over many files

Written by `make bench-summary`; how to read it stands in `benchmarks/README.md`.
"""
NOTE = """\
Seconds are for the figures of a year and of the year before it, from the database to the last number: the median, with
the fastest and the slowest of fifteen. `read` is how many files had something in either year. Beside it: what one file
costs where its kept facts are read, and where its entries are folded again.
"""


def main() -> None:
    """Measure and say."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.summary")
    parser.add_argument("--files", type=int, default=FILES)
    parser.add_argument("--write", action="store_true", help="write RESULTS.md and results.json")
    args = parser.parse_args()
    described = machine.described() | {"load before": machine.load()}
    with postgresql() as url:
        homes: Mapping[str, Mapping[str, str]] = {"SQLite": {}, "PostgreSQL": {"RONGCUO_DATABASE_URL": url}}
        found = {name: _measured(args.files, more) for name, more in homes.items()}
    described["load after"] = machine.load()
    page = _written(described, found)
    print(page)
    if args.write:
        (HERE / "RESULTS.md").write_text(page, encoding="utf-8")
        kept = {"machine": described, "measured": found}
        (HERE / "results.json").write_text(json.dumps(kept, ensure_ascii=False) + "\n", encoding="utf-8")


def _measured(files: int, more: Mapping[str, str]) -> dict[str, Any]:
    with TemporaryDirectory() as home:
        kept = {key: value for key, value in os.environ.items() if not key.startswith("RONGCUO_")}
        command = [sys.executable, "-W", "ignore", "-m", "benchmarks.summary.worker", str(files)]
        environment = {**kept, **more, "RONGCUO_HOME": home}
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        if done.returncode:
            raise SystemExit(done.stderr)
        said: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
        return said


def _written(described: Mapping[str, str], found: Mapping[str, dict[str, Any]]) -> str:
    head = ("database", "files", "read", "seconds", "fastest to slowest", "queries", "peak MB", "µs a file",
            "µs, folded again", "× folded")  # fmt: skip
    rows = []
    for name, said in found.items():
        seconds = said["seconds"]
        rows.append(
            (
                name, f"{said['files']:,}", f"{said['read']:,}", f"{median(seconds):.2f}",
                f"{min(seconds):.2f} to {max(seconds):.2f}", str(said["queries"]), f"{said['peak'] / 1024:.0f}",
                f"{said['facts'] * 1e6:.0f}", f"{said['folded'] * 1e6:.0f}", f"{said['folded'] / said['facts']:.0f}",
            )
        )  # fmt: skip
    parts = [INTRODUCTION, *table("## The machine", ("what", "which"), described.items(), "")]
    return "\n".join([*parts, *table("## Figures of a year", head, rows, NOTE)])


if __name__ == "__main__":
    main()
