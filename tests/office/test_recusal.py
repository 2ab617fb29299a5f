"""Recusal bites everywhere: whoever has recused has no way to the file left, and nobody else loses any.

Generated: every person who sees a file at a stage, whatever brought the sight, against every way of reading that the
office has and every address that names a case file.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from django.urls import get_resolver

from rongcuo.casefile.audiences import HANDLING
from rongcuo.office import clock, reading, ticking
from rongcuo.office.cases.visibility import audiences, visible_to
from rongcuo.office.models import CaseFile, Grant, IssuedDocument, Notice, Reminder
from rongcuo.office.outcomes import NotFound, Refused
from rongcuo.office.people import register
from tests.builders import Scene, made, on
from tests.office.test_visibility import ways
from tests.pages import Reader

pytestmark = pytest.mark.usefixtures("database")

STAGES = ("notified", "reported", "awaiting_consent", "closed", "on_appeal")


@pytest.fixture
def scene() -> Scene:
    return Scene()


def on_it(scene: Scene, file: CaseFile) -> list[str]:
    """Everybody who handles the file, by key."""
    today = clock.today()
    seeing = [who for who, person in scene.persons.items() if file in visible_to(person, today)]
    return [who for who in seeing if audiences(scene.persons[who], file, today) & HANDLING]


@contextmanager
def undone() -> Iterator[None]:
    """What is done within is taken back, so that the next person finds the file as it was."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def recuse(scene: Scene, who: str, file: CaseFile) -> CaseFile:
    """The person's own recusal; of oneself nobody needs to be told why one may."""
    return scene.act(who, "recuse", file, person=scene.id(who), ground="relative", reasons="近亲属")


def addresses(casefile: UUID, document: int) -> list[str]:
    """Every address of the pages that names a case file."""
    draft = {"kind": "inquiry_plan", "about": 2, "page": 1, "name": "ofd"}
    values = {
        "casefile": casefile,
        "act": "report",
        "document": document,
        "attachment": uuid4(),
        "sequence": 1,
        **draft,
    }
    found = []
    for name, (possible, *_) in _reversible():
        wanted = {key for _, keys in possible for key in keys}
        if "casefile" in wanted:
            found.append(get_resolver().reverse(name, **{key: values[key] for key in wanted}))
    return [f"/{address}" for address in sorted(set(found))]


def _reversible() -> Iterator[tuple[str, tuple[list[tuple[str, list[str]]], ...]]]:
    resolver = get_resolver()
    for key in resolver.reverse_dict:
        if isinstance(key, str):
            yield key, tuple(resolver.reverse_dict.getlist(key)[0])


def shut(scene: Scene, who: str, file: CaseFile) -> None:
    assert [] == [way for way, open_ in ways(scene, who, file).items() if open_], who
    outcome = scene.attempt(who, "recuse", file, version=file.version, person=scene.id(who))
    assert outcome == NotFound(), who


@pytest.mark.parametrize("stage", STAGES)
def test_whoever_recuses_has_no_way_left_and_nobody_else_loses_one(scene, stage):
    file = scene.at(stage)
    everybody = on_it(scene, file)
    assert {"gulan", "chenliyan", "zhoumin"} <= set(everybody)
    for who in everybody:
        others = {name for name in everybody if name != who}
        with undone():
            after = recuse(scene, who, file)
            shut(scene, who, after)
            assert others == set(on_it(scene, after)), who
            assert not Grant.objects.filter(casefile=file, person=scene.persons[who], ended_by=None).exists(), who
            assert not Notice.objects.filter(person=scene.persons[who], sequence=after.version).exists(), who


@pytest.mark.parametrize("stage", ["reported", "closed", "on_appeal"])
def test_every_page_of_the_file_is_as_if_it_were_not_there(scene, stage):
    file = scene.at(stage)
    document = IssuedDocument.objects.filter(casefile=file).first().pk
    there, nowhere = addresses(file.id, document), addresses(uuid4(), document)
    assert 8 <= len(there) == len(nowhere)
    for who in on_it(scene, file):
        with undone():
            reader = Reader(scene.persons[who])
            assert 200 == answer(reader, f"/cases/{file.id}/")[0], who
            recuse(scene, who, file)
            for here, elsewhere in zip(there, nowhere, strict=True):
                told = answer(reader, here)
                assert 200 != told[0], f"{who} {here}"
                assert told == answer(reader, elsewhere), f"{who} {here}"
            found = f"/cases/?text={file.number}"
            lists = [reader.get(address).content.decode() for address in ("/", "/cases/", found)]
            for page in lists:
                assert str(file.id) not in page, who
                assert file.number not in shown(page).replace(f"“{file.number}”", ""), who


