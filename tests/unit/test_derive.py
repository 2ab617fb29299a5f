"""What follows from facts: operator by operator, three-valued, with the steps on which it rests."""

from datetime import date

import pytest

from rongcuo.base import Answer
from rongcuo.determination.derivation.derive import derive
from rongcuo.determination.derivation.facts import Facts, Known, Row, Rows, facts_digest
from rongcuo.determination.derivation.steps import deciding
from rongcuo.law import apply, read
from tests.derivation_samples import FACTS
from tests.law_samples import written

ESTABLISHED, NOT, OPEN = Answer.ESTABLISHED, Answer.NOT_ESTABLISHED, Answer.UNDETERMINED

TERMS = [
    # what a lawyer would say, the term, the facts, what follows
    ("A yes is a yes", 'all = ["on_payroll"]', {"on_payroll": True}, ESTABLISHED),
    ("A no is a no", 'all = ["on_payroll"]', {"on_payroll": False}, NOT),
    ("Silence is neither", 'all = ["on_payroll"]', {}, OPEN),
    ("A code is compared", 'compare = "office"\nis = "street"', {"office": "street"}, ESTABLISHED),
    ("Another code is not it", 'compare = "office"\nis = "street"', {"office": "bureau"}, NOT),
    ("An open code may be it", 'compare = "office"\nis = "street"', {}, OPEN),
    ("At least includes the number", 'compare = "age"\nat_least = 60', {"age": 60}, ESTABLISHED),
    ("One less is not enough", 'compare = "age"\nat_least = 60', {"age": 59}, NOT),
    ("Less than leaves the number out", 'compare = "age"\nless_than = 60', {"age": 60}, NOT),
    ("Nobody has less than nothing", 'compare = "age"\nless_than = 0', {}, NOT),
    ("From includes the day", 'compare = "born"\nfrom = 1960-01-01', {"born": date(1960, 1, 1)}, ESTABLISHED),
    ("Before leaves the day out", 'compare = "born"\nbefore = 1960-01-01', {"born": date(1960, 1, 1)}, NOT),
    ("A newborn is less than one", 'compare = "age"\nless_than = 1', {}, OPEN),
    ("The last day of the calendar may be meant", 'compare = "born"\nfrom = 9999-12-31', {}, OPEN),
    ("Before the first day of the calendar lies none", 'compare = "born"\nbefore = 0001-01-01', {}, NOT),
    ("A member is one of the codes", 'member = "office"\nof = ["bureau", "street"]', {"office": "street"}, ESTABLISHED),
    ("A group stands for its codes", 'member = "office"\ngroups = ["outside"]', {"office": "street"}, NOT),
    (
        "Whichever office it is, it is one of all",
        'member = "office"\ngroups = ["staff", "outside"]',
        {},
        ESTABLISHED,
    ),
    ("One yes is enough for any", 'any = ["on_payroll", "sworn"]', {"sworn": True}, ESTABLISHED),
    ("One no is enough against all", 'all = ["on_payroll", "sworn"]', {"sworn": False}, NOT),
    ("One open limb leaves all open", 'all = ["on_payroll", "sworn"]', {"sworn": True}, OPEN),
    ("None is refuted by one", 'none = ["on_payroll", "sworn"]', {"sworn": True}, NOT),
    (
        "Either it is so or it is not, whatever is known",
        'any = ["sworn", { none = ["sworn"] }]',
        {},
        ESTABLISHED,
    ),
    (
        "Nobody is both under and over sixty",
        'all = [{ compare = "age", at_least = 60 }, { compare = "age", less_than = 60 }]',
        {},
        NOT,
    ),
    (
        "A fact that a value rests on is the same fact: under the lenient reading an oath is to have sworn",
        'any = ["on_oath", { none = ["sworn"] }]',
        {},
        ESTABLISHED,
    ),
    (
        "What the branch of another reading asks is not asked",
        'any = ["on_oath", { none = ["on_payroll"] }]',
        {},
        OPEN,
    ),
    (
        "A fact that a case asks is the same fact",
        'any = [{ compare = "post", is = "contractor" }, { none = ["sworn"] }]',
        {},
        ESTABLISHED,
    ),
]

