"""The catalogues: every code a room may say has its sentence, in Chinese and in English."""

import ast
import re
from collections.abc import Iterator
from string import Formatter

import pytest

from rongcuo.base import Answer
from rongcuo.base.sentences import catalogue, sentence
from rongcuo.procedure import GUARDS
from tests.house.repository import modules, place, tree

ZH, EN = catalogue("zh"), catalogue("en")

SPEAKERS = {"Problem", "Refusal", "Break", "sentence", "broken", "problem"}
"""The calls whose first text is a code."""

FAMILIES = {code.partition(".")[0] for code in ZH if "." in code}
CODE = re.compile(rf"(?:{'|'.join(sorted(FAMILIES))})(?:\.[a-z0-9_]+)+(?<!\.json)(?<!\.jsonl)")
"""A text of this form is a code; ``ledger.jsonl`` and its like are files."""

ONLY_CHINESE = {"label", "labels", "example"}
"""Words of the law, which exist in Chinese alone: an English sentence may leave them out …"""

STANDS_FOR_THEM = {"findings"}
"""… and name the findings by their ids instead."""


def particulars(text: str) -> set[str]:
    """The parameters of a sentence; an English twin ``label_en`` counts as ``label``."""
    return {name.removesuffix("_en") for _, name, _, _ in Formatter().parse(text) if name}


def texts() -> Iterator[tuple[str, str]]:
    """Every text in the sources that is not a docstring, with its place."""
    for file in modules():
        nodes = tree(file)
        silent = {id(node.value) for node in ast.walk(nodes) if isinstance(node, ast.Expr)}
        silent |= {id(part) for node in ast.walk(nodes) if isinstance(node, ast.JoinedStr) for part in node.values}
        for node in ast.walk(nodes):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in silent:
                yield node.value, place(file, node.lineno)


def built() -> Iterator[list[str]]:
    """The fixed parts of every text that is put together: ``["guard.not.", ""]`` of ``f"guard.not.{name}"``."""
    for file in modules():
        for node in ast.walk(tree(file)):
            if isinstance(node, ast.JoinedStr):
                ends = (node.values[0], node.values[-1])
                yield [str(end.value) if isinstance(end, ast.Constant) else "" for end in ends]


def openings() -> set[str]:
    """How the codes begin that are put together from their first part on."""
    return {head for head, _ in built() if re.fullmatch(r"[a-z]+[._]([a-z_]+[._])*", head)}


def endings(stem: str) -> set[str]:
    """The codes that are put together from ``stem``: ``office.document`` and ``_missing``."""
    return {f"{stem}{tail}" for head, tail in built() if not head and tail.startswith("_")} & set(ZH)


def spoken() -> Iterator[tuple[str, str]]:
    """The codes that are said outright: ``Refusal("…")`` and its like."""
    for file in modules():
        for node in ast.walk(tree(file)):
            if isinstance(node, ast.Call) and node.args and _name(node.func) in SPEAKERS:
                first = node.args[0]
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    yield first.value, place(file, node.lineno)


def _name(called: ast.expr) -> str:
    return called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")


def test_both_languages_say_the_same_things():
    assert set(ZH) == set(EN)


def test_each_sentence_is_in_its_language():
    """A Chinese one has Chinese in it, unless it is all particulars; an English one at most an example."""
    chinese = re.compile(r"[\u4e00-\u9fff]")

    assert [] == [code for code, text in ZH.items() if not chinese.search(text) and not particulars(text)]
    assert [] == [code for code, text in EN.items() if not text.strip() or len(chinese.findall(text)) > len(text) / 4]


def test_both_languages_give_the_same_particulars():
    """A parameter may have its English twin, and words of the law may be given by their ids."""
    pairs = {code: (particulars(ZH[code]), particulars(EN[code])) for code in ZH}

    assert {} == {code: pair for code, pair in pairs.items() if not alike(*pair)}


def alike(chinese: set[str], english: set[str]) -> bool:
    instead = english - chinese
    replaced = not instead or (instead <= STANDS_FOR_THEM and bool(chinese & ONLY_CHINESE))
    return chinese - english <= ONLY_CHINESE and replaced


@pytest.mark.parametrize(
    ("chinese", "english", "fits"),
    [
        ({"found", "needed"}, {"found", "needed"}, True),
        ({"standing", "label"}, {"standing"}, True),
        ({"labels"}, {"findings"}, True),
        ({"found"}, {"needed"}, False),
        ({"found"}, set(), False),
        ({"found"}, {"found", "findings"}, False),
    ],
)
def test_what_counts_as_the_same_particulars(chinese, english, fits):
    assert fits is alike(chinese, english)


def test_every_code_said_has_its_sentence():
    said = [*spoken(), *((text, where) for text, where in texts() if CODE.fullmatch(text))]

    assert len(said) > 100
    assert [] == [f"{where}: {code}" for code, where in said if code not in ZH and not endings(code)]


def test_every_sentence_is_said_somewhere():
    known = {text for text, _ in texts()}
    known |= {code for stem in known if CODE.fullmatch(stem) and stem not in ZH for code in endings(stem)}
    heads = tuple(openings())

    assert {"guard.", "guard.not.", "finding.evidence_", "remaining_"} <= set(heads)
    assert [] == [code for code in ZH if code not in known and not code.startswith(heads)]


def test_every_guard_has_its_sentence_and_every_sentence_of_a_guard_its_guard():
    assert {f"guard.{name}" for name in GUARDS} == {
        code for code in ZH if code.startswith("guard.") and not code.startswith("guard.not.")
    }
    assert {code.removeprefix("guard.not.") for code in ZH if code.startswith("guard.not.")} <= set(GUARDS)


def test_a_guard_that_holds_has_no_particulars_so_its_negation_needs_none():
    assert [] == [code for code in ZH if code.startswith("guard.not.") and particulars(ZH[code])]


def test_every_answer_has_its_sentence_about_evidence():
    assert {f"finding.evidence_{answer.value}" for answer in Answer} == {
        code for code in ZH if code.startswith("finding.evidence_")
    }


def test_chinese_sentences_are_punctuated_in_chinese():
    """Full-width signs; half-width ones stand only inside names, numbers and forms."""
    half_width = re.compile(r"[\u4e00-\u9fff][,;!?]|[,;!?][\u4e00-\u9fff]")

    assert [] == [code for code, text in ZH.items() if half_width.search(text)]


def test_several_things_are_listed_as_the_language_lists():
    several = {"key": "kind", "choices": ("scope", "error"), "nearest": "scope"}

    assert "“kind”只能是：scope、error；" in sentence("law.expects_choice", several)
    assert "must be one of scope, error;" in sentence("law.expects_choice", several, "en")
