"""What a package's manifest says of its case file, and the entries read back from its ledger."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from rongcuo.archive.bag import Bag, lines
from rongcuo.archive.contents import Withheld
from rongcuo.archive.layout import LEDGER
from rongcuo.base import Place, Problem
from rongcuo.base.canonical import plain
from rongcuo.ledger import Break, Entry, Head, verify

_ENTRY = {part.name for part in fields(Entry)}
_WITHHELD = {"sequence", "previous", "hash", "withheld"}


@dataclass(frozen=True, slots=True)
class Case:
    """The case file by its manifest; ``withheld`` are the entries that its reader could not read."""

    number: str
    district: str
    stream: str
    entries: int
    head: str
    algorithm: str
    withheld: tuple[int, ...]

    @property
    def end(self) -> Head:
        """Where the chain must stop."""
        return Head(self.district, self.stream, self.entries, self.head, self.algorithm)

    @classmethod
    def of(cls, said: Mapping[str, Any]) -> "Case":
        """Read the manifest's ``case``; raises ``ValueError`` where it is of another form."""
        if said.keys() != {part.name for part in fields(cls)}:
            raise ValueError("keys")
        case = cls(**{**said, "withheld": tuple(said["withheld"])})
        texts = (case.number, case.district, case.stream, case.head, case.algorithm)
        numbers = (case.entries, *case.withheld)
        if not all(isinstance(each, str) for each in texts) or not all(type(each) is int for each in numbers):
            raise ValueError("types")
        return case


@dataclass(frozen=True, slots=True)
class Chain:
    """The entries that can be read, and what is wrong with the chain that they stand in."""

    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]


def chain_of(bag: Bag, case: Case) -> Chain:
    """Read the ledger and verify it from its first entry to the head that the manifest names."""
    entries, problems, withheld = list[Entry](), list[Problem](), list[int]()
    head = Head.genesis(case.district, case.stream)
    for number, said in lines(bag, LEDGER):
        found = _read(said)
        if found is None:
            problems.append(Problem("archive.line_unreadable", {"line": number}, Place(LEDGER, number)))
            continue
        if isinstance(found, Entry):
            entries.append(found)
            problems.extend(_placed(verify([found], head)))
        else:
            withheld.append(found.sequence)
            problems.extend(_linked(found, head))
        head = Head(case.district, case.stream, found.sequence, found.hash, case.algorithm)
    problems.extend(_placed(verify([], head, case.end)))
    if tuple(withheld) != case.withheld:
        problems.append(Problem("archive.withheld_differs", {}, Place(LEDGER)))
    if entries and entries[0].sequence == 1 and entries[0].body.get("number") != case.number:
        problems.append(Problem("archive.number_differs", {"number": case.number}, Place(LEDGER, 1)))
    return Chain(tuple(entries), tuple(problems))


def _read(said: Mapping[str, Any] | None) -> Entry | Withheld | None:
    """The entry of a line; none where it is not written as an entry is."""
    if said is None:
        return None
    try:
        if said.keys() == _WITHHELD and said["withheld"] is True and type(said["sequence"]) is int:
            return Withheld(said["sequence"], str(said["previous"]), str(said["hash"]))
        entry = Entry(**{**said, **_dates(said)})
        regular = isinstance(said["body"], dict) and type(said["sequence"]) is int
        return entry if regular and plain({name: getattr(entry, name) for name in _ENTRY}) == said else None
    except (ValueError, TypeError, KeyError):
        return None


def _dates(said: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "occurred_on": date.fromisoformat(said["occurred_on"]),
        "recorded_at": datetime.fromisoformat(said["recorded_at"]),
    }


def _linked(found: Withheld, head: Head) -> Iterator[Problem]:
    """A withheld entry cannot be hashed again; it must still stand in its place, and the next one must follow it."""
    params = {"stream": head.stream, "sequence": found.sequence, "expected": head.sequence + 1}
    place = Place(LEDGER, found.sequence)
    if found.sequence != head.sequence + 1:
        yield Problem("ledger.gap", params, place)
    if found.previous != head.hash:
        yield Problem("ledger.not_linked", params, place)


def _placed(breaks: tuple[Break, ...]) -> Iterator[Problem]:
    for found in breaks:
        params = {"stream": found.stream, "sequence": found.sequence} | dict(found.params)
        yield Problem(found.code, params, Place(LEDGER, found.sequence or None))
