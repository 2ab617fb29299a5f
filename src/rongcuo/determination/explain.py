"""Why: the lines of the law that carry a result on one file, or all of them."""

from collections.abc import Iterable, Iterator, Mapping

from rongcuo.determination.explanation import Answers, Explanation, Value, weigh
from rongcuo.determination.lines import Part, line, of_finding, of_rule
from rongcuo.determination.outcome import UNDETERMINED, Outcome
from rongcuo.determination.tree import Point


class Explainer:
    """An outline made ready once, to explain many files in microseconds."""

    def __init__(self, outline: Point, exclusives: Iterable[Point], bit: Mapping[str, int]) -> None:
        self.outline = outline
        self._bit = bit
        self._findings: dict[str, Part] = {}
        self._entries = [(entry, [self._part(rule).build for rule in entry.children]) for entry in outline.children]
        self._exclusives = [(each, self._answered(each)) for each in exclusives]

    def explain(self, answers: Answers, outcome: Outcome) -> Explanation:
        """The list down to the last entry that can decide, with what it rests on and nothing else.

        Below the entries stands each set of exclusive findings of which one is
        established and another open: it is why the open one cannot hold.
        """
        lines, entries = [], outcome.entries
        for entry, build in self._entries[: outcome.last + 1]:
            rules = tuple([rule(*answers) for rule in build])
            value: Value = rules[0].value if rules else "satisfied"
            lines.append(line((entry, value, rules, None, entry.id in entries)))
        return self._list((*lines, *self._excluding(answers)), outcome)

    def compare(self, answers: Answers, outcome: Outcome) -> Explanation:
        """The list down to the last entry that can decide, with every limb of every rule."""
        entries = [entry for entry, _ in self._entries[: outcome.last + 1]]
        lines = [self._whole(entry, answers)._replace(possible=entry.id in outcome.entries) for entry in entries]
        return self._list(tuple(lines), outcome)

    def _list(self, lines: tuple[Explanation, ...], outcome: Outcome) -> Explanation:
        return Explanation(self.outline, "open" if outcome.standing == UNDETERMINED else "satisfied", lines)

    def _excluding(self, answers: Answers) -> Iterator[Explanation]:
        for point, findings in self._exclusives:
            mask = sum(findings)
            if answers.established & mask and ~(answers.established | answers.refuted) & mask:
                cited = tuple(yes for bit, yes in findings.items() if answers.established & bit)
                yield Explanation(point, "satisfied", cited)

    def _answered(self, point: Point) -> dict[int, Explanation]:
        """Each finding of a set of exclusives by its bit, as the line of its being established."""
        fixed = (self._part(child).fixed["satisfied"] for child in point.children)
        return {each.established: each.line for each in fixed}

    def _whole(self, point: Point, answers: Answers) -> Explanation:
        if point.form == "finding":
            return self._part(point).build(*answers)
        children = tuple(self._whole(child, answers) for child in point.children)
        return Explanation(point, weigh(point.operator or "all", (child.value for child in children)), children)

    def _part(self, point: Point) -> Part:
        if point.form != "finding":
            return of_rule(point, [self._part(child) for child in point.children])
        name = point.id or ""
        if name not in self._findings:
            self._findings[name] = of_finding(point, self._bit[name])
        return self._findings[name]
