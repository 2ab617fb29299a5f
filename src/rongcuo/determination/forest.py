"""Hash-consed decision nodes: two functions are equal exactly when their ids are.

A node asks one yes-or-no variable and leads to one node for yes and one for
no; a terminal carries a label. Variables stand in one fixed order, no node
asks what makes no difference, and no two nodes are alike, so that a function
has one form only (R. E. Bryant's reduced ordered diagrams, with many
terminals). ``TRUE`` and ``FALSE`` are the terminals of a condition.
"""

from collections.abc import Iterable

from rongcuo.base import RongcuoError

Label = str | bool | tuple[str | None, str | None] | None
"""A text or none of a list; true and false of a condition; a pair of two lists side by side."""

FALSE, TRUE = 0, 1


class DiagramTooLarge(RongcuoError):
    """The rules share so many findings that their diagram outgrows memory; split the rules."""


class Forest:
    """Many functions over ``width`` variables in one table of nodes."""

    def __init__(self, width: int, *, limit: int = 400_000) -> None:
        self.width = width
        self.limit = limit
        self.test: list[int] = []
        self.high: list[int] = []
        self.low: list[int] = []
        self.labels: dict[int, Label] = {}
        self._nodes: dict[tuple[int, int, int], int] = {}
        self._terminals: dict[tuple[type, Label], int] = {}
        self._memo: dict[tuple[int, int, int], int] = {}
        self._pairs: dict[tuple[int, int], int] = {}
        self.terminal(False)
        self.terminal(True)

    def terminal(self, label: Label) -> int:
        """The terminal that carries ``label``."""
        key = (type(label), label)
        node = self._terminals.get(key)
        if node is None:
            node = self._terminals[key] = self._add(self.width, 0, 0)
            self.labels[node] = label
        return node

    def choice(self, variable: int, high: int, low: int) -> int:
        """The node that asks ``variable``; ``high`` for yes. Both must ask later variables only."""
        if high == low:
            return high
        key = (variable, high, low)
        node = self._nodes.get(key)
        if node is None:
            node = self._nodes[key] = self._add(variable, high, low)
        return node

    def variable(self, variable: int) -> int:
        """The condition that ``variable`` is yes."""
        return self.choice(variable, TRUE, FALSE)

    def ite(self, condition: int, then: int, otherwise: int) -> int:
        """``then`` where ``condition`` holds, elsewhere ``otherwise``."""
        if condition == TRUE or then == otherwise:
            return then
        if condition == FALSE:
            return otherwise
        if then == TRUE and otherwise == FALSE:
            return condition
        key = (condition, then, otherwise)
        node = self._memo.get(key)
        if node is None:
            node = self._memo[key] = self._split(*key)
        return node

    def negation(self, condition: int) -> int:
        return self.ite(condition, FALSE, TRUE)

    def conjunction(self, conditions: Iterable[int]) -> int:
        """All of them; of none, true."""
        result = TRUE
        for condition in reversed(tuple(conditions)):
            result = self.ite(condition, result, FALSE)
        return result

    def disjunction(self, conditions: Iterable[int]) -> int:
        """Any of them; of none, false."""
        result = FALSE
        for condition in reversed(tuple(conditions)):
            result = self.ite(condition, TRUE, result)
        return result

    def paired(self, one: int, other: int) -> int:
        """Both at once: each terminal carries the pair of their labels."""
        key = (one, other)
        node = self._pairs.get(key)
        if node is None:
            node = self._pairs[key] = self._pair(one, other)
        return node

    def below(self, root: int) -> list[int]:
        """``root`` and what it leads to, ascending: a node stands after both that it leads to."""
        seen, waiting = {root}, [root]
        while waiting:
            node = waiting.pop()
            if node in self.labels:
                continue
            for successor in (self.high[node], self.low[node]):
                if successor not in seen:
                    seen.add(successor)
                    waiting.append(successor)
        return sorted(seen)

    def _add(self, variable: int, high: int, low: int) -> int:
        if len(self.test) >= self.limit:
            raise DiagramTooLarge(f"more than {self.limit} nodes")
        self.test.append(variable)
        self.high.append(high)
        self.low.append(low)
        return len(self.test) - 1

    def _split(self, condition: int, then: int, otherwise: int) -> int:
        """Written out, because everything that is proved of a pack spends its time here."""
        test, high, low = self.test, self.high, self.low
        top = min(test[condition], test[then], test[otherwise])
        if_yes, if_no = (high[condition], low[condition]) if test[condition] == top else (condition, condition)
        then_yes, then_no = (high[then], low[then]) if test[then] == top else (then, then)
        else_yes, else_no = (high[otherwise], low[otherwise]) if test[otherwise] == top else (otherwise, otherwise)
        return self.choice(top, self.ite(if_yes, then_yes, else_yes), self.ite(if_no, then_no, else_no))

    def _pair(self, one: int, other: int) -> int:
        if one in self.labels and other in self.labels:
            return self.terminal((_text(self.labels[one]), _text(self.labels[other])))
        top = min(self.test[one], self.test[other])
        one_yes, one_no = self._sides(one, top)
        other_yes, other_no = self._sides(other, top)
        return self.choice(top, self.paired(one_yes, other_yes), self.paired(one_no, other_no))

    def _sides(self, node: int, variable: int) -> tuple[int, int]:
        """Where ``node`` leads when ``variable``, which nothing above it asks, is yes, and when it is no."""
        return (self.high[node], self.low[node]) if self.test[node] == variable else (node, node)


def _text(label: Label) -> str | None:
    return None if label is None else str(label)
