"""Independent readers of what is exported: other people's parsers, engines and schemas, and a plain reasoner."""

import random
from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import SimpleNamespace

from lxml import etree
from SpiffWorkflow.bpmn.script_engine import PythonScriptEngine
from SpiffWorkflow.dmn.engine.DMNEngine import DMNEngine
from SpiffWorkflow.dmn.parser.DMNParser import DMNParser

from rongcuo.determination import Diagram, compile  # noqa: A004  its name
from rongcuo.determination.walk import Walk
from rongcuo.law import Policy, apply
from rongcuo.law.pack import Pack

DMN = {"dmn": "https://www.omg.org/spec/DMN/20191111/MODEL/"}
LRML = {"l": "http://docs.oasis-open.org/legalruleml/ns/v1.0/", "r": "http://ruleml.org/spec"}
AKN = {"a": "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"}
FEEL_WORDS = {"true": True, "false": False, "null": None}
"""SpiffWorkflow reads expressions as Python; these three words of FEEL are given to it as names."""


def single_changes(pack: Pack) -> list[dict[str, str]]:
    """The default readings, and each reading that touches the rules changed alone."""
    changes = [
        {reading.id: value}
        for reading in pack.readings.values()
        if reading.affects in {"determination", "label"}
        for value in reading.ids[1:]
    ]
    return [{}, *changes]


def policies(pack: Pack) -> list[Policy]:
    return [apply(pack, change) for change in single_changes(pack)]


def parsed(text: str):
    return etree.fromstring(text.encode())


@cache
def schema(package: str, path: str) -> etree.XMLSchema:
    """The schema that a package of other people carries."""
    return etree.XMLSchema(etree.parse(str(resources.files(package) / path)))


def errors(text: str, package: str, path: str) -> list[str]:
    found = schema(package, path)
    return [] if found.validate(parsed(text)) else [str(error) for error in found.error_log]


class DmnEngine:
    """SpiffWorkflow as the engine. It takes one decision a file, so each is cut out and its result handed on."""

    def __init__(self, text: str) -> None:
        self.script = SimpleNamespace(script_engine=PythonScriptEngine())
        self.decisions = [self._alone(text, number) for number in (0, 1)]

    def _alone(self, text: str, number: int) -> DMNEngine:
        root = parsed(text)
        for at, decision in enumerate(root.findall("dmn:decision", DMN)):
            if at != number:
                root.remove(decision)
        parser = DMNParser(None, root, DMN)
        parser.parse()
        return DMNEngine(parser.decision.decisionTables[0])

    def decide(self, inputs: Mapping[str, object]) -> dict[str, str]:
        data = {**FEEL_WORDS, **inputs}
        for decision in self.decisions:
            data |= decision.result(SimpleNamespace(data=data, workflow=self.script))
        return {key: value for key, value in data.items() if key not in {*FEEL_WORDS, *inputs}}


class Reasoner:
    """Reads a LegalRuleML file, and nothing else, with every finding answered: which standing follows.

    What is in scope of one context counts; an entry that holds gives its
    standing unless an entry that overrides it holds too.
    """

    def __init__(self, text: str) -> None:
        self.root = parsed(text)
        self.by_key = {each.get("key").lstrip(":"): each for each in self.root.iter() if each.get("key")}
        self.overrides = {
            (each.get("over")[1:], each.get("under")[1:]) for each in self.root.iter(f"{{{LRML['l']}}}Override")
        }

    def scope(self, *names: str) -> list[str]:
        """The keys of the statements that these contexts put in scope, and those of these collections."""
        return [key for name in names for key in self._scope(self.by_key[name])]

    def _scope(self, named) -> list[str]:
        match named.tag.rpartition("}")[2]:
            case "Context":
                return self.scope(*(key[1:] for key in named.xpath("l:inScope/@keyref", namespaces=LRML)))
            case "Statements":
                return named.xpath("./*/@key")
        return [named.get("key")]

    def standings(self, facts: Mapping[str, bool], *names: str) -> list[str]:
        rules: dict[str, list[etree._Element]] = {}
        for key in self.scope(*names):
            for rule in self.by_key[key].iterfind("r:Rule", LRML):
                head = rule.find("r:then/*", LRML)
                if head.tag.endswith("}Atom"):
                    rules.setdefault(relation(head), []).append(rule)
        known = {f":finding-{name}": value for name, value in facts.items()}
        holding = {
            rule.getparent().get("key"): head
            for head, given in rules.items()
            for rule in given
            if head.startswith(":standing-") and self._holds(rule.find("r:if/*", LRML), rules, known)
        }
        beaten = {under for over, under in self.overrides if over in holding}
        return sorted({head.removeprefix(":standing-") for key, head in holding.items() if key not in beaten})

    def _holds(self, formula, rules, known) -> bool:
        parts = (self._holds(part, rules, known) for part in formula if not part.tag.endswith(("}Rel", "}Var")))
        match formula.tag.rpartition("}")[2]:
            case "And":
                return all(parts)
            case "Or":
                return any(parts)
            case "Neg":
                return not any(parts)
            case "Atom":
                name = relation(formula)
                if name not in known:
                    known[name] = any(self._holds(rule.find("r:if/*", LRML), rules, known) for rule in rules[name])
                return known[name]
        raise AssertionError(formula.tag)


def relation(atom) -> str:
    return atom.find("r:Rel", LRML).get("iri")


def complete_files(policy: Policy, rounds: int, seed: int):
    """Answered files of which every entry of the list decides as many: pairs of the entry's id and the facts."""
    chance, diagram = random.Random(seed), compile(policy)  # noqa: S311  a test repeats
    for _ in range(rounds):
        for entry in policy.entries:
            yield entry.id, dict(zip(diagram.order, _one_file(diagram, entry.id, chance), strict=True))


def _one_file(diagram: Diagram, entry: str, chance: random.Random) -> list[bool]:
    """Findings answered one by one, in any order and either way as long as ``entry`` can still decide."""
    width = len(diagram.order)
    walk = Walk(diagram, {name: 1 << at for at, name in enumerate(diagram.order)})
    established = refuted = 0
    for at in chance.sample(range(width), width):
        yes, no = (1 << at, 0) if chance.random() < 0.5 else (0, 1 << at)
        if entry not in walk.labels(walk.reach(established | yes, refuted | no)):
            yes, no = no, yes
        established, refuted = established | yes, refuted | no
    return [bool(established >> at & 1) for at in range(width)]
