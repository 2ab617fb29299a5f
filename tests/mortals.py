"""Processes that act through the door until somebody kills them.

They are forked from a process that has loaded the office and the law but has
printed nothing yet (a library for printing keeps threads, and threads do not
survive a fork), so that a kill falls into an act and not into a start. Each writes
down what it is about to do and what came of it; whatever it has written is
there after its death.
"""

import json
import os
import signal
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from itertools import count
from multiprocessing import get_context
from pathlib import Path
from random import Random
from statistics import median
from typing import Any
from uuid import UUID

from rongcuo.office.setup import configure

configure()

from django.conf import settings  # noqa: E402

from rongcuo.office.door import carry_out  # noqa: E402  the models need the settings
from rongcuo.office.files.attachments import upload  # noqa: E402
from rongcuo.office.models import CaseFile, Person, Submission  # noqa: E402
from rongcuo.office.outcomes import Conflict, Done, Outcome, Repeated  # noqa: E402
from tests.builders import STAGES, NotDone, Scene, said  # noqa: E402
from tests.databases import bodies_in, checkpoints_in, connected  # noqa: E402

PATIENCE = 60
"""Seconds until somebody who does not come on is taken to be stuck."""

AIMED = 0.4
"""Share of the kills that are meant for the moment between the end of the transaction and the answer."""


class Witnessed(Scene):
    """A scene whose attempts are written down, before and after."""

    journal: int
    chance: Random

    def attempt(self, who: str, act: str, file: CaseFile | None = None, **given: Any) -> Outcome:
        # Without a breath between two acts one writer keeps all others from SQLite for seconds.
        time.sleep(self.chance.uniform(0, 0.1))
        wanted = self.prepared(who, act, file, **given)
        self._write({"begun": wanted | {"actor": wanted["actor"].pk}})
        outcome = carry_out(**wanted)
        self._write({"kind": type(outcome).__name__, **(_place(outcome) if isinstance(outcome, Done) else {})})
        return outcome

    def _write(self, line: dict[str, Any]) -> None:
        os.write(self.journal, json.dumps(line | {"at": time.monotonic()}, default=str).encode() + b"\n")


def _place(outcome: Done) -> dict[str, Any]:
    return {"casefile": str(outcome.casefile_id), "sequence": outcome.sequence}


def whole_lives(scene: Witnessed, _: str) -> None:
    """One file after another from its opening to its service, each with an upload; nobody else is on them."""
    for number in count():
        file = scene.opened()
        for stage in STAGES[1:]:
            file = scene.advance(file, stage)
            if stage == "reviewing":
                file = scene.act("chenliyan", "record_finding", file, **_found(scene, "chenliyan", number))


def one_file(scene: Witnessed, file_id: str) -> None:
    """Acts on a file on which others act too, and new files between: whoever comes second does it again."""
    file = CaseFile.objects.get(pk=file_id)
    for number in count():
        who = scene.chance.choice(("chenliyan", "zhoumin"))
        _insist(scene, who, "consider_ex_officio", file)
        _insist(scene, who, "record_finding", file, **_found(scene, who, number))
        scene.act("chenliyan", "notify_rights", scene.opened())


def _insist(scene: Scene, who: str, act: str, file: CaseFile, **raw: Any) -> None:
    while isinstance(outcome := scene.attempt(who, act, file, **raw), Conflict):
        pass
    if not isinstance(outcome, Done):
        raise NotDone(f"{who} {act}: {said(outcome)}")


def _found(scene: Witnessed, who: str, number: int) -> dict[str, Any]:
    """A finding with evidence: every third upload has the same bytes as somebody else's."""
    content = b"the same for all" * 9999 if number % 3 == 0 else scene.chance.randbytes(200_000)
    kept = upload(scene.persons[who], "材料.pdf", BytesIO(b"%PDF-1.7\n" + content))
    [second] = {"chenliyan", "zhoumin"} - {who}
    added = [{"title": "会议纪要", "bearing": "supports", "files": [str(kept.id)]}]
    return {"added": added, "value": "established", "second_officer": scene.id(second)}


Work = Callable[[Witnessed, str], None]


