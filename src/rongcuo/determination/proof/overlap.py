"""Lines of the ordered list that can hold together, so that only their order decides (重叠)."""

from collections.abc import Iterator
from dataclasses import dataclass

from rongcuo.determination.diagram import admissible, condition, places
from rongcuo.determination.forest import FALSE, Forest
from rongcuo.determination.proof.count import count, fewest
from rongcuo.law import Policy


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two entries, the earlier of which takes situations that the later would have taken.

    ``both`` counts the admissible situations in which the conditions of both
    hold, ``decided`` those among them in which no line above holds and the
    earlier therefore decides. ``example`` is one of the latter with the fewest
    findings established: those findings.
    """

    earlier: str
    later: str
    changes_standing: bool
    """The two give different standings: with the order turned round the result would be another."""
    both: int
    decided: int
    example: tuple[str, ...]


def overlaps(forest: Forest, policy: Policy) -> Iterator[Overlap]:
    """Every pair whose order decides something, in the order of the list.

    The last entry has no condition of its own and overlaps with nothing.
    """
    order = tuple(policy.pack.findings)
    index = places(order)
    lines = [(entry, condition(forest, entry.when, index)) for entry in policy.entries if entry.when is not None]
    undecided = admissible(forest, policy, index)
    lawful = undecided
    for position, (earlier, holds) in enumerate(lines):
        for later, holds_too in lines[position + 1 :]:
            both = forest.conjunction((holds, holds_too))
            decided = forest.conjunction((both, undecided))
            if decided != FALSE:
                yield Overlap(
                    earlier=earlier.id,
                    later=later.id,
                    changes_standing=earlier.standing != later.standing,
                    both=count(forest, forest.conjunction((both, lawful)))[True],
                    decided=count(forest, decided)[True],
                    example=fewest(forest, decided, True, order),
                )
        undecided = forest.ite(holds, FALSE, undecided)
