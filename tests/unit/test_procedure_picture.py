"""The procedure as a picture and as lists: every step of the table once, in both, and the page in docs kept fresh."""

import itertools
import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

from rongcuo.law import load
from rongcuo.procedure import draw, moves, picture, staying

PACK = load("yuexiu-2017-132")
TABLE = PACK.procedure
DOC = Path(__file__).parents[2] / "docs" / "reference" / "procedure.md"
SVG = "{http://www.w3.org/2000/svg}"


def steps() -> set[tuple[str, str, str]]:
    """Act, from, to: as the rows of the table say it."""
    return {
        (row.id, source, step.to or source)
        for row in TABLE.acts.values()
        for step in row.steps
        for source in step.stages
    }  # fmt: skip


def test_every_step_that_leads_on_is_in_one_move_and_no_other() -> None:
    listed = [(row.id, source, move.target) for move in moves(TABLE) for source in move.sources for row in move.acts]

    assert {step for step in steps() if step[1] != step[2]} == set(listed)
    assert len(listed) == len(set(listed))


def test_every_step_that_stays_is_listed_at_its_stage() -> None:
    listed = {(row.id, stage, stage) for stage, rows in staying(TABLE).items() for row in rows}

    assert {step for step in steps() if step[1] == step[2]} == listed


def test_the_picture_is_sound_xml_with_every_stage_and_every_number() -> None:
    root = ET.fromstring(picture(PACK))  # noqa: S314  our own text
    texts = [text.text for text in root.iter(f"{SVG}text")]

    assert {stage.label for stage in TABLE.stages} | {str(move.number) for move in moves(TABLE)} == set(texts)
    assert "办理程序" in root.find(f"{SVG}title").text


def test_no_two_arrows_run_on_each_other() -> None:
    """Beside the stages, arrows share a lane only where they do not run along the same stages."""
    verticals: dict[int, list[range]] = {}
    for path in re.findall(r'd="M\d+ (\d+)H(\d+)V(\d+)H', picture(PACK)):
        start, x, end = map(int, path)
        verticals.setdefault(x, []).append(range(min(start, end), max(start, end)))
    for runs in verticals.values():
        ordered = sorted(runs, key=lambda run: run.start)
        assert all(one.stop <= other.start for one, other in itertools.pairwise(ordered))


def test_everything_stands_within_the_picture() -> None:
    left, top, width, height = map(float, ET.fromstring(picture(PACK)).get("viewBox").split())  # noqa: S314
    xs = [float(x) for pair in re.findall(r'c?x="([\d.-]+)"', picture(PACK)) for x in [pair]]

    assert all(left <= x <= width for x in xs)
    assert (0, 0) == (left, top)
    assert height > 0


def test_a_label_cannot_break_out_of_the_picture() -> None:
    sharp = replace(TABLE.stages[1], label='</text><script>alert("x")</script>')
    pack = replace(PACK, procedure=replace(TABLE, stages=(TABLE.stages[0], sharp, *TABLE.stages[2:])))

    assert "<script" not in picture(pack)


def test_a_pack_without_a_procedure_has_no_picture() -> None:
    assert "" == picture(replace(PACK, procedure=None))


def test_the_page_in_the_documentation_is_the_table_of_today() -> None:
    """`python -m rongcuo draw yuexiu-2017-132 --what procedure` between the fences."""
    assert draw(PACK) in DOC.read_text(encoding="utf-8")