def answer(reader: Reader, address: str) -> tuple[int, list[str]]:
    """What an answer tells, without what differs from one request to the next."""
    response = reader.get(address)
    lines = response.content.decode().splitlines()
    return response.status_code, [line for line in lines if "csrf" not in line and "nonce" not in line]


def shown(page: str) -> str:
    """The page without the field into which the reader has typed the number; what was typed is also said in quotes."""
    return "".join(part for part in page.split("<") if not part.startswith("input"))


def test_nothing_reminds_the_recused_and_an_officer_who_recused_is_not_assigned_again(scene):
    file = scene.at("notified")
    file = recuse(scene, "zhoumin", file)
    outcome = scene.attempt("gulan", "assign_officers", file, officers=[scene.id("chenliyan"), scene.id("zhoumin")])
    assert isinstance(outcome, Refused)
    assert {"officers.recused"} == {refusal.code for refusal in outcome.refusals}
    file = scene.act("gulan", "assign_officers", file, officers=[scene.id("chenliyan"), scene.id("hejing")])
    scene.act("xiemou", "file_defence", file)
    with on(clock.today() + timedelta(days=40)):
        ticking.tick()
        told_of = set(Reminder.objects.filter(casefile=file).values_list("person", flat=True))
    assert scene.persons["hejing"].pk in told_of
    assert scene.persons["zhoumin"].pk not in told_of


def test_a_new_post_in_another_organ_does_not_bring_the_file_back(scene):
    file = recuse(scene, "zhoumin", scene.at("reported"))
    for organ, function in (("committee", "secretary"), ("city", "approver"), ("inquiry", "head")):
        post = {"organ": scene.organs[organ], "function": function, "started_on": clock.today()}
        made(register.appoint(scene.cast.district, scene.persons["security"], person=scene.persons["zhoumin"], **post))
        shut(scene, "zhoumin", file)


def test_a_recused_member_neither_sits_nor_votes_and_the_roll_says_so(scene):
    """Who counts then is the body's own rule (`test_casefile_voting.py`); nobody can enter a vote of the recused."""
    file = scene.at("reported")
    member = next(who for who in on_it(scene, file) if _is_member(scene, who))
    usual = scene.content("deliberate", file)["ballots"]
    file = recuse(scene, member, file)
    outcome = scene.attempt("linshu", "deliberate", file, ballots=usual)
    assert isinstance(outcome, Refused)
    assert {"vote.barred_member_present"} == {refusal.code for refusal in outcome.refusals}

    file = scene.act("linshu", "deliberate", file)
    seen = reading.load(scene.persons["linshu"], file.id)
    ballot = next(each for each in seen.records[-1].act.ballots if each.member == scene.id(member))
    assert ("recused", "none") == (ballot.attendance, ballot.vote)
    assert len(usual) - 1 == seen.state.deliberation.tally.present


def _is_member(scene: Scene, who: str) -> bool:
    return scene.persons[who].appointments.filter(function="member", ended_on=None).exists()


def test_what_the_recused_did_before_stays_readable_to_those_on_the_file(scene):
    file = scene.at("concluded")
    before = [entry.sequence for entry in reading.load(scene.persons["zhoumin"], file.id).entries]
    file = recuse(scene, "chenliyan", file)

    seen = reading.load(scene.persons["zhoumin"], file.id)
    assert [*before, file.version] == [entry.sequence for entry in seen.entries]
    page = Reader(scene.persons["zhoumin"]).get(f"/cases/{file.id}/?all=yes").content.decode()
    for shown in ("登记回避", scene.persons["chenliyan"].name, "近亲属"):
        assert shown in page
