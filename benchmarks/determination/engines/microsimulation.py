"""What OpenFisca and PolicyEngine have in common: variables with vectorised formulas over a population.

Each finding is an input variable; each named rule, and the standing, a
variable with a formula. Or the standing alone has one, which is faster and
traces nothing of interest.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

import numpy as np

from benchmarks.determination.forms import Batch, Facts, Form
from benchmarks.determination.population import Population
from benchmarks.determination.tally import tally_of_codes
from benchmarks.determination.translate import Syntax, body, conditional, rules, text
from rongcuo.law import Policy

WORDS = Syntax(both=" & ", either=" | ", denied="~{}", fact="person('{}', period)", rule="person('rule_{}', period)")
PERIOD = "2017-11"


@dataclass(frozen=True, slots=True)
class Kit:
    """The classes of one engine, and how it starts a simulation of so many persons."""

    entity: Any
    variable: Any
    system: Any
    month: Any
    simulation: Callable[[Any, int], Any]


def forms(kit: Kit, policy: Policy) -> tuple[Form, ...]:
    """The trace has the value of every variable that was computed."""
    plain, named = system(kit, policy), system(kit, policy, rules(policy))
    codes = [entry.standing for entry in policy.entries]

    def run(facts: Facts) -> Any:
        return _simulated(kit, plain, facts)

    def traced(facts: Facts) -> Any:
        simulation = kit.simulation(named, 1)
        simulation.trace = True
        _give(simulation, {finding: np.array([held]) for finding, held in facts.items()})
        standing = simulation.calculate("standing", PERIOD)
        return standing, simulation.tracer.computation_log.lines()

    return (
        Form("one formula", run, lambda answer: codes[int(answer[0])]),
        Form("a variable per rule, traced", traced, lambda answer: codes[int(answer[0][0])], "rule"),
    )


def batches(kit: Kit, policy: Policy) -> tuple[Batch, ...]:
    """Facts as arrays of one byte per case, the answer as integers."""
    codes = [entry.standing for entry in policy.entries]

    def batch(name: str, made: Any) -> Batch:
        def run(columns: dict[str, Any]) -> Any:
            simulation = kit.simulation(made, len(next(iter(columns.values()))))
            _give(simulation, columns)
            return simulation.calculate("standing", PERIOD)

        return Batch(name, _columns, run, lambda answer: tally_of_codes(answer, codes))

    named = rules(policy)
    return batch("one formula", system(kit, policy)), batch("a variable per rule", system(kit, policy, named))


def system(kit: Kit, policy: Policy, named: Collection[str] = ()) -> Any:
    """The policy as a system of variables; the rules in ``named`` get one each."""
    person = kit.entity("person", "persons", "A party", "")
    made = kit.system([person])

    def declare(name: str, value_type: type, formula: Callable[..., Any] | None = None) -> None:
        parts = {"value_type": value_type, "entity": person, "definition_period": kit.month, "label": name}
        made.add_variable(type(name, (kit.variable,), parts | ({"formula": formula} if formula else {})))

    for finding in policy.pack.findings:
        declare(finding, bool)
    for name, rule in rules(policy).items():
        if name in named:
            declare(f"rule_{name}", bool, _formula(body(rule, WORDS, named)))
    lines = [text(when, WORDS, named) for _, when in conditional(policy)]
    declare("standing", int, _formula(f"select([{', '.join(lines)}], {list(range(len(lines)))}, {len(lines)})"))
    return made


def _simulated(kit: Kit, made: Any, facts: Facts) -> Any:
    simulation = kit.simulation(made, 1)
    _give(simulation, {finding: np.array([held]) for finding, held in facts.items()})
    return simulation.calculate("standing", PERIOD)


def _give(simulation: Any, columns: dict[str, Any]) -> None:
    for finding, column in columns.items():
        simulation.set_input(finding, PERIOD, column)


def _columns(population: Population) -> dict[str, Any]:
    return {finding: population.established(finding) for finding in population.findings}


def _formula(written: str) -> Callable[..., Any]:
    """A formula as its author would write it."""
    scope: dict[str, Any] = {"select": np.select}
    exec(f"def formula(person, period):\n    return {written}", scope)  # noqa: S102  text that we made above
    made: Callable[..., Any] = scope["formula"]
    return made
