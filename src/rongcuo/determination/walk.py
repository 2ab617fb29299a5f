"""A diagram walked with masks: which of its terminals a file can still reach, and what is left to ask.

A file is two whole numbers: each finding has a bit, which is set in
``established`` or in ``refuted``; a finding with neither is open. Masks make
one walk a few microseconds.
"""

from collections.abc import Iterator, Mapping, Sequence

from rongcuo.determination.diagram import Diagram


class Walk:
    """One diagram made ready for walking; ``bit`` gives the mask of each question that it asks."""

    def __init__(self, diagram: Diagram, bit: Mapping[str, int]) -> None:
        self.diagram = diagram
        self._terminals = len(diagram.labels)
        bits = [*(bit[name] for name in diagram.order), 0]
        self._ask: Sequence[int] = [bits[index] for index in diagram.test]
        self._high: Sequence[int] = diagram.high
        self._low: Sequence[int] = diagram.low
        self._mark: Sequence[int] = [0 if label is None else 1 << node for node, label in enumerate(diagram.labels)]

    def reach(self, established: int, refuted: int) -> int:
        """The terminals of the admissible completions: bit *i* for ``labels[i]``.

        What is answered leads one way, what is open both; each node that is
        come to by an open finding is taken up once.
        """
        ask, high, low, terminals = self._ask, self._high, self._low, self._terminals
        waiting, seen, reached = [self.diagram.root], {self.diagram.root}, 0
        while waiting:
            node = waiting.pop()
            while node >= terminals:
                bit = ask[node]
                if established & bit:
                    node = high[node]
                elif refuted & bit:
                    node = low[node]
                else:
                    waiting += {high[node], low[node]} - seen
                    seen.update(waiting)
                    break
            else:
                reached |= self._mark[node]
        return reached

    def labels(self, reached: int) -> Iterator[str]:
        """The labels of the terminals in ``reached``, in the diagram's order."""
        for node, label in enumerate(self.diagram.labels):
            if label is not None and reached >> node & 1:
                yield label
