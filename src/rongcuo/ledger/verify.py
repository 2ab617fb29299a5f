"""Whether a chain is whole: every break is named, with its entry."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from rongcuo.base import Language, sentence
from rongcuo.ledger.entry import Entry, Head


@dataclass(frozen=True, slots=True)
class Break:
    """One place where the ledger does not hold together."""

    district: str
    stream: str
    sequence: int
    code: str
    params: Mapping[str, object] = field(default_factory=dict)

    def text(self, language: Language = "zh") -> str:
        """The sentence an auditor reads."""
        known = {"stream": self.stream, "sequence": self.sequence}
        return sentence(self.code, known | dict(self.params), language)


def verify(entries: Iterable[Entry], start: Head, end: Head | None = None) -> tuple[Break, ...]:
    """Every break of the chain that begins after ``start``.

    ``entries`` come in order of their sequence and are read once, so a chain
    of any length needs constant memory. With ``end`` the chain must also stop
    exactly there: a truncated chain is whole in itself.
    """
    breaks: list[Break] = []
    head = start
    for entry in entries:
        breaks.extend(_examine(entry, head))
        head = Head(start.district, start.stream, entry.sequence, entry.hash, entry.algorithm)
    if end is not None:
        breaks.extend(_ending(head, end))
    return tuple(breaks)


def _examine(entry: Entry, head: Head) -> Iterable[Break]:
    def broken(code: str, **params: object) -> Break:
        return Break(head.district, head.stream, entry.sequence, code, params)

    if (entry.district, entry.stream) != (head.district, head.stream):
        yield broken("ledger.foreign_entry", found=entry.stream)
    if entry.sequence != head.sequence + 1:
        yield broken("ledger.gap", expected=head.sequence + 1)
    if entry.previous != head.hash:
        yield broken("ledger.not_linked")
    if entry.algorithm not in hashlib.algorithms_available:
        yield broken("ledger.unknown_algorithm", algorithm=entry.algorithm)
    elif not _holds(entry):
        yield broken("ledger.altered")


def _holds(entry: Entry) -> bool:
    """An entry whose content has no canonical form any more was altered too."""
    try:
        return entry.recomputed() == entry.hash
    except (TypeError, ValueError):
        return False


def _ending(head: Head, end: Head) -> Iterable[Break]:
    if head.sequence != end.sequence:
        yield Break(
            end.district, end.stream, head.sequence, "ledger.length",
            {"found": head.sequence, "expected": end.sequence},
        )  # fmt: skip
    elif head.hash != end.hash:
        yield Break(end.district, end.stream, end.sequence, "ledger.head_differs")
