"""Counting a vote under the deciding body's own rule. The software never votes."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import ceil, floor

from rongcuo.casefile.acts import Ballot
from rongcuo.casefile.context import VoteRule
from rongcuo.casefile.state import Tally


def count(ballots: Sequence[Ballot], rule: VoteRule) -> Tally:
    """The tally of ``ballots``, one row for each member entitled to vote.

    The quorum is the least number of persons not below ``rule.quorum`` of the
    entitled; a proposal is carried by *more than* ``rule.majority`` of the
    base. A member who recused or stayed away has no vote.
    """
    present = [ballot for ballot in ballots if ballot.attendance == "present"]
    recused = _counted(ballot.attendance == "recused" for ballot in ballots)
    base = _base(rule, entitled=len(ballots), recused=recused, present=len(present))
    in_favour = _counted(ballot.vote == "for" for ballot in present)
    quorum = ceil(rule.quorum * len(ballots))
    needed = floor(Fraction(base) * rule.majority) + 1
    return Tally(
        entitled=len(ballots),
        present=len(present),
        recused=recused,
        in_favour=in_favour,
        against=_counted(ballot.vote == "against" for ballot in present),
        abstained=_counted(ballot.vote == "abstain" for ballot in present),
        base=base,
        quorum=quorum,
        needed=needed,
        carried=len(present) >= quorum and in_favour >= needed,
        source=rule.source,
    )


def _base(rule: VoteRule, *, entitled: int, recused: int, present: int) -> int:
    return {"entitled": entitled, "without_recused": entitled - recused, "present": present}[rule.base]


def _counted(marks: Iterable[bool]) -> int:
    return sum(marks)
