"""Why a result is what it is: explanations, residuals, counterfactuals, readings, each against its definition."""

import itertools
import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from rongcuo.base import Answer
from rongcuo.determination import Explanation, FindingState, contradictions, counterfactual, determine
from rongcuo.law import apply, load
from rongcuo.law.pack import Policy
from rongcuo.law.rules import Reading, ReadingValue, Switch
from tests.budget import examples
from tests.determination_samples import CLAUSE, PLACE, completions, first_that_holds, slow_standings
from tests.properties.test_determination import NAMES, files, policies, rules
from tests.properties.test_determination_law import SWITCHES, file_of, policy_under, states

YES, NO, OPEN = Answer.ESTABLISHED, Answer.NOT_ESTABLISHED, Answer.UNDETERMINED


# --- settled stays settled ---------------------------------------------------------------------------------------


@given(files(), st.data())
@settings(max_examples=examples(300))
def test_learning_more_never_reopens_a_settled_standing(file, data):
    policy, findings = file
    open_names = [name for name in NAMES if findings[name].answer.is_open]
    learned = data.draw(st.dictionaries(st.sampled_from(open_names), st.sampled_from((YES, NO)))) if open_names else {}
    later = {**findings, **{name: FindingState(answer) for name, answer in learned.items()}}
    assume(not contradictions(policy.pack, later))

    before, after = determine(policy, findings), determine(policy, later)

    assert {*after.possible} <= {*before.possible}
    if before.is_determined:
        assert before.standing == after.standing
        assert before.clauses == after.clauses or len(before.entries) > 1


@given(files())
@settings(max_examples=examples(300))
def test_nothing_is_missing_exactly_when_the_standing_is_settled(file):
    policy, findings = file
    result = determine(policy, findings)

    assert (result.missing == ()) == (len(slow_standings(policy, findings)) == 1)


# --- the explanation ---------------------------------------------------------------------------------------------


@given(files())
@settings(max_examples=examples(500))
def test_the_findings_of_the_explanation_alone_lead_to_the_same_standings(file):
    policy, findings = file
    result = determine(policy, findings)
    alone = {line.point.id: findings[line.point.id] for line in _leaves(result.explanation)}

    assert slow_standings(policy, findings) == slow_standings(policy, alone)


@given(files())
@settings(max_examples=examples(300))
def test_a_settled_any_cites_one_witness_or_every_limb_and_all_the_other_way_round(file):
    policy, findings = file
    result = determine(policy, findings)

    for line in _lines(result.explanation):
        if line.point.form == "rule":
            witnessed = {"any": "satisfied", "all": "not_satisfied", "none": "not_satisfied"}[line.point.operator]
            cited = 1 if line.value == witnessed else len(line.point.children)
            assert cited == len(line.children)
    for line in _lines(result.comparison):
        assert line.answer or len(line.point.children) == len(line.children) or line.point.form == "list"


@given(files())
@settings(max_examples=examples(200))
def test_explanation_and_comparison_say_the_same_of_every_entry(file):
    result = determine(*file)
    entries = [line for line in result.explanation.children if line.point.form == "entry"]

    compared = result.comparison.children
    assert [(e.point.id, e.value, e.possible) for e in compared] == [(e.point.id, e.value, e.possible) for e in entries]


@given(files())
@settings(max_examples=examples(300))
def test_the_residual_law_decides_the_open_findings_as_the_whole_law_does(file):
    policy, findings = file
    result = determine(policy, findings)

    assert result.is_determined == (result.residual == ())
    for facts in completions(policy, findings) if result.residual else ():
        decides = next(entry for entry in result.residual if not entry.children or _holds(entry.children[0], facts))
        assert first_that_holds(policy, facts).standing == decides.point.standing


@given(files())
@settings(max_examples=examples(200))
def test_the_residual_law_asks_open_findings_only(file):
    policy, findings = file

    for entry in determine(policy, findings).residual:
        assert all(findings[line.point.id].answer.is_open for line in _leaves(entry))


