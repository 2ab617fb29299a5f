"""Tiers and the parts of the machine that every tier may ask for.

A test's folder is its tier (`tests/unit`, `tests/office`, …), so `pytest -m "not acceptance"` leaves the dear ones out.
"""

import os
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import settings

from scripts import prepare_machine
from tests.absent import absent
from tests.budget import examples

# The office of the tests keeps its secret and its files in a folder of its own, never in the home of who runs them.
# Workers are within the folder of the process that started them: they have read the settings before they come here.
IS_WORKER = "PYTEST_XDIST_WORKER" in os.environ
HOME = os.environ["RONGCUO_HOME"] if IS_WORKER else tempfile.mkdtemp(prefix="rongcuo-tests-")
FOR_TESTS = ("RONGCUO_CHROMIUM", "RONGCUO_BUDGET", "RONGCUO_SEED", "RONGCUO_ACCEPT")
for setting in [name for name in os.environ if name.startswith("RONGCUO_") and name not in FOR_TESTS]:
    del os.environ[setting]
os.environ["RONGCUO_HOME"] = HOME

from rongcuo.office.setup import configure  # noqa: E402  the settings are read when they are first asked for

configure()

from tests.databases import all_databases, database, files, own_database, vendor  # noqa: E402, F401  fixtures

TESTS = Path(__file__).parent

# Speed is measured in benchmarks, never in tests: a busy machine must not make a property fail.
settings.register_profile("rongcuo", parent=settings(), deadline=None, print_blob=True, max_examples=examples(100))
settings.load_profile("rongcuo")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark each test with the folder it lies in."""
    for item in items:
        if item.path.is_relative_to(TESTS):
            item.add_marker(item.path.relative_to(TESTS).parts[0])


@pytest.fixture(scope="session")
def chromium() -> str:
    """Path of the machine's Chromium, for `playwright.chromium.launch(executable_path=…)`."""
    _need(prepare_machine.BROWSER)
    return prepare_machine.chromium() or ""


@pytest.fixture(scope="session")
def java() -> None:
    """Spark needs Java, which no Python package brings."""
    _need(prepare_machine.SPARK)


def _need(parts: Sequence[prepare_machine.Part]) -> None:
    missing = prepare_machine.lacking(parts)
    if missing:
        absent(" and ".join(part.name for part in missing), prepare_machine.remedy(missing))


def pytest_unconfigure() -> None:
    """Leave nothing behind."""
    if not IS_WORKER:
        shutil.rmtree(HOME, ignore_errors=True)


@pytest.fixture(autouse=True, scope="session")
def _home_of_each_worker() -> None:
    """Only one process at a time may tick in a home, so each worker has a folder of its own within the common one."""
    from django.conf import settings as django

    django.HOME = Path(HOME) / os.environ.get("PYTEST_XDIST_WORKER", "alone")
    django.HOME.mkdir(exist_ok=True)
    os.environ["RONGCUO_HOME"] = str(django.HOME)


@pytest.fixture(autouse=True, scope="session")
def _cheap_passwords() -> None:
    """Hashing passwords slowly is Django's business, and the tests make hundreds."""
    from django.conf import settings as django

    django.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
