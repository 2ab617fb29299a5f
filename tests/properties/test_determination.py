"""The determination against its definition: every completion, rule by rule, on any policy."""

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from rongcuo.base import Answer
from rongcuo.determination import FindingState, ask, contradictions, determine
from rongcuo.determination.explanation import VALUES, weigh
from rongcuo.determination.proof.proofs import prove
from rongcuo.law.pack import Policy
from rongcuo.law.rules import Group, Leaf, Node
from tests.budget import examples
from tests.determination_samples import (
    policy_of,
    slow_entries,
    slow_missing,
    slow_settles,
    slow_standings,
)

NAMES = ("a", "b", "c", "d", "e", "f", "g")

leaves = st.sampled_from(NAMES).map(Leaf)
rules = st.recursive(
    leaves,
    lambda below: st.builds(
        Group, st.sampled_from(("all", "any", "none")), st.lists(below, min_size=1, max_size=3).map(tuple)
    ),
    max_leaves=8,
)
standings = st.sampled_from(("one", "two", "three"))


@st.composite
def policies(draw):
    whens = draw(st.lists(rules, min_size=1, max_size=5))
    last = draw(standings)
    entries = [(f"e{number}", draw(standings), when) for number, when in enumerate(whens)]
    pairs = draw(st.lists(st.lists(st.sampled_from(NAMES), min_size=2, max_size=3, unique=True).map(tuple), max_size=2))
    return policy_of(NAMES, [*entries, ("last", last, None)], pairs)


@st.composite
def files(draw):
    """A policy and an admissible file under it."""
    policy = draw(policies())
    answers = draw(st.lists(st.sampled_from(Answer), min_size=len(NAMES), max_size=len(NAMES)))
    findings = {name: FindingState(answer) for name, answer in zip(NAMES, answers, strict=True)}
    for exclusive in policy.pack.exclusives:
        established = [name for name in exclusive.findings if findings[name].answer is Answer.ESTABLISHED]
        findings |= {name: FindingState(Answer.CONTESTED) for name in established[1:]}
    return policy, findings


@given(files())
@settings(max_examples=examples(400))
def test_the_result_is_what_the_completions_reach_and_nothing_else(file):
    policy, findings = file

    result = determine(policy, findings)

    assert slow_standings(policy, findings) == result.possible
    assert slow_entries(policy, findings) == set(result.entries)


@given(files())
@settings(max_examples=examples(300))
def test_a_finding_is_missing_exactly_when_some_completion_turns_on_it_alone(file):
    policy, findings = file

    assert slow_missing(policy, findings) == determine(policy, findings).missing


@given(files())
@settings(max_examples=examples(150))
def test_the_shortest_list_settles_and_no_shorter_list_does(file):
    policy, findings = file
    question = ask(policy, findings)
    open_names = [name for name in NAMES if findings[name].answer.is_open]

    if question is None:
        assert len(slow_standings(policy, findings)) == 1
        return
    settling = [each.finding for each in question.settling]
    assert slow_settles(policy, findings, settling)
    shorter = itertools.combinations(open_names, len(settling) - 1)
    assert not any(slow_settles(policy, findings, names) for names in shorter)


@given(files())
@settings(max_examples=examples(200))
def test_a_contested_finding_counts_as_an_undetermined_one(file):
    policy, findings = file
    quiet = {name: FindingState() if state.answer is Answer.CONTESTED else state for name, state in findings.items()}

    assert determine(policy, quiet).possible == determine(policy, findings).possible
    assert tuple(n for n in NAMES if findings[n].answer is Answer.CONTESTED) == determine(policy, findings).contested


@given(policies())
@settings(max_examples=examples(60))
def test_kleene_reaches_too_far_exactly_for_the_standings_that_check_names(policy):
    """Two of the seven findings stay open, so that 3^5 files are gone through; what they show must be named."""
    beyond = set()
    for answers in itertools.product((Answer.ESTABLISHED, Answer.NOT_ESTABLISHED, Answer.UNDETERMINED), repeat=5):
        findings = {name: FindingState(answer) for name, answer in zip(NAMES, answers, strict=False)}
        if not contradictions(policy.pack, findings):
            beyond |= _kleene(policy, findings) - set(determine(policy, findings).possible)

    named = {each.standing: each.example for each in prove(policy.pack).proved[0].beyond}
    assert beyond <= named.keys()
    for standing, example in named.items():
        file = {n: FindingState(Answer.ESTABLISHED if yes else Answer.NOT_ESTABLISHED) for n, yes in example.items()}
        assert () == contradictions(policy.pack, file)
        assert standing in _kleene(policy, file) - set(slow_standings(policy, file))


def _kleene(policy: Policy, findings: dict[str, FindingState]) -> set[str]:
    """What three-valued logic lists, entry by entry."""
    listed = set()
    for entry in policy.entries:
        value = "satisfied" if entry.when is None else _value(entry.when, findings)
        if value != "not_satisfied":
            listed.add(entry.standing)
        if value == "satisfied":
            break
    return listed


def _value(rule: Node, findings: dict[str, FindingState]) -> str:
    if isinstance(rule, Leaf):
        return VALUES[findings.get(rule.finding, FindingState()).answer]
    return weigh(rule.operator, [_value(child, findings) for child in rule.children])
