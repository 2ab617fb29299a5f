"""The register of interference (监察法第六十六条), and of copies and loans."""

from datetime import timedelta
from typing import Any

import pytest

from tests import desk as d
from tests.desk import Desk

DONE: dict[str, Any] = {
    "who": "某局副局长",
    "person": "member1",
    "happened_on": d.MONDAY.isoformat(),
    "way": "telephone",
    "what": "询问处理意见",
}


def served_decision() -> Desk:
    desk = d.decided()
    desk.does("secretary", "serve_decision", method="direct", received_by="谢", unit_received_by="办公室")
    return desk


def awaiting_consent() -> Desk:
    desk = d.deliberated()
    desk.does("secretary", "request_consent", request="请示")
    return desk


def concluded() -> Desk:
    desk = d.reviewed()
    desk.does("liyan", "conclude", standing="exempt", proposal="exempt", reasons="理由", departure="未查清")
    return desk


STAGES = (
    d.opened, d.served, d.reviewed, concluded, d.reported, d.deliberated, awaiting_consent, d.decided, served_decision,
)  # fmt: skip


@pytest.mark.parametrize("made", STAGES, ids=lambda made: made.__name__)
@pytest.mark.parametrize("person", ["liyan", "haoran", "secretary", "member2", "signatory", "approver"])
def test_whoever_handles_the_file_records_interference_at_every_stage(made, person):
    desk = made()
    desk.does(person, "record_interference", **DONE)

    assert 1 == len(desk.state.interferences)
    assert desk.entries[-1].body["derived"]["stage"] == desk.entries[-2].body["derived"]["stage"]


def test_it_is_kept_from_the_party_and_from_the_person_recorded():
    entry = d.reported().does("liyan", "record_interference", **DONE)

    assert ["member1"] == entry.body["kept_from"]
    assert not {"party", "panel", "consulted"} & set(entry.body["audience"])
    assert "某局副局长" not in str(entry.body)


def test_somebody_who_is_not_in_the_register_is_recorded_in_words_alone():
    desk = d.opened()
    entry = desk.does("liyan", "record_interference", **{**DONE, "person": None})

    assert "kept_from" not in entry.body
    assert DONE["who"] == desk.intake.bodies[desk.state.interferences[0].who.id]


def test_what_is_recorded_has_happened_and_was_done_by_another():
    desk = d.opened()
    tomorrow = (desk.today + timedelta(days=1)).isoformat()

    assert {"interference.in_future"} == desk.refuses(
        "liyan", "record_interference", **(DONE | {"happened_on": tomorrow})
    )
    assert {"interference.of_oneself"} == desk.refuses("liyan", "record_interference", **(DONE | {"person": "liyan"}))
    assert {"competence.own_case"} == d.served().refuses("xie", "record_interference", **DONE)
    assert {"competence.not_yours"} == desk.refuses("stranger", "record_interference", **DONE)


# Copies and loans.


def test_what_was_lent_is_out_until_its_return_is_recorded():
    desk = d.opened()
    assert {"guard.copies_out", "copy.not_out"} == desk.refuses("liyan", "record_return", approval=1)
    desk.does("liyan", "approve_copy", **d.COPY)
    assert desk.state.copies[0].returned_on is None

    desk.later(3)
    assert {"copy.not_out"} == desk.refuses("liyan", "record_return", approval=2)
    desk.does("zhoumin", "record_return", approval=1)
    assert desk.today == desk.state.copies[0].returned_on
    assert {"guard.copies_out", "copy.not_out"} == desk.refuses("liyan", "record_return", approval=1)


def test_the_head_of_the_investigating_organ_approves_until_a_day_to_come():
    desk = d.opened()

    for other in ("liyan", "approver", "xie"):
        assert {"copy.not_by_head"} == desk.refuses("liyan", "approve_copy", **(d.COPY | {"approved_by": other}))
    past = (desk.today - timedelta(days=1)).isoformat()
    assert {"copy.until_before"} == desk.refuses("liyan", "approve_copy", **(d.COPY | {"until": past}))
    desk.does("haoran", "approve_copy", **d.COPY)


def test_two_approvals_have_two_numbers_and_are_returned_apart():
    desk = d.opened()
    for kind in ("copy", "loan"):
        desk.does("liyan", "approve_copy", **(d.COPY | {"kind": kind}))
    desk.does("liyan", "record_return", approval=2)

    assert [(1, "copy", None), (2, "loan", desk.today)] == [
        (copy.number, copy.kind, copy.returned_on) for copy in desk.state.copies
    ]
