"""The ordered list as points: each line of the law as the pack declares it, the same for every file."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

from rongcuo.base import ClauseRef
from rongcuo.law import Pack, Policy
from rongcuo.law.rules import Entry, Exclusive, Group, Leaf, Node, Operator, Switch

Form = Literal["list", "entry", "rule", "finding", "exclusive"]


@dataclass(frozen=True, slots=True)
class Point:
    """One line of the law.

    ``clause`` is where it stands (of an entry, the first of ``clauses``),
    ``cited`` how the regulation numbers that clause, ``text`` its verbatim
    words and ``quote`` the finding's own words within it; both are none where
    the words were not seen. ``operator`` is that
    of a rule; an entry has its rule as its only child, or none. An
    ``exclusive`` has for children the findings of which one alone can hold.
    """

    form: Form
    id: str | None = None
    label: str | None = None
    label_en: str | None = None
    operator: Operator | None = None
    clause: ClauseRef | None = None
    clauses: tuple[ClauseRef, ...] = ()
    cited: str | None = None
    text: str | None = None
    quote: str | None = None
    judged: bool = False
    standing: str | None = None
    children: tuple["Point", ...] = ()


def outline(policy: Policy) -> Point:
    """The policy's ordered list as points, entry by entry."""
    return Point("list", children=tuple(_entry(policy.pack, entry) for entry in policy.entries))


def exclusives(policy: Policy) -> tuple[Point, ...]:
    """The declared sets of findings of which one alone can be established."""
    return tuple(_exclusive(policy.pack, each) for each in policy.pack.exclusives)


def _exclusive(pack: Pack, exclusive: Exclusive) -> Point:
    place = _Place.of(pack, exclusive.clause)
    children = tuple(_finding(pack, name) for name in exclusive.findings)
    return Point("exclusive", clause=place.clause, cited=place.cited, text=place.text, children=children)


def _entry(pack: Pack, entry: Entry) -> Point:
    place = _Place.of(pack, entry.clauses[0] if entry.clauses else None)
    return Point(
        "entry",
        entry.id,
        entry.label,
        entry.label_en,
        clause=place.clause,
        clauses=entry.clauses,
        cited=place.cited,
        text=place.text,
        standing=entry.standing,
        children=() if entry.when is None else (_rule(pack, entry.when),),
    )


def _rule(pack: Pack, rule: Node) -> Point:
    match rule:
        case Leaf(finding=name):
            return _finding(pack, name)
        case Group(operator=operator, children=children):
            place = _Place.of(pack, rule.clause)
            return Point(
                "rule",
                rule.name,
                rule.label,
                rule.label_en,
                operator,
                clause=place.clause,
                cited=place.cited,
                text=place.text,
                children=tuple(_rule(pack, child) for child in children),
            )
        case Switch(reading=reading):
            message = f"the reading {reading!r} is not chosen yet; a policy has no switches"
            raise TypeError(message)


def _finding(pack: Pack, name: str) -> Point:
    finding = pack.findings[name]
    place = _Place.of(pack, finding.clause)
    return Point(
        "finding",
        name,
        finding.label,
        finding.label_en,
        clause=place.clause,
        cited=place.cited,
        text=place.text,
        quote=finding.quote,
        judged=finding.judged,
    )


class _Place(NamedTuple):
    """A clause with how the regulation numbers it and its words, where the pack has it."""

    clause: ClauseRef | None
    cited: str | None
    text: str | None

    @classmethod
    def of(cls, pack: Pack, clause: ClauseRef | None) -> "_Place":
        words = pack.clauses.get(clause) if clause else None
        return cls(clause, words.label, words.text or None) if words else cls(clause, None, None)
