"""Rules as they may be written and as they may not: emptiness, depth, and where a rule has its clause from."""

import pytest

from rongcuo.base import ClauseRef
from rongcuo.law import read
from tests.law_samples import FILES, written
from tests.unit.test_law_reader import replaced, seen

LETTER = '[rule.exempt.when.letter]\nall = [{ judged = "diligent" }, "honest"]'
WRITTEN = [
    # what an author should know, what stands there, what is put in its place, what is reported
    ("Under a reading a limb may fall away", LETTER, "[rule.exempt.when.letter]\nany = []", []),
    ("All of nothing is written nowhere", LETTER, "[rule.exempt.when.letter]\nall = []", ["law.group_empty"]),
    ("None of nothing neither", LETTER, "[rule.exempt.when.letter]\nnone = []", ["law.group_empty"]),
    ("Deeper in a branch nothing falls away", LETTER, "[rule.exempt.when.letter]\nall = [{ any = [] }]",
     ["law.group_empty"]),
    ("Nor does a line of the list without a reading", 'when = "exempt"', "when = { all = [{ any = [] }] }",
     ["law.group_empty"]),
    ("Outside readings nothing falls away", 'none = ["private_gain"]', "any = []", ["law.group_empty"]),
    ("An inner expression has one operator", '"honest"]\n\n[rule.exempt.when.strict',
     '{ all = ["honest"], any = ["honest"] }]\n\n[rule.exempt.when.strict', ["law.expression"]),
    ("Branches without a reading are no rule", 'reading = "openness"\n', "", ["law.switch_form"]),
    ("A reading without branches is no rule", 'none = ["private_gain"]', 'reading = "openness"', ["law.switch_form"]),
    ("A rule is a list or a reading's branches, not both", 'reading = "openness"\n',
     'reading = "openness"\nany = ["honest"]\n', ["law.rule_form"]),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "expected"), [row[1:] for row in WRITTEN], ids=[row[0] for row in WRITTEN])
def test_a_rule_is_written_so(tmp_path, old, new, expected):
    file = "1-law.md" if old in FILES["1-law.md"] else "order.md"
    _, problems = read(written(tmp_path, replaced(file, old, new)))

    assert expected == [line.split()[0] for line in seen(problems) if "idle" not in line]


def nested(levels: int) -> str:
    return "none = [" + "{ all = [" * levels + '"private_gain"' + "] }" * levels + "]"


def resting(levels: int) -> str:
    rows = [f'[rule.r{n}]\nlabel = "{n}"\nall = ["r{n + 1}"]' for n in range(levels - 1)]
    return "\n".join(['none = ["r0"]', *rows, f'[rule.r{levels - 1}]\nlabel = "末"\nall = ["private_gain"]'])


@pytest.mark.parametrize(("form", "deepest"), [(nested, 25), (resting, 24)])
def test_a_rule_may_be_so_deep_and_no_deeper(tmp_path, form, deepest):
    def codes(levels):
        rule = replaced("1-law.md", 'none = ["private_gain"]', form(levels))
        return {line.split()[0] for line in seen(read(written(tmp_path / str(levels), rule))[1])}

    assert ["law.rule_deep" in codes(levels) for levels in (deepest, deepest + 1)] == [False, True]


def test_a_rule_has_the_clause_that_it_names_or_the_one_it_stands_under(tmp_path):
    named = FILES["1-law.md"].replace('none = ["private_gain"]', 'none = ["private_gain"]\nclause = "1"')

    pack, _ = read(written(tmp_path, {"1-law.md": named}))

    assert (ClauseRef((1,)), ClauseRef((2, 1))) == (pack.rules["honest"].clause, pack.rules["exempt"].clause)


def test_a_circle_is_told_from_where_it_begins(tmp_path):
    """The rule that leads into the circle is no part of it."""
    rows = "".join(f'[rule.{name}]\nlabel = "{name}"\nall = ["{on}"]\n' for name, on in ("ab", "bc", "cb"))
    law = FILES["1-law.md"].replace("[rule.honest]", f"{rows}\n[rule.honest]")

    _, problems = read(written(tmp_path, {"1-law.md": law}))

    assert ["b → c → b"] == [problem.params["circle"] for problem in problems if problem.code == "law.rule_circle"]
