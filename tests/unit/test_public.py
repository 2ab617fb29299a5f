"""The public interface: what a program gets from `import rongcuo`, and what that brings along."""

import importlib
import json
import os
import re
import subprocess
import sys
from datetime import date

import pytest

import rongcuo
from rongcuo.base import Answer
from tests.house.repository import PACKAGE, ROOT

PAGE = (ROOT / "docs" / "reference" / "python.md").read_text(encoding="utf-8")

FOREIGN = ("django", "numpy", "pyarrow", "ssl", "socket", "sqlite3", "asyncio", "xml", "email", "subprocess", "typst")
"""Nothing that a comparison of findings with the law could need."""


def in_a_bare_python(program: str) -> str:
    """What ``program`` prints in a Python that has the standard library and nothing else."""
    command = [sys.executable, "-S", "-c", program]
    environment = {**os.environ, "PYTHONPATH": str(PACKAGE.parent)}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize("name", rongcuo.__all__)
def test_every_public_name_is_there_and_has_a_place_on_its_page(name):
    assert getattr(rongcuo, name)
    assert f"`{name}`" in PAGE


def test_the_page_names_nothing_that_is_not_public():
    [table] = re.findall(r"^## Names\n(.*?)^## ", PAGE, re.MULTILINE | re.DOTALL)

    assert set(rongcuo.__all__) == {
        name for row in table.splitlines() for name in re.findall(r"`(\w+)`", row.split("|")[1] if "|" in row else "")
    }


def test_the_first_use_brings_the_name_and_another_name_is_refused():
    fresh = importlib.reload(rongcuo)

    assert fresh.determine is fresh.determine
    with pytest.raises(AttributeError, match="determin"):
        fresh.determin  # noqa: B018  asking is the test


def test_the_example_of_the_page_runs_with_the_standard_library_alone():
    [example] = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    shown = re.findall(r"^(\S.*?)  # (.*)$", example, re.MULTILINE)

    printed = in_a_bare_python(example + "".join(f"\nprint({expression})" for expression, _ in shown))

    assert [value for _, value in shown] == printed.splitlines()


def test_importing_brings_nothing_foreign_along():
    program = "import json, sys\nfrom rongcuo import {}\nprint(json.dumps(sorted(sys.modules)))"
    loading = json.loads(in_a_bare_python(program.format("load_policy")))
    everything = json.loads(in_a_bare_python(program.format("determine, ask, counterfactual, load_policy")))

    assert [] == [name for name in everything if name.partition(".")[0] in FOREIGN]
    assert ["rongcuo", "rongcuo._version"] == [name for name in loading if name.partition(".")[0] == "rongcuo"]


def test_a_policy_is_loaded_by_name_day_and_readings():
    policy = rongcuo.load_policy("yuexiu-2017-132", date(2017, 12, 1), {"condition_1": "strict"})

    assert ("yuexiu-2017-132", "strict") == (policy.pack.title.policy, policy.readings["condition_1"])


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("yuexiu-2017-123",), "law.unknown_policy"),
        (("yuexiu-2017-132", date(2016, 1, 1)), "law.not_in_force"),
        (("yuexiu-2017-132", None, {"condition_9": "strict"}), "law.unknown_reading"),
        (("yuexiu-2017-132", None, {"condition_1": "strickt"}), "law.unknown_value"),
    ],
)
def test_what_cannot_be_loaded_is_said_by_name(arguments, code):
    assert rongcuo.load_policy("yuexiu-2017-132", date(2017, 12, 1), {"condition_1": "strict"})

    with pytest.raises(rongcuo.PackError) as refused:
        rongcuo.load_policy(*arguments)

    assert [code] == [problem.code for problem in refused.value.problems]


def test_a_pack_in_any_folder_is_a_policy_and_a_faulty_one_says_everything():
    folder = PACKAGE / "packs" / "yuexiu-2017-132" / "2017-11-02"
    assert rongcuo.load_policy("yuexiu-2017-132").entries == rongcuo.policy_of(folder).entries

    with pytest.raises(rongcuo.PackError) as refused:
        rongcuo.policy_of(ROOT / "docs")

    assert "law.front_missing" in {problem.code for problem in refused.value.problems}


def test_findings_are_read_from_plain_values_or_everything_wrong_is_said():
    policy = rongcuo.load_policy("yuexiu-2017-132")
    good = {"diligent": "established", "improper_benefit": {"value": "undetermined", "inquired": True}}
    assert rongcuo.FindingState(Answer.ESTABLISHED) == rongcuo.findings_from(policy, good)["diligent"]

    with pytest.raises(rongcuo.UnreadableFindings) as refused:
        rongcuo.findings_from(policy, {**good, "dilligent": "established", "knowing_breach": "perhaps"})

    assert ["findings.dilligent", "findings.knowing_breach"] == [each.place.field for each in refused.value.problems]
    assert "；".join(each.text() for each in refused.value.problems) == str(refused.value)


def test_findings_that_exclude_each_other_are_not_read_from_plain_values():
    policy = rongcuo.load_policy("yuexiu-2017-132")

    with pytest.raises(rongcuo.UnreadableFindings) as refused:
        rongcuo.findings_from(policy, dict.fromkeys(("expressly_prohibited", "no_explicit_provision"), "established"))

    assert ["finding.exclude_each_other"] == [each.code for each in refused.value.problems]