def _live(config: dict, folders: tuple[Path, Path], journal: Path, work: Work, seed: int, about: str) -> None:
    files, checkpoints = folders
    with connected(config), bodies_in(files), checkpoints_in(checkpoints), journal.open("ab") as out:
        scene = Witnessed()
        scene.journal, scene.chance = out.fileno(), Random(seed)  # noqa: S311  chance for tests, no secret
        work(scene, about)


@dataclass
class Mortal:
    """One such process, seen from outside."""

    name: str
    seed: int
    folder: Path
    config: dict
    work: Work
    about: str
    process: Any = field(init=False)
    known: list[dict[str, Any]] = field(default_factory=list)
    read: int = 0

    def __post_init__(self) -> None:
        forks = get_context("forkserver")
        forks.set_forkserver_preload([__name__, "rongcuo.documents.render"])
        folders = (self.folder / "files", settings.CHECKPOINTS)
        given = (self.config, folders, self.journal, self.work, self.seed, self.about)
        self.process = forks.Process(target=_live, args=given, daemon=True)
        self.process.start()

    @property
    def journal(self) -> Path:
        """Where it writes down what it does."""
        return self.folder / self.name

    def lines(self) -> list[dict[str, Any]]:
        """What it has written down; a line that was cut off says nothing."""
        if self.journal.exists():
            with self.journal.open("rb") as journal:
                journal.seek(self.read)
                fresh = journal.read().rpartition(b"\n")
            self.read += len(fresh[0]) + len(fresh[1])
            self.known += map(json.loads, fresh[0].splitlines())
        return self.known

    def acknowledged(self) -> list[dict[str, Any]]:
        """Every act of which it knows that it is on file, with its key."""
        return [end | {"key": start["begun"]["key"]} for start, end in self._acts() if end["kind"] == "Done"]

    def interrupted(self) -> dict[str, Any] | None:
        """The attempt that it began and of which it heard no more, as the door takes it."""
        lines = self.lines()
        begun = lines[-1].get("begun") if lines else None
        if begun is None:
            return None
        casefile = begun["casefile"] and UUID(begun["casefile"])
        return begun | {"actor": Person.objects.get(pk=begun["actor"]), "casefile": casefile}

    def comes_on(self, acts: int = 1) -> None:
        """Wait until it has got an answer so many times more, and has begun another act."""
        wanted = len(self.lines()) // 2 + acts
        self._until(lambda: len(self.lines()) // 2 >= wanted and self._is_acting())

    def kill(self, chance: Random) -> None:
        """Kill it at a random moment of an act, or as soon as others can see what it has recorded."""
        self.comes_on(chance.randint(1, 3))
        if chance.random() < AIMED:
            self._until(self._has_recorded)
        else:
            time.sleep(chance.uniform(0, 1.2 * median(end["at"] - start["at"] for start, end in self._acts())))
        os.kill(self.process.pid, signal.SIGKILL)
        self.process.join(PATIENCE)
        assert -signal.SIGKILL == self.process.exitcode

    def end(self) -> None:
        """Leave nobody behind, whatever became of the test."""
        self.process.kill()
        self.process.join(PATIENCE)

    def _is_acting(self) -> bool:
        return len(self.lines()) % 2 == 1

    def _has_recorded(self) -> bool:
        """Whether its present act is on file; it has not heard so yet, or only just."""
        begun = self.lines()[-1].get("begun")
        return begun is not None and Submission.objects.filter(key=begun["key"]).exists()

    def _acts(self) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
        lines = self.lines()
        return zip(lines[::2], lines[1::2], strict=False)

    def _until(self, come: Callable[[], bool]) -> None:
        late = time.monotonic() + PATIENCE
        while not come():
            assert self.process.is_alive(), f"it ended by itself: {self.process.exitcode}"
            assert time.monotonic() < late, f"it is stuck; its last words: {self.lines()[-1:]}"
            time.sleep(0.001)


def repeated(attempt: dict[str, Any]) -> str:
    """Do an interrupted attempt again, with its key, until it is on file; where it was when it was interrupted."""
    while isinstance(outcome := carry_out(**attempt), Conflict):
        attempt = attempt | {"version": outcome.current_version}
    assert isinstance(outcome, Done), f"{attempt['act']}: {said(outcome)}"
    assert Repeated(outcome.casefile_id, outcome.sequence, outcome.number) == carry_out(**attempt)
    return "on file, not acknowledged" if isinstance(outcome, Repeated) else "not on file"
