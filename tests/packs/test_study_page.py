"""The page on letter and practice shows what the command prints, and counts what the published cases say."""

import json
import re

import pytest

from rongcuo.cli import main
from rongcuo.law.catalogue import PACKS
from tests.house.repository import ROOT

PAGE = (ROOT / "docs" / "guide" / "11-条文与实践.md").read_text(encoding="utf-8")
TABLE = re.compile(r"<!-- study:begin -->\n```\n(?P<printed>.*?)```\n<!-- study:end -->", re.DOTALL)
CASES = json.loads((PACKS / "cases" / "published.json").read_text(encoding="utf-8"))["cases"]


def test_the_table_is_what_the_command_prints(capsys):
    """Where it is not, put the output of ``rongcuo study yuexiu-2017-132`` between the markers again."""
    assert 0 == main(["study", "yuexiu-2017-132"])

    shown = TABLE.search(PAGE)
    assert shown
    assert capsys.readouterr().out == shown["printed"]


def test_the_figures_of_the_page_are_those_of_the_published_cases():
    determinations = [case for case in CASES if case["kind"] == "tolerance_determination"]
    exempt = [case for case in determinations if case["outcome_code"].startswith("exempt")]
    breached = [
        case for case in exempt if case["facts"]["not_expressly_forbidden_or_in_decision_spirit"]["value"] == "no"
    ]

    assert f"容错认定{len(determinations)}件" in PAGE
    assert f"免责一类的{len(exempt)}件；这{len(exempt)}件里" in "".join(PAGE.split())
    assert f"缺少手续的有{len(breached)}件" in PAGE


@pytest.mark.parametrize("case", sorted(set(re.findall(r"C\d\d", PAGE))))
def test_a_case_that_the_page_names_is_a_worked_example(case, capsys):
    assert 0 == main(["study", "--case", case])
    assert capsys.readouterr().out.startswith(case)
