"""SpiffWorkflow's DMN (Python): a first-hit table with a column per line of the list; no workflow around it."""

from importlib.metadata import version
from types import SimpleNamespace
from typing import Any
from xml.etree import ElementTree as ET

from lxml import etree
from SpiffWorkflow.bpmn.script_engine import PythonScriptEngine
from SpiffWorkflow.dmn.engine.DMNEngine import DMNEngine
from SpiffWorkflow.dmn.parser.DMNParser import DMNParser

from benchmarks.determination.forms import Facts, Form
from benchmarks.determination.translate import Syntax, conditional, otherwise, text
from rongcuo.law import Policy

VERSION = version("SpiffWorkflow")
WORDS = Syntax(both=" and ", either=" or ", denied="not {}", fact="{}")
DMN = "https://www.omg.org/spec/DMN/20191111/MODEL/"


def forms(policy: Policy) -> tuple[Form, ...]:
    """The engine says which row hit."""
    engine = DMNEngine(_table(policy))
    workflow = SimpleNamespace(script_engine=PythonScriptEngine(), spec=SimpleNamespace(file=None))
    workflow.top_workflow = workflow
    step = SimpleNamespace(name="decision", bpmn_name="decision")

    def run(facts: Facts) -> Any:
        return engine.result(SimpleNamespace(data=facts, workflow=workflow, task_spec=step))

    return (Form("decision table", run, lambda answer: str(answer["standing"]), "row"),)


def _table(policy: Policy) -> Any:
    root = etree.fromstring(dmn(policy))
    parser = DMNParser(None, root, {"dmn": DMN})
    parser.parse()
    return parser.decision.decisionTables[0]


def dmn(policy: Policy) -> bytes:
    """The list as DMN 1.3; the row of a line asks its own column only."""
    lines = conditional(policy)
    root = ET.Element(f"{{{DMN}}}definitions", id="list", name="list", namespace="list")
    decision = ET.SubElement(root, f"{{{DMN}}}decision", id="decision", name="decision")
    table = ET.SubElement(decision, f"{{{DMN}}}decisionTable", id="table", hitPolicy="UNIQUE")
    for entry, when in lines:
        asked = ET.SubElement(table, f"{{{DMN}}}input", id=f"input_{entry.id}", label=entry.id)
        _text(ET.SubElement(asked, f"{{{DMN}}}inputExpression", id=f"asks_{entry.id}"), text(when, WORDS))
    ET.SubElement(table, f"{{{DMN}}}output", id="output", name="standing", label="standing")
    for entry, _ in lines:
        _row(table, entry.id, [column.id == entry.id for column, _ in lines], entry.standing)
    _row(table, "otherwise", [False] * len(lines), otherwise(policy))
    return bytes(ET.tostring(root))


def _row(table: ET.Element, name: str, asked: list[bool], standing: str) -> None:
    row = ET.SubElement(table, f"{{{DMN}}}rule", id=f"row_{name}")
    for position, asks in enumerate(asked):
        cell = ET.SubElement(row, f"{{{DMN}}}inputEntry", id=f"cell_{name}_{position}")
        _text(cell, "True" if asks else "-")
    _text(ET.SubElement(row, f"{{{DMN}}}outputEntry", id=f"gives_{name}"), f'"{standing}"')


def _text(parent: ET.Element, words: str) -> None:
    ET.SubElement(parent, f"{{{DMN}}}text").text = words