ROWS = [
    # what a lawyer would say, where, rows, complete, at least one, less than one
    ("One witness establishes, complete or not", "secret", [{"secret": True}], False, ESTABLISHED, NOT),
    ("No row and nothing declared is open", "secret", [], False, OPEN, OPEN),
    ("Only a complete list refutes", "secret", [], True, NOT, ESTABLISHED),
    ("A row that is not one refutes nothing yet", "secret", [{"secret": False}], False, OPEN, OPEN),
    ("In a complete list an open row stays open", "secret", [{"secret": None}, {"secret": False}], True, OPEN, OPEN),
    ("A field that is not given is open", "secret", [{"worth": 5}], True, OPEN, OPEN),
]

OLD_GIFT = {"taken_on": date(2012, 1, 1), "place": "here", "secret": False}
TWICE = [
    # what a lawyer would say, where, rows, whether one of them is meant
    (
        "A gift is not grave and not grave, whatever it is worth",
        '{ all = [{ table = "gift", at_least = "grave" }, { none = [{ table = "gift", at_least = "grave" }] }] }',
        [OLD_GIFT],
        NOT,
    ),
    (
        "Between grave and not even slight there is something",
        '{ any = [{ table = "gift", at_least = "grave" }, { none = [{ table = "gift", at_least = "slight" }] }] }',
        [OLD_GIFT],
        OPEN,
    ),
    (
        "Whenever it was taken, the table of the other years does not count",
        '{ all = [{ compare = "taken_on", from = 2016-01-01 }, { table = "gift", at_least = "grave" }] }',
        [{"place": "here", "worth": 1500, "secret": False}],
        NOT,
    ),
    (
        "Sworn or not, one of two rows is meant",
        '{ any = [{ all = ["secret", "sworn"] }, { none = ["secret", "sworn"] }] }',
        [{"secret": True}, {"secret": False}],
        ESTABLISHED,
    ),
]

MORE = 'type = "number"\nunit = "岁"\nclause = "1"\n'
EXTRA = f"""
```toml
[fact.sworn]
label = "宣誓"
label_en = "Sworn"
type = "yes_or_no"
clause = "1"

[fact.age]
label = "年龄"
label_en = "Age"
{MORE}
[fact.born]
label = "出生日期"
label_en = "Born"
type = "date"
clause = "1"

[value.on_oath]
label = "经宣誓"
label_en = "On oath"
clause = "1"
reading = "gifts"

[value.on_oath.when]
lenient = "sworn"
severe = "on_payroll"

[value.post]
label = "岗位"
label_en = "Post"
list = "office"
clause = "1"
case = [
  {{ value = "contractor", when = "sworn" }},
  {{ value = "bureau" }},
]

[value.strange]
label = "既重大又不重大的礼品"
label_en = "A gift both grave and not"
clause = "2.1"
count = "gift"
at_least = 1
where = {{ all = [{{ table = "gift", at_least = "grave" }}, {{ none = [{{ table = "gift", at_least = "grave" }}] }}] }}

[value.smuggled]
label = "本区的重大礼品"
label_en = "A grave gift taken here"
clause = "2.1"
count = "gift"
at_least = 1
where = {{ all = [{{ compare = "place", is = "here" }}, {{ table = "gift", at_least = "grave" }}] }}
```
"""


def policy_of(folder, old="", new="", readings=None):
    """The sample with one text replaced, under ``readings``."""
    assert old in FACTS
    pack, problems = read(written(folder, {"facts.md": FACTS.replace(old, new, 1) + EXTRA}))
    assert pack is not None, [str(problem.place) + problem.text() for problem in problems]
    return apply(pack, readings or {})


def scalars(**values):
    return Facts({name: Known(value) for name, value in values.items()})


def gifts(*rows, complete=False):
    return Facts(records={"gift": Rows(tuple(Row(row) for row in rows), complete)})


@pytest.mark.parametrize(("says", "term", "known", "expected"), TERMS, ids=[row[0] for row in TERMS])
def test_a_term_is_weighed(tmp_path, says, term, known, expected):
    policy = policy_of(tmp_path, 'all = ["on_payroll", { member = "office", groups = ["staff"] }]', term)

    assert expected is derive(policy, scalars(**known)).findings["staff_member"].answer, says


