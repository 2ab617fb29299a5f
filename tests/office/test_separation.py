"""Separation of duties through the door: by natural person, whatever posts the person has been given since.

The core's tests try every part against every act (`tests/unit/test_casefile_every_act.py`); here one person really does
the one thing, is given the other post in the register, and is stopped by the door, which then has changed nothing.
"""

from dataclasses import dataclass

import pytest

from rongcuo.office.models import CaseFile, LedgerEntry, Notice, Submission
from rongcuo.office.outcomes import Refused
from rongcuo.office.people import register
from tests.builders import STAGES, WAY, Scene, made

pytestmark = pytest.mark.usefixtures("database")

BOTH = "both"


@dataclass(frozen=True)
class Duty:
    """A part, the post it needs, the stage at which it is taken, and the act by which."""

    part: str
    organ: str
    function: str
    stage: str
    act: str


INQUIRY = Duty("investigating", "inquiry", "officer", "opened", "assign_officers")
MEETING = Duty("deciding", "committee", "secretary", "reported", "deliberate")
REQUEST = Duty("requesting", "committee", "secretary", "deliberated", "request_consent")
CONSENT = Duty("consenting", "city", "approver", "awaiting_consent", "give_consent")
DECISION = Duty("deciding", "committee", "signatory", "awaiting_consent", "decide")

PAIRS = [
    (INQUIRY, MEETING), (INQUIRY, CONSENT), (INQUIRY, DECISION),
    (MEETING, CONSENT), (REQUEST, CONSENT), (CONSENT, DECISION),
]  # fmt: skip


@pytest.fixture
def scene() -> Scene:
    return Scene()


def brought_to(scene: Scene, stage: str, file: CaseFile, done: Duty) -> CaseFile:
    """On to the stage, by the usual people but for the duty that ``both`` does."""
    for name in STAGES[STAGES.index(file.stage) + 1 : STAGES.index(stage) + 1]:
        for who, act, raw in WAY[name]:
            file = scene.act(BOTH if act == done.act else who, act, file, **raw)
    return file


def consented(scene: Scene, file: CaseFile, done: Duty) -> CaseFile:
    return scene.act(BOTH if done.act == "give_consent" else "shibin", "give_consent", file)


@pytest.mark.parametrize(("done", "then"), PAIRS, ids=[f"{a.act} then {b.act}" for a, b in PAIRS])
def test_a_new_post_does_not_open_what_an_earlier_part_has_closed(scene, done, then):
    scene.hire(BOTH, done.organ, done.function)
    file = scene.act("gulan", "open")
    officers = [scene.id("chenliyan"), scene.id("zhoumin"), *([scene.id(BOTH)] if done is INQUIRY else [])]
    file = scene.act("gulan", "assign_officers", file, officers=officers)
    file = brought_to(scene, then.stage, file, done)
    if then is DECISION:
        file = consented(scene, file, done)
    scene.dismiss(BOTH)
    post = {"organ": scene.organs[then.organ], "function": then.function}
    appointed = {"person": scene.persons[BOTH], "started_on": file.projected_on}
    made(register.appoint(scene.cast.district, scene.persons["security"], **appointed, **post))
    counted = [model.objects.count() for model in (LedgerEntry, Notice, Submission)]

    outcome = scene.attempt(BOTH, then.act, file)

    assert isinstance(outcome, Refused)
    assert {"guard.apart_from"} == {refusal.code for refusal in outcome.refusals}
    assert all(refusal.clause for refusal in outcome.refusals)
    assert counted == [model.objects.count() for model in (LedgerEntry, Notice, Submission)]
    assert file.sequence == CaseFile.objects.get(pk=file.pk).sequence
    usual = {"deliberate": "linshu", "give_consent": "shibin", "decide": "fangzheng"}
    scene.act(usual[then.act], then.act, file)
