"""JSON Logic in Python, json-logic-qubit: the list as one ``if``."""

from importlib.metadata import version

from json_logic import jsonLogic

from benchmarks.determination.engines.json_logic_rules import choice
from benchmarks.determination.forms import Form
from rongcuo.law import Policy

VERSION = version("json-logic-qubit")


def forms(policy: Policy) -> tuple[Form, ...]:
    """No trace, no reasons."""
    logic = choice(policy)
    return (Form("one if", lambda facts: jsonLogic(logic, facts), str),)
