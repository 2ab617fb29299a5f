"""Rongcuo itself: what a caller of its public functions gets, from the bare set to the JSON text."""

import json
from collections.abc import Callable
from functools import partial
from typing import Any

from benchmarks.determination.forms import Facts, Form, Grain
from rongcuo import __version__
from rongcuo.base import Answer
from rongcuo.determination import Explanation, FindingState, answer, ask, counterfactual, determine, read_request
from rongcuo.law import Policy

VERSION = __version__
STATES = {True: FindingState(Answer.ESTABLISHED), False: FindingState(Answer.NOT_ESTABLISHED)}
EXEMPT = "exempt"


def forms(policy: Policy) -> tuple[Form, ...]:
    """Every one begins from the same findings; an explanation is gone through line by line."""

    def bare(findings: Any) -> Any:
        return (determine(policy, findings).possible,)

    def missing(findings: Any) -> Any:
        found = determine(policy, findings)
        return found.possible, found.missing

    def explained(findings: Any) -> Any:
        found = determine(policy, findings)
        return found.possible, found.missing, _lines(found.explanation)

    def every_limb(findings: Any) -> Any:
        found = determine(policy, findings)
        return found.possible, found.missing, _lines(found.comparison)

    def text(findings: Any) -> Any:
        return json.dumps(answer(policy, determine(policy, findings)), ensure_ascii=False)

    def from_text(request: Any) -> Any:
        read: Any = read_request(request)
        return json.dumps(answer(read.policy, determine(read.policy, read.findings)), ensure_ascii=False)

    def nearest(findings: Any) -> Any:
        return counterfactual(policy, findings, EXEMPT)

    def robust(findings: Any) -> Any:
        return determine(policy, findings).robust

    return (
        _form("exact set", bare, _first),
        _form("exact set, missing findings", missing, _first),
        _form("exact set, missing findings, explanation", explained, _first, "condition"),
        _form("exact set, missing findings, every limb of every rule", every_limb, _first, "condition"),
        _form("all of it with a receipt, as JSON text", text, _read, "condition"),
        Form("JSON text to JSON text", from_text, _read, "condition", partial(request, policy), takes_open=True),
        _form("next question and shortest list", partial(ask, policy)),
        _form("nearest way to exemption", nearest),
        _form("what holds under every reading", robust),
    )


def _form(
    name: str, run: Callable[[Any], Any], standing: Callable[[Any], str] | None = None, grain: Grain = "none"
) -> Form:
    return Form(name, run, standing, grain, states, takes_open=True)


def request(policy: Policy, facts: Facts) -> str:
    """The same as the text of a request."""
    values = {finding: "established" if held else "not_established" for finding, held in facts.items()}
    return json.dumps({"policy": policy.pack.title.policy, "findings": values})


def states(facts: Facts) -> dict[str, FindingState]:
    """Findings as a caller holds them."""
    return {finding: STATES[held] for finding, held in facts.items()}


def _lines(explanation: Explanation) -> int:
    """Every line of an explanation is gone to, whether it was there before or comes only now."""
    lines = [explanation]
    for line in lines:
        lines += line.children
    return len(lines)


def _first(result: Any) -> str:
    return "|".join(result[0])


def _read(text: Any) -> str:
    return "|".join(json.loads(text)["possible"])
