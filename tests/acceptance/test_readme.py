"""What the README shows is what happens: its worked case is the command's own output, its links lead somewhere."""

import json
import re
import tomllib

import pytest

from rongcuo.cli import main
from tests.house.repository import ROOT

READMES = ("README.md", "README.en.md")
SHOWN = re.compile(r"```\n\$ rongcuo (?P<words>[^\n]+)\n(?P<output>.*?)```", re.DOTALL)


def shown(readme: str) -> re.Match[str]:
    [found] = SHOWN.finditer((ROOT / readme).read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("readme", READMES)
def test_the_worked_case_is_what_the_command_prints(readme, monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    example = shown(readme)

    assert 0 == main(example["words"].split())
    assert example["output"] == capsys.readouterr().out


@pytest.mark.parametrize("readme", READMES)
def test_the_worked_case_fits_on_one_screen(readme):
    assert 20 <= shown(readme)["output"].count("\n") <= 45


def test_the_worked_case_says_what_the_pack_has_of_it():
    """The request in docs/examples holds the findings of the pack's own worked example, and no others."""
    pack = ROOT / "src/rongcuo/packs/yuexiu-2017-132/2017-11-02/examples/C02.toml"
    findings = tomllib.loads(pack.read_text(encoding="utf-8"))["findings"]
    known = {name: finding["value"] for name, finding in findings.items() if finding["value"] != "undetermined"}

    assert known == json.loads((ROOT / "docs/examples/C02.json").read_text(encoding="utf-8"))["findings"]


@pytest.mark.parametrize("page", [*READMES, *(str(p.relative_to(ROOT)) for p in (ROOT / "docs").rglob("*.md"))])
def test_every_link_within_the_repository_leads_somewhere(page):
    links = re.findall(r"\]\((?!https?://|#|mailto:)([^)#\s]+)", (ROOT / page).read_text(encoding="utf-8"))

    assert [] == [link for link in links if not ((ROOT / page).parent / link).exists()]
