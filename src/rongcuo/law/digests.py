"""What identifies a text and the rules made from it."""

import hashlib
from collections.abc import Iterable, Iterator
from importlib.resources.abc import Traversable

from rongcuo.base import digest
from rongcuo.law.text import Clause

_NOT_RULES = ("examples", "README.md")
"""Worked examples and remarks may grow without making the rules other rules."""


def text_digest(clauses: Iterable[Clause]) -> str:
    """Hex SHA-256 over number, label, heading and words of the clauses, in their order."""
    rows = [[str(clause.ref), clause.label, clause.heading, clause.text] for clause in clauses]
    return digest("rongcuo/text", rows)


def pack_digest(folder: Traversable) -> str:
    """Hex SHA-256 over the files of ``folder`` by path, without its examples."""
    files = {path: hashlib.sha256(content).hexdigest() for path, content in rule_files(folder)}
    return digest("rongcuo/pack", files)


def rule_files(folder: Traversable) -> Iterator[tuple[str, bytes]]:
    """The files that make the rules, by their path within ``folder``; pipes and broken links are none."""
    waiting = [("", folder)]
    while waiting:
        prefix, place = waiting.pop()
        for child in place.iterdir():
            if child.name in _NOT_RULES or child.name.startswith("."):
                continue
            if child.is_dir():
                waiting.append((f"{prefix}{child.name}/", child))
            elif child.is_file():
                yield f"{prefix}{child.name}", child.read_bytes()
