"""What the office does by itself as time goes by. It keeps things up to date and reminds; it decides nothing.

``rongcuo tick`` does it once, for cron or a systemd timer; the server does it every few minutes. Doing it twice does
nothing twice.
"""

import fcntl
import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

from django.conf import settings
from django.db import connections

from rongcuo.office import rebuilding
from rongcuo.office.checkpoints import making
from rongcuo.office.notices import reminding

Job = Callable[[], int]

JOBS: dict[str, Job] = {
    "refreshed": rebuilding.refresh,
    "reminded": reminding.remind,
    "witnessed": lambda: len(making.make_all()),
}
"""Every job by what it counts, in their order. A job is idempotent, and one that fails keeps no other from its turn."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Ticked:
    """How much each job did, and what failed: the job and the reason."""

    done: Mapping[str, int]
    failed: Mapping[str, str]


def tick() -> Ticked | None:
    """Do every job once; none where another process is at it."""
    with (Path(settings.HOME) / ".ticking").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return None
        return _tick()


def _tick() -> Ticked:
    done, failed = dict[str, int](), dict[str, str]()
    for name, job in JOBS.items():
        try:
            done[name] = job()
        except Exception as fault:  # noqa: BLE001  the next job has its turn whatever stopped this one
            _log.exception("%s failed", name)
            failed[name] = str(fault) or type(fault).__name__
    return Ticked(done, failed)


def keep_ticking(minutes: int) -> None:
    """Tick now and every so many minutes, in a thread that ends with the process; 0 leaves it to cron."""
    if minutes:
        Thread(target=_for_ever, args=(minutes * 60,), name="tick", daemon=True).start()


def _for_ever(seconds: int) -> None:
    while True:
        try:
            tick()
        except Exception:  # noqa: BLE001  the clock goes on
            _log.exception("no tick")
        finally:
            connections.close_all()
        time.sleep(seconds)
