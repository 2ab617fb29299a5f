"""GoRules ZEN (Rust): the list as one compiled expression, and as a decision graph with a first-hit table."""

import json
from importlib.metadata import version
from itertools import pairwise
from typing import Any

import zen

from benchmarks.determination.forms import Batch, Form
from benchmarks.determination.tally import tally
from benchmarks.determination.translate import Syntax, body, conditional, otherwise, rules, text
from rongcuo.law import Policy

VERSION = version("zen-engine")
WORDS = Syntax(both=" and ", either=" or ", denied="not {}", fact="{}")
NAMED = Syntax(both=" and ", either=" or ", denied="not {}", fact="{}", rule="$.rule_{}")
TRACED = {"trace": True}


def forms(policy: Policy) -> tuple[Form, ...]:
    """The trace of the graph has the value of every named rule, and of the table the row that hit."""
    expression = zen.compile_expression(nested(policy))
    decision = zen.ZenEngine().create_decision(json.dumps(graph(policy)))
    return (
        Form("one compiled expression", expression.evaluate, str),
        Form("decision graph", decision.evaluate, _standing),
        Form("decision graph, traced", lambda facts: decision.evaluate(facts, TRACED), _standing, "rule"),
    )


def batches(policy: Policy) -> tuple[Batch, ...]:
    """``evaluate_batch`` takes the cases one by one, as dictionaries."""
    content = graph(policy)
    engine = zen.ZenEngine({"loader": {"type": "static", "content": {"list": content}}})
    return (
        Batch(
            "evaluate_batch",
            lambda population: [{"key": "list", "context": case} for case in population.cases()],
            engine.evaluate_batch,
            lambda answers: tally(_standing(answer["data"]) for answer in answers),
            one_by_one=True,
        ),
    )


def nested(policy: Policy) -> str:
    """The ordered list as nested conditional expressions."""
    written = f"'{otherwise(policy)}'"
    for entry, when in reversed(conditional(policy)):
        written = f"{text(when, WORDS)} ? '{entry.standing}' : ({written})"
    return written


def graph(policy: Policy) -> dict[str, Any]:
    """Every named rule as a key of an expression node, then the list as a first-hit table."""
    named = rules(policy)
    keys = {f"rule_{name}": body(rule, NAMED, named) for name, rule in named.items()}
    keys |= {f"line_{entry.id}": text(when, NAMED, named) for entry, when in conditional(policy)}
    nodes: list[dict[str, Any]] = [
        {"id": "facts", "name": "facts", "type": "inputNode"},
        {"id": "rules", "name": "rules", "type": "expressionNode", "content": _expressions(keys)},
        {"id": "list", "name": "list", "type": "decisionTableNode", "content": _table(policy)},
        {"id": "standing", "name": "standing", "type": "outputNode"},
    ]
    ids = [node["id"] for node in nodes]
    edges = [{"id": f"from_{one}", "sourceId": one, "targetId": other, "type": "edge"} for one, other in pairwise(ids)]
    return {"nodes": nodes, "edges": edges}


def _expressions(keys: dict[str, str]) -> dict[str, Any]:
    return {"expressions": [{"id": key, "key": key, "value": value} for key, value in keys.items()]}


def _table(policy: Policy) -> dict[str, Any]:
    lines = [entry for entry, _ in conditional(policy)]
    columns = [{"id": entry.id, "name": entry.id, "type": "expression", "field": f"line_{entry.id}"} for entry in lines]
    rows = [{"_id": entry.id, entry.id: "true", "standing": f"'{entry.standing}'"} for entry in lines]
    rows.append({"_id": "otherwise", "standing": f"'{otherwise(policy)}'"})
    output = {"id": "standing", "name": "standing", "type": "expression", "field": "standing"}
    return {"hitPolicy": "first", "inputs": columns, "outputs": [output], "rules": rows}


def _standing(answer: Any) -> str:
    return str(answer["result"]["standing"])