@pytest.mark.parametrize(("says", "where", "rows", "complete", "some", "none"), ROWS, ids=[row[0] for row in ROWS])
def test_rows_are_counted(tmp_path, says, where, rows, complete, some, none):
    policy = policy_of(tmp_path, 'where = { table = "gift", at_least = "grave" }', f'where = "{where}"')

    derived = derive(policy, gifts(*rows, complete=complete))

    assert some is derived.findings["private_gain"].answer, says
    assert none is derived.values["registered"].answer, says


@pytest.mark.parametrize(("says", "where", "rows", "expected"), TWICE, ids=[row[0] for row in TWICE])
def test_what_is_open_and_asked_twice_is_one_thing(tmp_path, says, where, rows, expected):
    policy = policy_of(tmp_path, 'where = { table = "gift", at_least = "grave" }', f"where = {where}")

    assert expected is derive(policy, gifts(*rows, complete=True)).findings["private_gain"].answer, says


def test_a_fact_of_the_file_holds_in_every_row(tmp_path):
    policy = policy_of(
        tmp_path, 'where = { table = "gift", at_least = "grave" }', 'where = { all = ["secret", "sworn"] }'
    )
    rows = {"gift": Rows((Row({"secret": True}),))}

    assert ESTABLISHED is derive(policy, Facts({"sworn": Known(True)}, rows)).findings["private_gain"].answer
    assert OPEN is derive(policy, Facts(records=rows)).findings["private_gain"].answer


def test_two_are_counted_by_twos(tmp_path):
    policy = policy_of(
        tmp_path, 'at_least = 1\nwhere = { table = "gift", at_least = "grave" }', 'at_least = 2\nwhere = "secret"'
    )

    one_and_an_open_one = gifts({"secret": True}, {"secret": None}, complete=True)

    assert NOT is derive(policy, gifts({"secret": True}, complete=True)).findings["private_gain"].answer
    assert OPEN is derive(policy, one_and_an_open_one).findings["private_gain"].answer
    assert ESTABLISHED is derive(policy, gifts({"secret": True}, {"secret": True})).findings["private_gain"].answer


GRADED = [
    # what a lawyer would say, the gift, what follows for a complete list of it
    ("The threshold itself is reached", {"taken_on": date(2012, 1, 1), "worth": 1000}, ESTABLISHED),
    ("One less is below it", {"taken_on": date(2012, 1, 1), "worth": 999, "secret": False}, NOT),
    (
        "Two figures of one ground count together",
        {"taken_on": date(2012, 1, 1), "worth": 500, "secret": True},
        ESTABLISHED,
    ),
    ("Half of a ground is none", {"taken_on": date(2012, 1, 1), "worth": 499, "secret": True}, NOT),
    ("The last day of an edition is still its own", {"taken_on": date(2015, 12, 31), "worth": 1000}, ESTABLISHED),
    ("From the next day the next edition governs", {"taken_on": date(2016, 1, 1), "worth": 1999}, NOT),
    ("An open figure leaves the grade open", {"taken_on": date(2012, 1, 1), "secret": False}, OPEN),
    ("An open day leaves it open where editions differ", {"worth": 1500, "secret": False}, OPEN),
    ("Before the first edition the figures say nothing", {"taken_on": date(2009, 12, 31), "worth": 5000}, OPEN),
]


@pytest.mark.parametrize(("says", "gift", "expected"), GRADED, ids=[row[0] for row in GRADED])
def test_a_grade_is_read_off_the_table_of_the_day(tmp_path, says, gift, expected):
    derived = derive(policy_of(tmp_path), gifts({"place": "here", **gift}, complete=True))

    assert expected is derived.findings["private_gain"].answer, says


LOCAL = """\
from = 2016-01-01
locality = "port"

[[grading.gift.grade]]
id = "grave"
label = "重大"
any = [{ worth = 50 }]

[[grading.gift]]
record = "gift"
clause = "2.1"
label = "礼品等级（修订）"
source = "礼品登记办法（修订）第三条"
from = 2016-01-01
"""


