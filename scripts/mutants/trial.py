"""One mutant and its tests, in a process that is forked for it."""

import ast
import gc
import importlib.machinery
import os
import resource
import signal
from collections import Counter
from collections.abc import Callable, Iterator
from types import CodeType, FunctionType
from typing import Any, NamedTuple

import pytest

from scripts.mutants.faults import Mutant, mutants, planted
from scripts.mutants.survey import OPTIONS, sources

KILLED, SURVIVED, TIMEOUT, UNREACHED, ELSEWHERE = "killed", "survived", "timeout", "no tests", "elsewhere"
OUT_OF_TIME = (signal.SIGXCPU, signal.SIGALRM, signal.SIGKILL)
GIGABYTES = 6
PATIENCE = 6
"""Seconds of the clock for each of processor time."""
FEW = 6


class Case(NamedTuple):
    """A mutant with its module (`determination.walk`)."""

    module: str
    tree: ast.Module
    mutant: Mutant

    @property
    def said(self) -> str:
        return f"`{'.'.join(filter(None, [self.module, self.mutant.function]))}`: {self.mutant.change}"

    @property
    def path(self) -> str:
        return str(sources()[self.module])

    def code(self) -> CodeType:
        return planted(self.tree, self.mutant, self.path)


def cases(module: str) -> list[Case]:
    """Every mutant of a module."""
    tree = ast.parse(sources()[module].read_text(encoding="utf-8"))
    return [Case(module, tree, mutant) for mutant in mutants(tree)]


class Verdict(NamedTuple):
    """What became of a mutant, and the test that noticed it."""

    word: str
    by: str = ""


Note = Callable[[Case, Verdict], None]


def forked(work: Callable[[], Verdict], seconds: float) -> Verdict:
    """What `work` finds in a process of its own with so many seconds of processor time; one that ends badly: killed."""
    read, write = os.pipe()
    if child := os.fork():
        os.close(write)
        with os.fdopen(read, encoding="utf-8") as pipe:
            found = pipe.read().split(maxsplit=1)
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        return Verdict(TIMEOUT) if -status in OUT_OF_TIME else Verdict(*found) if found else Verdict(KILLED)
    try:
        silent = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silent, 1)
        os.dup2(silent, 2)
        resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds) + 5))
        resource.setrlimit(resource.RLIMIT_AS, (GIGABYTES << 30, GIGABYTES << 30))
        signal.alarm(int(seconds) * PATIENCE)  # for one that sleeps or waits for a pipe; a busy machine is slow
        gc.disable()  # a short life, and memory that is shared with the parent
        os.write(write, " ".join(work()).encode())
    finally:
        os._exit(0)


class Player:
    """A plugin of pytest that runs the named tests in their order, and stops at the first that fails."""

    def __init__(self, tests: list[str]) -> None:
        self.tests = tests
        self.verdict = Verdict(KILLED)
        """That, should the tests not even be collected."""

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        items = {item.nodeid: item for item in session.items}
        self.verdict = Verdict(SURVIVED)
        for item in (items[test] for test in self.tests if test in items):
            item.ihook.pytest_runtest_protocol(item=item, nextitem=None)
            if session.testsfailed:
                self.verdict = Verdict(KILLED, item.nodeid)
                break
        return True


class Nursery:
    """A plugin of pytest that forks for each mutant at the point where all tests stand collected."""

    def __init__(self, waiting: list[Case], choose: Callable[[Case], tuple[list[str], float]], note: Note) -> None:
        self.waiting, self.choose, self.note = waiting, choose, note

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        for case in self.waiting:
            tests, seconds = self.choose(case)
            self.note(case, forked(lambda: _play(session, case, tests), seconds))  # noqa: B023  forked at once
        return True


def _play(session: pytest.Session, case: Case, tests: list[str]) -> Verdict:
    if not _plug_in(case):
        return Verdict(ELSEWHERE)
    player = Player(tests)
    player.pytest_runtestloop(session)
    return player.verdict


def _plug_in(case: Case) -> bool:
    """Give the function that holds the mutant its new code, wherever it is kept; False if that cannot be done.

    Functions that it has made and that are kept (a table's converters) get theirs; of two on one line neither.
    """
    outer = next((code for code in _codes(case.code()) if _where(code) == case.mutant.outer), None)
    inner = list(_codes(outer)) if outer else []
    seen = Counter(map(_where, inner))
    new = {_where(code): code for code in inner if seen[_where(code)] == 1}
    made = [thing for thing in gc.get_objects() if isinstance(thing, FunctionType)]
    old = [
        function for function in made if function.__code__.co_filename == case.path and _where(function.__code__) in new
    ]
    try:
        for function in old:
            function.__code__ = new[_where(function.__code__)]
    except ValueError:  # it no longer uses a variable that is bound to it
        return False
    return bool(old)


def _where(code: CodeType) -> tuple[str, int]:
    return code.co_qualname, code.co_firstlineno


def _codes(code: CodeType) -> Iterator[CodeType]:
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _codes(constant)


def anew(case: Case, tests: list[str], seconds: float) -> Verdict:
    """The verdict where everything is imported with the mutant in it: first few modules of tests, then all."""
    files = list(dict.fromkeys(map(_file_of, tests)))
    few = [test for test in tests if _file_of(test) in files[:FEW]]
    verdict = _imported(case, few, seconds)
    return _imported(case, tests, seconds) if verdict.word == SURVIVED and len(files) > FEW else verdict


def _file_of(test: str) -> str:
    return test.partition("::")[0]


def _imported(case: Case, tests: list[str], seconds: float) -> Verdict:
    def play() -> Verdict:
        loader, faulty = importlib.machinery.SourceFileLoader, case.code()
        usual = loader.get_code

        def get_code(self: Any, fullname: str) -> CodeType | None:
            return faulty if self.path == case.path else usual(self, fullname)

        loader.get_code = get_code  # type: ignore[method-assign]
        player = Player(tests)
        pytest.main([*OPTIONS, *dict.fromkeys(map(_file_of, tests))], plugins=[player])
        return player.verdict

    return forked(play, seconds)
