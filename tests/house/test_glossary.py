"""Words come in pairs: an identifier that reaches a reader has its label in the pack or in docs/glossary.md."""

import ast
import re

import pytest

from rongcuo.base.sentences import catalogue
from rongcuo.casefile import ACTS
from rongcuo.law import load, packs
from rongcuo.office.registers.table import SHAPES
from tests.house.repository import PACKAGE, ROOT, in_lines, tree

CHINESE = re.compile(r"[\u4e00-\u9fff]")
GLOSSARY = ROOT / "docs" / "glossary.md"
OFFICE = PACKAGE / "office"
REGISTERS = (
    OFFICE / "people" / "register.py",
    OFFICE / "calendars" / "importing.py",
    OFFICE / "erasure.py",
)


def rows() -> list[list[str]]:
    """The cells of every row of the glossary's tables."""
    lines = GLOSSARY.read_text(encoding="utf-8").splitlines()
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("| ")]


def entries() -> dict[str, str]:
    """Entry type to its Chinese label, as the glossary has them."""
    return {cells[0].strip("`"): cells[1] for cells in rows() if re.fullmatch(r"`[a-z_]+`", cells[0])}


def register_entries() -> set[str]:
    """The entry types that the office's register writes."""
    nodes = (node for page in REGISTERS for node in ast.walk(tree(page)))
    calls = (node for node in nodes if isinstance(node, ast.Call) and isinstance(node.func, ast.Name))
    recording = (call for call in calls if call.func.id.strip("_") == "record")
    return {call.args[2].value for call in recording}


def labelled(pack):
    """Kind, id and Chinese label of everything in a pack that reaches a reader."""
    table = pack.procedure
    kinds = {
        "finding": pack.findings.values(),
        "standing": pack.standings.values(),
        "entry": pack.entries,
        "reading": pack.readings.values(),
        "decision": pack.decisions.values(),
        "stage": table.stages if table else (),
        "role": table.roles.values() if table else (),
        "act": table.acts.values() if table else (),
        "limit": table.limits.values() if table else (),
        "duty": table.duties if table else (),
        "reminder": table.reminders if table else (),
        "document": table.documents.values() if table else (),
    }
    for kind, things in kinds.items():
        yield from ((kind, thing.id, thing.label) for thing in things)
    for reading in pack.readings.values():
        yield from ((f"reading {reading.id}", value.id, value.label) for value in reading.values)
    for name, choices in (table.lists if table else {}).items():
        yield from ((f"list {name}", choice.id, choice.label) for choice in choices)


@pytest.mark.parametrize(("policy", "day"), packs())
def test_everything_in_a_pack_that_reaches_a_reader_has_a_chinese_label(policy, day):
    bare = [
        f"{kind} {name}: {label!r}" for kind, name, label in labelled(load(policy, day)) if not CHINESE.search(label)
    ]

    assert [] == bare, in_lines(bare)


def test_every_entry_has_its_chinese_label_in_the_glossary():
    written = {shape.entry for shape in ACTS.values()} | register_entries() | set(SHAPES)

    assert written == set(entries())
    assert [] == [name for name, label in entries().items() if not CHINESE.search(label)]


def test_the_glossary_names_the_act_of_each_entry():
    acts = {cells[0].strip("`"): cells[2].strip("`") for cells in rows() if len(cells) == 3 and cells[0] != "Entry"}

    assert {shape.entry: name for name, shape in ACTS.items()} == acts


def test_a_chinese_word_stands_in_the_glossary_once():
    words = [cells[0] for cells in rows() if len(cells) == 4 and CHINESE.search(cells[0])]

    assert sorted(set(words)) == sorted(words)


def test_every_sentence_is_said_in_both_languages():
    chinese, english = catalogue("zh"), catalogue("en")
    bare = [code for code, text in chinese.items() if not CHINESE.search(re.sub(r"\{.*?\}", "字", text))]

    assert set() == chinese.keys() ^ english.keys()
    assert [] == bare
