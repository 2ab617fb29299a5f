"""三、条文与结果: the determination as rows beside the clause."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rongcuo.base import Answer
from rongcuo.determination import Determination, Explanation
from rongcuo.web.clauses import Law
from rongcuo.web.marks import Badge, Chip, badge

_OPERATORS = {"all": "同时", "any": "任一", "none": "均无"}
_VALUES = {"satisfied": "满足", "not_satisfied": "不满足", "open": "尚不能定"}
_UNNAMED = {"all": "同时具备", "any": "具备其中之一", "none": "均不存在"}


@dataclass(frozen=True, slots=True)
class TreeRow:
    """One row: operator, words, clause, value; ``folded`` rows open on demand."""

    text: str
    depth: int
    operator: str
    chip: Chip | None
    note: str
    value: str
    badge: Badge | None
    children: tuple["TreeRow", ...]
    folded: bool
    ahead: bool
    decides: bool

    @property
    def count(self) -> int:
        """How many rows a fold hides."""
        return len(self.children)


def tree_rows(determination: Determination, law: Law) -> tuple[TreeRow, ...]:
    """The ordered list down to the last line that can still decide."""
    return tuple(_entry(entry, law) for entry in determination.comparison.children)


def _entry(entry: Explanation, law: Law) -> TreeRow:
    """A line of the ordered list; what its rule asks stands below it."""
    point = entry.point
    rule = entry.children[0] if entry.children else None
    possible = bool(entry.possible)
    children = () if rule is None else _children(rule, law, 1)
    return TreeRow(
        text=law.standing(point.standing or ""),
        depth=0,
        operator=_OPERATORS.get((rule.point.operator if rule else None) or "", ""),
        chip=law.chip(point.clause),
        note="　".join(part for part in (point.label or "", "" if possible else "不决定结果") if part),
        value=_VALUES[entry.value] if entry.children else "其他情形",
        badge=None,
        children=children,
        folded=bool(children) and not possible,
        ahead=not possible,
        decides=possible,
    )


def _children(rule: Explanation, law: Law, depth: int) -> tuple[TreeRow, ...]:
    """The rows below a rule; a rule that is one finding has itself for a row."""
    items = rule.children or (rule,)
    return tuple(_row(child, law, depth) for child in items)


def _row(item: Explanation, law: Law, depth: int) -> TreeRow:
    if item.answer is not None:
        return _finding(item, item, law, depth)
    only = item.children[0] if len(item.children) == 1 else None
    if only is not None and only.answer is not None:
        return _finding(item, only, law, depth)
    if only is not None and item.point.operator == "none" and only.point.operator == "any":
        return _group(item, only, law, depth)
    return _group(item, item, law, depth)


def _finding(outer: Explanation, leaf: Explanation, law: Law, depth: int) -> TreeRow:
    """A finding, or a rule about one finding only: its operator, its words, the badge."""
    finding = law.policy.pack.findings[leaf.point.id or ""]
    operator = "" if outer is leaf or outer.point.operator != "none" else _OPERATORS["none"]
    return TreeRow(
        text=outer.point.label or finding.label,
        depth=depth,
        operator=operator,
        chip=law.chip(outer.point.clause or finding.clause),
        note="须判断" if leaf.point.judged else "",
        value="",
        badge=badge(finding, leaf.answer or Answer.UNDETERMINED),
        children=(),
        folded=False,
        ahead=False,
        decides=False,
    )


def _group(outer: Explanation, inner: Explanation, law: Law, depth: int) -> TreeRow:
    """A rule over several; where all below it say the same, the rows fold into one."""
    children = tuple(_row(child, law, depth + 1) for child in inner.children)
    values = {row.badge.word if row.badge else row.value for row in children}
    operator = outer.point.operator or "all"
    return TreeRow(
        text=outer.point.label or inner.point.label or _UNNAMED[operator],
        depth=depth,
        operator=_OPERATORS[operator],
        chip=law.chip(outer.point.clause or inner.point.clause),
        note="",
        value=_VALUES[outer.value],
        badge=None,
        children=children,
        folded=len(children) > 2 and len(values) == 1,
        ahead=False,
        decides=False,
    )


def open_rows(rows: Iterator[TreeRow] | tuple[TreeRow, ...]) -> Mapping[str, Chip]:
    """The clauses of the rows that are not settled, by number; the first is shown beside the tree."""
    found: dict[str, Chip] = {}
    for row in rows:
        if row.badge and row.badge.kind in ("undetermined", "contested") and row.chip:
            found.setdefault(str(row.chip.ref), row.chip)
        found |= open_rows(row.children)
    return found