def _holds(line: Explanation, facts: dict[str, bool]) -> bool:
    if line.answer:
        return facts[line.point.id]
    values = [_holds(child, facts) for child in line.children]
    return all(values) if line.point.operator == "all" else any(values) == (line.point.operator == "any")


def _lines(line: Explanation) -> Iterator[Explanation]:
    yield line
    for child in line.children:
        yield from _lines(child)


def _leaves(line: Explanation) -> Iterator[Explanation]:
    return (each for each in _lines(line) if each.answer)


# --- counterfactuals ---------------------------------------------------------------------------------------------


@st.composite
def changeable_files(draw):
    """A file under a policy of which some findings can still change, some could have, and some nobody may change."""
    policy, findings = draw(files())
    kinds = draw(st.lists(st.sampled_from((None, "still", "then")), min_size=len(NAMES), max_size=len(NAMES)))
    named = zip(policy.pack.findings.items(), kinds, strict=True)
    pack = replace(policy.pack, findings={name: replace(each, changeable=kind) for (name, each), kind in named})
    return replace(policy, pack=pack), findings


@given(changeable_files())
@settings(max_examples=examples(150))
def test_a_counterfactual_flips_the_standing_and_no_smaller_change_does(file):
    """Brute force up to three changes; where none is found, no change of any size leads there."""
    policy, findings = file

    for standing in policy.pack.standings:
        found = counterfactual(policy, findings, standing).changes
        if found is None:
            assert not any(_settled(policy, findings, changes) == standing for changes in _changes(policy, findings, 7))
            continue
        assert standing == _settled(policy, findings, {change.finding: change.then for change in found})
        smaller = _changes(policy, findings, min(len(found) - 1, 3))
        assert not any(_settled(policy, findings, changes) == standing for changes in smaller)


@given(changeable_files())
@settings(max_examples=examples(150))
def test_a_counterfactual_keeps_what_nobody_may_change(file):
    policy, findings = file

    for standing in policy.pack.standings:
        for change in counterfactual(policy, findings, standing).changes or ():
            assert change.now is findings[change.finding].answer
            assert change.now is not change.then
            assert change.how == (None if change.now.is_open else policy.pack.findings[change.finding].changeable)
            assert change.now.is_open or change.how


def _changes(policy: Policy, findings: dict[str, FindingState], most: int) -> Iterator[dict[str, Answer]]:
    """Every admissible set of at most ``most`` changes."""
    for count in range(most + 1):
        for names in itertools.combinations(NAMES, count):
            ways = [_ways(policy, findings, name) for name in names]
            yield from (dict(zip(names, answers, strict=True)) for answers in itertools.product(*ways))


def _ways(policy: Policy, findings: dict[str, FindingState], name: str) -> tuple[Answer, ...]:
    answer = findings[name].answer
    if answer.is_open:
        return (YES, NO)
    return () if policy.pack.findings[name].changeable is None else (NO if answer is YES else YES,)


def _settled(policy: Policy, findings: dict[str, FindingState], changes: dict[str, Answer]) -> str | None:
    changed = {**findings, **{name: FindingState(answer) for name, answer in changes.items()}}
    if contradictions(policy.pack, changed):
        return None
    possible = slow_standings(policy, changed)
    return possible[0] if len(possible) == 1 else None


def test_in_the_law_as_shipped_a_counterfactual_flips_and_three_changes_are_enough_to_disprove_a_larger_one():
    rng = random.Random(4)  # noqa: S311  repeatable, not secret
    policy = policy_under(())
    movable = [name for name, finding in policy.pack.findings.items() if finding.changeable]
    for _ in range(examples(12)):
        facts, _ = file_of(rng, 0)
        findings = states(facts)
        nearest = {each: counterfactual(policy, findings, each).changes for each in policy.pack.standings}
        for standing, changes in nearest.items():
            if changes is not None:
                changed = {**findings, **{change.finding: FindingState(change.then) for change in changes}}
                assert standing == determine(policy, changed).standing
        reached = _reached_by(policy, facts, movable, 2)
        assert {each for each, changes in nearest.items() if changes is not None and len(changes) <= 2} == reached


