"""Where three-valued logic on the rules would say more than the exact set.

Kleene's logic decides each rule by itself and forgets that two rules ask the
same finding; it can then list a standing that no completion of the file
reaches. Whether it ever does is decided here for all 3^n partial files at
once: each finding becomes two variables, *can be established* and *can be not
established*, and both the exact set and Kleene's become conditions on them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rongcuo.determination.diagram import Diagram
from rongcuo.determination.forest import FALSE, TRUE, Forest
from rongcuo.law import Policy
from rongcuo.law.rules import Group, Leaf, Node, Switch


@dataclass(frozen=True, slots=True)
class Overreach:
    """A standing that Kleene's logic would list though no completion reaches it.

    ``example`` is a smallest file of that kind: the findings answered, with
    their answers; all others are open.
    """

    standing: str
    example: Mapping[str, bool]


def overreach(policy: Policy, standings: Diagram) -> tuple[Overreach, ...]:
    """One per standing, in the order of the list; empty where Kleene is exact.

    ``standings`` is the policy's diagram with a terminal per standing.
    """
    order = tuple(policy.pack.findings)
    forest = Forest(2 * len(order))
    lawful = _lawful(forest, policy, {finding: index for index, finding in enumerate(order)})
    found = []
    for standing, kleene in _kleene(forest, policy).items():
        beyond = forest.ite(_open_path(forest, standings, standing), FALSE, forest.ite(lawful, kleene, FALSE))
        if beyond != FALSE:
            found.append(Overreach(standing, dict(_smallest(forest, beyond, order))))
    return tuple(found)


def _kleene(forest: Forest, policy: Policy) -> dict[str, int]:
    """Per standing: Kleene's logic lists it."""
    index = {finding: position for position, finding in enumerate(policy.pack.findings)}
    earlier_may_fail, listed = TRUE, dict[str, int]()
    for entry in policy.entries:
        may_hold, may_fail = (TRUE, FALSE) if entry.when is None else _values(forest, entry.when, index)
        decides = forest.ite(earlier_may_fail, may_hold, FALSE)
        listed[entry.standing] = forest.ite(decides, TRUE, listed.get(entry.standing, FALSE))
        earlier_may_fail = forest.ite(earlier_may_fail, may_fail, FALSE)
    return listed


def _values(forest: Forest, rule: Node, index: Mapping[str, int]) -> tuple[int, int]:
    """When the rule is not settled as failing, and when not settled as holding."""
    match rule:
        case Leaf(finding=finding):
            return forest.variable(2 * index[finding]), forest.variable(2 * index[finding] + 1)
        case Group(operator=operator, children=children):
            below = [_values(forest, child, index) for child in children]
            holds, fails = [value[0] for value in below], [value[1] for value in below]
            if operator == "all":
                return forest.conjunction(holds), forest.disjunction(fails)
            some = forest.disjunction(holds), forest.conjunction(fails)
            return some if operator == "any" else (some[1], some[0])
        case Switch(reading=reading):
            message = f"the reading {reading!r} is not chosen yet; a policy has no switches"
            raise TypeError(message)


def _open_path(forest: Forest, diagram: Diagram, standing: str) -> int:
    """When some path to the standing is open.

    From the terminals up, so that each step only puts two variables on top of what lies below.
    """
    reaches = [TRUE if label == standing else FALSE for label in diagram.labels]
    for node in range(len(diagram.labels), len(diagram.test)):
        high, low = reaches[diagram.high[node]], reaches[diagram.low[node]]
        either = forest.ite(high, TRUE, low)
        can_be, can_fail = 2 * diagram.test[node], 2 * diagram.test[node] + 1
        reaches.append(
            forest.choice(can_be, forest.choice(can_fail, either, high), forest.choice(can_fail, low, FALSE))
        )
    return reaches[diagram.root]


def _lawful(forest: Forest, policy: Policy, index: Mapping[str, int]) -> int:
    """A finding can be at least one of the two; of exclusives at most one is established."""
    somehow = [
        forest.disjunction((forest.variable(2 * i), forest.variable(2 * i + 1))) for i in reversed(range(len(index)))
    ]
    apart = []
    for exclusive in policy.pack.exclusives:
        open_or_not = [forest.variable(2 * index[finding] + 1) for finding in exclusive.findings]
        apart += [
            forest.disjunction((one, other))
            for position, one in enumerate(open_or_not)
            for other in open_or_not[:position]
        ]
    return forest.conjunction(somehow + apart)


def _smallest(forest: Forest, root: int, order: tuple[str, ...]) -> Iterator[tuple[str, bool]]:
    """The answers of a file that satisfies ``root`` with the fewest findings answered."""
    cost: dict[int, float] = {TRUE: 0, FALSE: float("inf")}
    _costs(forest, root, cost)
    node = root
    while node != TRUE:
        high, low = forest.high[node], forest.low[node]
        if cost[low] + 1 < cost[high]:
            yield order[forest.test[node] // 2], forest.test[node] % 2 == 1
            node = low
        else:
            node = high


def _costs(forest: Forest, node: int, cost: dict[int, float]) -> float:
    """How many findings must be answered below ``node``: a bit that is off answers one."""
    if node not in cost:
        high, low = (_costs(forest, side[node], cost) for side in (forest.high, forest.low))
        cost[node] = min(high, low + 1)
    return cost[node]
