"""Pictures of the rules: everything that decides is in them, and they stand alone."""

import re
from xml.etree import ElementTree as ET

import pytest

from rongcuo.determination import compile, draw  # noqa: A004  its name
from rongcuo.determination.tree import outline
from rongcuo.law import apply, load
from tests.determination_samples import any_, none_, policy_of

PACK = load("yuexiu-2017-132")
POLICY = apply(PACK, {})
SVG = "{http://www.w3.org/2000/svg}"


def parsed(picture: str) -> ET.Element:
    return ET.fromstring(picture)  # noqa: S314  our own picture


def texts(picture: str) -> list[str]:
    return [element.text for element in parsed(picture).iter(f"{SVG}text")]


def labels(point) -> list[str]:
    own = [point.label] if point.label and point.form in {"rule", "finding"} else []
    return own + [label for child in point.children for label in labels(child)]


def test_the_list_shows_each_entry_each_rule_and_each_clause_in_its_own_numbering():
    shown = texts(draw(POLICY, "svg", "list"))

    assert [f"{number}　{entry.label}" for number, entry in enumerate(POLICY.entries, 1)] == [
        text for text in shown if re.match(r"\d　", text)
    ]
    assert [] == [label for label in labels(outline(POLICY)) if label not in shown]
    assert {"四（一）3", "一（三）", "四（一）末句"} <= set(shown)
    assert {"同时", "任一", "均无", "须判断", "其余"} <= set(shown)


def test_the_list_names_the_readings_that_are_not_the_default_and_decide():
    """How a fact is read decides nothing here: the picture shows no facts."""
    fact = next(reading for reading in PACK.readings.values() if reading.affects == "derivation")
    changed = apply(PACK, {"condition_1": "strict", "unit_as_party": "false", fact.id: fact.ids[-1]})

    assert fact.default != fact.ids[-1]
    assert any("　口径 condition_1=strict、unit_as_party=false　" in text for text in texts(draw(changed)))
    assert any("默认口径" in text for text in texts(draw(POLICY)))


def test_the_diagram_draws_one_circle_a_node_and_a_line_for_each_answer():
    tree = parsed(draw(POLICY, "svg", "diagram"))
    size = compile(POLICY).size

    lines = [path for path in tree.iter(f"{SVG}path") if "C" in path.get("d")]
    dashed = [path for path in lines if path.get("stroke-dasharray")]
    assert (size, 2 * size, size) == (len([*tree.iter(f"{SVG}circle")]), len(lines), len(dashed))


def test_no_name_of_the_diagram_runs_into_its_clause():
    """Names begin left, clauses end at one edge; the widest pair still leaves a gap."""
    tree = parsed(draw(POLICY, "svg", "diagram"))
    rows: dict[str, list] = {}
    for text in tree.iter(f"{SVG}text"):
        if text.get("font-size") in {"13", "14"} and float(text.get("y")) > 70:
            rows.setdefault(text.get("y"), []).append(text)

    pairs = [row for row in rows.values() if len(row) == 2]
    assert len(compile(POLICY).support) == len(pairs)
    for clause, name in pairs:
        begins = float(clause.get("x")) - 14 * len(clause.text)
        assert float(name.get("x")) + 13 * len(name.text) < begins


def test_a_long_line_makes_the_page_wider_instead_of_running_out_of_it():
    long = "长" * 100
    policy = policy_of([long], [("first", "yes", any_(long)), ("rest", "no", None)])

    assert 100 * 15 < float(parsed(draw(policy, "svg", "list")).get("width"))


@pytest.mark.parametrize("subject", ["list", "diagram"])
def test_a_picture_stands_alone(subject):
    """No script, no style sheet, nothing fetched: it opens on an offline machine."""
    tree = parsed(draw(POLICY, "svg", subject))

    assert {f"{SVG}{name}" for name in ("svg", "title", "rect", "text", "path", "circle")} >= {
        e.tag for e in tree.iter()
    }
    assert [] == [key for element in tree.iter() for key in element.attrib if "href" in key or key.startswith("on")]


@pytest.mark.parametrize("subject", ["list", "diagram"])
def test_mermaid_links_only_what_it_names(subject):
    first, *lines = draw(POLICY, "mermaid", subject).splitlines()

    named = {name for line in lines for name in re.findall(r'(\w+)[\[({]+"', line)}
    linked = {
        name for line in lines for pair in re.findall(r"^  (\w+) -[-.]+>?(?:\|\w+\|)? (\w+)", line) for name in pair
    }

    assert "flowchart TD" == first
    assert named == linked


def test_words_of_a_pack_cannot_break_out_of_a_picture():
    hostile = '"]; click a "x" <b>&`</b> #1\n'
    harmless = "#quot;]; click a #quot;x#quot; #lt;b#gt;#amp;#96;#lt;/b#gt; #35;1 "
    policy = policy_of([hostile], [("first", "yes", any_(hostile)), ("rest", "no", None)])

    assert hostile in texts(draw(policy, "svg", "list"))
    for subject in ("list", "diagram"):
        assert f'["{harmless}' in draw(policy, "mermaid", subject).replace("任一】", "").replace("【", "")


def test_what_xml_cannot_hold_is_marked_in_a_picture():
    policy = policy_of(["甲\x0b乙"], [("first", "yes", any_("甲\x0b乙")), ("rest", "no", None)])

    assert "甲\ufffd乙" in texts(draw(policy, "svg", "list"))


def test_a_line_that_no_file_comes_to_is_no_outcome_of_the_diagram():
    policy = policy_of("a", [("always", "yes", any_("a", none_("a"))), ("rest", "no", None)])

    assert ["1 yes"] == [text for text in texts(draw(policy, "svg", "diagram")) if re.match(r"\d ", text)]


LONG = "长" * 80


@pytest.mark.parametrize(
    ("findings", "entries"),
    [
        ([LONG], [("first", "yes", any_(none_(LONG), "a")), ("rest", "no", None)]),
        ([], [(LONG, "yes", any_("a")), ("rest", "no", None)]),
        ([], [("first", LONG, any_("a")), ("rest", LONG + "其余", None)]),
    ],
    ids=["a long name of a finding", "a long line of the list", "long names of standings"],
)
@pytest.mark.parametrize("subject", ["list", "diagram"])
def test_nothing_runs_out_of_its_page(findings, entries, subject):
    """A sign of Chinese takes its size, any other at most that; a page is wider by its margin."""
    tree = parsed(draw(policy_of(["a", *findings], entries), "svg", subject))
    width, height = float(tree.get("width")), float(tree.get("height"))

    for box in tree.iter(f"{SVG}rect"):
        assert 0 <= float(box.get("x"))
        assert float(box.get("x")) + float(box.get("width")) <= width
        assert float(box.get("y")) + float(box.get("height")) <= height
    for text in tree.iter(f"{SVG}text"):
        assert _right_end(text) <= width


def _right_end(text: ET.Element) -> float:
    part = {"start": 1.0, "middle": 0.5, "end": 0.0}[text.get("text-anchor")]
    return float(text.get("x")) + part * float(text.get("font-size")) * sum(
        0.56 if c < "\u2e80" else 1 for c in text.text
    )
