"""One mutant and its tests, in a process that is forked for it."""

import ast
import gc
import importlib.machinery
import os
import resource
import signal
from collections.abc import Callable, Iterator
from types import CodeType, FunctionType
from typing import Any, NamedTuple

import pytest

from scripts.mutants.faults import Mutant, mutants, planted
from scripts.mutants.survey import OPTIONS, Survey, sources

KILLED, SURVIVED, TIMEOUT, UNREACHED, ELSEWHERE = "killed", "survived", "timeout", "no tests", "elsewhere"
STATUS_OF_ELSEWHERE = 99
STATUSES = {0: SURVIVED, STATUS_OF_ELSEWHERE: ELSEWHERE}
OUT_OF_TIME = (signal.SIGXCPU, signal.SIGALRM, signal.SIGKILL)
GIGABYTES = 6


class Case(NamedTuple):
    """A mutant with its module (`determination.walk`), and its tests with the processor time they may take."""

    module: str
    tree: ast.Module
    mutant: Mutant
    tests: list[str]
    imported: bool
    seconds: float

    @property
    def said(self) -> str:
        return f"`{'.'.join(filter(None, [self.module, self.mutant.function]))}`: {self.mutant.change}"

    @property
    def path(self) -> str:
        return str(sources()[self.module])

    def code(self) -> CodeType:
        return planted(self.tree, self.mutant, self.path)


def cases(module: str, survey: Survey) -> Iterator[Case]:
    """Every mutant of a module."""
    tree = ast.parse(sources()[module].read_text(encoding="utf-8"))
    for mutant in mutants(tree):
        tests, imported = survey.tests(module, mutant.lines)
        seconds = 3 + 2 * sum(survey.seconds[test] for test in tests)
        yield Case(module, tree, mutant, tests, imported, seconds)


def forked(work: Callable[[], int], seconds: float) -> str:
    """What becomes of `work` in a process of its own that has so many seconds of processor time."""
    if child := os.fork():
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        return TIMEOUT if -status in OUT_OF_TIME else STATUSES.get(status, KILLED)
    try:
        silent = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silent, 1)
        os.dup2(silent, 2)
        resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds) + 5))
        resource.setrlimit(resource.RLIMIT_AS, (GIGABYTES << 30, GIGABYTES << 30))
        signal.alarm(int(seconds) * 20)
        gc.disable()  # a short life, and memory that is shared with the parent
        os._exit(work())
    except BaseException:  # noqa: BLE001  whatever a mutant does, it was noticed
        os._exit(1)


class Player:
    """A plugin of pytest that runs the named tests in their order, and stops at the first that fails."""

    def __init__(self, tests: list[str]) -> None:
        self.tests = tests

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        items = {item.nodeid: item for item in session.items}
        for item in (items[test] for test in self.tests if test in items):
            item.ihook.pytest_runtest_protocol(item=item, nextitem=None)
            if session.testsfailed:
                break
        return True


class Nursery:
    """A plugin of pytest that forks for each mutant at the point where all tests stand collected."""

    def __init__(self, waiting: list[Case], note: Callable[[Case, str], None]) -> None:
        self.waiting, self.note = waiting, note

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        for case in self.waiting:
            self.note(case, forked(lambda: _play(session, case), case.seconds))  # noqa: B023  forked at once
        return True


def _play(session: pytest.Session, case: Case) -> int:
    if not _plug_in(case):
        return STATUS_OF_ELSEWHERE
    Player(case.tests).pytest_runtestloop(session)
    return int(session.testsfailed > 0)


def _plug_in(case: Case) -> bool:
    """Give the function that holds the mutant its new code, wherever it is kept; False if there is none."""

    def is_it(code: CodeType) -> bool:
        return (code.co_qualname, code.co_firstlineno) == case.mutant.outer and code.co_filename == case.path

    new = [code for code in _codes(case.code()) if is_it(code)]
    old = [thing for thing in gc.get_objects() if isinstance(thing, FunctionType) and is_it(thing.__code__)]
    for function in old if new else ():
        function.__code__ = new[0]
    return bool(new and old)


def _codes(code: CodeType) -> Iterator[CodeType]:
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _codes(constant)


def anew(case: Case) -> str:
    """The verdict where everything is imported with the mutant in it."""

    def play() -> int:
        loader, faulty = importlib.machinery.SourceFileLoader, case.code()
        usual = loader.get_code

        def get_code(self: Any, fullname: str) -> CodeType | None:
            return faulty if self.path == case.path else usual(self, fullname)

        loader.get_code = get_code  # type: ignore[method-assign]
        files = dict.fromkeys(test.partition("::")[0] for test in case.tests)
        return int(pytest.main([*OPTIONS, *files], plugins=[Player(case.tests)]))

    return forked(play, case.seconds + 10)
