"""What to establish next: the finding, and the shortest list that can settle the standing.

A question never says which way an answer would lead (the form for a finding
must not steer it), only that the answer matters.
"""

from dataclasses import dataclass

from rongcuo.base import Answer, ClauseRef
from rongcuo.determination.compiled import compiled
from rongcuo.determination.diagram import Diagram
from rongcuo.determination.findings import SILENT, Findings
from rongcuo.determination.search import Move, cheapest
from rongcuo.law import Policy

_MOVES = (Move("open", 0), Move("yes", 1), Move("no", 1))


@dataclass(frozen=True, slots=True)
class Inquiry:
    """One finding to establish, as an officer reads it.

    ``quote`` stands in ``text``, the verbatim clause; both are none where its
    words were not seen. ``words`` are what the
    answers yes and no are called; ``evidence`` is what usually proves it.
    ``inquired``: somebody asked already, and it could not be found out.
    """

    finding: str
    label: str
    label_en: str
    clause: ClauseRef
    cited: str
    text: str | None
    quote: str | None
    words: tuple[str, str]
    judged: bool
    evidence: tuple[str, ...]
    answer: Answer
    inquired: bool


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
    answers = ready.answers(findings)
    if len(ready.outcome(answers).possible) == 1:
        return None
    rest = ready.rest(answers)
    inquiries = tuple(_inquiry(policy, findings, finding) for finding in shortest(rest))
    return Question(inquiries[0], inquiries, rest.pivotal())


def shortest(diagram: Diagram) -> tuple[str, ...]:
    """The fewest findings whose answers, some answers, leave one label; of equals, the first in order."""
    way = cheapest(diagram, lambda _: _MOVES) or ()
    return tuple(diagram.order[place] for place, _ in way)


def _inquiry(policy: Policy, findings: Findings, name: str) -> Inquiry:
    finding = policy.pack.findings[name]
    clause = policy.pack.clauses[finding.clause]
    state = findings.get(name, SILENT)
    return Inquiry(
        finding=name,
        label=finding.label,
        label_en=finding.label_en,
        clause=finding.clause,
        cited=clause.label,
        text=clause.text or None,
        quote=finding.quote,
        words=finding.words,
        judged=finding.judged,
        evidence=finding.evidence,
        answer=state.answer,
        inquired=state.inquired,
    )
