"""The whole server is killed under people at work: who got no answer sends again, and all is on file exactly once."""

import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPException
from itertools import count, cycle
from pathlib import Path
from random import Random
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPCookieProcessor, HTTPRedirectHandler, OpenerDirector, Request, build_opener

import pytest
from django.conf import settings
from django.contrib.auth.hashers import PBKDF2PasswordHasher, make_password

from rongcuo.office.checkpoints import keys
from rongcuo.office.models import Account, Submission
from rongcuo.office.options import sqlite
from tests.acceptance.test_server import environment
from tests.budget import chance, examples
from tests.builders import Scene
from tests.databases import PASSWORD, Sqlite, bodies_in, checkpoints_in, connected
from tests.pages import flat, hidden_in
from tests.whole import halves

PEOPLE = 3
"""People at work at the same time, each on files of their own."""

PATIENCE = 90
"""Seconds until somebody who does not come on is taken to be stuck."""


class _Still(HTTPRedirectHandler):
    """An answer that leads elsewhere is an answer: it says that the act is on file."""

    def redirect_request(self, *_: Any) -> None:
        return None


@dataclass
class Server:
    """The product as somebody runs it: a master and its workers, started again after each death."""

    home: Path
    more: dict[str, str]
    process: Any = None
    address: str = ""

    def start(self) -> None:
        command = [sys.executable, "-m", "rongcuo", "serve", "--port", "0"]
        with (self.home.parent / "errors.txt").open("ab") as errors:
            self.process = subprocess.Popen(
                command, env=environment(self.home, **self.more), stdout=subprocess.PIPE, stderr=errors,
                text=True, start_new_session=True,
            )  # fmt: skip
        said = iter(self.process.stdout.readline, "")
        self.address = next(found[0] for line in said if (found := re.search(r"http://\S+:\d+/", line)))

    def workers(self) -> list[int]:
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text(encoding="ascii")
        return [int(child) for child in children.split()]

    def kill(self, kind: str, random: Random) -> None:
        """One of the workers, the master, or all of them at once."""
        if kind == "a worker":
            os.kill(random.choice(self.workers()), signal.SIGKILL)
            return
        if kind == "the master":
            self.process.kill()
        else:
            os.killpg(self.process.pid, signal.SIGKILL)
        self._bury()
        self.start()

    def stop(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            self._bury()

    def _bury(self) -> None:
        self.process.wait(PATIENCE)
        self.process.stdout.close()


KINDS = ("all of it", "a worker", "the master", "a worker")


@dataclass
class Worker(threading.Thread):
    """Somebody who opens files and acts on them, and who sends again what got no answer."""

    server: Server
    contents: dict[str, dict[str, Any]]
    acknowledged: dict[str, tuple[str, int]] = field(default_factory=dict)
    unanswered: int = 0
    fault: BaseException | None = None
    done: threading.Event = field(default_factory=threading.Event)
    windows: dict[str, OpenerDirector] = field(default_factory=dict)

    def __post_init__(self) -> None:
        super().__init__(daemon=True)

    __hash__ = threading.Thread.__hash__

    def run(self) -> None:
        try:
            for _ in count():
                file = self.does("gulan", "cases/open/", "open")
                for act in ("assign_officers", "notify_rights", *["consider_ex_officio"] * 4):
                    who = "gulan" if act == "assign_officers" else "chenliyan"
                    self.does(who, f"cases/{file}/acts/{act}/", act)
        except _Over:
            pass
        except BaseException as fault:  # noqa: BLE001  told by the test, in its own thread
            self.fault = fault

    def does(self, who: str, place: str, act: str) -> str:
        """An act from the form to the answer that it is on file; gives the file."""
        page = self.asks(who, place)
        answers = {**hidden_in(page), **flat(self.contents[act]), "_do": "submit"}
        page = self.asks(who, place, answers)
        if 'name="_raw"' in page:
            answers = {**hidden_in(page), "_do": "confirm"}
            page = self.asks(who, place, answers)
        found = re.fullmatch(r"/cases/([0-9a-f-]+)/\?recorded=(\d+)#e-\d+", page)
        assert found, f"{who} {act}: {page}"
        self.acknowledged[answers["_key"]] = (found[1], int(found[2]))
        return found[1]

    def asks(self, who: str, place: str, answers: dict[str, Any] | None = None) -> str:
        """The page, or where the answer leads to; asked again until somebody answers."""
        cut = False
        while not self.done.is_set():
            try:
                page = self._asks_once(who, place, answers)
            except (OSError, HTTPException):
                cut = True
                time.sleep(0.05)
            else:
                self.unanswered += cut and bool(answers)
                return page
        raise _Over

    def _asks_once(self, who: str, place: str, answers: dict[str, Any] | None) -> str:
        window = self.windows.get(who) or self._log_in(who)
        return _answer(window, self.server.address + place, answers)

    def _log_in(self, who: str) -> OpenerDirector:
        window = build_opener(HTTPCookieProcessor(), _Still())
        _answer(window, f"{self.server.address}login/")
        assert "/" == _answer(window, f"{self.server.address}login/", {"username": who, "password": PASSWORD})
        self.windows[who] = window
        return window


class _Over(Exception):
    """The day's work is done."""


def _answer(window: OpenerDirector, address: str, answers: dict[str, Any] | None = None) -> str:
    """What comes of a request: the page's text, or the place that a redirection names."""
    [jar] = [handler.cookiejar for handler in window.handlers if isinstance(handler, HTTPCookieProcessor)]
    token = [("csrfmiddlewaretoken", cookie.value) for cookie in jar if "csrf" in cookie.name]
    body = None if answers is None else urlencode([*answers.items(), *token], doseq=True).encode()
    try:
        with window.open(Request(address, body), timeout=PATIENCE) as answer:  # noqa: S310  our own address
            return answer.read().decode()
    except HTTPError as other:
        with other:
            if other.code != 302:
                raise AssertionError(f"{other.code} {urlsplit(address).path}: {other.read().decode()}") from other
            return other.headers["Location"]


@pytest.fixture
def server(vendor, tmp_path) -> Iterator[tuple[Server, dict]]:
    """The product on a database of its own, and how to reach that database."""
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    config, more = vendor.vendor.new(vendor.district), {}
    if isinstance(vendor.vendor, Sqlite):
        shutil.copyfile(config["NAME"], home / "rongcuo.sqlite3")
        config = sqlite(home / "rongcuo.sqlite3")
    else:
        more = {"RONGCUO_DATABASE_URL": vendor.vendor.url(config)}
    # It goes on with the log of the district that it was given, and signs with the key of that district.
    keys.signer()  # drawn here, should no test of this worker have needed it before
    for folder, name in ((vendor.checkpoints(vendor.district), "checkpoints"), (settings.HOME / "keys", "keys")):
        if folder.exists():
            shutil.copytree(folder, home / name)
    with connected(config):
        # The server takes no password that was hashed as cheaply as those of the tests.
        hashed = make_password(PASSWORD, hasher=PBKDF2PasswordHasher())
        assert 2 == Account.objects.filter(username__in=("gulan", "chenliyan")).update(password=hashed)
    started = Server(home, more)
    try:
        started.start()
        yield started, config
    finally:
        started.stop()
        if more:
            vendor.vendor.remove(config)


@contextmanager
def looking(server: Server, config: dict) -> Iterator[None]:
    with connected(config), bodies_in(server.home / "files"), checkpoints_in(server.home / "checkpoints"):
        yield


def lost(workers: list[Worker]) -> dict[str, tuple[str, int]]:
    """What was answered and is not on file as it was answered."""
    told = {key: place for worker in workers for key, place in list(worker.acknowledged.items())}
    rows = Submission.objects.filter(key__in=told)
    kept = {row.key: (str(row.casefile_id), row.sequence) for row in rows}
    return {key: place for key, place in told.items() if kept.get(key) != place}


def come_on(workers: list[Worker]) -> None:
    """Wait until everybody has got an act done since."""
    before = [len(worker.acknowledged) for worker in workers]
    late = time.monotonic() + PATIENCE
    for worker, had in zip(workers, before, strict=True):
        while len(worker.acknowledged) == had:
            assert worker.fault is None, worker.fault
            assert time.monotonic() < late, "somebody gets no answer any more"
            time.sleep(0.001)


def test_a_server_that_is_killed_under_people_at_work_loses_and_doubles_nothing(server):
    (server, config), random, kinds = server, chance(), cycle(KINDS)
    with looking(server, config):
        scene = Scene()
        acts = ("open", "assign_officers", "notify_rights", "consider_ex_officio")
        contents = {act: scene.content(act) for act in acts}
    workers = [Worker(server, contents) for _ in range(PEOPLE)]
    for worker in workers:
        worker.start()
    killed = Counter()
    for kind in (next(kinds) for _ in range(examples(1))):
        come_on(workers)
        time.sleep(random.uniform(0, 0.3))
        server.kill(kind, random)
        killed[kind] += 1
        come_on(workers)
        with looking(server, config):
            assert {} == lost(workers)
            assert [] == halves()
    for worker in workers:
        worker.done.set()
        worker.join(PATIENCE)
    with looking(server, config):
        told = sum(len(worker.acknowledged) for worker in workers)
        assert {} == lost(workers)
        assert [] == halves()
    print(f"{dict(killed)}; {told} acts answered, {sum(worker.unanswered for worker in workers)} forms sent again")
