"""The benchmarks compare like with like: the rules that other engines are given are those of the pack."""

import subprocess
import sys
from collections import Counter

import pytest

from benchmarks.determination import reference
from benchmarks.determination.engines import own, replay, spiff
from benchmarks.determination.engines.json_logic_rules import choice
from benchmarks.determination.engines.json_rules_engine import translated
from benchmarks.determination.population import BARRING, Population, one_fact_deleted, plain, policy
from benchmarks.determination.translate import Syntax, body, conditional, otherwise, rules, text
from rongcuo.determination import ask
from tests.determination_samples import first_that_holds, slow_standings
from tests.house.repository import ROOT

PYTHON = Syntax(both=" and ", either=" or ", denied="(not {})", fact="{}", rule="rule_{}")
CASES = Population(150).cases()


OPERATORS = {"and": all, "all": all, "or": any, "any": any, "!": lambda values: not all(values)}
OPERATORS["not"] = OPERATORS["!"]


def weighed(written, facts):
    """What a rule in JSON comes to, as JSON Logic and json-rules-engine write rules."""
    if "var" in written or "fact" in written:
        return facts[written.get("var", written.get("fact"))]
    [(operator, below)] = written.items()
    return OPERATORS[operator](weighed(each, facts) for each in (below if isinstance(below, list) else [below]))


def evaluated(written, facts):
    return eval(written, {}, dict(facts))  # noqa: S307  the translators made it


def as_text(facts):
    lines = ((entry.standing, text(when, PYTHON)) for entry, when in conditional(policy()))
    return next((standing for standing, line in lines if evaluated(line, facts)), otherwise(policy()))


def as_text_with_a_name_per_rule(facts):
    known, named = dict(facts), rules(policy())
    for name, rule in named.items():
        known[f"rule_{name}"] = evaluated(body(rule, PYTHON, named), known)
    lines = ((entry.standing, text(when, PYTHON, named)) for entry, when in conditional(policy()))
    return next((standing for standing, line in lines if evaluated(line, known)), otherwise(policy()))


def as_json_logic(facts):
    *steps, last = choice(policy())["if"]
    pairs = zip(steps[::2], steps[1::2], strict=True)
    return next((standing for when, standing in pairs if weighed(when, facts)), last)


def as_json_rules(facts):
    made = translated(policy())
    return next((line["standing"] for line in made["lines"] if weighed(line["conditions"], facts)), made["otherwise"])


def as_dmn(facts):
    [form] = spiff.forms(policy())
    return form.standing(form.run(form.facts(facts)))


TRANSLATIONS = (as_text, as_text_with_a_name_per_rule, as_json_logic, as_json_rules, as_dmn)


@pytest.mark.parametrize("translation", TRANSLATIONS)
def test_the_translated_rules_say_what_the_law_says(translation):
    assert [first_that_holds(policy(), facts).standing for facts in CASES] == [translation(facts) for facts in CASES]


def test_the_reference_of_the_benchmarks_reads_as_the_reference_of_the_tests_does():
    cases = Population(40, takes_open=True, salt=2).cases()

    assert ["|".join(slow_standings(policy(), own.states(facts))) for facts in cases] == [
        reference.standings(policy(), facts) for facts in cases
    ]


def test_every_line_of_the_list_decides_its_plain_case_and_some_case_of_the_population():
    lines = {entry.id for entry in policy().entries}

    assert {line: line for line in lines} == {
        line: reference.first(policy(), case).id for line, case in plain().items()
    }
    assert lines == {reference.first(policy(), facts).id for facts in CASES}


def test_the_case_with_one_barring_fact_deleted_is_open_and_that_fact_settles_it():
    findings = own.states(one_fact_deleted())

    assert ("exempt", "mitigable") == slow_standings(policy(), findings)
    assert (BARRING,) == ask(policy(), findings).missing


FORMS = [form for form in own.forms(policy()) if form.standing]


@pytest.mark.parametrize("form", FORMS, ids=[form.name for form in FORMS])
def test_each_form_that_is_timed_gives_the_exact_set(form):
    cases = [*CASES[:20], *Population(20, takes_open=True).cases()]

    assert [reference.standings(policy(), facts) for facts in cases] == [
        form.standing(form.run(form.facts(facts))) for facts in cases
    ]


BATCHES = replay.batches(policy())


@pytest.mark.parametrize("batch", BATCHES, ids=[batch.name for batch in BATCHES])
def test_each_batch_that_is_timed_counts_the_exact_sets(batch):
    population = Population(150, takes_open=True)
    lawful = Counter(reference.standings(policy(), facts) for facts in population.cases())

    assert lawful == batch.tally(batch.run(batch.hold(population)))


def test_a_quick_run_measures_and_says_so():
    command = [sys.executable, "-m", "benchmarks.determination", "--quick", "--only", "own"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert 0 == done.returncode, done.stderr
    assert "| Rongcuo | exact set | complete |" in done.stdout
    assert "`exempt or mitigable`" in done.stdout


def test_a_quick_run_at_the_door_measures_both_databases_and_finds_them_whole():
    command = [sys.executable, "-m", "benchmarks.door", "--quick"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert 0 == done.returncode, done.stderr
    assert [1, 1] == [done.stdout.count(f"| {database} | 2 | one |") for database in ("SQLite", "PostgreSQL")]
