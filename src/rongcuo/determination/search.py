"""The cheapest way through a diagram that leaves nothing but what is wanted.

Each finding in turn is given an answer, or left open, which keeps both
branches: a state is the set of nodes that can still be reached. States are
taken up cheapest first, so that the first that settles is cheapest, and of
equals the first in the law's order.
"""

import heapq
from collections.abc import Callable, Iterator, Sequence
from typing import Literal, NamedTuple

from rongcuo.determination.diagram import Diagram

Branch = Literal["open", "yes", "no"]


class Move(NamedTuple):
    """One way to go on at a finding, and what it costs."""

    branch: Branch
    cost: int


Moves = Callable[[int], Sequence[Move]]
"""By the finding's place in the law's order: what may be done with it."""

_Nodes = tuple[int, ...]


def cheapest(diagram: Diagram, moves: Moves, wanted: str | None = None) -> tuple[tuple[int, Branch], ...] | None:
    """The moves that cost something, on the cheapest way to one label (to ``wanted``, where it is given).

    None where no way leads there.
    """
    waiting: list[tuple[int, tuple[tuple[int, Branch], ...], _Nodes]] = [(0, (), (diagram.root,))]
    done: set[_Nodes] = set()
    while waiting:
        cost, taken, nodes = heapq.heappop(waiting)
        if nodes in done or not _can_settle(diagram, nodes, wanted):
            continue
        done.add(nodes)
        top = min(diagram.test[node] for node in nodes)
        if top == len(diagram.order):
            return taken
        for move in moves(top):
            successor = tuple(sorted(_after(diagram, nodes, top, move.branch)))
            path = (*taken, (top, move.branch)) if move.cost else taken
            heapq.heappush(waiting, (cost + move.cost, path, successor))
    return None


def _after(diagram: Diagram, nodes: _Nodes, top: int, branch: Branch) -> set[int]:
    return {successor for node in nodes for successor in _successors(diagram, node, top, branch)}


def _successors(diagram: Diagram, node: int, top: int, branch: Branch) -> Iterator[int]:
    if diagram.test[node] != top:
        yield node
        return
    if branch != "no":
        yield diagram.high[node]
    if branch != "yes":
        yield diagram.low[node]


def _can_settle(diagram: Diagram, nodes: _Nodes, wanted: str | None) -> bool:
    """Not two labels reached already, none that is not wanted, and not inadmissible altogether."""
    labels = [diagram.labels[node] for node in nodes if node < len(diagram.labels)]
    admissible = {label for label in labels if label is not None}
    if wanted is not None and not admissible <= {wanted}:
        return False
    return len(admissible) <= 1 and (bool(admissible) or len(labels) < len(nodes))
