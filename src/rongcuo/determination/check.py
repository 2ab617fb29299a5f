"""What can be proved of a pack before any file: reach, use, redundancy, size.

Errors stop a pack; notices tell its author what the rules amount to. Proved
for the default readings and for every single change of a reading that affects
the determination, by comparing diagrams in one forest.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rongcuo.base import Place, Problem, Severity
from rongcuo.determination.diagram import Diagram, grow, taken_from
from rongcuo.determination.forest import DiagramTooLarge, Forest
from rongcuo.determination.kleene import Overreach, overreach
from rongcuo.law import Pack, Policy, apply
from rongcuo.law.rules import Entry, Group, Leaf, Node

BUDGET = 20_000
"""Nodes of a diagram; the first regulation's has about a hundred."""


@dataclass(frozen=True, slots=True)
class Variant:
    """The pack under its defaults, or with one reading changed."""

    change: tuple[str, str] | None
    policy: Policy
    entries: Diagram
    standings: Diagram
    root: int
    """In the shared forest: equal exactly when two variants give the same standing to every file."""

    @property
    def name(self) -> str:
        """``reading=value`` of the change; ``default`` without one."""
        return "=".join(self.change) if self.change else "default"


def check(pack: Pack) -> tuple[Problem, ...]:
    """Everything that the diagrams prove of ``pack``; errors first."""
    forest = Forest(len(pack.findings))
    try:
        variants = [_variant(forest, pack, change) for change in _changes(pack)]
    except DiagramTooLarge:
        return (Problem("rules.diagram_too_large", {"size": forest.limit, "budget": BUDGET}),)
    default, *changed = variants
    problems = [
        *_size(variants),
        *_unreachable(pack, default, Severity.ERROR),
        *(problem for variant in changed for problem in _fallen(pack, default, variant)),
        *_never_matters(pack, default, changed),
        *_redundant(forest, default),
        *_without_effect(pack, default, changed),
        *_kleene(pack, variants),
    ]
    return tuple(sorted(problems, key=lambda problem: problem.severity is Severity.NOTICE))


def _changes(pack: Pack) -> Iterator[tuple[str, str] | None]:
    yield None
    for reading in pack.readings.values():
        if reading.affects == "determination":
            yield from ((reading.id, value) for value in reading.ids[1:])


def _variant(forest: Forest, pack: Pack, change: tuple[str, str] | None) -> Variant:
    policy = apply(pack, dict([change]) if change else {})
    if not isinstance(policy, Policy):
        message = f"the pack's own readings were refused: {policy}"
        raise TypeError(message)
    order = tuple(pack.findings)
    root = grow(forest, policy, by_standing=True)
    entries = taken_from(forest, grow(forest, policy), order)
    return Variant(change, policy, entries, taken_from(forest, root, order), root)


def _size(variants: Sequence[Variant]) -> Iterator[Problem]:
    largest = max(variants, key=lambda variant: variant.entries.size)
    params = {
        "size": variants[0].entries.size,
        "largest": largest.entries.size,
        "change": largest.name,
        "budget": BUDGET,
    }
    if largest.entries.size > BUDGET:
        yield Problem("rules.diagram_too_large", params)
    else:
        yield Problem("rules.diagram_size", params, severity=Severity.NOTICE)


def _unreachable(pack: Pack, variant: Variant, severity: Severity) -> Iterator[Problem]:
    change = variant.name
    for entry in variant.policy.entries:
        if entry.id not in variant.entries.labels:
            params = {"entry": entry.id, "label": entry.label, "change": change}
            yield Problem("rules.entry_unreachable", params, entry.place, severity)
    for standing in pack.standings.values():
        if standing.id not in variant.standings.labels:
            params = {"standing": standing.id, "label": standing.label, "change": change}
            yield Problem("rules.standing_unreachable", params, standing.place, severity)


def _fallen(pack: Pack, default: Variant, changed: Variant) -> Iterator[Problem]:
    """What one changed reading puts out of reach, unless it is so already."""
    before = {(p.code, p.place) for p in _unreachable(pack, default, Severity.NOTICE)}
    for problem in _unreachable(pack, changed, Severity.NOTICE):
        if (problem.code, problem.place) not in before:
            yield problem


