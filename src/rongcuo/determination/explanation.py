"""Why: the lines of the law that carry a result, each with its value on one file.

A satisfied ``any`` cites one witness, one that is not satisfied every limb;
``all`` the other way round, ``none`` as ``any``. What is open cites every
limb. So no line stands there for nothing, and the findings at the leaves are
enough: whoever has these answers and no others comes to the same standings.

Values are three-valued in Kleene's sense, rule by rule, which is what a
reader expects of each line. Which outcomes remain is the diagram's word;
where a line is open and its outcome nevertheless out of reach, ``possible``
says so.
"""

from collections.abc import Iterable
from typing import Literal, NamedTuple

from rongcuo.base import Answer
from rongcuo.determination.tree import Point

Value = Literal["satisfied", "not_satisfied", "open"]

OPPOSITE: dict[Value, Value] = {"satisfied": "not_satisfied", "not_satisfied": "satisfied", "open": "open"}

VALUES: dict[Answer, Value] = {
    Answer.ESTABLISHED: "satisfied",
    Answer.NOT_ESTABLISHED: "not_satisfied",
    Answer.UNDETERMINED: "open",
    Answer.CONTESTED: "open",
}

OUTCOMES: dict[str, tuple[Value, Value, Value]] = {
    "all": ("not_satisfied", "not_satisfied", "satisfied"),
    "any": ("satisfied", "satisfied", "not_satisfied"),
    "none": ("satisfied", "not_satisfied", "satisfied"),
}
"""Per operator: the limb that settles it alone, what it is then, and what it is when every limb says otherwise."""


class Explanation(NamedTuple):
    """What one line comes to on one file, and what it rests on.

    ``answer`` is what the file says, for a finding; its evidence and reason
    are the determination's to give. ``possible`` stands beside an entry: some
    admissible completion of the file is decided by it.
    """

    point: Point
    value: Value
    children: tuple["Explanation", ...] = ()
    answer: Answer | None = None
    possible: bool | None = None


class Answers(NamedTuple):
    """A file as three masks over the findings in the law's order; a finding in none of them is undetermined."""

    established: int
    refuted: int
    contested: int = 0


def weigh(operator: str, values: Iterable[Value]) -> Value:
    """Kleene's value of ``all``, ``any`` or ``none`` over the children's values."""
    settling, settled, otherwise = OUTCOMES[operator]
    seen = set(values)
    return settled if settling in seen else "open" if "open" in seen else otherwise
