"""Facts, grading tables and derivations of a pack: read whole where they are sound, each fault named with its line."""

import pytest

from rongcuo.base import Severity
from rongcuo.law import read
from rongcuo.law.derivation.derivations import Chosen, Combined, Count, Graded, Member, Named
from tests.derivation_faults import CASES, FAULTS
from tests.derivation_samples import FACTS, IDLE_READING
from tests.law_samples import FILES, written


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

    changed = FACTS.replace(old, new, 1)
    _, problems = faults_of(tmp_path, {"facts.md": changed})

    found = [f"{problem.code} {problem.place.field}" for problem in problems]
    assert sorted(expected) == sorted(each for each in found if each.split()[0] not in _FOLLOWING), says
    lines = changed.splitlines()
    for problem in problems:
        assert problem.place.file == "facts.md"
        assert any(word in lines[problem.place.line - 1] for word in problem.place.field.split(".")[1:])
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


def chained(length: int, *, twice: bool = False) -> str:
    """Values that rest on one another, the last one on a fact; ``twice``: the first on two such chains."""
    row = '[value.{0}]\nlabel = "{0}"\nlabel_en = "{0}"\nclause = "1"\nall = [{1}]\n\n'
    names = [f"v{place}" for place in range(length)]
    rows = [row.format(name, f'"{on}"') for name, on in zip(names, [*names[1:], "on_payroll"], strict=True)]
    if twice:
        rows[0] = row.format("v0", '"v1", "w1"')
        rows.extend(row.format(f"w{at}", f'"w{at + 1}"') for at in range(1, length - 1))
        rows.append(row.format(f"w{length - 1}", '"on_payroll"'))
    return FACTS.replace("[value.side]", f"{''.join(rows)}[value.side]")


@pytest.mark.parametrize("twice", [False, True])
def test_values_that_rest_on_one_another_too_deeply_are_told_each_once(tmp_path, twice):
    _, sound = read(written(tmp_path / "sound", {"facts.md": chained(12, twice=twice)}))
    _, problems = read(written(tmp_path / "deep", {"facts.md": chained(13, twice=twice)}))

    assert [] == [problem.code for problem in sound if problem.code == "law.rule_deep"]
    [deep] = [problem for problem in problems if problem.code == "law.rule_deep"]
    assert ("value.v0", {"name": "v0", "most": 12}) == (deep.place.field, deep.params)
    _, further = read(written(tmp_path / "deeper", {"facts.md": chained(14, twice=twice)}))
    assert ["v0", "v1", *["w1"] * twice] == sorted(p.params["name"] for p in further if p.code == "law.rule_deep")


def test_editions_come_by_place_and_day_however_they_are_written(tmp_path):
    """The national ones first; a local one may begin between two of them."""
    start, second = FACTS.index("[[grading.gift]]"), FACTS.index("[[grading.gift]]", FACTS.index("until = "))
    end = FACTS.index("```", second)
    first, later = FACTS[start:second], FACTS[second:end]
    local = first.replace("礼品等级", "本区等级").replace("from = 2010-01-01\nuntil = 2015-12-31", "from = 2012-01-01")
    local = local.replace('record = "gift"', 'record = "gift"\nlocality = "here"', 1)

    pack, problems = read(
        written(tmp_path, {"facts.md": FACTS[:start] + local + "\n" + later + "\n" + first + FACTS[end:]})
    )

    assert [] == [f"{problem.place} {problem.text()}" for problem in problems]
    assert ["礼品等级", "礼品等级（修订）", "本区等级"] == [each.label for each in pack.derivable.tables["gift"]]
    assert [None, None, "here"] == [each.locality for each in pack.derivable.tables["gift"]]


def test_a_local_edition_is_of_a_record_that_has_a_place(tmp_path):
    facts = FACTS.replace('located_by = "place"\n', "").replace("until = 2015-12-31", 'locality = "here"')
    codes, problems = faults_of(tmp_path, {"facts.md": facts})

    assert ["law.unknown_code"] == [code for code in codes if code not in _FOLLOWING]
    assert "grading.gift.locality" == problems[0].place.field


def test_a_table_whose_editions_are_over_two_records_is_asked_of_neither(tmp_path):
    loan = (
        '[record.loan]\nlabel = "借款"\nlabel_en = "Loans"\ndated_by = "day"\nclause = "2.1"\n\n'
        '[record.loan.field.day]\nlabel = "日期"\nlabel_en = "Day"\ntype = "date"\n\n'
        '[record.loan.field.worth]\nlabel = "数额"\nlabel_en = "Sum"\ntype = "number"\nunit = "元"\n\n[[list.office]]'
    )
    facts = FACTS.replace("[[list.office]]", loan, 1)
    second = facts.index("[[grading.gift]]", facts.index("until = "))
    facts = facts[:second] + facts[second:].replace('record = "gift"', 'record = "loan"', 1)

    codes, _ = faults_of(tmp_path, {"facts.md": facts})

    assert ["law.table_outside"] == [code for code in codes if code not in _FOLLOWING]


def test_in_a_reading_s_branch_a_limb_may_fall_away(tmp_path):
    pack, problems = read(
        written(tmp_path, {"facts.md": FACTS.replace('lenient = "registered"', "lenient = { any = [] }")})
    )

    assert () == problems
    assert Combined("any", ()) == pack.derivable.findings["openly_acted"].term.branches["lenient"]


