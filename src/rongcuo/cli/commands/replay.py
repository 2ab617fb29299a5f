"""``rongcuo replay FILE``: many cases of an Arrow or Parquet file through one policy, or through two to compare."""

import argparse
import sys
import time
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from rongcuo.base import Language, Place, Problem, sentence
from rongcuo.cli.packs import pack_of
from rongcuo.cli.replayed import Replayed
from rongcuo.cli.report import Report
from rongcuo.law import FaultyPack, Pack, Policy, apply, load

if TYPE_CHECKING:
    from rongcuo.replay import Progress

ENGINES = ("numpy", "numba", "duckdb", "spark")
"""As in :data:`rongcuo.replay.ENGINES`, which cannot be read without NumPy."""

POLICY = "yuexiu-2017-132"


def arguments(parser: argparse.ArgumentParser) -> None:
    """The cases, the policy, what to compare it with, how, and where to."""
    add = parser.add_argument
    add("file", metavar="FILE", help=sentence("cli.help.replay.file", {}))
    add("--policy", metavar="PACK", default=POLICY, help=sentence("cli.help.replay.policy", {}))
    add("--on", metavar="DATE", type=_date, help=sentence("cli.help.replay.on", {}))
    _readings(parser, "--reading", "cli.help.replay.reading")
    add("--against", metavar="PACK", help=sentence("cli.help.replay.against", {}))
    add("--against-on", metavar="DATE", type=_date, help=sentence("cli.help.replay.against_on", {}))
    _readings(parser, "--against-reading", "cli.help.replay.against_reading")
    add("-o", "--output", metavar="FILE", help=sentence("cli.help.replay.output", {}))
    add("--engine", choices=ENGINES, default=ENGINES[0], help=sentence("cli.help.replay.engine", {}))
    add("--chunk", metavar="N", type=_positive, help=sentence("cli.help.replay.chunk", {}))
    add("--progress", action="store_true", help=sentence("cli.help.replay.progress", {}))


def run(args: argparse.Namespace) -> Report:
    """What the cases come to, or everything that does not fit."""
    from rongcuo.replay import CHUNK, replay

    policy = _policy(args.policy, args.on, args.reading, "--reading")
    against = _against(args)
    summary = replay(
        Path(args.file),
        policy,
        engine=args.engine,
        against=against,
        output=Path(args.output) if args.output else None,
        chunk=args.chunk or CHUNK,
        progress=_progress(args.lang, always=args.progress),
    )
    said = Replayed(summary, policy, against, args.engine, args.output)
    return Report(said.data(), tuple(said.lines(args.lang)))


def _against(args: argparse.Namespace) -> Policy | None:
    """The other policy: what is not said of it is as it is with the first."""
    if not (args.against or args.against_on or args.against_reading):
        return None
    readings = args.against_reading if args.against or args.against_on else [*args.reading, *args.against_reading]
    on = args.against_on or (None if args.against else args.on)
    return _policy(args.against or args.policy, on, readings, "--against-reading")


def _policy(named: str, on: date | None, readings: Iterable[tuple[str, str]], option: str) -> Policy:
    pack: Pack = load(named, on) if on else pack_of(named)
    policy = apply(pack, dict(readings))
    if isinstance(policy, Policy):
        return policy
    places = ((each, Place(field=option, clause=each.place.clause)) for each in policy)
    raise FaultyPack(*(Problem(each.code, each.params, place) for each, place in places))


def _progress(language: Language, *, always: bool) -> "Progress | None":
    """Lines on standard error where somebody asked for them, one line anew where somebody looks on."""
    stream = sys.stderr
    looks_on = stream is not None and stream.isatty()
    if not (always or looks_on):
        return None
    began, ending = time.monotonic(), "\r" if looks_on else "\n"

    def say(done: int, cases: int | None) -> None:
        rate = int(done / max(time.monotonic() - began, 0.001))
        code = "cli.replay.progress" if cases is not None else "cli.replay.progress_open"
        text = sentence(code, {"done": f"{done:,}", "cases": f"{cases or 0:,}", "rate": f"{rate:,}"}, language)
        stream.write(text + ("\n" if done == cases else ending))
        stream.flush()

    return say


def _readings(parser: argparse.ArgumentParser, option: str, help_code: str) -> None:
    text = sentence(help_code, {})
    parser.add_argument(option, metavar="NAME=VALUE", action="append", default=[], type=_reading, help=text)


def _reading(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not (name and equals and value):
        raise argparse.ArgumentTypeError(sentence("cli.replay.reading_form", {"value": text}))
    return name, value


def _typed(convert: Callable[[str], date | int], code: str) -> Callable[[str], date | int]:
    def read(text: str) -> date | int:
        try:
            return convert(text)
        except ValueError:
            raise argparse.ArgumentTypeError(sentence(code, {"value": text[:40]})) from None

    return read


def _counting(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


_date = _typed(date.fromisoformat, "cli.no_date")
_positive = _typed(_counting, "cli.replay.chunk_form")
