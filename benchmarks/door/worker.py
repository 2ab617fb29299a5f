"""The office on one database in one process, asked over pipes: a crowd comes in on a line, a sample goes out.

``python -m benchmarks.door.worker``, with the database in the environment as
``rongcuo serve`` takes it.
"""

import json
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, replace
from functools import partial
from itertools import count
from threading import Barrier
from typing import Any
from uuid import UUID, uuid4

from benchmarks.door.samples import ACTS, Crowd, Sample
from rongcuo.office.setup import prepare

prepare()

from django.db import connection  # noqa: E402  the models need the settings

from rongcuo.office import clock  # noqa: E402
from rongcuo.office.demo.accounts import logins  # noqa: E402
from rongcuo.office.demo.district import Cast, found  # noqa: E402
from rongcuo.office.demo.play import play  # noqa: E402
from rongcuo.office.demo.scripts import Script, scripts  # noqa: E402
from rongcuo.office.door import carry_out  # noqa: E402
from rongcuo.office.founding_passwords import drawn  # noqa: E402
from rongcuo.office.models import CaseFile  # noqa: E402
from rongcuo.office.outcomes import Conflict, Done  # noqa: E402
from rongcuo.office.verification import verify_database  # noqa: E402

OFFICER = "chenliyan"
WITH_ACCOUNT = ("gulan", OFFICER, "zhoumin")
"""Who opens the files, and whose they are."""

Numbers = Iterator[int]


class NotDone(Exception):
    """An act that nothing in the law stands against was not carried out."""


@dataclass(frozen=True, slots=True)
class Desk:
    """The demonstration district, and the script that its files begin with."""

    cast: Cast
    script: Script
    number: Numbers

    def opened(self) -> UUID:
        """A new file with its officers."""
        name = f"bench-{next(self.number)}"
        return play(replace(self.script, source=name, steps=self.script.steps[:2]), self.cast)

    def content(self, act: str) -> Mapping[str, Any]:
        """The act as the script has it, done today."""
        raw = next(step.raw for step in self.script.steps if step.act == act)
        return {**raw, "occurred_on": clock.today().isoformat()}

    def sample(self, crowd: Crowd, acts: int) -> Sample:
        """``acts`` acts by the crowd, every file opened before the first."""
        each, spell = acts // crowd.threads, ACTS[crowd.act].spell
        lengths = [acts] if crowd.shared else [each] * crowd.threads
        files = [[self.opened() for _ in range(0, length, spell)] for length in lengths]
        turns = [count()] * crowd.threads if crowd.shared else [count() for _ in range(crowd.threads)]
        gate = Barrier(crowd.threads + 1)
        with ThreadPoolExecutor(crowd.threads) as pool:
            officers = [
                pool.submit(self._officer, gate, crowd.act, each, turns[place], files[0 if crowd.shared else place])
                for place in range(crowd.threads)
            ]
            gate.wait()
            began = time.perf_counter()
            done = [act for officer in officers for act in officer.result()]
            elapsed = time.perf_counter() - began
        return Sample(elapsed, tuple(waited for waited, _ in done), sum(late for _, late in done))

    def _officer(
        self, gate: Barrier, act: str, acts: int, turns: Numbers, files: Sequence[UUID]
    ) -> list[tuple[float, int]]:
        """One thread's acts: how long each took, and how often it was too late."""
        do = partial(self._act, act, self.content(act))
        try:
            connection.ensure_connection()
            gate.wait()
            return [do(files[next(turns) // ACTS[act].spell]) for _ in range(acts)]
        finally:
            connection.close()

    def _act(self, act: str, raw: Mapping[str, Any], file: UUID) -> tuple[float, int]:
        key, began = uuid4().hex, time.perf_counter()
        for late in count():
            version = CaseFile.objects.values_list("sequence", flat=True).get(pk=file)
            outcome = carry_out(
                actor=self.cast.persons[OFFICER], act=act, raw=raw, casefile=file, key=key, version=version
            )
            if isinstance(outcome, Done):
                return time.perf_counter() - began, late
            if not isinstance(outcome, Conflict):
                raise NotDone(f"{act}: {outcome}")
        raise AssertionError


def main() -> None:
    """Answer until nothing more is asked; then say what does not hold together."""
    passwords = drawn(login for login in logins() if login.username in WITH_ACCOUNT)
    desk = Desk(found(passwords), next(script for script in scripts() if script.source == "C02"), count())
    for act in ACTS:
        desk.sample(Crowd(act, 1, shared=False), 2)
    print(json.dumps({"ready": connection.vendor}), flush=True)
    for line in sys.stdin:
        asked = json.loads(line)
        print(json.dumps(asdict(desk.sample(Crowd(**asked["crowd"]), asked["acts"]))), flush=True)
    print(json.dumps({"faults": [fault.code for fault in verify_database()]}), flush=True)


if __name__ == "__main__":
    main()
