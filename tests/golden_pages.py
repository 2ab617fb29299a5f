"""Pages of text that stand in ``tests/golden``, to be read like any text; ``RONGCUO_ACCEPT=1`` writes them anew.

A file holds one page after the other, each under ``# `` and its title.
"""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from rongcuo.base import Problem

GOLDEN = Path(__file__).parent / "golden"
IS_ACCEPTED = os.environ.get("RONGCUO_ACCEPT") == "1"


def told(problems: Iterable[Problem]) -> str:
    """Where each problem is, its code, and its sentence in both languages, in the order reported."""
    return "\n".join(map(_told, problems))


def _told(problem: Problem) -> str:
    place = problem.place
    where = f"{place.file or '-'}:{place.line or '-'} {place.field or '-'} [{place.clause or '-'}] {problem.code}"
    return f"{where}\n  {problem.text('zh')}\n  {problem.text('en')}"


def pages(name: str) -> dict[str, str]:
    """The pages of a file, by title."""
    text = (GOLDEN / name).read_text(encoding="utf-8")
    return dict(part.split("\n", 1) for part in text.removeprefix("# ").removesuffix("\n").split("\n\n# "))


def accept(name: str, written: Mapping[str, str]) -> None:
    """Write a file anew."""
    text = "\n".join(f"# {title}\n{page}\n" for title, page in written.items())
    (GOLDEN / name).write_text(text, encoding="utf-8", newline="\n")
