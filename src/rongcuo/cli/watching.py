"""``check --watch``: check a pack's folder again whenever one of its files changes, until Ctrl-C.

Nothing but the standard library: the files' times and sizes are asked for twice a second.
"""

import argparse
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from rongcuo.base import Language, Place, Problem, sentence
from rongcuo.cli.report import Fault, Report, located, say
from rongcuo.cli.sources import Unreadable

EVERY_SECONDS = 0.5
_RULE = "─" * 24

Stamps = Mapping[str, tuple[int, int]]
"""Each file's path with the moment of its last change (nanoseconds) and its size."""


def ticks() -> Iterator[None]:
    """One at once, and then one every half second, for ever."""
    while True:
        yield
        time.sleep(EVERY_SECONDS)


def watch(
    args: argparse.Namespace, run: Callable[[argparse.Namespace], Report], when: Iterable[object] | None = None
) -> Report:
    """Print what ``run`` says of the folder ``args.pack`` at first and after every change of it.

    Ctrl-C ends it; or ``when``, whose ticks are otherwise endless: then the last problems are the result.

    Raises:
        Unreadable: there is no such folder, or another format than text is asked for.
    """
    folder = _folder(args)
    once = argparse.Namespace(**vars(args) | {"watch": False})
    say(sentence("cli.watch.begins", {"folder": args.pack}, args.lang))
    seen: Stamps | None = None
    before: Mapping[str, str] | None = None
    report = Report()
    for _ in ticks() if when is None else when:
        now = stamps(folder)
        if now != seen:
            report = run(once)
            say("\n".join(_round(report, before, now, args.lang)))
            seen, before = now, _known(report.problems, args.lang)
    return Report(problems=report.problems)


def _folder(args: argparse.Namespace) -> Path:
    if args.format != "text":
        raise Unreadable(Problem("cli.watch.text_only", {}, Place(field="--watch")))
    if args.pack is None or not Path(args.pack).is_dir():
        raise Unreadable(Problem("cli.watch.folder_only", {"name": args.pack or ""}, Place(field="PACK")))
    return Path(args.pack)


def stamps(folder: Path) -> Stamps:
    """What tells that a file has changed; a file that goes while it is looked at is not there."""
    found: dict[str, tuple[int, int]] = {}
    for path in folder.rglob("*"):
        try:
            stat = path.stat()
        except OSError:
            continue
        if path.is_file():
            found[str(path)] = (stat.st_mtime_ns, stat.st_size)
    return found


def _round(report: Report, before: Mapping[str, str] | None, now: Stamps, language: Language) -> Iterator[str]:
    """One round: a rule with the time of the last change, the report, every error (+ new), and what was solved (-)."""
    newest = max((changed for changed, _ in now.values()), default=0)
    saved = datetime.fromtimestamp(newest / 1e9).astimezone()
    yield f"{_RULE} {saved:%H:%M:%S} {_RULE}"
    yield from report.lines
    known = _known(report.problems, language)
    yield from (f"{' ' if before is None or key in before else '+'} {text}" for key, text in known.items())
    if before is not None:
        solved = [text for key, text in before.items() if key not in known]
        counts = {"solved": len(solved), "new": len(known.keys() - before.keys()), "left": len(known)}
        yield from (f"- {text}" for text in solved)
        yield sentence("cli.watch.changed", counts, language)


def _known(problems: Sequence[Fault], language: Language) -> dict[str, str]:
    """The problems by what they say and in which file: a line that moved up or down makes no other problem."""
    known = {}
    for problem in problems:
        place = getattr(problem, "place", Place())
        text = problem.text(language)
        known[f"{place.file} {place.field} {place.clause} {text}"] = located(problem, language)
    return known
