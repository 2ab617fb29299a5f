"""How many situations, and the smallest of them.

A situation (情形) answers every finding one way or the other. Of n findings
there are 2^n, and a diagram counts them exactly without going through them:
half of what reaches a node goes on to either side.
"""

from collections.abc import Iterator, Sequence

from rongcuo.determination.forest import Forest, Label

_NEVER = float("inf")


def count(forest: Forest, root: int) -> dict[Label, int]:
    """Per label that ``root`` leads to: of all 2^width situations, how many end there."""
    nodes = forest.below(root)
    reached = dict.fromkeys(nodes, 0)
    reached[root] = 1 << forest.width
    for node in reversed(nodes):
        if node not in forest.labels:
            half = reached[node] // 2
            reached[forest.high[node]] += half
            reached[forest.low[node]] += half
    return {forest.labels[node]: reached[node] for node in nodes if node in forest.labels}


def fewest(forest: Forest, root: int, label: Label, order: Sequence[str]) -> tuple[str, ...]:
    """The situation that ends at ``label`` with the fewest findings established: those findings.

    Of equals, the one whose established findings come first in ``order``. The
    label must be one that ``root`` leads to.
    """
    return tuple(order[variable] for variable, yes in cheapest(forest, root, label, yes=1, no=0) if yes)


def cheapest(forest: Forest, root: int, label: Label, *, yes: int, no: int) -> Iterator[tuple[int, bool]]:
    """The answers on the path to ``label`` that costs least, where a yes costs ``yes`` and a no ``no``.

    Of equal paths the one that says yes first. Nothing where no path leads there.
    """
    cost: dict[int, float] = {}
    for node in forest.below(root):
        if node in forest.labels:
            cost[node] = 0 if forest.labels[node] == label else _NEVER
        else:
            cost[node] = min(cost[forest.high[node]] + yes, cost[forest.low[node]] + no)
    node = root if cost[root] < _NEVER else 0
    while node not in forest.labels:
        high, low = forest.high[node], forest.low[node]
        answer = cost[high] + yes <= cost[low] + no
        yield forest.test[node], answer
        node = high if answer else low
