"""Does a test notice when the core is wrong? Small faults in determination and law, one at a time (`make mutants`).

    python -m scripts.mutants                          every module; what an earlier run has settled is not tried again
    python -m scripts.mutants law.reader walk          these modules only
    python -m scripts.mutants --workers 2 --afresh     two processes, and nothing taken from an earlier run

A fault that no test notices is a surviving mutant. Each stands in docs/mutants.md with its reason: a survivor that is
not listed there makes the run fail; one that is listed and has been noticed since is told.
"""

import argparse
import json
import os
import re
import sys
import time
from collections import Counter, defaultdict

import pytest

from scripts.mutants.survey import (
    IMPORT,
    KEPT,
    OPTIONS,
    ROOT,
    Survey,
    digest_of_tests,
    function_of,
    prepare,
    sources,
    survey,
    test_files,
)
from scripts.mutants.trial import (
    ELSEWHERE,
    KILLED,
    SURVIVED,
    TIMEOUT,
    UNREACHED,
    Case,
    Nursery,
    Verdict,
    anew,
    cases,
)

PAGE = ROOT / "docs" / "mutants.md"
VERDICTS = KEPT / "verdicts.jsonl"
UNLISTED = "not listed: "
LISTED = re.compile(r"^ *- (`[\w.]+`: `.*` → `.*`(?: \(\d+\))?)$", re.MULTILINE)


class Known:
    """The verdicts so far, kept line by line so that a run may stop at any time and go on later.

    A kill stays a kill while the function is the same; a survivor is tried again when a test has changed.
    """

    def __init__(self) -> None:
        self.tests = digest_of_tests()
        self.verdicts: dict[str, str] = {}
        self.noticed: defaultdict[str, Counter[str]] = defaultdict(Counter)
        """By module: how many of its mutants a test function has noticed."""
        for line in VERDICTS.read_text(encoding="utf-8").splitlines() if VERDICTS.exists() else ():
            key, verdict, tests, *noticed = json.loads(line)
            self.verdicts.pop(key, None)
            if verdict in {KILLED, TIMEOUT} or tests == self.tests:
                self.verdicts[key] = verdict
            if noticed:
                self.noticed[noticed[0]][function_of(noticed[1])] += 1

    def note(self, case: Case, verdict: Verdict) -> None:
        if verdict.word != ELSEWHERE:
            line = [_key(case), verdict.word, self.tests, case.module, verdict.by]
            with VERDICTS.open("a", encoding="utf-8") as file:
                file.write(json.dumps(line, ensure_ascii=False) + "\n")
        self.verdicts[_key(case)] = verdict.word
        self.noticed[case.module][function_of(verdict.by)] += 1
        if verdict.word in {SURVIVED, UNREACHED}:
            print(f"{time.strftime('%H:%M:%S')} {verdict.word}: {case.said}", flush=True)


def _key(case: Case) -> str:
    return f"{case.said} {case.mutant.digest}"


def run(waiting: list[Case], found: Survey) -> None:
    """Try mutants: in functions first, where the tests stand collected; then those that need everything anew."""

    def choose(case: Case) -> tuple[list[str], float]:
        tests = found.tests(case.module, case.mutant.lines, known.noticed[case.module])
        return tests, 5 + 2 * sum(found.seconds[test] for test in tests)

    def settle_or_leave(case: Case, verdict: Verdict) -> None:
        is_open = verdict.word == SURVIVED and IMPORT in found.at(case.module, case.mutant.lines)
        known.note(case, Verdict(ELSEWHERE) if is_open else verdict)

    known = Known()
    reached = [case for case in waiting if found.at(case.module, case.mutant.lines)]
    if child := os.fork():
        os.waitpid(child, 0)
    else:
        nursery = Nursery([case for case in reached if case.mutant.outer], choose, settle_or_leave)
        os._exit(int(pytest.main([*OPTIONS, *map(str, test_files())], plugins=[nursery])))
    known = Known()
    for case in waiting:
        if _key(case) not in known.verdicts:
            tests, seconds = choose(case)
            known.note(case, anew(case, tests, seconds + 5) if tests else Verdict(UNREACHED))


def share(waiting: list[Case], found: Survey, workers: int) -> None:
    """Deal the mutants out to so many processes."""
    children = []
    for number in range(workers):
        if child := os.fork():
            children.append(child)
        else:
            run(waiting[number::workers], found)
            os._exit(0)
    for child in children:
        os.waitpid(child, 0)


def table(tried: list[Case], known: Known) -> str:
    """The counts of each module, as a table of Markdown."""
    verdicts = (KILLED, TIMEOUT, SURVIVED, UNREACHED)
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for case in tried:
        counts[case.module][known.verdicts[_key(case)]] += 1
    counts["all"] = sum(counts.values(), Counter())
    lines = [f"| module | mutants | {' | '.join(verdicts)} |", f"|---{'|--:' * (len(verdicts) + 1)}|"]
    for module, count in counts.items():
        lines.append(f"| {module} | {count.total()} | {' | '.join(str(count[verdict]) for verdict in verdicts)} |")
    return "\n".join(lines)


def _module_of(said: str) -> str:
    """The module of a mutant as the page names it: the longest beginning that is one."""
    name = said.split("`")[1]
    return max((module for module in sources() if f"{name}.".startswith(f"{module}.")), key=len, default="")


def differences(tried: list[Case], known: Known) -> list[str]:
    """What docs/mutants.md should say otherwise of the modules that were tried."""
    listed = set(LISTED.findall(PAGE.read_text(encoding="utf-8"))) if PAGE.exists() else set()
    unnoticed = {case.said for case in tried if known.verdicts[_key(case)] in {SURVIVED, UNREACHED}}
    noticed = {case.said for case in tried} - unnoticed
    modules = {case.module for case in tried}
    gone = {said for said in listed - {case.said for case in tried} if _module_of(said) in modules}
    return [
        *(f"{UNLISTED}{said}" for said in sorted(unnoticed - listed)),
        *(f"listed, but noticed by a test: {said}" for said in sorted((listed & noticed) | gone)),
    ]


def main() -> int:
    """0 when every survivor is listed, else 1."""
    parser = argparse.ArgumentParser(prog="python -m scripts.mutants", description=__doc__.partition("\n")[0])
    parser.add_argument("modules", nargs="*", help="ends of module names; without any, every module")
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--afresh", action="store_true", help="take nothing from an earlier run")
    wanted = parser.parse_args()
    prepare()
    if wanted.afresh:
        VERDICTS.unlink(missing_ok=True)
    started, found, known = time.monotonic(), survey(), Known()
    modules = [name for name in sources() if name.endswith(tuple(wanted.modules)) or not wanted.modules]
    tried = [case for module in modules for case in cases(module)]
    waiting = [case for case in tried if _key(case) not in known.verdicts]
    print(f"{len(tried)} mutants in {len(modules)} modules, {len(waiting)} to try.", flush=True)
    share(waiting, found, wanted.workers)
    known = Known()
    print(f"{table(tried, known)}\n\n{len(waiting)} tried in {(time.monotonic() - started) / 60:.1f} minutes.")
    wrong = differences(tried, known)
    print("\n".join(wrong) or f"{PAGE.relative_to(ROOT)} lists every survivor.")
    return int(any(each.startswith(UNLISTED) for each in wrong))


if __name__ == "__main__":
    sys.exit(main())