def test_a_value_may_be_by_reading_what_a_fact_of_its_list_is(tmp_path):
    by_reading = 'reading = "gifts"\nwhen = { lenient = "office", severe = "office" }'
    pack, _ = read(written(tmp_path, {"facts.md": FACTS.replace(CASES, by_reading)}))

    side = pack.derivable.values["side"]
    assert Chosen("gifts", {"lenient": Named("office"), "severe": Named("office")}) == side.term
    assert ["bureau", "street", "contractor"] == [choice.id for choice in side.codes]


def test_the_pack_s_decisions_are_a_closed_list(tmp_path):
    """For a proposal is one of them."""
    proposed = (
        '[fact.proposed]\nlabel = "拟作决定"\nlabel_en = "Proposed"\ntype = "code"\nlist = "decision"\nclause = "1"\n\n'
    )
    pack, problems = read(
        written(tmp_path, {"facts.md": FACTS.replace("[[list.office]]", f"{proposed}[[list.office]]", 1)})
    )

    assert ["law.fact_idle"] == [problem.code for problem in problems]
    assert ["exempt", "accountable"] == [choice.id for choice in pack.derivable.facts["proposed"].codes]


def test_a_derivation_of_a_finding_in_a_broken_block_is_not_reported_as_well(tmp_path):
    broken = FILES["1-law.md"].replace('kind = "scope"', 'kind = "scope')
    _, problems = read(written(tmp_path, {"1-law.md": broken, "facts.md": FACTS}))

    assert {"law.not_toml"} == {problem.code for problem in problems if problem.code not in _FOLLOWING}


def test_what_rests_on_something_with_a_mistake_is_not_reported_as_well(tmp_path):
    """A value, a record, a reading without its label: each is named elsewhere in the sample."""
    for name, label in (("value.registered", "礼品均已登记"), ("record.gift", "收受的礼品"), ("reading.gifts", "礼品")):
        facts = FACTS.replace(f'label = "{label}"\n', "")
        _, problems = read(written(tmp_path / name, {"facts.md": facts}))
        found = [(problem.code, problem.place.field) for problem in problems if problem.code not in _FOLLOWING]
        assert [("law.key_missing", name)] == found


def test_nor_is_a_record_with_a_mistake_that_no_table_is_called_like(tmp_path):
    loans = (
        '[record.loan]\nlabel_en = "Loans"\nclause = "2.1"\n\n'
        '[record.loan.field.sum]\nlabel = "数额"\nlabel_en = "Sum"\ntype = "number"\nunit = "元"\n\n'
        '[value.lent]\nlabel = "有借款"\nlabel_en = "Lent"\nclause = "2.1"\ncount = "loan"\nat_least = 1\n\n'
        "[[list.office]]"
    )
    codes, _ = faults_of(tmp_path, {"facts.md": FACTS.replace("[[list.office]]", loans, 1)})

    assert ["law.key_missing"] == [code for code in codes if code not in _FOLLOWING]


def test_the_nearest_group_is_one_of_the_list_though_some_codes_have_none(tmp_path):
    facts = FACTS.replace('group = "outside"\n', "").replace('groups = ["staff"]', 'groups = ["stuff"]')
    _, problems = read(written(tmp_path, {"facts.md": facts}))

    [unknown] = [problem for problem in problems if problem.code == "law.unknown_code"]
    assert {"name": "stuff", "nearest": "staff"} == unknown.params


def test_a_reading_of_derivations_says_nothing_where_nothing_is_derived(tmp_path):
    _, problems = read(written(tmp_path, {"order.md": FILES["order.md"] + IDLE_READING}))

    assert () == problems


@pytest.mark.parametrize(
    ("more", "idle"), [('["staff"]', True), ('["outside"]', False), ('["staff", "outside"]', False), ("[]", True)]
)
def test_a_reading_steers_by_the_codes_that_it_adds(tmp_path, more, idle):
    """Codes that are in the list anyhow add nothing."""
    also = '[parameters.members]\ngroups = ["staff"]\n\n[[parameters.members.also]]\nreading = "idle"\nvalue = "a"\n'
    also += f"groups = {more}\n"
    facts = FACTS.replace('groups = ["staff"]', 'groups = "members.groups"') + IDLE_READING
    _, problems = read(written(tmp_path, {"facts.md": facts, "pack.toml": FILES["pack.toml"] + "\n" + also}))

    assert ["law.reading_steers_nothing"] * idle == [problem.code for problem in problems]


THIRD = '\n[[reading.gifts.value]]\nid = "middle"\nlabel = "看情况"\nnote = "逐件看。"\n'


@pytest.mark.parametrize(
    ("middle", "severe", "idle"),
    [
        ('"registered"', '"registered"', True),
        ('"registered"', '"secret_kept"', False),
        ('"secret_kept"', '"registered"', False),
    ],
)
def test_a_reading_steers_where_one_of_its_values_leads_elsewhere(tmp_path, middle, severe, idle):
    kept = (
        '[value.secret_kept]\nlabel = "有未登记的"\nlabel_en = "Kept"\nclause = "2.1"\ncount = "gift"\nat_least = 1\n\n'
    )
    facts = FACTS.replace('severe = { count = "gift", less_than = 1 }', f"middle = {middle}\nsevere = {severe}")
    facts = facts.replace("[value.side]", f"{kept}[value.side]").rstrip().removesuffix("```") + THIRD + "```\n"

    _, problems = read(written(tmp_path, {"facts.md": facts}))

    assert ["law.reading_steers_nothing"] * idle == [problem.code for problem in problems]


def test_facts_in_a_broken_block_are_reported_once(tmp_path):
    broken = FACTS.replace('type = "yes_or_no"', 'type = "yes_or_no', 1)

    codes, _ = faults_of(tmp_path, {"facts.md": broken})

    assert ["law.not_toml"] == [code for code in codes if code not in _FOLLOWING]
