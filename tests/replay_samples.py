"""Many cases as masks, and a slow reading of each to compare the fast engines with.

The slow evaluator uses nothing of the replay room: it goes through every
completion of a case, one by one, and each complete file through the ordered
list rule by rule.
"""

import itertools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from rongcuo.law import Policy
from rongcuo.replay import Masks
from tests.determination_samples import first_that_holds

Slow = tuple[frozenset[str], frozenset[str]]
"""What a case comes to: entries (or standings) that some admissible completion reaches, and missing findings."""


def masks(*values: int) -> Masks:
    return np.array(values, np.uint64)


def names(mask: int, columns: tuple[str, ...]) -> frozenset[str]:
    """What the bits of a mask stand for."""
    return frozenset(name for bit, name in enumerate(columns) if int(mask) >> bit & 1)


def every_file(width: int) -> tuple[Masks, Masks]:
    """Each way to establish, refute or leave open ``width`` findings, once."""
    digits = np.indices((3,) * width).reshape(width, -1)
    weights = (np.uint64(1) << np.arange(width, dtype=np.uint64))[:, None]
    established, refuted = (((digits == digit) * weights).sum(axis=0, dtype=np.uint64) for digit in (1, 2))
    return established, refuted


def completions(established: int, refuted: int, width: int) -> Iterator[int]:
    """Every way to answer the open findings, as the mask of those answered yes."""
    only = established & ~refuted
    free = ((1 << width) - 1) & ~only & ~(refuted & ~established)
    chosen = free
    while True:
        yield only | chosen
        if not chosen:
            return
        chosen = (chosen - 1) & free


def turning(given: Mapping[int, str], columns: tuple[str, ...]) -> frozenset[str]:
    """By the definition: two admissible completions that differ in one finding only have two standings."""
    return frozenset(
        name
        for bit, name in enumerate(columns)
        if any(given.get(facts ^ (1 << bit), standing) != standing for facts, standing in given.items())
    )


@dataclass
class SlowPolicy:
    """Every complete file of a small policy, evaluated once."""

    policy: Policy

    @cached_property
    def columns(self) -> tuple[str, ...]:
        return tuple(self.policy.pack.findings)

    @cached_property
    def complete(self) -> dict[int, tuple[str, str]]:
        """Entry and standing of each admissible complete file."""
        found = {}
        for values in itertools.product((False, True), repeat=len(self.columns)):
            facts = dict(zip(self.columns, values, strict=True))
            if all(sum(facts[name] for name in each.findings) <= 1 for each in self.policy.pack.exclusives):
                entry = first_that_holds(self.policy, facts)
                found[sum(value << bit for bit, value in enumerate(values))] = entry.id, entry.standing
        return found

    def __call__(self, established: int, refuted: int) -> Slow:
        every = completions(established, refuted, len(self.columns))
        reached = {facts: self.complete[facts] for facts in every if facts in self.complete}
        given = {facts: standing for facts, (_, standing) in reached.items()}
        return frozenset(entry for entry, _ in reached.values()), turning(given, self.columns)


def slowly(standing: Callable[[int], str | None], established: int, refuted: int, columns: tuple[str, ...]) -> Slow:
    """The same of any law: ``standing`` of a complete file, none where it is inadmissible."""
    every = completions(established, refuted, len(columns))
    given = {facts: found for facts in every if (found := standing(facts)) is not None}
    return frozenset(given.values()), turning(given, columns)
