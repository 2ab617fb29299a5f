"""Each thing the law room may say is said in Chinese and in English, with the same particulars."""

import re
from string import Formatter

import rongcuo.law
from rongcuo.base.sentences import catalogue
from rongcuo.law.references import _REFERENCES
from tests.house.repository import PACKAGE

CODE = re.compile(r'"(law\.[a-z0-9_]+)"')


def ours(language: str) -> dict[str, str]:
    return {code: text for code, text in catalogue(language).items() if code.startswith("law.")}


def particulars(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_every_code_has_its_sentence_and_every_sentence_its_code():
    written = {code for file in (PACKAGE / "law").rglob("*.py") for code in CODE.findall(file.read_text("utf-8"))}
    named = {f"law.unknown_{target}" for _, _, target in _REFERENCES} | {"law.unknown_stage"}

    assert written | named == set(ours("zh"))
    assert set(ours("zh")) == set(ours("en"))


def test_both_languages_give_the_same_particulars():
    chinese, english = ours("zh"), ours("en")

    assert {} == {code: text for code, text in chinese.items() if particulars(text) != particulars(english[code])}


def test_the_room_exports_what_it_says_it_exports():
    assert [] == [name for name in rongcuo.law.__all__ if not hasattr(rongcuo.law, name)]
