"""The engines on the pack of 越委办〔2017〕132号, against the second transcription of its rules and each other."""

import itertools
import random

import numpy as np
import pytest

from rongcuo.law import load
from rongcuo.replay import Kernel, engine, possible, program
from tests.budget import examples
from tests.properties.test_determination_law import SWITCHES, file_of, policy_under, standing
from tests.replay_samples import names, slowly

COLUMNS = tuple(load("yuexiu-2017-132").findings)
DEFAULTS = {name: values[0] for name, values in SWITCHES.items()}
SINGLE = [DEFAULTS, *({**DEFAULTS, name: values[1]} for name, values in SWITCHES.items())]
"""The default readings, and each reading changed alone."""

EVERY = [dict(zip(SWITCHES, values, strict=True)) for values in itertools.product(*SWITCHES.values())]
AT_ODDS = tuple(COLUMNS.index(name) for name in ("expressly_prohibited", "no_explicit_provision"))


def cases(seed: int, count: int, doubt: int):
    """Random files, a few of them with findings that exclude each other, as masks."""
    rng = random.Random(seed)  # noqa: S311  repeatable, not secret
    established, refuted = np.zeros(count, np.uint64), np.zeros(count, np.uint64)
    for case in range(count):
        facts, open_names = file_of(rng, doubt)
        yes = sum(1 << bit for bit, name in enumerate(COLUMNS) if facts[name] and name not in open_names)
        no = sum(1 << bit for bit, name in enumerate(COLUMNS) if not facts[name] and name not in open_names)
        if rng.random() < 0.01:
            yes, no = yes | 1 << AT_ODDS[0] | 1 << AT_ODDS[1], no & ~(1 << AT_ODDS[0] | 1 << AT_ODDS[1])
        if rng.random() < 0.05 and open_names:
            contested = 1 << COLUMNS.index(open_names[0])
            yes, no = yes | contested, no | contested
        established[case], refuted[case] = yes, no
    return established, refuted


def readings_named(readings):
    changed = [f"{name}={value}" for name, value in readings.items() if value != DEFAULTS[name]]
    return ",".join(changed) or "defaults"


def differing(readings, established, refuted):
    """The cases for which the kernel does not say what the slow evaluator says; ideally none."""
    compiled = program(policy_under(tuple(readings.items())))
    found = Kernel(compiled).run(established, refuted)
    allowed = possible(compiled, found.entries)

    def given(facts: int) -> str | None:
        if all(facts >> bit & 1 for bit in AT_ODDS):
            return None
        return standing({name: bool(facts >> bit & 1) for bit, name in enumerate(COLUMNS)}, readings)

    return [
        (int(one), int(other))
        for one, other, standings, missing in zip(established, refuted, allowed, found.missing, strict=True)
        if (names(standings, compiled.standings), names(missing, COLUMNS))
        != slowly(given, int(one), int(other), COLUMNS)
    ]


def test_a_hundred_thousand_open_files_come_to_what_the_slow_evaluator_says():
    assert [] == differing(DEFAULTS, *cases(132, examples(100_000), doubt=2))


@pytest.mark.parametrize("readings", SINGLE[1:], ids=readings_named)
def test_so_they_do_under_each_reading(readings):
    assert [] == differing(readings, *cases(2017, examples(2_000), doubt=3))


def test_so_they_do_under_all_readings_together():
    established, refuted = cases(11, examples(60), doubt=4)

    assert [] == [readings_named(each) for each in EVERY if differing(each, established, refuted)]


@pytest.mark.parametrize("name", ["numba", "duckdb"])
@pytest.mark.parametrize("readings", SINGLE, ids=readings_named)
def test_the_engines_agree_on_a_hundred_thousand_open_files(name, readings):
    agree(name, readings, *many(100_000))


def agree(name, readings, established, refuted):
    compiled = program(policy_under(tuple(readings.items())))
    expected = Kernel(compiled).run(established, refuted)
    made = engine(name, compiled)
    try:
        found = made.run(established, refuted)
    finally:
        made.close()

    assert 0 == np.count_nonzero(expected.entries != found.entries)
    assert 0 == np.count_nonzero(expected.missing != found.missing)


def many(count: int):
    """Random files around the likely one, each finding open with one chance in eight; quicker to draw."""
    rng = np.random.default_rng(132)
    likely = np.zeros(count, np.uint64)
    facts, _ = file_of(random.Random(1), 0)  # noqa: S311  repeatable, not secret
    for bit, name in enumerate(COLUMNS):
        turned = rng.random(count) < 0.08
        likely |= (turned ^ facts[name]).astype(np.uint64) << np.uint64(bit)
    everything = np.uint64((1 << len(COLUMNS)) - 1)
    known, contested = (_drawn(rng, count, chance) for chance in (0.875, 0.01))
    return likely & known | contested, ~likely & known & everything | contested


def _drawn(rng, count, chance):
    mask = np.zeros(count, np.uint64)
    for bit in range(len(COLUMNS)):
        mask |= (rng.random(count) < chance).astype(np.uint64) << np.uint64(bit)
    return mask
