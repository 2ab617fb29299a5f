"""Rongcuo itself: what a caller of its public functions gets, from the bare set to the JSON text."""

import json
from typing import Any

from benchmarks.determination.forms import Facts, Form
from rongcuo import __version__
from rongcuo.base import Answer
from rongcuo.determination import Explanation, FindingState, answer, ask, determine, read_request
from rongcuo.law import Policy

VERSION = __version__
SET, EXPLAINED = "exact set", "exact set, missing findings, full explanation"
"""The forms that the bars of speed speak of."""

STATES = {True: FindingState(Answer.ESTABLISHED), False: FindingState(Answer.NOT_ESTABLISHED)}


def forms(policy: Policy) -> tuple[Form, ...]:
    """The first five each do all that the one before does."""

    def bare(findings: Any) -> Any:
        return determine(policy, findings).possible

    def missing(findings: Any) -> Any:
        found = determine(policy, findings)
        return found.possible, found.missing

    def explained(findings: Any) -> Any:
        found = determine(policy, findings)
        return found.possible, found.missing, _lines(found.explanation)

    def text(findings: Any) -> Any:
        return json.dumps(answer(policy, determine(policy, findings)), ensure_ascii=False)

    def from_text(request: Any) -> Any:
        read: Any = read_request(request)
        return json.dumps(answer(read.policy, determine(read.policy, read.findings)), ensure_ascii=False)

    def asked(findings: Any) -> Any:
        return ask(policy, findings)

    def request(facts: Facts) -> str:
        values = {finding: "established" if held else "not_established" for finding, held in facts.items()}
        return json.dumps({"policy": policy.pack.title.policy, "findings": values})

    return (
        Form(SET, bare, "|".join, "none", states, takes_open=True),
        Form("exact set, missing findings", missing, _first, "none", states, takes_open=True),
        Form(EXPLAINED, explained, _first, "condition", states, takes_open=True),
        Form("the same with receipt, as JSON text", text, _read, "condition", states, takes_open=True),
        Form("JSON text to JSON text", from_text, _read, "condition", request, takes_open=True),
        Form("next question and shortest list", asked, None, "none", states, takes_open=True),
    )


def states(facts: Facts) -> dict[str, FindingState]:
    """Findings as a caller holds them."""
    return {finding: STATES[held] for finding, held in facts.items()}


def _lines(explanation: Explanation) -> int:
    """Every line of an explanation is gone to, whether it was there before or comes only now."""
    return 1 + sum(map(_lines, explanation.children))


def _first(result: Any) -> str:
    return "|".join(result[0])


def _read(text: Any) -> str:
    return "|".join(json.loads(text)["possible"])