def _reached_by(policy: Policy, facts: dict[str, bool], movable: list[str], most: int) -> set[str]:
    reached = set()
    for count in range(most + 1):
        for names in itertools.combinations(movable, count):
            findings = states(facts | {name: not facts[name] for name in names})
            if not contradictions(policy.pack, findings):
                reached.add(determine(policy, findings).standing)
    return reached


# --- readings ----------------------------------------------------------------------------------------------------


@st.composite
def disputed_packs(draw):
    """A pack of which some rules differ by two readings, and a file; the three-valued reading has three values."""
    policy, findings = draw(st.tuples(policies(), st.dictionaries(st.sampled_from(NAMES), st.sampled_from(Answer))))
    readings = {"narrow": ("no", "yes"), "wide": ("first", "second", "third")}

    def disputed(rule):
        name = draw(st.sampled_from((None, *readings)))
        return (
            rule
            if name is None
            else Switch(name, {value: draw(rules) for value in draw(st.permutations(readings[name]))})
        )

    entries = tuple(
        entry if entry.when is None else replace(entry, when=disputed(entry.when)) for entry in policy.entries
    )
    declared = {name: _reading(name, values) for name, values in readings.items()}
    pack = replace(policy.pack, entries=entries, readings=declared)
    return pack, {name: FindingState(answer) for name, answer in findings.items()}


def _reading(name: str, values: tuple[str, ...]) -> Reading:
    made = tuple(ReadingValue(value, value, value) for value in values)
    return Reading(name, name, name, CLAUSE, "determination", made, None, date(2020, 1, 1), PLACE)


@given(disputed_packs(), st.sampled_from(("no", "yes")), st.sampled_from(("first", "second", "third")))
@settings(max_examples=examples(200))
def test_robust_is_what_some_choice_of_readings_allows_and_names_the_readings_that_change_it(disputed, narrow, wide):
    pack, findings = disputed
    assume(not contradictions(pack, findings))
    chosen = {"narrow": narrow, "wide": wide}

    robust = determine(apply(pack, chosen), findings).robust

    choices = [{"narrow": n, "wide": w} for n in ("no", "yes") for w in ("first", "second", "third")]
    possible = {tuple(choice.values()): slow_standings(apply(pack, choice), findings) for choice in choices}
    assert tuple(sorted(set().union(*possible.values()))) == robust.possible
    changes = [{**chosen, name: value} for name, reading in pack.readings.items() for value in reading.ids]
    other = {tuple(each.values()): possible[tuple(each.values())] for each in changes}
    differing = {key: found for key, found in other.items() if found != possible[narrow, wide]}
    named = {tuple({**chosen, each.reading: each.value}.values()): each.possible for each in robust.otherwise}
    assert differing == named


def test_robust_agrees_with_all_combinations_of_the_readings_as_shipped():
    rng = random.Random(128)  # noqa: S311  repeatable, not secret
    combinations = [dict(zip(SWITCHES, values, strict=True)) for values in itertools.product(*SWITCHES.values())]
    assert 128 == len(combinations)
    for _ in range(examples(20)):
        facts, doubt = file_of(rng, 7)
        findings = states({name: value for name, value in facts.items() if name not in doubt})

        robust = determine(policy_under(()), findings).robust

        possible = [determine(policy_under(tuple(choice.items())), findings).possible for choice in combinations]
        assert tuple(sorted({standing for each in possible for standing in each})) == robust.possible


def test_no_reading_but_those_that_affect_the_determination_is_among_the_readings_it_hangs_on():
    pack = load("yuexiu-2017-132")
    affecting = {reading.id for reading in pack.readings.values() if reading.affects == "determination"}

    assert affecting == set(SWITCHES)
    hangs_on = {each.reading for each in determine(apply(pack, {}), {}).robust.otherwise}
    assert hangs_on
    assert hangs_on <= affecting
