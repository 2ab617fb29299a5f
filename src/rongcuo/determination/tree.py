"""The ordered list as a tree that explains: each rule with its clause, its words and its value.

Values here are three-valued in Kleene's sense, rule by rule: that is what a
reader expects of each line. Which outcomes remain is the diagram's word
(:mod:`rongcuo.determination.diagram`); where a line is open and its outcome
is nevertheless out of reach, ``possible`` says so.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from rongcuo.base import Answer, ClauseRef
from rongcuo.determination.findings import SILENT, Findings, FindingState
from rongcuo.law import Pack, Policy
from rongcuo.law.rules import Entry, Group, Leaf, Node, Switch

Value = Literal["satisfied", "not_satisfied", "open"]
Form = Literal["list", "entry", "rule", "finding"]

OPPOSITE: dict[Value, Value] = {"satisfied": "not_satisfied", "not_satisfied": "satisfied", "open": "open"}

VALUES: dict[Answer, Value] = {
    Answer.ESTABLISHED: "satisfied",
    Answer.NOT_ESTABLISHED: "not_satisfied",
    Answer.UNDETERMINED: "open",
    Answer.CONTESTED: "open",
}


@dataclass(frozen=True, slots=True)
class Point:
    """One line of the law as the pack declares it; the same for every file.

    ``clause`` is where it stands (of an entry, the first of ``clauses``),
    ``cited`` how the regulation numbers that clause, ``text`` its verbatim
    words and ``quote`` the finding's own words within it.
    """

    form: Form
    id: str | None
    label: str | None
    operator: str | None
    clause: ClauseRef | None
    clauses: tuple[ClauseRef, ...]
    cited: str | None
    text: str | None
    quote: str | None
    judged: bool
    standing: str | None
    children: tuple["Point", ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """What one line comes to on one file, and why.

    ``state`` is what the file says, for a finding. ``possible`` stands beside
    an entry: some admissible completion of the file is decided by it.
    """

    point: Point
    value: Value
    state: FindingState | None
    possible: bool | None
    children: tuple["Explanation", ...]


def outline(policy: Policy) -> Point:
    """The policy's ordered list as points, entry by entry."""
    entries = tuple(_entry(policy.pack, entry) for entry in policy.entries)
    return _point(policy.pack, "list", operator="first", children=entries)


def explain(point: Point, findings: Findings, possible: frozenset[str]) -> Explanation:
    """The list down to the last entry that can still decide, each line with its value."""
    last = max(index for index, entry in enumerate(point.children) if entry.id in possible)
    entries = tuple(_explain_entry(entry, findings, entry.id in possible) for entry in point.children[: last + 1])
    return Explanation(point, "satisfied" if len(possible) == 1 else "open", None, None, entries)


def weigh(operator: str, values: Iterable[Value]) -> Value:
    """Kleene's value of ``all``, ``any`` or ``none`` over the children's values."""
    seen = set(values)
    if operator == "all":
        return "not_satisfied" if "not_satisfied" in seen else "open" if "open" in seen else "satisfied"
    some: Value = "satisfied" if "satisfied" in seen else "open" if "open" in seen else "not_satisfied"
    return some if operator == "any" else OPPOSITE[some]


def _explain_entry(point: Point, findings: Findings, possible: bool) -> Explanation:
    children = tuple(_explain(child, findings) for child in point.children)
    return Explanation(point, weigh("all", (child.value for child in children)), None, possible, children)


def _explain(point: Point, findings: Findings) -> Explanation:
    if point.form == "finding":
        state = findings.get(point.id or "", SILENT)
        return Explanation(point, VALUES[state.answer], state, None, ())
    children = tuple(_explain(child, findings) for child in point.children)
    value = weigh(point.operator or "all", (child.value for child in children))
    return Explanation(point, value, None, None, children)


def _entry(pack: Pack, entry: Entry) -> Point:
    return _point(
        pack,
        "entry",
        id=entry.id,
        label=entry.label,
        clause=entry.clauses[0] if entry.clauses else None,
        clauses=entry.clauses,
        standing=entry.standing,
        children=() if entry.when is None else (_rule(pack, entry.when),),
    )


def _rule(pack: Pack, rule: Node) -> Point:
    match rule:
        case Leaf(finding=name, judged=judged):
            finding = pack.findings[name]
            return _point(
                pack,
                "finding",
                id=name,
                label=finding.label,
                clause=finding.clause,
                quote=finding.quote,
                judged=judged or finding.judged,
            )
        case Group(operator=operator, children=children):
            below = tuple(_rule(pack, child) for child in children)
            return _point(
                pack, "rule", id=rule.name, label=rule.label, operator=operator, clause=rule.clause, children=below
            )
        case Switch(reading=reading):
            message = f"the reading {reading!r} is not chosen yet; a policy has no switches"
            raise TypeError(message)


def _point(
    pack: Pack,
    form: Form,
    *,
    id: str | None = None,  # noqa: A002  the point's own id
    label: str | None = None,
    operator: str | None = None,
    clause: ClauseRef | None = None,
    clauses: tuple[ClauseRef, ...] = (),
    quote: str | None = None,
    judged: bool = False,
    standing: str | None = None,
    children: tuple[Point, ...] = (),
) -> Point:
    words = pack.clauses.get(clause) if clause else None
    cited, text = (words.label, words.text) if words else (None, None)
    return Point(form, id, label, operator, clause, clauses, cited, text, quote, judged, standing, children)
