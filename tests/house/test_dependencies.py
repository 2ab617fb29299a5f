"""Every dependency has its reason on record, and every lock its digests (docs/decisions/0002-dependencies.md)."""

import re
from importlib.metadata import distributions
from itertools import chain

import pytest

from tests.house.repository import ROOT, in_lines, project

REASONS = ROOT / "docs" / "decisions" / "0002-dependencies.md"
LOCKS = ("run.txt", "test.txt", "bench.txt")
PINNED = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>\S+)", re.MULTILINE)


def normal(name: str) -> str:
    """A package's name as the Python packaging standard compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def declared() -> set[str]:
    """Every package that pyproject.toml asks for, by any door."""
    content = project()
    lists = [
        content["build-system"]["requires"],
        content["project"]["dependencies"],
        *content["project"]["optional-dependencies"].values(),
        *content["dependency-groups"].values(),
    ]
    return {normal(re.match(r"[A-Za-z0-9._-]+", text).group()) for text in chain(*lists)}


def reasoned() -> dict[str, list[str]]:
    """The rows of the decision: package to its cells."""
    lines = REASONS.read_text(encoding="utf-8").splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("| ")]
    return {normal(cells[0]): cells for cells in rows if cells[0] != "Package"}


def lock(name: str) -> str:
    return (ROOT / "requirements" / name).read_text(encoding="utf-8")


def entries(text: str) -> dict[str, str]:
    """Each pinned package of a lock with its own lines."""
    starts = [*PINNED.finditer(text)]
    ends = [start.start() for start in starts[1:]] + [len(text)]
    return {normal(start["name"]): text[start.start() : end] for start, end in zip(starts, ends, strict=True)}


def test_the_core_has_no_dependency():
    assert [] == project()["project"]["dependencies"]


def test_every_dependency_has_its_reason_and_every_reason_a_dependency():
    assert declared() == set(reasoned())


def test_each_reason_says_what_for_which_licence_why_and_what_instead():
    incomplete = [name for name, cells in reasoned().items() if len(cells) != 5 or not all(cells)]

    assert [] == incomplete, in_lines(incomplete)


@pytest.mark.parametrize("name", LOCKS)
def test_every_locked_package_carries_a_digest(name):
    bare = [package for package, lines in entries(lock(name)).items() if "--hash=sha256:" not in lines]

    assert [] == bare, in_lines(bare)


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_names_no_server_and_no_folder(name):
    """A mirror or a folder of wheels must serve as well."""
    pattern = re.compile(r"://|--(?:extra-)?index-url|--find-links|--trusted-host|file:|^/", re.MULTILINE)

    assert [] == pattern.findall(lock(name))


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_says_how_to_make_it_anew(name):
    assert "make lock" in lock(name).partition("==")[0]


def test_every_declared_package_is_locked():
    assert set() == declared() - set(entries(lock("test.txt"))) - set(entries(lock("bench.txt")))


def test_the_two_locks_agree():
    """What is tested is what runs."""
    run, test = (dict(PINNED.findall(lock(name))) for name in ("run.txt", "test.txt"))

    assert run == {name: test.get(name) for name in run}


def test_what_is_measured_is_what_is_tested():
    """The kernels of ``replay`` are measured on the versions that they are tested on."""
    test, bench = (PINNED.findall(lock(name)) for name in ("test.txt", "bench.txt"))
    named = {"duckdb", "llvmlite", "numba", "numpy", "pyarrow", "spiffworkflow"}

    assert [pin for pin in test if pin[0] in named] == [pin for pin in bench if pin[0] in named]


def test_the_environment_holds_what_is_locked():
    """Nobody tests with other versions than those that the locks name."""
    installed = {normal(package.name): package.version for package in distributions()}
    locked: dict[str, set[str]] = {}
    for name, version in PINNED.findall(lock("test.txt")):
        locked.setdefault(normal(name), set()).add(version)
    other = [
        f"{name}: {' or '.join(sorted(versions))} locked, {installed[name]} here"
        for name, versions in locked.items()
        if name in installed and installed[name] not in versions
    ]

    assert [] == other, in_lines(other)
