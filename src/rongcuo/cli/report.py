"""What a command has to say, and how it is said: data for a machine, lines for a person."""

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol, TextIO

from rongcuo.base import Language, Severity

Format = Literal["text", "json"]


class Fault(Protocol):
    """What goes to standard error: a problem, or a break that the verifier found."""

    def text(self, language: Language = "zh") -> str:
        """The sentence a person reads."""

    def as_json(self) -> dict[str, object]:
        """The form that ``--format json`` prints."""


@dataclass(frozen=True, slots=True)
class Report:
    """The result of a command.

    ``data`` is the JSON value of ``--format json``, ``lines`` the same for a
    reader. ``problems`` go to standard error; one error among them makes the
    exit code 1. Without ``data`` nothing is printed on standard output.
    """

    data: object = None
    lines: Sequence[str] = ()
    problems: Sequence[Fault] = ()

    @property
    def code(self) -> int:
        """The exit code: 0, or 1 when there is an error."""
        return int(any(getattr(fault, "severity", Severity.ERROR) is Severity.ERROR for fault in self.problems))


def publish(report: Report, form: Format, language: Language) -> None:
    """Print ``report``: the result on standard output, the problems on standard error."""
    if report.data is not None:
        _write(sys.stdout, _json(report.data) if form == "json" else "\n".join(line.rstrip() for line in report.lines))
    if report.problems:
        _write(sys.stderr, _problems(report.problems, form, language))


def located(problem: Fault, language: Language) -> str:
    """``file:line:field [clause] sentence``: one problem as a reader wants it."""
    place = str(getattr(problem, "place", ""))
    return f"{place} {problem.text(language)}" if place else problem.text(language)


def say(text: str) -> None:
    """One line at once, while a long command is under way."""
    _write(sys.stdout, text)


def _problems(problems: Sequence[Fault], form: Format, language: Language) -> str:
    if form == "json":
        return _json({"problems": [problem.as_json() for problem in problems]})
    return "\n".join(located(problem, language) for problem in problems)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)


def _write(stream: TextIO | None, text: str) -> None:
    """``stream`` is none where the caller closed it before we began."""
    if stream is None:
        return
    stream.write(text if text.endswith("\n") else f"{text}\n")
    stream.flush()
