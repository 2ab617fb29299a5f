"""What a pack's rules say, as statements of LegalRuleML, under every reading at once.

A named rule, an entry of the list and an exclusion are *constitutive*: they
say what counts as what. That an organ may or shall decide so is
*prescriptive*. Negation is strong (``Neg``): not established is a finding of
its own, so that a finding of which nothing is known stays unknown.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import combinations
from xml.etree.ElementTree import Element

from rongcuo.base import ClauseRef
from rongcuo.exports.markup import element, key_part
from rongcuo.exports.wording import said
from rongcuo.law import Pack
from rongcuo.law.rules import Entry, Group, Leaf, Node, Standing, Switch

OPERATORS: Mapping[str, str] = {"may": "Permission", "recommended": "Permission", "shall": "Obligation"}
"""The modality of a standing: what the organ may or shall decide."""

Choice = tuple[str, str]
"""A reading and one of its values."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement, the clauses it rests on, and the reading it depends on, if it does."""

    key: str
    element: Element
    clauses: tuple[ClauseRef, ...] = ()
    choice: Choice | None = None
    entry: str | None = None


class Formulas:
    """Turns rules into formulas; the first atom of each finding is the one that its clause is tied to."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self.anchored: dict[str, str] = {}
        """Finding to the key of its first atom."""

    def of(self, node: Node | None) -> Element:
        """``node`` as a formula; what has no condition is an empty conjunction."""
        match node:
            case None:
                return element("ruleml:And")
            case Leaf(finding=finding):
                return self._finding(finding)
            case Group(name=str(name), label=label):
                return atom(f"rule-{key_part(name)}", label or name)
            case Group():
                return self._group(node)
            case Switch(reading=reading):
                message = f"a rule switches by {reading!r} below its top"
                raise TypeError(message)

    def _group(self, group: Group) -> Element:
        """``none`` is the negation of ``any``; of a single thing, of that thing."""
        parts = [self.of(child) for child in group.children]
        if group.operator == "none" and len(parts) == 1:
            return element("ruleml:Neg", None, parts)
        made = element("ruleml:And" if group.operator == "all" else "ruleml:Or", None, parts)
        return element("ruleml:Neg", None, [made]) if group.operator == "none" else made

    def _finding(self, finding: str) -> Element:
        key = f"finding-{key_part(finding)}"
        first = finding not in self.anchored
        self.anchored.setdefault(finding, f"atom-{key}")
        return atom(key, self.pack.findings[finding].label, f":atom-{key}" if first else None)


def atom(name: str, label: str, key: str | None = None) -> Element:
    """A proposition about the matter at hand."""
    relation = element("ruleml:Rel", {"iri": f":{name}"}, text=label)
    return element("ruleml:Atom", {"key": key}, [relation, element("ruleml:Var", text="matter")])


def statements(pack: Pack, formulas: Formulas) -> tuple[Statement, ...]:
    """Every rule, entry, exclusion and standing, and which entry goes before which."""
    entries = [made for entry in pack.entries for made in _entry(entry, pack, formulas)]
    return (
        *(made for name, rule in pack.rules.items() for made in _rule(name, rule, formulas)),
        *entries,
        *(made for standing in pack.standings.values() for made in _modalities(standing, pack)),
        *_exclusions(pack, formulas),
        *_overrides(entries),
    )


def _rule(name: str, rule: Group, formulas: Formulas) -> Iterator[Statement]:
    """What a name stands for; without its name, a rule is what it says."""
    label = rule.label or name
    clauses = () if rule.clause is None else (rule.clause,)
    for choice, node in _branches(replace(rule, name=None)):
        key = _key(f"rule-{key_part(name)}", choice)
        head = atom(f"rule-{key_part(name)}", label)
        yield Statement(key, _constitutive(key, label, formulas.of(node), head), clauses, choice)


def _entry(entry: Entry, pack: Pack, formulas: Formulas) -> Iterator[Statement]:
    """A branch that can never hold (``any = []``) is no statement: under that reading the line is not there."""
    standing = pack.standings[entry.standing]
    for choice, node in _branches(entry.when):
        if isinstance(node, Group) and node.operator == "any" and not node.children:
            continue
        key = _key(f"entry-{key_part(entry.id)}", choice)
        head = atom(f"standing-{key_part(standing.id)}", standing.label)
        made = _constitutive(key, entry.label, formulas.of(node), head)
        yield Statement(key, made, entry.clauses, choice, entry.id)


def _branches(node: Node | None) -> Iterator[tuple[Choice | None, Node | None]]:
    """``node`` under each value of the reading that it switches by; a rule that only switches is its branch."""
    match node:
        case Group(name=None, children=(Switch() as switch,)) | (Switch() as switch):
            yield from (((switch.reading, value), branch) for value, branch in switch.branches.items())
        case _:
            yield None, node


def _modalities(standing: Standing, pack: Pack) -> Iterator[Statement]:
    """Nothing where the law says neither 可以 nor 应当."""
    reading = pack.readings[standing.modality_reading] if standing.modality_reading else None
    values = [((reading.id, value), value) for value in reading.ids] if reading else [(None, standing.modality)]
    for choice, modality in values:
        if modality is not None and modality in OPERATORS:
            key = _key(f"modality-{key_part(standing.id)}", choice)
            yield Statement(key, _prescriptive(key, standing, modality, pack), (standing.clause,), choice)


def _prescriptive(key: str, standing: Standing, modality: str, pack: Pack) -> Element:
    decisions = [pack.decisions[each] for each in standing.decisions if each in pack.decisions]
    atoms = [atom(f"decision-{key_part(each.id)}", each.label) for each in decisions]
    bearer = element("ruleml:slot", None, [
        element("lrml:Bearer", {"iri": ":deciding-organ"}), element("ruleml:Var", text="organ"),
    ])  # fmt: skip
    effect = element(f"lrml:{OPERATORS[modality]}", None, [bearer, element("ruleml:Or", None, atoms)])
    condition = atom(f"standing-{key_part(standing.id)}", standing.label)
    words = " / ".join((standing.label, *said(f"exports.lrml.modality.{modality}")))
    return _statement("PrescriptiveStatement", key, words, _implication(key, condition, effect))


def _exclusions(pack: Pack, formulas: Formulas) -> Iterator[Statement]:
    for number, exclusive in enumerate(pack.exclusives, 1):
        for at, (one, other) in enumerate(combinations(exclusive.findings, 2), 1):
            key = f"exclusive-{number}-{at}"
            head = element("ruleml:Neg", None, [formulas.of(Leaf(other))])
            label = " / ".join(said("exports.lrml.exclusive"))
            made = _constitutive(key, label, formulas.of(Leaf(one)), head)
            yield Statement(key, made, (exclusive.clause,))


def _overrides(entries: Iterable[Statement]) -> Iterator[Statement]:
    """Each entry goes before every later one; variants of one entry never meet."""
    for (over, above), (under, below) in combinations(enumerate(entries, 1), 2):
        if above.entry != below.entry:
            key = f"override-{over}-{under}"
            override = element("lrml:Override", {"over": f"#{above.key}", "under": f"#{below.key}"})
            yield Statement(key, element("lrml:OverrideStatement", {"key": key}, [override]))


def _constitutive(key: str, label: str, condition: Element, head: Element) -> Element:
    return _statement("ConstitutiveStatement", key, label, _implication(key, condition, head))


def _statement(kind: str, key: str, words: str, rule: Element) -> Element:
    return element(f"lrml:{kind}", {"key": key}, [element("lrml:Comment", text=words), rule])


def _implication(key: str, condition: Element, head: Element) -> Element:
    return element("ruleml:Rule", {"key": f":if-{key}", "closure": "universal"}, [
        element("ruleml:if", None, [condition]), element("ruleml:then", None, [head]),
    ])  # fmt: skip


def _key(base: str, choice: Choice | None) -> str:
    return base if choice is None else f"{base}--{key_part(choice[1])}"
