"""What an act is judged with besides the file: law, calendar, day, people."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Literal

from rongcuo.casefile.state import CaseState
from rongcuo.law.pack import Policy
from rongcuo.law.procedure import ProcedureTable
from rongcuo.workdays import Calendar


@dataclass(frozen=True, slots=True)
class Post:
    """A live appointment: a function in an organ."""

    organ: str
    function: str


@dataclass(frozen=True, slots=True)
class Actor:
    """The person who acts, with every appointment that is live that day."""

    person: str
    posts: tuple[Post, ...] = ()


Roster = Mapping[str, Mapping[str, frozenset[str]]]
"""Organ id → function → the persons in post today."""


VoteBase = Literal["entitled", "without_recused", "present", "voting"]
Secrecy = Literal["open", "secret"]


@dataclass(frozen=True, slots=True)
class VoteRule:
    """How the deciding body counts.

    ``quorum`` of those entitled must be present; *more than* ``majority`` of
    ``base`` must be in favour. ``base`` says who is counted: everybody
    ``entitled``, the entitled without those ``recused``, those ``present``, or
    those ``voting``, who are present and do not abstain. ``source`` is the rule
    the body gives for it. With a ``secret`` ballot the file keeps who was
    present and the tally, and of nobody how they voted.
    """

    quorum: Fraction
    majority: Fraction
    base: VoteBase
    source: str
    secrecy: Secrecy = "open"


@dataclass(frozen=True, slots=True)
class Context:
    """Everything :func:`~rongcuo.casefile.decide.decide` may look at besides the state.

    ``roster`` covers the organs on file (and those named when a file is
    opened); ``discipline_line`` gives each organ's superior discipline organ;
    ``vote_rule`` is the deciding organ's.
    """

    policy: Policy
    calendar: Calendar
    today: date
    actor: Actor
    roster: Roster
    discipline_line: Mapping[str, str]
    vote_rule: VoteRule | None = None
    other_files: Mapping[str, CaseState] = field(default_factory=dict)
    """By number, the files that the act names and the actor may see."""

    @property
    def table(self) -> ProcedureTable:
        """The pack's procedure; a pack without one opens no case files."""
        table = self.policy.pack.procedure
        if table is None:
            message = f"{self.policy.pack.title.policy} declares no procedure"
            raise LookupError(message)
        return table

    def in_post(self, organ: str | None, *functions: str) -> frozenset[str]:
        """The persons in any of ``functions`` at ``organ``."""
        posts = self.roster.get(organ or "", {})
        return frozenset().union(*(posts.get(name, frozenset()) for name in functions))
