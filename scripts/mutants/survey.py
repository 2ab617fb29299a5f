"""Which test reaches which line, and how long it takes: learnt by running the tests once under coverage."""

import hashlib
import json
import os
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

import coverage
import hypothesis
import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "rongcuo"
ROOMS = ("determination", "law")
KEPT = ROOT / ".mutants"
TESTS = (
    "unit/test_determination*.py", "unit/test_derive*.py", "unit/test_law_[!s]*.py", "unit/test_law_schema.py",
    "unit/test_procedure*.py",
    "unit/test_study.py", "unit/test_example_form.py", "unit/test_public.py", "packs/test_[!hs]*.py",
    "properties/test_determination*.py", "properties/test_derive*.py", "properties/test_law*.py",
)  # fmt: skip
# Nothing of tests/conftest.py: it sets up the office, which the core does not need.
OPTIONS = (
    "--noconftest", "--quiet", "--tb=line", "-s", "-p", "no:cacheprovider", "-p", "no:django", "-p", "no:xdist",
    "-o", "addopts=--import-mode=importlib", "-W", "ignore:Module already imported", "--rootdir", str(ROOT),
)  # fmt: skip
BUDGET = "1/20"
PATIENCE = (6.0, 3.0, 0.5, 0.3)
"""Seconds of processor time for the tests that reach the statement and have noticed other mutants of the module, for
the others that reach it, for those that reach the module, and for the rest."""
IMPORT = ""
"""What coverage calls the time when no test is running: imports, and what test modules do at their top."""


class Survey(NamedTuple):
    """The tests (`IMPORT` among them) that reach a line of a module, and the seconds that each test takes."""

    reached: dict[str, dict[str, list[str]]]
    seconds: dict[str, float]

    def at(self, module: str, lines: tuple[int, int]) -> set[str]:
        """The tests that reach a statement; `IMPORT` where it also runs outside any test."""
        by_line = self.reached.get(module, {})
        return {test for line in range(lines[0], lines[1] + 1) for test in by_line.get(str(line), ())}

    def tests(self, module: str, lines: tuple[int, int], noticed: Mapping[str, int]) -> list[str]:
        """The tests to try on a statement; none where nothing reaches it.

        First those that reach the statement, before all from functions that have noticed mutants of the module; then
        those that reach the module; then the rest, for one may use what another has had worked out and kept.
        """
        here = self.at(module, lines)
        near = {test for tests in self.reached.get(module, {}).values() for test in tests}
        if IMPORT in here:
            # A table of the module: whatever reaches the module may read it; any test where all are tables.
            here = (here | near) - {IMPORT} or set(self.seconds)
        telling = {test for test in here if noticed.get(function_of(test))}
        groups = (telling, here, near, set(self.seconds)) if here else ()
        chosen: dict[str, None] = {}
        for group, patience in zip(groups, PATIENCE, strict=False):
            left = patience
            for test in self._varied(group, noticed):
                cost = 0 if test in chosen else self.seconds[test]
                if cost <= left:  # a slow one is passed over for the quick ones behind it
                    left -= cost
                    chosen[test] = None
        return list(chosen)

    def _varied(self, tests: set[str], noticed: Mapping[str, int]) -> list[str]:
        """One row of each table of tests before the second of any; the telling ones first, then the quick ones."""
        rows: Counter[str] = Counter()
        turns: dict[str, tuple[int, int, float]] = {}
        for test in sorted(tests - {IMPORT}, key=lambda test: (self.seconds[test], test)):
            function = function_of(test)
            turns[test] = (rows[function], -noticed.get(function, 0), self.seconds[test])
            rows[function] += 1
        return sorted(turns, key=turns.__getitem__)


def function_of(test: str) -> str:
    """A test without the row of its table."""
    return test.partition("[")[0]


class Surveyor:
    """A plugin of pytest that tells coverage which test is running, and takes its time."""

    def __init__(self, measuring: coverage.Coverage) -> None:
        self.measuring = measuring
        self.seconds: dict[str, float] = {}

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        self.measuring.switch_context(item.nodeid)
        started = time.process_time()
        done = yield
        self.seconds[item.nodeid] = round(time.process_time() - started, 4)
        self.measuring.switch_context(IMPORT)
        return done


def prepare() -> None:
    """Few examples, the same ones each time: no verdict depends on the day. Bytecode is kept: imports are many."""
    sys.dont_write_bytecode, sys.pycache_prefix = False, str(KEPT / "bytecode")
    os.environ["RONGCUO_BUDGET"] = BUDGET
    hypothesis.settings.register_profile(
        "mutants",
        deadline=None,
        database=None,
        derandomize=True,
        max_examples=5,
        phases=[hypothesis.Phase.explicit, hypothesis.Phase.generate],
        report_multiple_bugs=False,
    )
    hypothesis.settings.load_profile("mutants")


def test_files() -> list[Path]:
    """The modules with the tests that are tried on mutants."""
    return sorted(path for pattern in TESTS for path in (ROOT / "tests").glob(pattern))


def digest(paths: Iterable[Path]) -> str:
    """One value for the content of some files."""
    whole = hashlib.sha256()
    for path in paths:
        whole.update(hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()[:16]


def digest_of_tests() -> str:
    """Changes with any test or helper of the tests, and with any file of the packs."""
    helpers = (ROOT / "tests").glob("*.py")
    packs = (path for path in (PACKAGE / "packs").rglob("*") if path.is_file())
    return digest([*test_files(), *sorted(helpers), *sorted(packs)])


@cache
def sources() -> dict[str, Path]:
    """The modules to mutate (`determination.walk`) and their files."""
    found = (path for room in ROOMS for path in sorted((PACKAGE / room).rglob("*.py")) if path.name != "__init__.py")
    return {".".join(path.relative_to(PACKAGE).with_suffix("").parts): path for path in found}


def survey() -> Survey:
    """Run the tests in a process of their own, unless neither tests nor sources have changed since the last time."""
    KEPT.mkdir(exist_ok=True)
    kept = KEPT / f"survey-{digest_of_tests()}-{digest(sources().values())}.json"
    if not kept.exists():
        for old in KEPT.glob("survey-*.json"):
            old.unlink()
        if child := os.fork():
            os.waitpid(child, 0)
        else:
            os._exit(_measure(kept))
    if not kept.exists():
        raise SystemExit("The tests fail without any mutant; see above.")
    return Survey(**json.loads(kept.read_text(encoding="utf-8")))


def _measure(result: Path) -> int:
    measuring = coverage.Coverage(data_file=None, config_file=False, include=[str(path) for path in sources().values()])
    surveyor = Surveyor(measuring)
    measuring.start()
    status = pytest.main([*OPTIONS, *map(str, test_files())], plugins=[surveyor])
    measuring.stop()
    data = measuring.get_data()
    reached = {module: data.contexts_by_lineno(str(path)) for module, path in sources().items()}
    if status == pytest.ExitCode.OK:
        result.write_text(json.dumps({"reached": reached, "seconds": surveyor.seconds}), encoding="utf-8")
    return int(status)
