"""Cedar (Rust, through cedarpy): a policy per line of the list; the reasons of one answer are the lines that hold."""

from collections.abc import Callable, Iterable, Mapping
from importlib.metadata import version
from typing import Any

import cedarpy

from benchmarks.determination.forms import Batch, Facts, Form
from benchmarks.determination.tally import tally
from benchmarks.determination.translate import Syntax, body, conditional, otherwise, rules, text
from rongcuo.law import Policy

VERSION = version("cedarpy")
WORDS = Syntax(both=" && ", either=" || ", denied="!{}", fact="context.{}")
WHO = {"principal": 'Party::"party"', "action": 'Action::"determine"', "resource": 'File::"file"'}


def forms(policy: Policy) -> tuple[Form, ...]:
    """With one more policy per named rule the reasons name every rule that holds, and none that fails."""
    lines = cedarpy.PolicySet.from_str(policies(policy))
    every = cedarpy.PolicySet.from_str(policies(policy) + rule_policies(policy))
    nobody = cedarpy.Entities.from_json_str("[]")
    standing = first_reason(policy)
    return (
        Form("a policy per line", lambda facts: cedarpy.is_authorized(asked(facts), lines, nobody), standing, "row"),
        Form(
            "partial evaluation",
            lambda facts: partial(facts, lines, policy.pack.findings),
            lines_left(policy),
            takes_open=True,
            wider=True,
        ),
        Form("a policy per rule", lambda facts: cedarpy.is_authorized(asked(facts), every, nobody), standing, "rule"),
    )


def batches(policy: Policy) -> tuple[Batch, ...]:
    """``is_authorized_batch`` takes the cases one by one, as dictionaries."""
    lines = cedarpy.PolicySet.from_str(policies(policy))
    nobody = cedarpy.Entities.from_json_str("[]")
    standing = first_reason(policy)
    return (
        Batch(
            "is_authorized_batch",
            lambda population: [asked(case) for case in population.cases()],
            lambda requests: cedarpy.is_authorized_batch(requests, lines, nobody),
            lambda answers: tally(map(standing, answers)),
            one_by_one=True,
        ),
    )


def asked(facts: Mapping[str, Any]) -> dict[str, Any]:
    """One request; the facts are its context."""
    return {**WHO, "context": facts}


def policies(policy: Policy) -> str:
    """One ``permit`` per line of the list, named by an annotation."""
    return "".join(_permit(f"line:{entry.id}", text(when, WORDS)) for entry, when in conditional(policy))


def rule_policies(policy: Policy) -> str:
    """One ``permit`` per named rule."""
    return "".join(_permit(f"rule:{name}", body(rule, WORDS)) for name, rule in rules(policy).items())


def first_reason(policy: Policy) -> Callable[[Any], str]:
    """Reads the standing of the first line that is among the reasons."""
    lines = [(f"line:{entry.id}", entry.standing) for entry, _ in conditional(policy)]

    def standing(answer: Any) -> str:
        reasons = set(answer.diagnostics.id_annotations_by_reason.values())
        return next((given for line, given in lines if line in reasons), otherwise(policy))

    return standing


def _permit(name: str, condition: str) -> str:
    return f'@id("{name}") permit(principal, action, resource) when {{ {condition} }};\n'


def partial(facts: Facts, lines: Any, findings: Iterable[str]) -> Any:
    """Cedar's experimental partial evaluation, each open finding an unknown of the context.

    It may list too much: what stands to the right of an unknown is not looked at, so ``unknown || true`` stays open.
    """
    unknown = {finding: {"__extn": {"fn": "unknown", "arg": finding}} for finding in findings if finding not in facts}
    return cedarpy.is_authorized_partial(asked({**facts, **unknown}), lines, "[]")


def lines_left(policy: Policy) -> Callable[[Any], str]:
    """Reads the standings of the lines with a residual, down to the first line that holds for certain."""
    lines = [(f"line:{entry.id}", entry.standing) for entry, _ in conditional(policy)]

    def standings(answer: Any) -> str:
        names = answer.diagnostics.id_annotations_by_reason
        certain = {names[reason] for reason in answer.diagnostics.reasons}
        left = {names[reason] for reason in answer.diagnostics.nontrivial_residuals}
        found = set()
        for line, standing in lines:
            if line in certain | left:
                found.add(standing)
            if line in certain:
                return "|".join(sorted(found))
        return "|".join(sorted({*found, otherwise(policy)}))

    return standings
