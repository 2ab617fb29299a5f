"""How a command line or a server wakes the office up."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

from django.db.utils import DatabaseError, DataError, IntegrityError
from pydantic import ValidationError

from rongcuo.base import Place, Problem, RongcuoError


class NotReady(RongcuoError):
    """The surroundings keep the office from starting: a setting, a folder, the database."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("；".join(problem.text() for problem in problems))
        self.problems = problems


@contextmanager
def surroundings() -> Iterator[None]:
    """What goes wrong inside with settings, files or database is told as :class:`NotReady`.

    Files made inside are their owner's alone.
    """
    before = os.umask(0o077)
    try:
        yield
    except ValidationError as fault:
        raise NotReady(*(_setting(error["loc"], error["msg"]) for error in fault.errors())) from fault
    except OSError as fault:
        params = {"file": fault.filename or "—", "reason": fault.strerror or str(fault)}
        raise NotReady(Problem("setup.file", params, Place(file=fault.filename and str(fault.filename)))) from fault
    except (DataError, IntegrityError):
        raise
    except DatabaseError as fault:
        raise NotReady(Problem("setup.database", {"reason": " ".join(str(fault).split())})) from fault
    finally:
        os.umask(before)


@contextmanager
def alone() -> Iterator[None]:
    """One start at a time in a home folder; a second waits until the first has prepared everything."""
    home = import_module("rongcuo.office.options").load_options().home
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (home / ".starting").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _setting(place: tuple[int | str, ...], message: str) -> Problem:
    name = f"RONGCUO_{'_'.join(map(str, place)).upper()}"
    return Problem("setup.setting", {"name": name, "reason": message}, Place(field=name))


def configure() -> None:
    """Point Django at our settings and load the models; harmless when done before."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rongcuo.office.settings")
    import_module("django").setup()


def prepare() -> None:
    """Bring the database to the present schema and make sure that the law can be loaded.

    What an earlier release has projected is projected anew where this one knows more.

    Raises :class:`~rongcuo.base.RongcuoError` when the pack has errors: an
    office does not open on a law it cannot read.
    """
    configure()
    migrate()
    law = import_module("rongcuo.office.law")
    import_module("rongcuo.law").load(law.POLICY)
    rebuilding = import_module("rongcuo.office.rebuilding")
    if rebuilding.never_counted():
        rebuilding.rebuild()


def is_there() -> bool:
    """Whether there is a database at all; asked first, because SQLite would make an empty file of a missing one."""
    connection = import_module("django.db").connection
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite" and not Path(name).is_file():
        return False
    return "django_migrations" in connection.introspection.table_names()


def migrate() -> None:
    """Apply the migrations that the database has not seen."""
    import_module("django.core.management").call_command("migrate", interactive=False, verbosity=0)
