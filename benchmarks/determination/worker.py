"""One engine in one process, asked over pipes: a JSON object per line comes in, one goes out.

``python -m benchmarks.determination.worker ENGINE``. Each engine has a
process of its own, so that none meets another's packages, threads or garbage,
and so that its peak of memory is its own. Which engine is asked when is the
conductor's business. ``node/worker.mjs`` speaks the same protocol.
"""

import gc
import json
import os
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any

from benchmarks.determination.forms import Batch, Facts, Form
from benchmarks.determination.population import Population, policy

Message = dict[str, Any]
SHOWN = 300
"""Characters of a refusal that are kept."""


class Worker:
    """The engine, its forms, and the cases that were put to it."""

    def __init__(self, engine: str) -> None:
        self.module = import_module(f"benchmarks.determination.engines.{engine}")
        self.forms: tuple[Form, ...] = ()
        self.batches: tuple[Batch, ...] = ()
        self.held: dict[tuple[int, str], list[Any]] = {}
        self.batch: Batch | None = None
        self.columns: Any = None
        self.result: Any = None

    def start(self, **_: Any) -> Message:
        """Make the engine ready with the policy."""
        self.forms = self.module.forms(policy())
        self.batches = self.module.batches(policy()) if hasattr(self.module, "batches") else ()
        return {
            "version": self.module.VERSION,
            "forms": [
                {"name": f.name, "grain": f.grain, "takes_open": f.takes_open, "wider": f.wider} for f in self.forms
            ],
            "batches": [
                {"name": b.name, "takes_open": b.takes_open, "one_by_one": b.one_by_one, "moved": b.moved}
                for b in self.batches
            ],
        }

    def hold(self, *, set: str, cases: list[Facts]) -> Message:  # noqa: A002  the protocol's word
        """Keep ``cases`` under the name ``set``, as each form wants them."""
        for index, form in enumerate(self.forms):
            self.held[index, set] = [form.facts(facts) for facts in cases]
        gc.collect()
        gc.freeze()
        return {}

    def answers(self, *, form: int, set: str) -> Message:  # noqa: A002  the protocol's word
        """The standing of each case; none where the form tells none."""
        run, standing = self.forms[form].run, self.forms[form].standing
        return {"answers": [standing(run(facts)) for facts in self.held[form, set]] if standing else None}

    def one(self, *, form: int, facts: Facts) -> Message:
        """What comes of one case, word for word."""
        asked = self.forms[form]
        if asked.standing is None:
            return {"answer": None}
        try:
            return {"answer": asked.standing(asked.run(asked.facts(facts)))}
        except Exception as fault:  # noqa: BLE001  a refusal is an answer too
            return {"refused": f"{type(fault).__name__}: {fault}"[:SHOWN]}

    def time(self, *, form: int, set: str, loops: int) -> Message:  # noqa: A002  the protocol's word
        """Seconds per case, over ``loops`` rounds of the cases."""
        run, cases = self.forms[form].run, self.held[form, set]
        started = time.perf_counter()
        for _ in range(loops):
            for facts in cases:
                run(facts)
        return {"seconds": (time.perf_counter() - started) / loops / len(cases)}

    def fill(self, *, batch: int, cases: int, open: bool) -> Message:  # noqa: A002  the protocol's word
        """Put so many cases into memory, as the batch wants them."""
        self.batch, self.columns, self.result = self.batches[batch], None, None
        self.columns = self.batch.hold(Population(cases, takes_open=open))
        gc.collect()
        gc.freeze()
        forget_peak()
        return {"memory": memory("VmRSS")}

    def sweep(self) -> Message:
        """Go through all of them once; the answer of the time before is let go first."""
        self.result = None
        batch = self._filled()
        started = time.perf_counter()
        self.result = batch.run(self.columns)
        return {"seconds": time.perf_counter() - started, "peak": memory("VmHWM")}

    def tally(self) -> Message:
        """The cases counted per standing, of the last sweep."""
        return {"tally": self._filled().tally(self.result)}

    def _filled(self) -> Batch:
        if self.batch is None:
            raise LookupError("fill comes before sweep")
        return self.batch


def memory(what: str) -> int:
    """Bytes of this process: resident now (``VmRSS``) or at its peak (``VmHWM``).

    Read from the kernel, because ``ru_maxrss`` of a child begins at its parent's.
    """
    status = Path("/proc/self/status")
    if not status.exists():
        return 0
    line = next(line for line in status.read_text(encoding="ascii").splitlines() if line.startswith(what))
    return int(line.split()[1]) * 1024


def forget_peak() -> None:
    """Let ``VmHWM`` begin anew, so that making the facts does not count."""
    with suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


def main(engine: str) -> None:
    """Answer until nobody asks any more."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what an engine prints goes to standard error and never between the answers
    worker = Worker(engine)
    for line in sys.stdin:
        asked = json.loads(line)
        command: Callable[..., Message] = getattr(worker, asked.pop("do"))
        print(json.dumps(command(**asked)), file=answers, flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
