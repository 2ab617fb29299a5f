"""Counting a vote under the deciding body's own rule. The software never votes."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import ceil, floor

from rongcuo.casefile.acts import Ballot, SecretVotes
from rongcuo.casefile.context import VoteRule
from rongcuo.casefile.state import Tally


def count(ballots: Sequence[Ballot], rule: VoteRule, secret: SecretVotes | None = None) -> Tally:
    """The tally of ``ballots``, one row for each member entitled to vote.

    The quorum is the least number of persons not below ``rule.quorum`` of the
    entitled; a proposal is carried by *more than* ``rule.majority`` of the
    base. A member who recused or stayed away has no vote. ``secret`` is what
    was counted where the ballots say only who was present.
    """
    present = [ballot for ballot in ballots if ballot.attendance == "present"]
    recused = _counted(ballot.attendance == "recused" for ballot in ballots)
    votes = secret or _named(present)
    numbers = {
        "entitled": len(ballots),
        "without_recused": len(ballots) - recused,
        "present": len(present),
        "voting": votes.in_favour + votes.against,
    }
    base = numbers[rule.base]
    quorum = ceil(rule.quorum * len(ballots))
    needed = floor(Fraction(base) * rule.majority) + 1
    return Tally(
        entitled=len(ballots),
        present=len(present),
        recused=recused,
        in_favour=votes.in_favour,
        against=votes.against,
        abstained=votes.abstained,
        base=base,
        quorum=quorum,
        needed=needed,
        carried=len(present) >= quorum and votes.in_favour >= needed,
        source=rule.source,
        secrecy=rule.secrecy,
    )


def _named(present: Sequence[Ballot]) -> SecretVotes:
    """What the votes beside the names come to."""
    return SecretVotes(*(_counted(ballot.vote == vote for ballot in present) for vote in ("for", "against", "abstain")))


def _counted(marks: Iterable[bool]) -> int:
    return sum(marks)
