"""The ordered list read slowly: what every engine must agree with before it is timed."""

from itertools import product

from benchmarks.determination.forms import Facts
from rongcuo.law import Policy
from rongcuo.law.rules import Entry, Group, Leaf, Node


def standing(policy: Policy, facts: Facts) -> str:
    """The standing of a case where every finding is answered."""
    return first(policy, facts).standing


def first(policy: Policy, facts: Facts) -> Entry:
    """The first line of the ordered list that holds."""
    return next(entry for entry in policy.entries if entry.when is None or _holds(entry.when, facts))


def standings(policy: Policy, facts: Facts) -> str:
    """Every standing that some admissible way to answer the open findings reaches, as ``exempt|mitigable``."""
    unanswered = [finding for finding in policy.pack.findings if finding not in facts]
    reached = set()
    for answers in product((False, True), repeat=len(unanswered)):
        complete = {**facts, **dict(zip(unanswered, answers, strict=True))}
        if admissible(policy, complete):
            reached.add(standing(policy, complete))
    return "|".join(sorted(reached))


def admissible(policy: Policy, facts: Facts) -> bool:
    """Of findings that exclude each other at most one is established."""
    return all(sum(facts[finding] for finding in each.findings) <= 1 for each in policy.pack.exclusives)


def _holds(node: Node, facts: Facts) -> bool:
    if isinstance(node, Leaf):
        return facts[node.finding]
    if isinstance(node, Group):
        held = [_holds(child, facts) for child in node.children]
        return all(held) if node.operator == "all" else any(held) == (node.operator == "any")
    raise TypeError(node)
