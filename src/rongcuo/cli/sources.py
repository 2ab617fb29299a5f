"""Reading what a command is given: a file, or standard input for ``-``."""

import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, TextIO

from rongcuo.base import Place, Problem, RongcuoError

STANDARD_INPUT = "-"
_KEY = r'"{}"\s*:'


class Unreadable(RongcuoError):
    """What was named cannot be read."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.text())
        self.problem = problem


def read_bytes(name: str, empty: str = "cli.empty") -> bytes:
    """The content of the file ``name``, or of standard input; raises ``Unreadable``, with ``empty`` for a blank one."""
    content = _standard_input() if name == STANDARD_INPUT else _file(name)
    if not content.strip():
        raise _unreadable(empty, name)
    return content


def write_text(name: str, text: str) -> None:
    """Write ``text`` to the file ``name``; raises ``Unreadable``."""
    try:
        Path(name).write_text(text, encoding="utf-8")
    except OSError as fault:
        raise _unreadable("cli.not_written", name, reason=fault.strerror or str(fault)) from fault


def placed(problems: Iterable[Problem], name: str, content: bytes) -> tuple[Problem, ...]:
    """The problems of a JSON text with its file, and the line of the field that each names."""
    text = content.decode(errors="replace")
    return tuple(replace(problem, place=_place(problem.place, name, text)) for problem in problems)


def _place(place: Place, name: str, text: str) -> Place:
    line = place.line or (_line(place.field, text) if place.field else None)
    return replace(place, file=name, line=line)


def _line(field: str, text: str) -> int | None:
    """The line of ``findings.diligent.value``: each key after the one that contains it."""
    at = 0
    for key in re.sub(r"\[\d+\]$", "", field).split("."):
        found = re.compile(_KEY.format(re.escape(key))).search(text, at)
        if found is None:
            break
        at = found.end()
    return text.count("\n", 0, at) + 1 if at else None


def _standard_input() -> bytes:
    """Everything that is piped in; nothing where the caller closed it."""
    stream: TextIO | None = sys.stdin
    return stream.buffer.read() if stream is not None else b""


def _file(name: str) -> bytes:
    with opened(name) as stream:
        return stream.read()


@contextmanager
def opened(name: str) -> Iterator[BinaryIO]:
    """The file ``name``, open for reading from any place; raises ``Unreadable``."""
    try:
        with Path(name).open("rb") as stream:
            yield stream
    except FileNotFoundError:
        raise _unreadable("cli.no_file", name) from None
    except IsADirectoryError:
        raise _unreadable("cli.is_folder", name) from None
    except (OSError, ValueError) as fault:
        raise _unreadable("cli.not_read", name, reason=getattr(fault, "strerror", None) or str(fault)) from fault


def _unreadable(code: str, name: str, **params: object) -> Unreadable:
    return Unreadable(Problem(code, {"name": name, **params}, Place(file=name)))
