"""Had something been otherwise: the fewest findings with which the law gives another standing.

An answer on file is changed only where the pack says that somebody could
have made it otherwise: *still*, by what may yet be done (挽回损失), or *then*,
by other conduct at the time (集体研究). What nobody may change, as who the
party is or what the law says, is kept. Open findings may be answered either
way. The way found is the nearest: no smaller set of changes leads there, and
of equals the one that most can still bring about, then the first in the law's
order. It explains a result and advises nobody.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from rongcuo.base import Answer
from rongcuo.determination.compiled import compiled
from rongcuo.determination.findings import SILENT, Findings
from rongcuo.determination.search import Branch, Move, cheapest
from rongcuo.law import Policy
from rongcuo.law.rules import Changeable

ANSWERS: dict[Branch, Answer] = {"yes": Answer.ESTABLISHED, "no": Answer.NOT_ESTABLISHED}


@dataclass(frozen=True, slots=True)
class Change:
    """One finding that would be answered otherwise; ``how`` is none where it is merely open now."""

    finding: str
    now: Answer
    then: Answer
    how: Changeable | None


@dataclass(frozen=True, slots=True)
class Counterfactual:
    """The nearest way to ``standing``; ``changes`` is none where nothing that can be changed leads there."""

    standing: str
    changes: tuple[Change, ...] | None


def counterfactual(policy: Policy, findings: Findings, standing: str) -> Counterfactual:
    """The fewest changes after which ``standing`` is the only one that the law allows.

    Raises ``KeyError`` for a standing that the pack does not declare.
    """
    if standing not in policy.pack.standings:
        raise KeyError(standing)
    ready = compiled(policy)
    moves = [
        _moves(policy, *each) for each in zip(policy.pack.findings, ready.known(ready.answers(findings)), strict=True)
    ]
    way = cheapest(ready.by_standing, moves.__getitem__, standing)
    return Counterfactual(standing, None if way is None else tuple(_change(policy, findings, *step) for step in way))


def counterfactuals(policy: Policy, findings: Findings) -> tuple[Counterfactual, ...]:
    """The nearest way to each standing that is not settled already, in the pack's order."""
    ready = compiled(policy)
    settled = ready.outcome(ready.answers(findings)).standing
    return tuple(counterfactual(policy, findings, each) for each in policy.pack.standings if each != settled)


def _moves(policy: Policy, finding: str, fact: bool | None) -> Sequence[Move]:
    """A change costs one; a remainder too small to add up to one prefers what can still be done."""
    change = len(policy.pack.findings) + 1
    if fact is None:
        return (Move("open", 0), Move("yes", change), Move("no", change))
    stay: Move = Move("yes" if fact else "no", 0)
    how = policy.pack.findings[finding].changeable
    if how is None:
        return (stay,)
    return (stay, Move("no" if fact else "yes", change + (how == "then")))


def _change(policy: Policy, findings: Findings, place: int, branch: Branch) -> Change:
    name = tuple(policy.pack.findings)[place]
    now = findings.get(name, SILENT).answer
    how = None if now.is_open else policy.pack.findings[name].changeable
    return Change(name, now, ANSWERS[branch], how)
