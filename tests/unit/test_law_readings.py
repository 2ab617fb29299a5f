"""A pack and a choice of readings: defaults filled in, switches set, unknown names refused by name."""

from dataclasses import replace
from itertools import product

import pytest

from rongcuo.base import ClauseRef
from rongcuo.law import Policy, apply, load, read
from rongcuo.law.rules import Group, Leaf, Switch
from tests.law_samples import FILES, written

HONEST = Group("none", (Leaf("private_gain"),), "honest", "没有谋取私利", ClauseRef((2, 1)))


@pytest.fixture
def sample(tmp_path):
    pack, _ = read(written(tmp_path))
    return pack


def switches(node) -> list[str]:
    """The readings still open in a rule."""
    match node:
        case Switch(reading=reading):
            return [reading]
        case Group(children=children):
            return [name for child in children for name in switches(child)]
        case _:
            return []


def test_the_default_reading_holds_unless_another_is_chosen(sample):
    assert {"openness": "letter"} == apply(sample, {}).readings
    assert {"openness": "strict"} == apply(sample, {"openness": "strict"}).readings


def test_a_rule_takes_the_form_of_the_branch_chosen_and_keeps_its_name(sample):
    policy = apply(sample, {"openness": "strict"})

    [_, exempt, _] = policy.entries

    assert exempt.when == Group(
        "all",
        (Leaf("diligent", judged=True), HONEST, Leaf("openly_acted")),
        "exempt",
        "可以免于问责",
        ClauseRef((2, 1)),
    )


def test_a_branch_that_is_the_name_of_a_rule_stands_below_the_rule_that_switches(tmp_path):
    law = FILES["1-law.md"].replace('all = [{ judged = "diligent" }, "honest"]', 'all = ["honest"]')
    law = law.replace('[rule.exempt.when.letter]\nall = ["honest"]', '[rule.exempt.when]\nletter = "honest"')
    pack, _ = read(written(tmp_path, {"1-law.md": law}))

    [_, exempt, _] = apply(pack, {}).entries

    assert exempt.when == Group("all", (HONEST,), "exempt", "可以免于问责", ClauseRef((2, 1)))


def test_a_switch_is_settled_where_it_stands_and_what_is_around_it_keeps_its_form(sample):
    """Alone in a rule, beside another limb, and within what must not hold."""
    open_, closed = Switch("openness", {"letter": Leaf("diligent"), "strict": Leaf("openly_acted")}), Leaf("diligent")
    for written_, settled in (
        (Group("all", (open_,)), Group("all", (closed,))),
        (Group("any", (open_, Leaf("private_gain"))), Group("any", (closed, Leaf("private_gain")))),
        (Group("none", (Group("any", (open_,)),)), Group("none", (Group("any", (closed,)),))),
    ):
        [first, *others] = sample.entries
        pack = replace(sample, entries=(replace(first, when=written_), *others))
        assert settled == apply(pack, {}).entries[0].when


def test_a_line_that_falls_away_under_a_reading_is_not_in_the_list(tmp_path):
    order = FILES["order.md"].replace(
        'when = { none = ["staff_member"] }\nclauses = ["1"]\n',
        'clauses = ["1"]\nreading = "openness"\n\n'
        '[entry.when.letter]\nnone = ["staff_member"]\n\n[entry.when.strict]\nany = []\n',
    )
    pack, _ = read(written(tmp_path, {"order.md": order}))

    assert ["outside", "exempt", "otherwise"] == [entry.id for entry in apply(pack, {}).entries]
    assert ["exempt", "otherwise"] == [entry.id for entry in apply(pack, {"openness": "strict"}).entries]


def test_every_unknown_reading_and_value_is_refused_by_name_with_the_nearest_valid_one(sample):
    problems = apply(sample, {"opennes": "letter", "openness": "leter"})

    assert [
        "没有名为“opennes”的适用口径；最接近的是“openness”。",
        "适用口径“openness”没有“leter”这个值，可用的是：letter、strict；最接近的是“letter”。",
    ] == [problem.text() for problem in problems]
    assert ["readings.opennes", "readings.openness"] == [problem.place.field for problem in problems]


def test_the_modality_is_the_standings_own_or_that_of_the_reading_it_names(sample):
    assert "may" == apply(sample, {}).modality("exempt")
    assert apply(sample, {}).modality("otherwise") is None

    policy = apply(load("yuexiu-2017-132"), {"exemption_modality": "shall"})

    assert "shall" == policy.modality("exempt")
    assert "recommended" == apply(policy.pack, {}).modality("exempt")


def test_no_choice_of_readings_leaves_a_switch_in_the_list():
    pack = load("yuexiu-2017-132")
    deciding = [reading for reading in pack.readings.values() if reading.affects == "determination"]

    for values in product(*(reading.ids for reading in deciding)):
        policy = apply(pack, dict(zip((reading.id for reading in deciding), values, strict=True)))

        assert isinstance(policy, Policy)
        assert [] == [name for entry in policy.entries for name in switches(entry.when)]