@pytest.mark.parametrize(("place", "expected"), [("port", ESTABLISHED), ("here", NOT), (None, OPEN)])
def test_a_local_edition_prevails_in_its_place_alone(tmp_path, place, expected):
    policy = policy_of(tmp_path, "from = 2016-01-01\n", LOCAL)

    derived = derive(policy, gifts({"taken_on": date(2020, 1, 1), "place": place, "worth": 60}, complete=True))

    assert expected is derived.findings["private_gain"].answer


def test_a_gift_taken_here_is_not_graded_by_the_table_of_the_port(tmp_path):
    """The place is open; where it is the port the gift is grave, and where it is here it is not."""
    policy = policy_of(tmp_path, "from = 2016-01-01\n", LOCAL)
    gift = {"taken_on": date(2020, 1, 1), "worth": 60}

    assert NOT is derive(policy, gifts(gift, complete=True)).values["smuggled"].answer


def test_a_record_without_a_place_is_graded_like_one_whose_place_is_open(tmp_path):
    policy = policy_of(tmp_path, 'located_by = "place"\n')

    derived = derive(policy, gifts({"taken_on": date(2012, 1, 1), "secret": False}, complete=True))

    assert NOT is derived.values["strange"].answer


def test_a_reading_chooses_its_branch(tmp_path):
    registered = gifts({"secret": False}, complete=True)

    lenient = derive(policy_of(tmp_path / "a"), registered)
    severe = derive(policy_of(tmp_path / "b", readings={"gifts": "severe"}), registered)

    assert ESTABLISHED is lenient.findings["openly_acted"].answer
    assert NOT is severe.findings["openly_acted"].answer


def test_a_value_is_the_first_case_that_holds_or_what_it_can_still_be(tmp_path):
    policy = policy_of(tmp_path)

    assert {"contractor"} == derive(policy, scalars(office="contractor")).values["side"].step.possible
    assert {"bureau"} == derive(policy, scalars(office="street")).values["side"].step.possible
    assert {"contractor", "bureau"} == derive(policy, Facts()).values["side"].step.possible


def test_what_holds_whatever_a_fact_is_says_which_fact(tmp_path):
    policy = policy_of(
        tmp_path,
        'all = ["on_payroll", { member = "office", groups = ["staff"] }]',
        'any = ["sworn", { none = ["sworn"] }]',
    )

    assert ("sworn",) == derive(policy, Facts()).findings["staff_member"].step.tried


def test_the_derivation_names_the_witness_the_edition_and_the_ground(tmp_path):
    derived = derive(policy_of(tmp_path), gifts({"worth": 1}, {"taken_on": date(2012, 1, 1), "worth": 1000}))

    [row] = deciding(derived.findings["private_gain"].step)
    [table] = row.children
    [(edition, grounds)] = table.graded
    assert 1000 == row.row.values["worth"]
    assert ("礼品等级", True) == (edition.label, edition.confirmed)
    assert [{"worth": 1000}] == [ground.figures for ground in grounds if ground.holds]


def test_a_derived_finding_rests_on_the_evidence_of_the_facts_that_decide(tmp_path):
    rows = (Row({"secret": True}, ("证1",)), Row({"secret": False}, ("证2",)))
    policy = policy_of(tmp_path, 'where = { table = "gift", at_least = "grave" }', 'where = "secret"')

    derived = derive(policy, Facts(records={"gift": Rows(rows)}))

    assert ("证1",) == derived.findings["private_gain"].evidence


def test_what_no_fact_speaks_of_is_told_apart(tmp_path):
    derived = derive(policy_of(tmp_path), scalars(office="street"))

    assert derived.findings["staff_member"].touched
    assert not derived.findings["private_gain"].touched


def test_the_digest_of_facts_changes_with_a_fact_and_not_with_a_reason():
    plain = Facts({"office": Known("street", ("证1",))})

    assert facts_digest(plain) == facts_digest(Facts({"office": Known("street", ("证1",), "名册")}))
    assert facts_digest(plain) == facts_digest(Facts({"office": Known("street", ("证1",)), "on_payroll": Known()}))
    assert facts_digest(plain) != facts_digest(Facts({"office": Known("bureau", ("证1",))}))
