"""Why: the lines of the law that carry a result on one file, or all of them."""

from collections.abc import Iterable, Mapping

from rongcuo.determination.explanation import Answers, Explanation, weigh
from rongcuo.determination.lines import EntryBuild, Part, of_entry, of_finding, of_rule
from rongcuo.determination.outcome import UNDETERMINED, Outcome
from rongcuo.determination.tree import Point


class Explainer:
    """An outline made ready once, to explain many files in microseconds."""

    def __init__(self, outline: Point, exclusives: Iterable[Point], bit: Mapping[str, int]) -> None:
        self.outline = outline
        self._bit = bit
        self._findings: dict[str, Part] = {}
        self._entries = [(entry.id, self._entry(entry)) for entry in outline.children]
        self._exclusives = [(each, sum(bits := self._answered(each)), bits) for each in exclusives]

    def explain(self, answers: Answers, outcome: Outcome) -> Explanation:
        """The list down to the last entry that can decide, with what it rests on and nothing else.

        Below the entries stands each set of exclusive findings of which one is
        established and another open: it is why the open one cannot hold.
        """
        established, refuted, contested = answers
        possible = outcome.entries
        lines = [
            build(established, refuted, contested, name in possible)
            for name, build in self._entries[: outcome.last + 1]
        ]
        for point, mask, findings in self._exclusives:
            if established & mask and mask & ~(established | refuted):
                cited = tuple(yes for bit, yes in findings.items() if established & bit)
                lines.append(Explanation(point, "satisfied", cited))
        return self._list(tuple(lines), outcome)

    def compare(self, answers: Answers, outcome: Outcome) -> Explanation:
        """The list down to the last entry that can decide, with every limb of every rule."""
        entries = self.outline.children[: outcome.last + 1]
        lines = [self._whole(entry, answers)._replace(possible=entry.id in outcome.entries) for entry in entries]
        return self._list(tuple(lines), outcome)

    def _list(self, lines: tuple[Explanation, ...], outcome: Outcome) -> Explanation:
        return Explanation(self.outline, "open" if outcome.standing == UNDETERMINED else "satisfied", lines)

    def _entry(self, entry: Point) -> EntryBuild:
        return of_entry(entry, self._part(entry.children[0]) if entry.children else None)

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
