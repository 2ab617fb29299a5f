"""The ordered list of standings as one decision diagram: everything that must be exact.

Each finding is asked at most once on a path, so that walking with the open
findings branching both ways reaches precisely the outcomes that some
completion of the file reaches. Three-valued logic on the rule tree cannot
promise that: it forgets that one open finding stands in two rules.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rongcuo.determination.forest import FALSE, TRUE, Forest
from rongcuo.law import Policy
from rongcuo.law.rules import Group, Leaf, Node, Switch

Known = Sequence[bool | None]
"""Per finding in the law's order: established, not established, or none while open."""


@dataclass(frozen=True, slots=True)
class Diagram:
    """A reduced ordered diagram; node ids ascend from the terminals to the root.

    ``labels`` are the terminals' (ids from 0): the id of the deciding entry,
    or none where a completion is inadmissible. ``test`` holds the index into
    ``order`` of the finding that a node asks; terminals have ``len(order)``.
    """

    order: tuple[str, ...]
    labels: tuple[str | None, ...]
    test: tuple[int, ...]
    high: tuple[int, ...]
    low: tuple[int, ...]
    root: int

    @property
    def size(self) -> int:
        """How many nodes ask a finding."""
        return len(self.test) - len(self.labels)

    @property
    def support(self) -> tuple[str, ...]:
        """The findings that some node asks, in order."""
        return tuple(self.order[index] for index in sorted(set(self.test[len(self.labels) :])))

    def under(self, known: Known, relabel: Mapping[str, str] | None = None) -> "Diagram":
        """What remains to be asked once ``known`` is given, with terminals renamed by ``relabel``."""
        forest = Forest(len(self.order))
        names = relabel or {}
        new = [forest.terminal(None if label is None else names.get(label, label)) for label in self.labels]
        for node in range(len(self.labels), len(self.test)):
            variable, high, low = self.test[node], new[self.high[node]], new[self.low[node]]
            answer = known[variable]
            new.append(forest.choice(variable, high, low) if answer is None else high if answer else low)
        return taken_from(forest, new[self.root], self.order)

    def pivotal(self) -> tuple[str, ...]:
        """The findings that can still change the outcome, in order.

        Precisely those for which two admissible completions differ in that
        finding only and have different labels.
        """
        if None not in self.labels:
            return self.support
        memo: dict[tuple[int, int], bool] = {}
        found = {
            self.test[node]
            for node in range(len(self.labels), len(self.test))
            if self._differ(self.high[node], self.low[node], memo=memo)
        }
        return tuple(self.order[index] for index in sorted(found))

    def _differ(self, one: int, other: int, *, memo: dict[tuple[int, int], bool]) -> bool:
        """Some admissible completion leads ``one`` and ``other`` to different labels."""
        terminals = len(self.labels)
        if one == other or any(node < terminals and self.labels[node] is None for node in (one, other)):
            return False
        if one < terminals and other < terminals:
            return True
        key = (one, other)
        if key not in memo:
            top = min(self.test[one], self.test[other])
            memo[key] = any(
                self._differ(*(side[node] if self.test[node] == top else node for node in key), memo=memo)
                for side in (self.high, self.low)
            )
        return memo[key]


def compile(policy: Policy) -> Diagram:  # noqa: A001  the word of the trade for it
    """The diagram of ``policy``, one terminal per entry of its ordered list.

    Raises ``DiagramTooLarge`` for rules that no check would have let pass.
    """
    order = tuple(policy.pack.findings)
    forest = Forest(len(order))
    return taken_from(forest, grow(forest, policy), order)


def grow(forest: Forest, policy: Policy, *, by_standing: bool = False, index: Mapping[str, int] | None = None) -> int:
    """Put the ordered list of ``policy`` into ``forest``; the root's id.

    A terminal carries the deciding entry's id, or with ``by_standing`` the
    standing that the entry gives. ``index`` are the findings' places among the
    forest's variables, those of the pack's own order if none is given.
    """
    index = index or places(policy.pack.findings)
    *conditional, last = policy.entries
    root = forest.terminal(last.standing if by_standing else last.id)
    for entry in reversed(conditional):
        when = TRUE if entry.when is None else condition(forest, entry.when, index)
        root = forest.ite(when, forest.terminal(entry.standing if by_standing else entry.id), root)
    return forest.ite(admissible(forest, policy, index), root, forest.terminal(None))


def places(findings: Iterable[str]) -> dict[str, int]:
    """Each finding's place in their order: its variable in a forest."""
    return {finding: place for place, finding in enumerate(findings)}


def condition(forest: Forest, rule: Node, index: Mapping[str, int]) -> int:
    """The rule as a two-valued condition on the findings."""
    match rule:
        case Leaf(finding=finding):
            return forest.variable(index[finding])
        case Group(operator="all", children=children):
            return forest.conjunction(condition(forest, child, index) for child in children)
        case Group(operator=operator, children=children):
            some = forest.disjunction(condition(forest, child, index) for child in children)
            return some if operator == "any" else forest.negation(some)
        case Switch(reading=reading):
            message = f"the reading {reading!r} is not chosen yet; a policy has no switches"
            raise TypeError(message)


def admissible(forest: Forest, policy: Policy, index: Mapping[str, int]) -> int:
    """Of each declared set of exclusives at most one finding is established."""
    return forest.conjunction(
        _at_most_one(forest, [forest.variable(index[finding]) for finding in exclusive.findings])
        for exclusive in policy.pack.exclusives
    )


def taken_from(forest: Forest, root: int, order: Iterable[str]) -> Diagram:
    """The part of ``forest`` below ``root``, renumbered with terminals first."""
    nodes = sorted(forest.below(root), key=lambda node: (-forest.test[node], node))
    new = {node: position for position, node in enumerate(nodes)}
    terminals = [node for node in nodes if node in forest.labels]
    return Diagram(
        order=tuple(order),
        labels=tuple(_text(forest.labels[node]) for node in terminals),
        test=tuple(forest.test[node] for node in nodes),
        high=tuple(new.get(forest.high[node], 0) for node in nodes),
        low=tuple(new.get(forest.low[node], 0) for node in nodes),
        root=new[root],
    )


def _at_most_one(forest: Forest, conditions: Sequence[int]) -> int:
    nobody, at_most_one = TRUE, TRUE
    for each in conditions:
        at_most_one = forest.ite(each, nobody, at_most_one)
        nobody = forest.ite(each, FALSE, nobody)
    return at_most_one


def _text(label: object) -> str | None:
    return None if label is None else str(label)
