"""The law for the solver z3, which knows nothing of diagrams: rules as formulas, asked one by one.

Used as an oracle in tests only. A situation is a truth value for every finding.
"""

from collections.abc import Iterable, Mapping

import z3

from rongcuo.determination import Diagram
from rongcuo.law import Pack, Policy
from rongcuo.law.rules import Leaf, Node

Situation = Mapping[str, z3.BoolRef]


def situation(findings: Iterable[str]) -> dict[str, z3.BoolRef]:
    return {name: z3.Bool(name) for name in findings}


def holds(rule: Node | None, facts: Situation) -> z3.BoolRef:
    if rule is None:
        return z3.BoolVal(True)
    if isinstance(rule, Leaf):
        return facts[rule.finding]
    children = [holds(child, facts) for child in rule.children]
    return {"all": z3.And, "any": z3.Or, "none": lambda some: z3.Not(z3.Or(some))}[rule.operator](children)


def admissible(pack: Pack, facts: Situation) -> z3.BoolRef:
    return z3.And([z3.AtMost(*(facts[name] for name in each.findings), 1) for each in pack.exclusives])


def standings(policy: Policy, facts: Situation) -> dict[str, z3.BoolRef]:
    """Per standing of the pack: some line with it is the first that holds."""
    found = {name: [] for name in policy.pack.standings}
    earlier = []
    for entry in policy.entries:
        when = holds(entry.when, facts)
        found[entry.standing].append(z3.And(when, z3.Not(z3.Or(earlier))))
        earlier.append(when)
    return {name: z3.Or(cases) for name, cases in found.items()}


def leads_to(diagram: Diagram, facts: Situation) -> dict[str | None, z3.BoolRef]:
    """Per label of the diagram: the situation ends there, so that the path to it is taken."""
    taken = {diagram.root: [z3.BoolVal(True)]}
    for node in range(len(diagram.test) - 1, len(diagram.labels) - 1, -1):
        here, asked = z3.Or(taken[node]), facts[diagram.order[diagram.test[node]]]
        taken.setdefault(diagram.high[node], []).append(z3.And(here, asked))
        taken.setdefault(diagram.low[node], []).append(z3.And(here, z3.Not(asked)))
    return {label: z3.Or(taken[node]) for node, label in enumerate(diagram.labels)}


def exactly(facts: Situation, established: Iterable[str]) -> z3.BoolRef:
    """The situation in which these are established and no other."""
    names = set(established)
    return z3.And([fact if name in names else z3.Not(fact) for name, fact in facts.items()])


def possible(*conditions: z3.BoolRef) -> bool:
    solver = z3.Solver()
    solver.add(*conditions)
    found = solver.check()
    assert z3.unknown != found
    return z3.sat == found


def is_smallest(condition: z3.BoolRef, facts: Situation, established: Iterable[str]) -> bool:
    """It meets the condition, none with fewer findings does, and of as small ones none comes first in the order."""
    names, order = list(established), list(facts)
    if not possible(condition, exactly(facts, names)):
        return False
    if names and possible(condition, z3.AtMost(*facts.values(), len(names) - 1)):
        return False
    earlier = [
        z3.And(facts[name], exactly({same: facts[same] for same in order[:place]}, names))
        for place, name in enumerate(order)
        if name not in names
    ]
    return not possible(condition, z3.AtMost(*facts.values(), len(names)), z3.Or(earlier))
