"""Who is asked when: every engine in a process of its own, a sample of each in turn, round after round.

Whatever slows the machine for a while then slows all alike.
"""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any, Self, TypeVar

from benchmarks.determination.population import policy

T = TypeVar("T")

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
NODE = HERE / "node"


@dataclass(frozen=True, slots=True)
class Engine:
    """An engine to be measured: its module in ``engines``, its name for readers, its licence."""

    module: str
    name: str
    licence: str
    node: bool = False

    @property
    def own(self) -> bool:
        return self.module in ("own", "replay")

    def command(self) -> list[str]:
        """How its process is started."""
        if self.node:
            return [shutil.which("node") or "node", str(NODE / "worker.mjs"), self._translator().PACKAGE]
        return [sys.executable, "-W", "ignore", "-m", "benchmarks.determination.worker", self.module]

    def absent(self) -> str | None:
        """Why it cannot be measured here."""
        if not self.node:
            return None
        if shutil.which("node") is None:
            return "no node here"
        return None if (NODE / "node_modules").exists() else "npm has not installed it"

    def rules(self) -> Any:
        """The policy in its language, where it cannot translate for itself."""
        return self._translator().translated(policy()) if self.node else None

    def _translator(self) -> Any:
        return import_module(f"benchmarks.determination.engines.{self.module}")


ENGINES = (
    Engine("own", "Rongcuo", "Apache-2.0"),
    Engine("replay", "Rongcuo replay", "Apache-2.0"),
    Engine("zen", "ZEN", "MIT"),
    Engine("cedar", "Cedar (cedarpy)", "Apache-2.0"),
    Engine("json_logic", "json-logic-qubit", "MIT"),
    Engine("json_logic_js", "json-logic-js", "MIT", node=True),
    Engine("json_rules_engine", "json-rules-engine", "ISC", node=True),
    Engine("spiff", "SpiffWorkflow DMN", "LGPL-3.0"),
    Engine("openfisca", "OpenFisca-core", "AGPL-3.0"),
    Engine("policyengine", "PolicyEngine-core", "AGPL-3.0"),
)


class Unequal(Exception):
    """An engine answers a case otherwise than the law: it must not be timed."""


@dataclass(slots=True)
class Asked:
    """A worker process, and what it said of itself."""

    engine: Engine
    process: "subprocess.Popen[str]"
    version: str = ""
    forms: list[dict[str, Any]] = field(default_factory=list)
    batches: list[dict[str, Any]] = field(default_factory=list)

    @classmethod
    def start(cls, engine: Engine) -> Self:
        """Start the process and let it make the policy ready."""
        process = subprocess.Popen(
            engine.command(), cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        )
        asked = cls(engine, process)
        said = asked.ask("start", rules=engine.rules())
        asked.version, asked.forms, asked.batches = said["version"], said["forms"], said.get("batches", [])
        return asked

    def ask(self, do: str, **what: Any) -> dict[str, Any]:
        """One question, one answer."""
        if self.process.stdin is None or self.process.stdout is None:
            raise BrokenPipeError(self.engine.name)
        print(json.dumps({"do": do, **what}), file=self.process.stdin, flush=True)
        line = self.process.stdout.readline()
        if not line:
            raise BrokenPipeError(f"{self.engine.name} ended without an answer to {do!r}; its words are above")
        said: dict[str, Any] = json.loads(line)
        return said

    def close(self) -> None:
        """End the process."""
        self.process.communicate()


@contextmanager
def asking(engines: Sequence[Engine]) -> Iterator[list[Asked]]:
    """A worker for each of ``engines``; all end together."""
    with ExitStack() as stack:
        workers = []
        for engine in engines:
            worker = Asked.start(engine)
            stack.callback(worker.close)
            workers.append(worker)
        yield workers


def in_turn(things: Sequence[T], rounds: int) -> Iterator[T]:
    """Each of ``things`` once a round, every other round backwards."""
    for number in range(rounds):
        yield from things if number % 2 == 0 else reversed(things)
