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

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Literal, NamedTuple

from rongcuo.base import Answer
from rongcuo.determination.outcome import UNDETERMINED, Outcome
from rongcuo.determination.tree import Point

Value = Literal["satisfied", "not_satisfied", "open"]

OPPOSITE: dict[Value, Value] = {"satisfied": "not_satisfied", "not_satisfied": "satisfied", "open": "open"}

VALUES: dict[Answer, Value] = {
    Answer.ESTABLISHED: "satisfied",
    Answer.NOT_ESTABLISHED: "not_satisfied",
    Answer.UNDETERMINED: "open",
    Answer.CONTESTED: "open",
}

_OUTCOMES: dict[str, tuple[Value, Value, Value]] = {
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


_Build = Callable[[int, int, int], Explanation]

_line = partial(tuple.__new__, Explanation)
"""An explanation from all five of its parts at once: a third of the time that its own constructor takes."""


class Explainer:
    """An outline made ready once, to explain many files in microseconds."""

    def __init__(self, outline: Point, exclusives: Iterable[Point], bit: Mapping[str, int]) -> None:
        self.outline = outline
        self._bit = bit
        self._leaves: dict[str, _Build] = {}
        self._entries = [(entry, self._builds(entry.children)) for entry in outline.children]
        self._exclusives = [(each, self._builds(each.children), _mask(each, bit)) for each in exclusives]

    def explain(self, answers: Answers, outcome: Outcome) -> Explanation:
        """The list down to the last entry that can decide, with what it rests on and nothing else.

        Below the entries stands each set of exclusive findings of which one is
        established and another open: it is why the open one cannot hold.
        """
        lines, entries = [], outcome.entries
        for entry, build in self._entries[: outcome.last + 1]:
            rules = tuple([rule(*answers) for rule in build])
            value: Value = rules[0].value if rules else "satisfied"
            lines.append(_line((entry, value, rules, None, entry.id in entries)))
        return self._list((*lines, *self._excluding(answers)), outcome)

    def compare(self, answers: Answers, outcome: Outcome) -> Explanation:
        """The list down to the last entry that can decide, with every limb of every rule."""
        entries = [entry for entry, _ in self._entries[: outcome.last + 1]]
        lines = [self._whole(entry, answers)._replace(possible=entry.id in outcome.entries) for entry in entries]
        return self._list(tuple(lines), outcome)

    def _list(self, lines: tuple[Explanation, ...], outcome: Outcome) -> Explanation:
        return Explanation(self.outline, "open" if outcome.standing == UNDETERMINED else "satisfied", lines)

    def _excluding(self, answers: Answers) -> Iterator[Explanation]:
        for point, builds, mask in self._exclusives:
            if answers.established & mask and ~(answers.established | answers.refuted) & mask:
                lines = (build(*answers) for build in builds)
                yield Explanation(point, "satisfied", tuple(line for line in lines if line.value == "satisfied"))

    def _whole(self, point: Point, answers: Answers) -> Explanation:
        if point.form == "finding":
            return self._leaf(point)(*answers)
        children = tuple(self._whole(child, answers) for child in point.children)
        return Explanation(point, weigh(point.operator or "all", (child.value for child in children)), children)

    def _builds(self, points: Iterable[Point]) -> list[_Build]:
        return [self._build(point) for point in points]

    def _build(self, point: Point) -> _Build:
        if point.form == "finding":
            return self._leaf(point)
        if all(child.form == "finding" for child in point.children):
            return _group_of_findings(
                point, self._builds(point.children), [self._bit[c.id or ""] for c in point.children]
            )
        return _group(point, self._builds(point.children))

    def _leaf(self, point: Point) -> _Build:
        name = point.id or ""
        if name not in self._leaves:
            self._leaves[name] = _finding(point, self._bit[name])
        return self._leaves[name]


def weigh(operator: str, values: Iterable[Value]) -> Value:
    """Kleene's value of ``all``, ``any`` or ``none`` over the children's values."""
    settling, settled, otherwise = _OUTCOMES[operator]
    seen = set(values)
    return settled if settling in seen else "open" if "open" in seen else otherwise


def _finding(point: Point, bit: int) -> _Build:
    """One line for each answer, made once."""
    forms = {answer: Explanation(point, value, (), answer) for answer, value in VALUES.items()}
    yes, no = forms[Answer.ESTABLISHED], forms[Answer.NOT_ESTABLISHED]
    both, neither = forms[Answer.CONTESTED], forms[Answer.UNDETERMINED]

    def build(established: int, refuted: int, contested: int) -> Explanation:
        return yes if established & bit else no if refuted & bit else both if contested & bit else neither

    return build


def _group(point: Point, builds: Sequence[_Build]) -> _Build:
    settling, settled, otherwise = _OUTCOMES[point.operator or "all"]

    def build(established: int, refuted: int, contested: int) -> Explanation:
        children, value = [], otherwise
        for limb in builds:
            child = limb(established, refuted, contested)
            if child.value == settling:
                return _line((point, settled, (child,), None, None))
            if child.value == "open":
                value = "open"
            children.append(child)
        return _line((point, value, tuple(children), None, None))

    return build


def _group_of_findings(point: Point, builds: Sequence[_Build], bits: Sequence[int]) -> _Build:
    """A rule over findings alone: where it is settled, the line is one of a few made once."""
    settling, settled, otherwise = _OUTCOMES[point.operator or "all"]
    mask, yes = sum(set(bits)), settling == "satisfied"
    alone = {
        bit: Explanation(point, settled, (limb(bit * yes, bit * (not yes), 0),))
        for limb, bit in zip(builds, bits, strict=True)
    }
    every = Explanation(point, otherwise, tuple(limb(mask * (not yes), mask * yes, 0) for limb in builds))

    def build(established: int, refuted: int, contested: int) -> Explanation:
        against, along = (established, refuted) if yes else (refuted, established)
        hit = against & mask
        if hit:
            return alone[hit & -hit]
        if along & mask == mask:
            return every
        return _line((point, "open", tuple([limb(established, refuted, contested) for limb in builds]), None, None))

    return build


def _mask(point: Point, bit: Mapping[str, int]) -> int:
    return sum({bit[child.id or ""] for child in point.children})
