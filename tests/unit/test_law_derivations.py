"""Facts, grading tables and derivations of a pack: read whole where they are sound, each fault named with its line."""

import pytest

from rongcuo.base import Severity
from rongcuo.law import read
from rongcuo.law.derivation.derivations import Chosen, Combined, Count, Graded, Member, Named
from tests.derivation_faults import FAULTS
from tests.derivation_samples import FACTS, IDLE_READING
from tests.law_samples import written


def faults_of(tmp_path, changes):
    """The codes reported for the sample, apart from what a fault leaves unused or unknown elsewhere."""
    _, problems = read(written(tmp_path, changes))
    return [problem.code for problem in problems], problems


def test_a_pack_with_facts_is_read_whole_and_without_a_problem(tmp_path):
    pack, problems = read(written(tmp_path, {"facts.md": FACTS}))

    law = pack.derivable
    assert [] == [f"{problem.place} {problem.text()}" for problem in problems]
    assert ["office", "on_payroll"] == list(law.facts)
    assert ["taken_on", "place", "worth", "secret"] == list(law.records["gift"].fields)
    assert ["礼品等级", "礼品等级（修订）"] == [edition.label for edition in law.tables["gift"]]
    assert ["staff_member", "private_gain", "openly_acted"] == list(law.findings)
    assert ["registered", "side"] == list(law.values)


def test_a_pack_may_have_no_facts_at_all(tmp_path):
    pack, problems = read(written(tmp_path))

    assert () == problems
    assert () == pack.derivable.derivations


def test_a_pack_may_have_facts_and_no_procedure(tmp_path):
    pack, problems = read(written(tmp_path, {"facts.md": FACTS, "procedure.md": ""}))

    assert () == problems
    assert pack.procedure is None
    assert 2 == len(pack.derivable.facts)


def test_a_derivation_is_read_as_it_is_written(tmp_path):
    pack, _ = read(written(tmp_path, {"facts.md": FACTS}))
    law = pack.derivable

    staff = law.findings["staff_member"].term
    assert isinstance(staff, Combined)
    assert Named("on_payroll") == staff.terms[0]
    assert isinstance(staff.terms[1], Member)
    assert Count("gift", "at_least", 1, Graded("gift", "grave")) == law.findings["private_gain"].term
    assert isinstance(law.findings["openly_acted"].term, Chosen)


def test_what_stands_under_a_clause_binds_it(tmp_path):
    pack, _ = read(written(tmp_path, {"facts.md": FACTS}))

    kinds = {binding.kind for binding in pack.bindings}
    assert {"fact", "record", "grading", "derivation", "value"} <= kinds


@pytest.mark.parametrize(("says", "old", "new", "expected"), FAULTS, ids=[row[0] for row in FAULTS])
def test_a_fault_is_named_with_its_place(tmp_path, says, old, new, expected):
    assert old in FACTS

    codes, problems = faults_of(tmp_path, {"facts.md": FACTS.replace(old, new, 1)})

    assert sorted(expected) == sorted(code for code in codes if code not in _FOLLOWING or code in expected), says
    for problem in problems:
        assert problem.place.file == "facts.md"
        assert problem.place.line
        assert problem.text("zh")
        assert problem.text("en")


_FOLLOWING = {"law.fact_idle", "law.record_idle", "law.grading_idle", "law.reading_steers_nothing"}
"""Notices that a fault may leave behind."""

IDLE = [
    (
        "A table that no derivation asks is idle",
        'where = { table = "gift", at_least = "grave" }',
        'where = "secret"',
        "law.grading_idle",
    ),
    ("A fact that no derivation asks is idle", 'all = ["on_payroll", {', "all = [{", "law.fact_idle"),
    (
        "A record that no derivation counts is idle",
        "[[list.office]]",
        (
            '[record.loan]\nlabel = "借款"\nlabel_en = "Loans"\nclause = "2.1"\n\n'
            '[record.loan.field.sum]\nlabel = "数额"\nlabel_en = "Sum"\ntype = "number"\nunit = "元"\n\n[[list.office]]'
        ),
        "law.record_idle",
    ),
    (
        "A reading whose branches are alike steers nothing",
        'severe = { count = "gift", less_than = 1 }',
        'severe = "registered"',
        "law.reading_steers_nothing",
    ),
]


