"""The guide's page for lawyers, followed to the letter from a clean folder, ends in a sound pack."""

import re
import shlex
from pathlib import Path

import pytest

from rongcuo.base import Severity
from rongcuo.cli import main
from rongcuo.cli.commands.check import check
from rongcuo.cli.packs import source_of
from tests.house.repository import ROOT

GUIDE = (ROOT / "docs" / "guide" / "10-为本地编写规则包.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```toml\n(.*?)```", GUIDE, re.DOTALL)
UNDER = {
    "本办法适用于本区各单位的工作人员。": ["[finding.staff_member]"],
    "工作中出现失误，同时符合下列条件的，可以免于问责：": ["[rule.conditions]"],
    "（一）经过集体研究；": ["[finding.collectively_studied]"],
    "（二）没有谋取私利。": ["[finding.improper_benefit]"],
    "积极配合调查，主动承担责任的，可以从轻处理。": ["[finding.cooperated]", "[rule.attitude]"],
    "本办法由区委办公室负责解释。": ["[[open]]"],
}
"""The law's words, and the blocks that the page has written under them."""


def block(first: str) -> str:
    """The page's first block that begins with ``first``."""
    return next(block for block in BLOCKS if block.startswith(first))


def fenced(*firsts: str) -> str:
    return "\n".join(f"```toml\n{block(first)}```\n" for first in firsts)


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> tuple[Path, list[str]]:
    """The folder as the page's own command makes it, and what ``check`` said before anything was written."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path_factory.mktemp("lawyer"))
        [text] = re.findall(r"   ```\n(   关于.*?)   ```", GUIDE, re.DOTALL)
        Path("办法.txt").write_text(re.sub("^   ", "", text, flags=re.MULTILINE), encoding="utf-8")
        [command] = re.findall(r"^rongcuo (new-pack .*)$", GUIDE, re.MULTILINE)
        assert 0 == main(shlex.split(command))
        folder = Path("haizhu-2024-15/2024-05-01").resolve()
    fresh = check(source_of(str(folder)))
    return folder, [problem.code for problem in fresh.of(Severity.ERROR)]


def test_the_fresh_pack_lacks_five_clauses_as_the_page_says(made):
    _, codes = made

    assert ["law.clause_unaccounted"] * 5 == codes


def test_the_pack_written_as_the_page_says_has_no_error(made):
    folder, _ = made
    page = folder / "01-条文.md"
    text = page.read_text(encoding="utf-8")
    for words, firsts in UNDER.items():
        assert f"{words}\n" in text
        text = text.replace(f"{words}\n", f"{words}\n\n{fenced(*firsts)}", 1)
    page.write_text(text, encoding="utf-8")
    rules = fenced("[standing.out_of_scope]", "[[entry]]", "[decision.exempt]")
    (folder / "90-结论档次.md").write_text(rules, encoding="utf-8")
    (folder / "91-适用口径.md").write_text(fenced("[reading.circumstances]"), encoding="utf-8")
    (folder / "examples").mkdir()
    (folder / "examples" / "甲.toml").write_text(block('id = "甲"'), encoding="utf-8")

    checked = check(source_of(str(folder)))

    assert [] == [problem.text() for problem in checked.of(Severity.ERROR)]
    assert ["rules.diagram_size", "rules.order_decides"] == [problem.code for problem in checked.of(Severity.NOTICE)]
    assert (6, 5, 4) == (len(checked.pack.clauses), len(checked.pack.findings), len(checked.pack.standings))