def _never_matters(pack: Pack, default: Variant, changed: Sequence[Variant]) -> Iterator[Problem]:
    matters = set(default.standings.pivotal())
    elsewhere = [(variant, set(variant.standings.pivotal())) for variant in changed]
    for finding in pack.findings.values():
        if finding.id in matters or finding.kind == "source":
            continue
        under = [variant.name for variant, pivotal in elsewhere if finding.id in pivotal]
        params = {"finding": finding.id, "label": finding.label, "under": "；".join(under) or "—"}
        yield Problem("rules.finding_never_matters", params, finding.place, Severity.NOTICE)


def _without_effect(pack: Pack, default: Variant, changed: Sequence[Variant]) -> Iterator[Problem]:
    for variant in changed:
        if variant.root == default.root and variant.change:
            reading, value = variant.change
            params = {"reading": reading, "value": value, "change": variant.name}
            yield Problem("rules.reading_without_effect", params, pack.readings[reading].place, Severity.NOTICE)


def _redundant(forest: Forest, default: Variant) -> Iterator[Problem]:
    """Limbs whose removal, wherever their rule is used, changes no standing."""
    for group, position in _limbs(default.policy.entries):
        shorter = replace(group, children=group.children[:position] + group.children[position + 1 :])
        entries = tuple(_with(entry, group, shorter) for entry in default.policy.entries)
        if grow(forest, replace(default.policy, entries=entries), by_standing=True) == default.root:
            limb, rule = _name_of(group.children[position]), group.label or group.name or group.operator
            place = Place(field=group.name, clause=group.clause)
            yield Problem("rules.limb_redundant", {"limb": limb, "rule": rule}, place, Severity.NOTICE)


def _limbs(entries: Sequence[Entry]) -> Iterator[tuple[Group, int]]:
    groups = dict.fromkeys(group for entry in entries for group in _groups(entry.when))
    for group in groups:
        yield from ((group, position) for position in range(len(group.children)))


def _groups(rule: Node | None) -> Iterator[Group]:
    if isinstance(rule, Group):
        yield rule
        for child in rule.children:
            yield from _groups(child)


def _with(entry: Entry, group: Group, shorter: Group) -> Entry:
    return entry if entry.when is None else replace(entry, when=_exchange(entry.when, group, shorter))


def _exchange(rule: Node, group: Group, shorter: Group) -> Node:
    if rule == group:
        return shorter
    if not isinstance(rule, Group):
        return rule
    return replace(rule, children=tuple(_exchange(child, group, shorter) for child in rule.children))


def _name_of(rule: Node) -> str:
    if isinstance(rule, Group):
        return rule.name or f"{rule.operator}({', '.join(_name_of(child) for child in rule.children)})"
    return rule.finding if isinstance(rule, Leaf) else rule.reading


def _kleene(pack: Pack, variants: Sequence[Variant]) -> Iterator[Problem]:
    """For the defaults; for a changed reading where it adds a standing to theirs."""
    usual: set[str] = set()
    for variant in variants:
        found = [each for each in overreach(variant.policy, variant.standings) if each.standing not in usual]
        if variant.change is None:
            usual = {each.standing for each in found}
        for each in found:
            yield _overreach(pack, variant, each)


def _overreach(pack: Pack, variant: Variant, found: Overreach) -> Problem:
    answers = [f"{pack.findings[finding].label}：{_word(pack, finding, yes)}" for finding, yes in found.example.items()]
    params = {
        "standing": found.standing,
        "label": pack.standings[found.standing].label,
        "change": variant.name,
        "example": "；".join(answers) or "—",
        "findings": ", ".join(f"{finding}={'yes' if yes else 'no'}" for finding, yes in found.example.items()) or "—",
    }
    return Problem("rules.kleene_overreaches", params, pack.standings[found.standing].place, Severity.NOTICE)


def _word(pack: Pack, finding: str, yes: bool) -> str:
    return pack.findings[finding].words[0 if yes else 1]
