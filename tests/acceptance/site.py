"""The product in a real browser: a server in this process, on a database of its own, and people at it."""

import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from django.core.wsgi import get_wsgi_application
from django.db import connections
from playwright.sync_api import Browser, Locator, Page

from rongcuo.office import clock
from tests.builders import Scene
from tests.databases import PASSWORD
from tests.pages import flat


class _Server(socketserver.ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Quiet(WSGIRequestHandler):
    def log_message(self, *_: object) -> None:
        """A browser asks for much."""


def _application() -> Callable[..., Any]:
    """The product; each answer gives its thread's connection back."""
    product = get_wsgi_application()

    def answered(environ: dict, start: Callable[..., Any]) -> Iterator[bytes]:
        try:
            response = product(environ, start)
            yield from response
            response.close()
        finally:
            connections.close_all()

    return answered


@contextmanager
def served() -> Iterator[str]:
    """The address of the product while it runs."""
    with make_server("127.0.0.1", 0, _application(), _Server, _Quiet) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@dataclass
class Calendar:
    """The day that the product believes it is."""

    today: date

    def tell(self) -> datetime:
        return datetime.combine(self.today, time(10, 30), clock.CIVIL)

    def later(self, days: int) -> None:
        self.today += timedelta(days=days)


@dataclass
class Site:
    """The running product: its address, its day, the browser, and whoever has logged in."""

    address: str
    calendar: Calendar
    browser: Browser
    scene: Scene = field(default_factory=Scene)
    visitors: dict[str, "Visitor"] = field(default_factory=dict)
    latest: str = ""
    """Who moved last: only that window shows the file as it is."""

    def visitor(self, who: str, *, width: int = 1440) -> "Visitor":
        """Somebody of the cast, logged in; the same window each time."""
        if who not in self.visitors:
            context = self.browser.new_context(
                base_url=self.address, viewport={"width": width, "height": 900}, locale="zh-CN"
            )
            context.set_default_timeout(10_000)
            self.visitors[who] = Visitor(who, context.new_page(), self).log_in()
        return self.visitors[who]


@dataclass
class Visitor:
    """A person at a window."""

    who: str
    page: Page
    site: Site
    errors: list[str] = field(default_factory=list)

    def log_in(self, password: str = PASSWORD) -> "Visitor":
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", lambda said: self.errors.append(said.text) if "Content Security" in said.text else None)
        self.page.goto("/login/")
        self.page.fill("#id_username", self.who)
        self.page.fill("#id_password", password)
        self.page.click("text=登录 >> nth=-1")
        self.page.wait_for_load_state()
        return self

    def goes(self, address: str) -> "Visitor":
        self.page.goto(address)
        return self

    def reads(self, within: str = "main") -> str:
        """The words that are to be seen."""
        return self.page.inner_text(within)

    def does(self, act: str, file: str, raw: dict[str, Any]) -> int:
        """Do an act, from the file's page through form and confirmation; the entry's number."""
        if self.site.latest != self.who or not self.page.url.split("?")[0].endswith(file):
            self.goes(file)
        with self.page.expect_navigation():
            self.page.click(f'#options a[href$="/acts/{act}/"]')
        return self.submits(raw)

    def submits(self, raw: dict[str, Any]) -> int:
        """Fill the form in and submit it, confirming where it asks."""
        self.fill(raw)
        self.presses("button[name=_do][value=submit]")
        if self.page.locator("button[value=confirm]").count():
            self.presses("button[value=confirm]")
        assert "?recorded=" in self.page.url, self.reads()
        return int(self.page.url.split("recorded=")[1].split("#")[0])

    def presses(self, button: str) -> None:
        """Press and wait for the page that comes."""
        self.site.latest = self.who
        with self.page.expect_navigation():
            self.page.click(button)

    def fill(self, raw: dict[str, Any]) -> None:
        """Every field of the form by its name, as a hand would."""
        raw = dict(raw)
        self._ballots(raw.pop("ballots", []))
        for name, value in flat(raw).items():
            while not self.page.locator(f'[name="{name}"]').count():
                self.presses(f'button[name=_add][value="{name.split("-")[0]}"]')
            for each in value if isinstance(value, list) else [value]:
                _answer(self.page.locator(f'form#form [name="{name}"]'), str(each))

    def _ballots(self, ballots: list[dict[str, str]]) -> None:
        """The members' rows are there already, in the page's own order."""
        for ballot in ballots:
            row = self.page.locator(f'tr:has(input[value="{ballot["member"]}"])')
            row.locator("select[name$=attendance]").select_option(ballot["attendance"])
            row.locator("select[name$=vote]").select_option(ballot["vote"])


def _answer(fields: Locator, value: str) -> None:
    kind = fields.first.get_attribute("type") or fields.first.evaluate("field => field.tagName")
    if kind in ("radio", "checkbox"):
        fields.and_(fields.page.locator(f'[value="{value}"]')).check()
    elif kind == "SELECT":
        fields.select_option(value)
    else:
        fields.fill(value)
