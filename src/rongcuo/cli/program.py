"""From the words of a command line to an exit code; no traceback ever leaves here."""

import argparse
import os
import sys
import tempfile
import traceback
from collections.abc import Sequence
from hashlib import sha256
from importlib import import_module
from io import TextIOWrapper
from typing import Never, Protocol, cast

from rongcuo import __version__
from rongcuo.base import Problem, RongcuoError, sentence
from rongcuo.cli.report import Format, Report, publish

COMMANDS = (
    "check",
    "diff",
    "determine",
    "ask",
    "draw",
    "export",
    "study",
    "replay",
    "deadline",
    "calendar",
    "tick",
    "demo",
    "found",
    "new-pack",
    "serve",
    "checkpoint",
    "verify",
    "document",
    "summary",
)
"""Every command by its name: its module stands in :mod:`rongcuo.cli.commands`, its help in the sentences."""

EXTRAS = {"replay": ("numpy", "pyarrow", "duckdb", "ibis"), "compiled": ("numba",), "spark": ("pyspark",)}
"""The extra that brings a package, for packages that the office is not made of."""

INTERRUPTED = 130


class CommandModule(Protocol):
    """What a module in :mod:`rongcuo.cli.commands` offers."""

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare what the command takes."""

    def run(self, args: argparse.Namespace) -> Report:
        """Carry it out."""


class Parser(argparse.ArgumentParser):
    """Says in Chinese that the usage is wrong, and where to look."""

    def error(self, message: str) -> Never:
        """Exit code 2."""
        self.print_usage(sys.stderr)
        self.exit(2, sentence("cli.usage", {"program": self.prog, "message": message}) + "\n")


def main(argv: Sequence[str] | None = None) -> int:
    """Carry out one command line and return its exit code (0, 1; 2 raises ``SystemExit`` as argparse does)."""
    words = list(sys.argv[1:] if argv is None else argv)
    _fit_streams("json" if "json" in words or "--format=json" in words else "text")
    try:
        args = _parser(words).parse_args(words)
        report = _carry_out(args)
        publish(report, "json" if args.format == "json" else "text", args.lang)
    except KeyboardInterrupt:
        return INTERRUPTED
    except OSError:
        return _unheard()
    return report.code


def _carry_out(args: argparse.Namespace) -> Report:
    try:
        return _module(args.command).run(args)
    except BrokenPipeError:
        raise
    except RongcuoError as fault:
        return Report(problems=problems_of(fault))
    except ModuleNotFoundError as fault:
        package = (fault.name or "").partition(".")[0]
        if package in ("", "rongcuo"):
            return _accident(fault)
        extra = next((name for name, packages in EXTRAS.items() if package in packages), "office")
        setup = "make setup" if extra == "office" else "make setup-test"
        params = {"package": fault.name, "command": args.command, "extra": extra, "setup": setup}
        return Report(problems=(Problem("cli.package_missing", params),))
    except Exception as fault:  # noqa: BLE001  the last resort: a person gets a sentence, never a traceback
        return _accident(fault)


def problems_of(fault: RongcuoError) -> tuple[Problem, ...]:
    """The problems that an exception of ours carries."""
    carried = getattr(fault, "problems", None) or (getattr(fault, "problem", None),)
    return tuple(each for each in carried if each is not None) or (Problem("cli.stopped", {"reason": str(fault)}),)


def _parser(words: Sequence[str]) -> Parser:
    """The whole parser; only the command that is called declares its arguments."""
    parser = Parser(prog="rongcuo", description=sentence("cli.help", {}))
    parser.add_argument("--version", action="version", version=f"rongcuo {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND", parser_class=Parser)
    for name in COMMANDS:
        summary = sentence(f"cli.help.{name}", {})
        command = commands.add_parser(name, help=summary, description=summary)
        if name in words:
            _module(name).arguments(command)
            _common(command, getattr(_module(name), "FORMS", ()))
    return parser


def _common(parser: argparse.ArgumentParser, forms: Sequence[str]) -> None:
    """What every command takes; ``forms`` are those of the file that this one writes, beside text and JSON."""
    said = sentence("cli.help.format_of_file" if forms else "cli.help.format", {"forms": "、".join(forms)})
    parser.add_argument("--format", choices=("text", "json", *forms), default="text", help=said)
    parser.add_argument("--lang", choices=("zh", "en"), default="zh", help=sentence("cli.help.lang", {}))


def _module(name: str) -> CommandModule:
    return cast("CommandModule", import_module(f"rongcuo.cli.commands.{name.replace('-', '_')}"))


def _accident(fault: Exception) -> Report:
    """A sentence with a short reference; the details go to a file, and only where they were asked for."""
    details = "".join(traceback.format_exception(fault))
    reference = sha256(details.encode(errors="replace")).hexdigest()[:8]
    if not os.environ.get("RONGCUO_DEBUG"):
        return Report(problems=(Problem("cli.accident", {"reference": reference}),))
    handle, log = tempfile.mkstemp(prefix=f"rongcuo-{reference}-", suffix=".log")
    with os.fdopen(handle, "w", encoding="utf-8") as out:
        out.write(details)
    return Report(problems=(Problem("cli.accident_logged", {"reference": reference, "log": log}),))


def _fit_streams(form: Format) -> None:
    """JSON is UTF-8 everywhere; a terminal that lacks a character shows another instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8" if form == "json" else None, errors="backslashreplace")


def _unheard() -> int:
    """Nobody takes what is printed (``| head``, a full disk): Python must not try again at exit."""
    sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115  lives until the process ends
    return 1
