"""What is still in question: the part of the law that the findings on file have not settled.

Settled limbs fall away, since they no longer decide anything, and so do
entries that no completion is decided by. The lines that are left are an
ordered list of their own, over the open findings alone: the first that holds
decides, the last has no condition any more.
"""

from rongcuo.determination.explanation import Explanation


def residual(explanation: Explanation) -> tuple[Explanation, ...]:
    """The entries of ``explanation`` that can still decide, in order; none where one standing is left."""
    if explanation.value != "open":
        return ()
    *before, last = [line for line in explanation.children if line.possible]
    return (*(_open(entry) for entry in before), last._replace(children=()))


def _open(line: Explanation) -> Explanation:
    return line._replace(children=tuple(_open(child) for child in line.children if child.value == "open"))
