"""Made-up cases, the same in every run and in every process.

Around each line of the ordered list lies one plain case that it decides. A
case of the population is one of these with each finding turned at a rate of
4 %, and then left open at a rate of 6 % where open findings are
asked for. So every line decides many cases, and near misses abound. These
are no statistics of real files.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from rongcuo.determination import compile  # noqa: A004  the word of the trade for it
from rongcuo.law import Policy, apply, load

SEED = 20171102
TURNED = 0.04
OPEN = 0.06
BARRING = "severe_safety_accident"
"""The fact that is deleted from a case that deserves exemption."""

Bools = NDArray[np.bool_]


@cache
def policy() -> Policy:
    """The seed pack under its default readings."""
    read = apply(load("yuexiu-2017-132"), {})
    if not isinstance(read, Policy):
        raise TypeError(read)
    return read


@dataclass(frozen=True, slots=True)
class Population:
    """``size`` cases, a finding at a time: no more than one column of them need be in memory."""

    size: int
    takes_open: bool = False
    salt: int = 0

    @property
    def findings(self) -> tuple[str, ...]:
        return tuple(policy().pack.findings)

    def established(self, finding: str) -> Bools:
        """Per case: the finding holds (whether or not anybody knows it)."""
        column = self._turned(finding)
        for exclusive in policy().pack.exclusives:
            if finding in exclusive.findings:
                for earlier in exclusive.findings[: exclusive.findings.index(finding)]:
                    column &= ~self._turned(earlier)
        return column

    def known(self, finding: str) -> Bools:
        """Per case: the finding is answered."""
        if not self.takes_open:
            return np.ones(self.size, dtype=np.bool_)
        drawn: Bools = self._draw(1, self.findings.index(finding)).random(self.size, dtype=np.float32) >= OPEN
        return drawn

    def cases(self) -> list[dict[str, bool]]:
        """All of them, one by one; for small populations."""
        held = {finding: self.established(finding).tolist() for finding in self.findings}
        known = {finding: self.known(finding).tolist() for finding in self.findings}
        return [
            {finding: held[finding][row] for finding in self.findings if known[finding][row]}
            for row in range(self.size)
        ]

    def _turned(self, finding: str) -> Bools:
        index = self.findings.index(finding)
        turned: Bools = self._draw(2, index).random(self.size, dtype=np.float32) < TURNED
        turned ^= np.array([case[finding] for case in plain().values()])[self._lines()]
        return turned

    def _lines(self) -> NDArray[np.uint8]:
        return self._draw(3, 0).integers(len(plain()), size=self.size, dtype=np.uint8)

    def _draw(self, purpose: int, index: int) -> np.random.Generator:
        return np.random.default_rng((SEED, self.salt, purpose, index))


@cache
def plain() -> Mapping[str, Mapping[str, bool]]:
    """Per line of the ordered list a complete case that it decides, with as little established as the diagram shows."""
    diagram = compile(policy())
    cases = {}
    for label in diagram.labels:
        if label is not None:
            cases[label] = dict.fromkeys(diagram.order, False)
            node = diagram.root
            while node >= len(diagram.labels):
                low, high = diagram.low[node], diagram.high[node]
                below = _reaches(label)
                cases[label][diagram.order[diagram.test[node]]] = low not in below
                node = low if low in below else high
    return cases


@cache
def _reaches(label: str) -> frozenset[int]:
    """The nodes of the diagram from which ``label`` can be reached."""
    diagram = compile(policy())
    found = {node for node, name in enumerate(diagram.labels) if name == label}
    for node in range(len(diagram.labels), len(diagram.test)):
        if diagram.high[node] in found or diagram.low[node] in found:
            found.add(node)
    return frozenset(found)


def one_fact_deleted() -> dict[str, bool]:
    """A case that deserves exemption, complete but for one fact that would bar it.

    The law's answer: ``exempt`` or ``mitigable``, and that fact is to be established.
    """
    return {finding: held for finding, held in plain()["exempt"].items() if finding != BARRING}
