"""A browser for the session, a running product for each test."""

from contextlib import contextmanager
from datetime import date

import pytest
from playwright.sync_api import sync_playwright

from rongcuo.office import clock
from tests.acceptance.site import Calendar, Site, served


@pytest.fixture(scope="session")
def browser(chromium):
    # Playwright keeps an event loop in this thread, though nothing here is asynchronous; Django is told so.
    with pytest.MonkeyPatch.context() as environment, sync_playwright() as playwright:
        environment.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "yes")
        started = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def site(all_databases, browser, monkeypatch):
    """The product on SQLite with the demonstration district."""
    with running(all_databases["sqlite"], browser, monkeypatch) as site:
        yield site


@pytest.fixture
def postgresql_site(all_databases, browser, monkeypatch):
    """The same on PostgreSQL."""
    with running(all_databases["postgresql"], browser, monkeypatch) as site:
        yield site


@contextmanager
def running(databases, browser, monkeypatch):
    calendar = Calendar(date(2026, 3, 2))
    monkeypatch.setattr(clock, "tell", calendar.tell)
    with databases.copy(), served() as address:
        site = Site(address, calendar, browser)
        yield site
        errors = [error for visitor in site.visitors.values() for error in visitor.errors]
        for visitor in site.visitors.values():
            visitor.page.context.close()
    assert [] == errors
