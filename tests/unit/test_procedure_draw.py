"""The picture of the table: every act and every stage of it, and nothing that is not in it."""

import re
from dataclasses import replace

from rongcuo.law import load
from rongcuo.procedure import draw

PACK = load("yuexiu-2017-132")
TABLE = PACK.procedure
PICTURE = draw(PACK)

ARROWS = {
    (source, target): acts.split("／")
    for source, target, acts in re.findall(r"^    (\S+) --> (\w+): (.+)$", PICTURE, re.MULTILINE)
}
NOTES = {
    stage: acts.split("、") for stage, acts in re.findall(r"^    note right of (\w+): (.+)$", PICTURE, re.MULTILINE)
}
STAGES = dict(re.findall(r"^    (\w+): (.+)$", PICTURE, re.MULTILINE))


def caption(row) -> str:
    return f"{row.label} {PACK.clauses[row.clause].label}" if row.clause else row.label


def drawn(stage: str) -> str:
    return "[*]" if stage == TABLE.stages[0].id else stage


def test_every_stage_stands_in_the_picture_by_its_name_but_the_one_before_the_file_exists():
    assert {stage.id: stage.label for stage in TABLE.stages[1:]} == STAGES


def test_every_step_of_every_act_is_an_arrow_or_stands_in_the_note_of_its_stage():
    for row in TABLE.acts.values():
        for step in row.steps:
            for stage in step.stages:
                moves = step.to is not None and step.to != stage
                place = ARROWS[drawn(stage), step.to] if moves else NOTES[stage]
                assert caption(row) in place, (row.id, stage)


def test_nothing_else_is_drawn():
    steps = [(caption(row), step, stage) for row in TABLE.acts.values() for step in row.steps for stage in step.stages]

    arrows = {(drawn(stage), step.to, name) for name, step, stage in steps if step.to not in (None, stage)}
    notes = {(stage, name) for name, step, stage in steps if step.to in (None, stage)}
    assert arrows == {(*ends, name) for ends, names in ARROWS.items() for name in names}
    assert notes == {(stage, name) for stage, names in NOTES.items() for name in names}


def test_an_act_is_drawn_once_at_each_place():
    for names in (*ARROWS.values(), *NOTES.values()):
        assert sorted(set(names)) == sorted(names)


def test_each_act_says_its_clause_and_one_without_a_clause_says_none():
    assert "制作申辩权利告知书 五（二）" in NOTES["opened"]
    assert "回避" in NOTES["opened"]


def test_the_file_begins_with_its_opening():
    assert ["启动问责 五（一）"] == ARROWS["[*]", "opened"]
    assert PICTURE.startswith("stateDiagram-v2\n")
    assert TABLE.stages[0].id not in PICTURE


def test_a_pack_without_a_procedure_has_no_picture():
    assert not draw(replace(PACK, procedure=None))
