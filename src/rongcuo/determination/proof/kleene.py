"""Where three-valued logic on the rules would say more than the exact set.

Kleene's logic decides each rule by itself and forgets that two rules ask the
same finding; it can then list a standing that no completion of the file
reaches. Whether it ever does is decided here for all 3^n partial files at
once: each finding becomes two variables, *can be established* and *can be not
established*, and both the exact set and Kleene's become conditions on them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rongcuo.determination.diagram import places
from rongcuo.determination.forest import FALSE, TRUE, Forest
from rongcuo.determination.proof.count import cheapest
from rongcuo.law import Pack, Policy
from rongcuo.law.rules import Group, Leaf, Node, Switch


@dataclass(frozen=True, slots=True)
class Overreach:
    """A standing that Kleene's logic would list though no completion reaches it.

    ``example`` is a smallest file of that kind: the findings answered, with
    their answers; all others are open.
    """

    standing: str
    example: Mapping[str, bool]


class ThreeValued:
    """Kleene's logic on the partial files of one pack, under any of its readings.

    What two readings share is worked out once. ``exact`` is the forest in
    which the policies' diagrams by standing have grown. Raises
    ``DiagramTooLarge`` when the comparison outgrows ``limit`` nodes.
    """

    def __init__(self, pack: Pack, exact: Forest, *, limit: int) -> None:
        self._order = tuple(pack.findings)
        self._index = places(self._order)
        self._exact = exact
        self._twin = Forest(2 * len(self._order), limit=limit)
        self._lawful = self._lawful_files(pack)
        self._weighed: dict[Node, tuple[int, int]] = {}
        self._open: dict[tuple[str, int], int] = {}
        self._found: dict[int, Mapping[str, bool]] = {}

    def overreach(self, policy: Policy, root: int) -> Iterator[Overreach]:
        """One per standing, in the order of the list; empty where Kleene is exact under ``policy``.

        ``root`` is the policy's diagram by standing.
        """
        twin, below = self._twin, self._exact.below(root)
        for standing, listed in self._listed(policy).items():
            lawful = twin.ite(self._lawful, listed, FALSE)
            beyond = twin.ite(self._open_path(below, standing), FALSE, lawful)
            if beyond != FALSE:
                yield Overreach(standing, self._smallest(beyond))

    def _listed(self, policy: Policy) -> dict[str, int]:
        """Per standing: Kleene's logic lists it."""
        twin, listed, earlier_may_fail = self._twin, dict[str, int](), TRUE
        for entry in policy.entries:
            may_hold, may_fail = (TRUE, FALSE) if entry.when is None else self._values(entry.when)
            decides = twin.ite(earlier_may_fail, may_hold, FALSE)
            listed[entry.standing] = twin.ite(decides, TRUE, listed.get(entry.standing, FALSE))
            earlier_may_fail = twin.ite(earlier_may_fail, may_fail, FALSE)
        return listed

    def _values(self, rule: Node) -> tuple[int, int]:
        """When the rule is not settled as failing, and when not settled as holding."""
        values = self._weighed.get(rule)
        if values is None:
            values = self._weighed[rule] = self._weigh(rule)
        return values

    def _weigh(self, rule: Node) -> tuple[int, int]:
        twin = self._twin
        match rule:
            case Leaf(finding=finding):
                return twin.variable(2 * self._index[finding]), twin.variable(2 * self._index[finding] + 1)
            case Group(operator=operator, children=children):
                below = [self._values(child) for child in children]
                holds, fails = [value[0] for value in below], [value[1] for value in below]
                if operator == "all":
                    return twin.conjunction(holds), twin.disjunction(fails)
                some = twin.disjunction(holds), twin.conjunction(fails)
                return some if operator == "any" else (some[1], some[0])
            case Switch(reading=reading):
                message = f"the reading {reading!r} is not chosen yet; a policy has no switches"
                raise TypeError(message)

    def _open_path(self, below: list[int], standing: str) -> int:
        """When some path to the standing is open.

        From the terminals up, so that each step only puts two variables on top of what lies below.
        """
        exact, twin, done = self._exact, self._twin, self._open
        for node in below:
            if (standing, node) in done:
                continue
            if node in exact.labels:
                done[standing, node] = TRUE if exact.labels[node] == standing else FALSE
                continue
            high, low = done[standing, exact.high[node]], done[standing, exact.low[node]]
            either = twin.ite(high, TRUE, low)
            can_be, can_fail = 2 * exact.test[node], 2 * exact.test[node] + 1
            yes, no = twin.choice(can_fail, either, high), twin.choice(can_fail, low, FALSE)
            done[standing, node] = twin.choice(can_be, yes, no)
        return done[standing, below[-1]]

    def _lawful_files(self, pack: Pack) -> int:
        """A finding can be at least one of the two; of exclusives at most one is established."""
        twin = self._twin
        somehow = [
            twin.disjunction((twin.variable(2 * place), twin.variable(2 * place + 1)))
            for place in range(len(self._order))
        ]
        apart = []
        for exclusive in pack.exclusives:
            open_or_not = [twin.variable(2 * self._index[finding] + 1) for finding in exclusive.findings]
            apart += [
                twin.disjunction((one, other))
                for position, one in enumerate(open_or_not)
                for other in open_or_not[:position]
            ]
        return twin.conjunction(somehow + apart)

    def _smallest(self, beyond: int) -> Mapping[str, bool]:
        """The answers of such a file with the fewest findings answered: what cannot be one is the other."""
        if beyond not in self._found:
            path = cheapest(self._twin, beyond, True, yes=0, no=1)
            self._found[beyond] = {
                self._order[variable // 2]: variable % 2 == 1 for variable, possible in path if not possible
            }
        return self._found[beyond]
