"""Small policies made in memory, and a slow reading of the law to compare the fast one with.

The slow evaluator uses nothing of the determination room: it enumerates every
completion of the open findings and goes through the ordered list rule by rule.
"""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from rongcuo.base import Answer, ClauseRef, Place
from rongcuo.determination import FindingState
from rongcuo.law.pack import Pack, Policy
from rongcuo.law.rules import Entry, Exclusive, Finding, Group, Leaf, Node, Standing
from rongcuo.law.text import Clause, Title

CLAUSE = ClauseRef((1,))
PLACE = Place(file="sample.md", line=1)


def policy_of(
    findings: Sequence[str],
    entries: Sequence[tuple[str, str, Node | None]],
    exclusives: Sequence[tuple[str, ...]] = (),
) -> Policy:
    """A policy without readings: ``entries`` are (id, standing, when), the last without a ``when``."""
    standings = dict.fromkeys(standing for _, standing, _ in entries)
    pack = Pack(
        title=Title("sample", "样本", "样〔2020〕1号", ("样机关",), *[date(2020, 1, 1)] * 3, text_digest="0" * 64),
        clauses={CLAUSE: Clause(CLAUSE, "一", "样本条文。", None, PLACE)},
        findings={name: _finding(name) for name in findings},
        rules={},
        standings={name: _standing(name) for name in standings},
        entries=tuple(Entry(name, standing, name, when, (CLAUSE,), PLACE) for name, standing, when in entries),
        exclusives=tuple(Exclusive(each, CLAUSE, PLACE) for each in exclusives),
        readings={},
        decisions={},
        procedure=None,
        bindings=(),
        open_words=(),
        parameters={},
        digest="",
    )
    return Policy(pack, {}, pack.entries)


def _finding(name: str) -> Finding:
    return Finding(name, name, name, "condition", CLAUSE, "样本", ("符合", "不符合"), False, (), PLACE)


def _standing(name: str) -> Standing:
    return Standing(name, name, name, None, (f"decide_{name}",), CLAUSE, None, PLACE)


def all_(*children: Node | str) -> Group:
    return Group("all", tuple(map(_node, children)))


def any_(*children: Node | str) -> Group:
    return Group("any", tuple(map(_node, children)))


def none_(*children: Node | str) -> Group:
    return Group("none", tuple(map(_node, children)))


def _node(child: Node | str) -> Node:
    return Leaf(child) if isinstance(child, str) else child


def states(**answers: str) -> dict[str, FindingState]:
    """Findings by name: ``established``, ``not_established``, ``undetermined``, ``contested``."""
    return {name: FindingState(Answer(value)) for name, value in answers.items()}


# --- the slow reading of the law ---------------------------------------------------------------------------------


def holds(rule: Node | None, facts: Mapping[str, bool]) -> bool:
    """The rule on a file where every finding is answered."""
    match rule:
        case None:
            return True
        case Leaf(finding=finding):
            return facts[finding]
        case Group(operator=operator, children=children):
            values = [holds(child, facts) for child in children]
            return all(values) if operator == "all" else any(values) == (operator == "any")
    raise TypeError(rule)


def first_that_holds(policy: Policy, facts: Mapping[str, bool]) -> Entry:
    return next(entry for entry in policy.entries if holds(entry.when, facts))


def used(policy: Policy) -> tuple[str, ...]:
    """The findings that some rule or some exclusive names: no other can matter."""
    names = {name for entry in policy.entries if entry.when for name in _leaves(entry.when)}
    names |= {name for exclusive in policy.pack.exclusives for name in exclusive.findings}
    return tuple(name for name in policy.pack.findings if name in names)


def _leaves(rule: Node) -> Iterator[str]:
    if isinstance(rule, Leaf):
        yield rule.finding
    elif isinstance(rule, Group):
        for child in rule.children:
            yield from _leaves(child)


def completions(policy: Policy, findings: Mapping[str, FindingState]) -> Iterator[dict[str, bool]]:
    """Every admissible way to answer the open findings that any rule names."""
    names = used(policy)
    answers = {name: findings.get(name, FindingState()).answer for name in names}
    open_names = [name for name in names if answers[name].is_open]
    facts = {name: answers[name] is Answer.ESTABLISHED for name in names}
    for values in itertools.product((False, True), repeat=len(open_names)):
        facts |= dict(zip(open_names, values, strict=True))
        if all(sum(facts[name] for name in each.findings) <= 1 for each in policy.pack.exclusives):
            yield dict(facts)


def slow_entries(policy: Policy, findings: Mapping[str, FindingState]) -> frozenset[str]:
    return frozenset(first_that_holds(policy, facts).id for facts in completions(policy, findings))


def slow_standings(policy: Policy, findings: Mapping[str, FindingState]) -> tuple[str, ...]:
    return tuple(sorted({first_that_holds(policy, facts).standing for facts in completions(policy, findings)}))


def slow_missing(policy: Policy, findings: Mapping[str, FindingState]) -> tuple[str, ...]:
    """By the definition: two admissible completions that differ in one finding only, with different standings."""
    standing = {
        tuple(facts.items()): first_that_holds(policy, facts).standing for facts in completions(policy, findings)
    }

    def matters(name: str) -> bool:
        for facts, given in standing.items():
            other = tuple((key, value != (key == name)) for key, value in facts)
            if standing.get(other, given) != given:
                return True
        return False

    return tuple(name for name in used(policy) if findings.get(name, FindingState()).answer.is_open and matters(name))


def slow_settles(policy: Policy, findings: Mapping[str, FindingState], names: Sequence[str]) -> bool:
    """Whether some answers to ``names`` leave one standing and at least one admissible completion."""
    for answers in itertools.product((Answer.ESTABLISHED, Answer.NOT_ESTABLISHED), repeat=len(names)):
        answered = {**findings, **{name: FindingState(answer) for name, answer in zip(names, answers, strict=True)}}
        if len(slow_standings(policy, answered)) == 1:
            return True
    return False


# --- every situation, one by one ---------------------------------------------------------------------------------


def situations(findings: Sequence[str]) -> list[dict[str, bool]]:
    """Every way to answer every finding."""
    return [dict(zip(findings, row, strict=True)) for row in itertools.product((True, False), repeat=len(findings))]


def is_admissible(policy: Policy, facts: Mapping[str, bool]) -> bool:
    return all(sum(facts[name] for name in each.findings) <= 1 for each in policy.pack.exclusives)


def smallest(found: Sequence[Mapping[str, bool]], findings: Sequence[str]) -> tuple[str, ...]:
    """What is established in the one with the fewest; of equals, the first in the order of the findings."""
    order = list(findings)
    established = [tuple(name for name in order if facts[name]) for facts in found]
    return min(established, key=lambda names: (len(names), [order.index(name) for name in names]))
