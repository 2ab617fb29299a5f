"""Signing and serving the documents of a file: each refusal beside the signature that goes through.

A document is for one entry, signed by who answers for its kind, after a review by somebody else than its drafter, once;
a second one is a correction. It is read outside the handling of the file only when it was served.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from rongcuo.casefile import read_record
from tests import desk as d
from tests import stories
from tests.desk import Desk, Post
from tests.every_act import Raw, signature, signed

TABLE = d.policy().pack.procedure
SERVICE = {"document": 1, "recipient": "谢某某", "method": "direct"}


def accepted(**changed: object) -> Callable[[Desk], Raw]:
    return lambda desk: signature("acceptance_notice", "accept_defence", desk) | changed


@dataclass(frozen=True)
class Case:
    """The signature of an acceptance notice with something changed is refused; as it should be it goes through."""

    sentence: str
    code: str
    changed: Raw
    person: str = "haoran"
    able: str = "haoran"


CASES = (
    Case("there is no such kind of document", "document.no_such_kind", {"kind": "love_letter"}),
    Case("what is made with its act is not signed by another", "document.no_such_kind", {"kind": "rights_notice"}),
    Case("a document is for an entry that calls for it", "document.not_for_entry", {"about": 1}),
    Case("a document is for an entry that is there", "document.not_for_entry", {"about": 99}),
    Case("nobody signs what others answer for", "document.not_the_signer", {}, person="liyan"),
    Case("who drafted it does not review it", "document.reviewed_by_drafter", {"reviewed_by": "liyan"}),
    Case("a correction corrects something", "document.corrects_nothing", {"corrects": "示纪申受〔2026〕9号"}),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.sentence)
def test_a_signature_is_refused_and_as_it_should_be_it_goes_through(case: Case) -> None:
    desk = d.defended()
    assert case.code in desk.refuses(case.person, "sign_document", **(accepted()(desk) | case.changed))

    desk.does(case.able, "sign_document", **accepted()(desk))


def test_a_document_is_not_older_than_what_it_is_for() -> None:
    desk = d.defended()
    before = (desk.today - timedelta(days=1)).isoformat()
    assert {"document.before_entry"} == desk.refuses("haoran", "sign_document", occurred_on=before, **accepted()(desk))

    desk.later()
    desk.does("haoran", "sign_document", **accepted()(desk))


def test_whoever_has_recused_reviews_nothing() -> None:
    desk = d.defended()
    desk.does("wufang", "recuse", person="wufang", ground="relative", reasons="近亲属")
    assert {"document.reviewed_by_recused"} == desk.refuses(
        "haoran", "sign_document", **accepted(reviewed_by="wufang")(desk)
    )

    desk.does("haoran", "sign_document", **accepted()(desk))


def test_a_second_document_for_the_same_entry_is_a_correction_and_says_of_which() -> None:
    desk = d.defended()
    desk.does("haoran", "sign_document", **accepted()(desk))
    number = desk.state.documents[-1].number
    assert {"document.signed_already"} == desk.refuses("haoran", "sign_document", **accepted()(desk))

    desk.does("haoran", "sign_document", **accepted(corrects=number)(desk))
    assert [None, number] == [each.corrects for each in desk.state.signed]


def test_a_document_is_read_outside_only_when_it_was_served() -> None:
    desk = signed()
    assert ("investigating", "deciding", "superior") == read_record(desk.entries[-1]).audience

    desk.does("liyan", "serve_document", **SERVICE)
    assert "party" in read_record(desk.entries[-1]).audience


def test_a_document_is_served_once_and_not_before_its_signature() -> None:
    desk = signed()
    before = (desk.today - timedelta(days=1)).isoformat()
    early = desk.refuses("liyan", "serve_document", occurred_on=before, proof=["file-1"], **SERVICE)
    assert {"document.served_before"} == early
    assert {"document.not_served"} == desk.refuses("liyan", "serve_document", **(SERVICE | {"document": 2}))
    desk.does("liyan", "serve_document", **SERVICE)

    assert {"document.served_already"} == desk.refuses("liyan", "serve_document", **SERVICE)


def test_what_another_act_serves_is_not_served_twice() -> None:
    """The decision goes out with the act that starts the time to appeal."""
    desk = d.decided()
    desk.does(
        "signatory",
        "sign_document",
        **signature("decision", "decide", desk) | {"drafted_by": "secretary", "reviewed_by": "member1"},
    )

    assert {"document.served_with"} == desk.refuses("secretary", "serve_document", **SERVICE)
    desk.does("secretary", "serve_decision", **stories.SERVICE)


def test_a_decision_document_that_is_corrected_after_its_service_is_served_on_its_own() -> None:
    """Otherwise what was put right would never reach the party."""
    desk = d.decided()
    people = {"drafted_by": "secretary", "reviewed_by": "member1"}
    desk.does("signatory", "sign_document", **signature("decision", "decide", desk) | people)
    number = desk.state.documents[-1].number
    desk.does("secretary", "serve_decision", **stories.SERVICE)
    corrected = signature("decision", "decide", desk) | people | {"corrects": number}
    desk.does("signatory", "sign_document", **corrected)

    desk.does("secretary", "serve_document", **(SERVICE | {"document": 2}))
    assert "party" in read_record(desk.entries[-1]).audience


def test_the_letter_of_a_result_goes_to_the_body_that_the_order_is_for() -> None:
    desk = d.decision_served()
    desk.does("secretary", "order_effect", **d.ORDER)
    content = signature("effect_letter", "order_effect", desk) | {"drafted_by": "secretary", "reviewed_by": "member1"}
    desk.does("signatory", "sign_document", **content)
    desk.does("secretary", "serve_document", **SERVICE)

    assert ["receiving:audit"] == [part for part in read_record(desk.entries[-1]).audience if ":" in part]


@pytest.mark.parametrize("kind", sorted(kind for kind, row in TABLE.documents.items() if row.signed_by))
def test_every_kind_is_signed_by_a_role_of_the_table_that_the_act_lets_in(kind: str) -> None:
    row = TABLE.documents[kind]
    assert set(row.signed_by) <= set(TABLE.acts["sign_document"].by), kind
    assert row.after, kind
    assert row.audience, kind


@pytest.mark.parametrize(
    ("took", "kind", "act", "before"),
    [
        ("deciding", "inquiry_report", "report", d.reported),
        ("investigating", "decision", "decide", d.decided),
        ("consenting", "decision", "decide", d.decided),
    ],
)
def test_who_took_another_part_does_not_sign(took, kind, act, before, monkeypatch: pytest.MonkeyPatch) -> None:
    """5.4: the paper of a part is signed by nobody of another."""
    posts = tuple(Post(organ, function) for organ, function in (("commission", "head"), ("committee", "signatory")))
    cast = d.CAST | {"both": posts}
    monkeypatch.setattr(d, "CAST", cast)
    monkeypatch.setattr(d, "POSTS", tuple((name, post) for name, held in cast.items() for post in held))
    desk = before()
    content = signature(kind, act, desk)
    fresh = desk.state
    desk.state = replace(fresh, parts=replace(fresh.parts, **{took: getattr(fresh.parts, took) | {"both"}}))
    assert {"guard.apart_from"} == desk.refuses("both", "sign_document", **content)

    desk.state = fresh
    desk.does("both", "sign_document", **content)
