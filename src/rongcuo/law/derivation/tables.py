"""Everything of a pack that concerns facts and derivations, built from its declarations."""

from collections.abc import Iterable, Mapping
from typing import Any

from rongcuo.base import Problem
from rongcuo.law.declarations import Declarations
from rongcuo.law.derivation.derivations import Derivable, Derivation
from rongcuo.law.derivation.facts import Lists, codes_of, facts, records
from rongcuo.law.derivation.gradings import gradings
from rongcuo.law.derivation.schema import HEAD
from rongcuo.law.derivation.terms import Kind, Terms, Vocabulary, kind_of
from rongcuo.law.derivation.walk import names
from rongcuo.law.items import Item
from rongcuo.law.nearest import nearest
from rongcuo.law.procedure import Choice
from rongcuo.law.procedure_tables import lists as closed_lists
from rongcuo.law.rules import Reading

_DEEPEST = 12
"""Values resting on values beyond which nobody reads a derivation."""


def derivable(
    declarations: Declarations, readings: Mapping[str, Reading], parameters: Mapping[str, object]
) -> tuple[Derivable, tuple[Problem, ...]]:
    """What can be built, and what is wrong with the rest."""
    problems: list[Problem] = []
    lists = _lists(declarations)
    made = Derivable(facts(declarations, lists, problems), records(declarations, lists, problems))
    tables = gradings(declarations, made.records, problems)
    kinds = {name: kind_of(fact) for name, fact in made.facts.items()} | _value_kinds(declarations, lists)
    known = {"fact": kinds, "value": kinds, "record": made.records, "grading": tables, "reading": readings}
    vocabulary = Vocabulary(
        kinds=kinds,
        records=made.records,
        tables=tables,
        readings={name: reading.ids for name, reading in readings.items()},
        parameters=parameters,
        lost=_lost(declarations, known),
    )
    built = {
        kind: dict(_derivations(declarations, kind, vocabulary, lists, problems)) for kind in ("derivation", "value")
    }
    problems.extend(_shadows(declarations, made))
    problems.extend(_circles(built["value"], declarations))
    order = [name for name in declarations.ids("finding") if name in built["derivation"]]
    derived = {name: built["derivation"][name] for name in order}
    return Derivable(made.facts, made.records, tables, derived, built["value"]), tuple(problems)


def _lists(declarations: Declarations) -> Lists:
    """The closed lists; the pack's decisions are one too, for a proposal is one of them."""
    sound = declarations.sound("decision")
    decisions = tuple(Choice(item.id, values["label"], None, None) for item, values in sound)
    unread = dict.fromkeys(declarations.lost_ids("list"), ())
    return {**closed_lists(declarations), "decision": decisions, **unread}


def _value_kinds(declarations: Declarations, lists: Lists) -> dict[str, Kind]:
    """What every value is that can be told: yes or no, or a code of a list that is there."""
    sound = [(item.id, values["list"]) for item, values in declarations.sound("value")]
    return {name: Kind("code", lists[of]) if of else Kind("yes_or_no") for name, of in sound if not of or lists.get(of)}


def _lost(declarations: Declarations, known: Mapping[str, Iterable[str]]) -> frozenset[str]:
    """What is declared and has a problem of its own: known, so that one mistake is reported once."""
    return frozenset(
        name
        for kind, names_known in known.items()
        for name in {*declarations.ids(kind), *declarations.lost_ids(kind)} - set(names_known)
    )


def _derivations(
    declarations: Declarations, kind: str, known: Vocabulary, lists: Lists, problems: list[Problem]
) -> Iterable[tuple[str, Derivation]]:
    findings = (*declarations.ids("finding"), *declarations.lost_ids("finding"))
    for item, values in declarations.sound(kind):
        if kind == "derivation" and item.id not in findings:
            close = nearest(item.id, findings)
            problems.append(item.problem("law.unknown_finding", "", name=item.id, nearest=close))
        made = _derivation(item, values, known, lists, problems)
        if made is not None:
            yield item.id, made


def _derivation(
    item: Item, values: Mapping[str, Any], known: Vocabulary, lists: Lists, problems: list[Problem]
) -> Derivation | None:
    named = values.get("list")
    codes = codes_of(item, "list", named, lists, problems) if named else ()
    if named and not codes:
        return None
    written = {key: value for key, value in item.data.items() if key not in (*HEAD, "list")}
    terms = Terms(item, known, problems)
    term = terms.code(written, codes) if named else terms.proposition(written)
    if term is None or item.clause is None:
        return None
    labels = {key: values[key] for key in ("label", "label_en")}
    shape: dict[str, Any] = {"of_finding": item.kind == "derivation", "codes": codes, "term": term}
    return Derivation(item.id, **labels, **shape, clause=item.clause, place=item.place())


def _shadows(declarations: Declarations, made: Derivable) -> Iterable[Problem]:
    """A field is not called like a fact or a value: inside a count both could be meant."""
    outside = {item.id: item for kind in ("fact", "value") for item in declarations.items(kind)}
    for item in declarations.items("record"):
        record = made.records.get(item.id)
        for name in (name for name in (record.fields if record else ()) if name in outside):
            params = {"name": name, "where": f"{outside[name].block.file}:{outside[name].line}"}
            yield Problem("law.declared_twice", params, item.place(f"field.{name}"))


def _circles(values: Mapping[str, Derivation], declarations: Declarations) -> Iterable[Problem]:
    """Values that come back to themselves, or rest on one another too deeply to be read."""
    items = {item.id: item for item in declarations.items("value")}
    reported: set[frozenset[str]] = set()
    waiting: list[tuple[str, ...]] = [(name,) for name in values]
    while waiting:
        path = waiting.pop()
        for name in dict.fromkeys(names(values[path[-1]].term)):
            if name in path:
                circle = path[path.index(name) :]
                if frozenset(circle) not in reported:
                    reported.add(frozenset(circle))
                    text = " → ".join([*circle, name])
                    yield items[path[-1]].problem("law.rule_circle", "", circle=text)
            elif len(path) > _DEEPEST:
                if frozenset(path[:1]) not in reported:
                    reported.add(frozenset(path[:1]))
                    yield items[path[0]].problem("law.rule_deep", "", name=path[0], most=_DEEPEST)
            elif name in values:
                waiting.append((*path, name))
