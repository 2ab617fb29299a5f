"""Every engine against the definition, on every file of any policy; the law itself is in test_replay_law."""

import numpy as np
import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from rongcuo.replay import ENGINES, Kernel, ReplayError, engine, planes, possible, program
from rongcuo.replay.compiled import CompiledKernel
from rongcuo.replay.lookup import lookups
from tests.budget import examples
from tests.determination_samples import policy_of
from tests.properties.test_determination import NAMES, policies
from tests.replay_samples import SlowPolicy, every_file, masks, names

EVERY = every_file(len(NAMES))
IN_PROCESS = [name for name in ENGINES if name != "spark"]
BUDGETS = {"numpy": 60, "numba": 60, "duckdb": 6}


def results(name, policy, established, refuted):
    """Entries, standings and missing findings of each case, by name."""
    compiled = program(policy)
    made = engine(name, compiled)
    try:
        found = made.run(established, refuted)
    finally:
        made.close()
    standings = possible(compiled, found.entries)
    return [
        (names(entries, compiled.entries), names(allowed, compiled.standings), names(missing, compiled.columns))
        for entries, allowed, missing in zip(found.entries, standings, found.missing, strict=True)
    ]


@pytest.mark.parametrize("name", IN_PROCESS)
def test_every_file_of_any_policy_comes_to_what_its_completions_come_to(name):
    @given(policies())
    @settings(max_examples=examples(BUDGETS[name]))
    def check(policy):
        slow = SlowPolicy(policy)
        standing_of = {entry.id: entry.standing for entry in policy.entries}

        found = results(name, policy, *EVERY)

        for established, refuted, (entries, allowed, missing) in zip(*EVERY, found, strict=True):
            expected = slow(int(established), int(refuted))
            assert expected == (entries, missing)
            assert {standing_of[entry] for entry in entries} == allowed

    check()


@pytest.mark.parametrize("name", IN_PROCESS)
@given(data=st.data())
@settings(max_examples=examples(4))
def test_a_contested_finding_counts_as_an_open_one(name, data):
    policy = data.draw(policies())
    contested = np.uint64(data.draw(st.integers(1, 2 ** len(NAMES) - 1)))
    established, refuted = EVERY

    assert results(name, policy, established & ~contested, refuted & ~contested) == results(
        name, policy, established | contested, refuted | contested
    )


@given(policies())
@settings(max_examples=examples(6))
def test_planes_and_code_of_their_own_say_the_same_as_masks(policy):
    """The possible sets alone take a shorter way, in NumPy and in machine code."""
    compiled = program(policy)
    established, refuted = (np.tile(mask, 3)[:-5] for mask in EVERY)
    facts = planes(established, refuted, compiled.asked, len(compiled.columns))
    expected = Kernel(compiled).run(established, refuted).entries
    fast = CompiledKernel(compiled, threads=2)

    assert (expected == Kernel(compiled).run(established, refuted, missing=False).entries).all()
    assert (expected == fast.run(established, refuted, missing=False).entries).all()
    for entry, plane in enumerate(Kernel(compiled).entries(facts)):
        assert (_bits(plane, len(expected)) == (expected >> np.uint64(entry) & np.uint64(1))).all()
    for entry, plane in enumerate(fast.entries(facts)):
        assert (_bits(plane, len(expected)) == (expected >> np.uint64(entry) & np.uint64(1))).all()
    fast.close()


@given(policies(), st.integers(3, 60))
@settings(max_examples=examples(40))
def test_the_tables_lead_each_case_to_its_entries_however_they_are_cut(policy, limit):
    compiled = program(policy)
    expected = Kernel(compiled).run(*EVERY).entries
    try:
        tables = lookups(compiled, limit * 9)
    except ReplayError:
        reject()

    state = np.zeros(len(expected), np.int64)
    for table in tables:
        step = dict(zip(table.keys.tolist(), table.values.tolist(), strict=True))
        keys = state << 2 * len(table.bits) | _picked(EVERY[0], table.bits) << len(table.bits)
        keys |= _picked(EVERY[1], table.bits)
        state = np.array([step[key] for key in keys.tolist()], np.int64)
        assert len(table.keys) <= limit * 9

    assert (expected == state.view(np.uint64)).all()


@pytest.mark.parametrize("name", IN_PROCESS)
def test_a_policy_that_asks_nothing_always_comes_to_its_last_entry(name):
    policy = policy_of(("a",), [("only", "one", None)])

    assert [({"only"}, {"one"}, set())] == results(name, policy, masks(1), masks(0))


@pytest.mark.parametrize("name", IN_PROCESS)
def test_no_cases_are_no_results(name):
    assert [] == results(name, policy_of(("a",), [("only", "one", None)]), masks(), masks())


def _bits(plane, cases):
    return np.unpackbits(plane.view(np.uint8), count=cases, bitorder="little")


def _picked(mask, bits):
    picked = np.zeros(len(mask), np.int64)
    for position, bit in enumerate(bits):
        picked |= (mask >> np.uint64(bit) & np.uint64(1)).astype(np.int64) << position
    return picked