@pytest.mark.parametrize(("says", "old", "new", "expected"), IDLE, ids=[row[0] for row in IDLE])
def test_what_does_nothing_is_a_notice_and_stands_in_nobodys_way(tmp_path, says, old, new, expected):
    pack, problems = read(written(tmp_path, {"facts.md": FACTS.replace(old, new, 1)}))

    assert pack is not None
    assert [(expected, Severity.NOTICE)] == [(problem.code, problem.severity) for problem in problems], says


def test_a_text_is_asked_by_no_derivation_and_is_not_idle_for_that(tmp_path):
    remark = '[fact.remark]\nlabel = "备注"\nlabel_en = "Remark"\ntype = "text"\nclause = "1"\n\n[[list.office]]'
    _, problems = read(written(tmp_path, {"facts.md": FACTS.replace("[[list.office]]", remark, 1)}))

    assert () == problems


def test_a_derivations_reading_that_no_derivation_names_is_a_notice(tmp_path):
    _, problems = read(written(tmp_path, {"facts.md": FACTS + IDLE_READING}))

    assert ["law.reading_steers_nothing"] == [problem.code for problem in problems]


ONE_EDITION = (
    FACTS[: FACTS.index("[[grading.gift]]", FACTS.index("until = "))]
    + FACTS[FACTS.index("```\n\n```toml\n[derivation") :]
)


def test_an_idle_table_is_pointed_at_by_its_first_edition(tmp_path):
    _, [problem] = read(
        written(
            tmp_path, {"facts.md": FACTS.replace('where = { table = "gift", at_least = "grave" }', 'where = "secret"')}
        )
    )
    first = FACTS.splitlines().index("[[grading.gift]]") + 1

    assert ("law.grading_idle", first) == (problem.code, problem.place.line)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('where = { table = "gift", at_least = "grave" }', 'where = "secret"', ["law.grading_idle"]),
        (
            'all = ["on_payroll", {',
            'all = ["on_payroll", { table = "gift", at_least = "grave" }, {',
            ["law.table_outside"],
        ),
    ],
)
def test_a_table_may_have_one_edition_only(tmp_path, old, new, expected):
    assert old in ONE_EDITION
    _, sound = read(written(tmp_path / "sound", {"facts.md": ONE_EDITION}))
    _, problems = read(written(tmp_path / "faulty", {"facts.md": ONE_EDITION.replace(old, new, 1)}))

    assert () == sound
    assert expected == [problem.code for problem in problems if problem.code in expected]


def test_a_circle_of_values_is_told_once_from_where_it_begins(tmp_path):
    """The value that leads into the circle is no part of it."""
    rows = "".join(
        f'[value.{name}]\nlabel = "{name}"\nlabel_en = "{name}"\nclause = "1"\nall = ["{on}"]\n\n'
        for name, on in ("ab", "bc", "cb")
    )

    _, problems = read(written(tmp_path, {"facts.md": FACTS.replace("[value.side]", f"{rows}[value.side]")}))

    [circle] = [problem.params["circle"] for problem in problems if problem.code == "law.rule_circle"]
    assert circle in {"b → c → b", "c → b → c"}


def test_facts_in_a_broken_block_are_reported_once(tmp_path):
    broken = FACTS.replace('type = "yes_or_no"', 'type = "yes_or_no', 1)

    codes, _ = faults_of(tmp_path, {"facts.md": broken})

    assert ["law.not_toml"] == [code for code in codes if code not in _FOLLOWING]
