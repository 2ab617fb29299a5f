"""What to establish next: the finding, and the shortest list that can settle the standing.

A question never says which way an answer would lead (the form for a finding
must not steer it), only that the answer matters.
"""

import heapq
from collections.abc import Iterator
from dataclasses import dataclass

from rongcuo.base import Answer, ClauseRef
from rongcuo.determination.compiled import compiled
from rongcuo.determination.diagram import Diagram
from rongcuo.determination.findings import SILENT, Findings, known
from rongcuo.law import Policy


@dataclass(frozen=True, slots=True)
class Inquiry:
    """One finding to establish, as an officer reads it.

    ``quote`` stands in ``text``, the verbatim clause; ``words`` are what the
    answers yes and no are called; ``evidence`` is what usually proves it.
    """

    finding: str
    label: str
    clause: ClauseRef
    cited: str
    text: str
    quote: str
    words: tuple[str, str]
    judged: bool
    evidence: tuple[str, ...]
    answer: Answer


@dataclass(frozen=True, slots=True)
class Question:
    """The next finding, and the shortest list with which it can settle the standing.

    With *some* answers to ``settling`` (whose first is ``next``) one standing
    remains whatever else is found; with fewer findings that is impossible.
    ``missing`` are all that can still matter.
    """

    next: Inquiry
    settling: tuple[Inquiry, ...]
    missing: tuple[str, ...]


def ask(policy: Policy, findings: Findings) -> Question | None:
    """The next question on a file; none once its standing is determined."""
    ready = compiled(policy)
    rest = ready.diagram.under(known(policy, findings), ready.standing_of)
    settling = shortest(rest)
    if not settling:
        return None
    inquiries = tuple(_inquiry(policy, findings, finding) for finding in settling)
    return Question(inquiries[0], inquiries, rest.pivotal())


def shortest(diagram: Diagram) -> tuple[str, ...]:
    """The fewest findings whose answers, some answers, leave one label; of equals, the first in order.

    Each finding in turn is answered yes, answered no, or left open, which
    keeps both branches: a state is the set of nodes still reachable. Cheapest
    states first, so that the first settled one is shortest.
    """
    start = frozenset({diagram.root})
    waiting: list[tuple[int, tuple[int, ...], tuple[int, ...]]] = [(0, (), tuple(start))]
    done: set[tuple[int, ...]] = set()
    while waiting:
        cost, asked, state = heapq.heappop(waiting)
        if state in done:
            continue
        done.add(state)
        top = min(diagram.test[node] for node in state)
        if top == len(diagram.order):
            return tuple(diagram.order[index] for index in asked)
        for answered, successor in _steps(diagram, state, top):
            if _may_settle(diagram, successor):
                heapq.heappush(waiting, (cost + answered, asked + (top,) * answered, successor))
    return ()


def _steps(diagram: Diagram, state: tuple[int, ...], top: int) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Leave the finding ``top`` open (free), or answer it one way or the other (costs one)."""
    stay = {node for node in state if diagram.test[node] != top}
    high = stay | {diagram.high[node] for node in state if diagram.test[node] == top}
    low = stay | {diagram.low[node] for node in state if diagram.test[node] == top}
    for answered, nodes in ((0, high | low), (1, high), (1, low)):
        yield answered, tuple(sorted(nodes))


def _may_settle(diagram: Diagram, state: tuple[int, ...]) -> bool:
    """Not two labels reached already, and not inadmissible altogether."""
    labels = [diagram.labels[node] for node in state if node < len(diagram.labels)]
    admissible = {label for label in labels if label is not None}
    return len(admissible) <= 1 and (bool(admissible) or len(labels) < len(state))


def _inquiry(policy: Policy, findings: Findings, name: str) -> Inquiry:
    finding = policy.pack.findings[name]
    clause = policy.pack.clauses[finding.clause]
    return Inquiry(
        finding=name,
        label=finding.label,
        clause=finding.clause,
        cited=clause.label,
        text=clause.text,
        quote=finding.quote,
        words=finding.words,
        judged=finding.judged,
        evidence=finding.evidence,
        answer=findings.get(name, SILENT).answer,
    )
