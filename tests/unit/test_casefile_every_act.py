"""What holds for every act of the table: recusal, and the separation of duties by natural person.

``anyone`` has every post there is in every organ that handles a file, so that nothing stands in the way but what that
person has already done on the file. Who has taken part in what is stated here once more, in the words of the
regulation's parts; that each act puts its people into the right part is the business of
``test_casefile_separation.py``.
"""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests import desk as d
from tests.desk import Desk, Post
from tests.every_act import EVERY_ACT

TABLE = d.policy().pack.procedure

PARTS: dict[str, set[str]] = {
    # 5.1 to 5.3: 问责调查
    "investigating": {
        "assign_officers", "replace_officer", "settle_rank", "apply_superior_rules", "transfer", "notify_rights",
        "record_service", "accept_defence", "extend_limit", "ask_for_supplement", "consider_ex_officio",
        "record_finding", "list_breaches", "list_events", "adopt_facts", "answer_claim", "meet_on_facts",
        "assess_complexity", "convene_panel", "conclude", "report", "send_for_review", "consult", "clarify",
        "issue_rectification", "verify_rectification", "close", "archive", "terminate", "record_death", "void_entry",
        "approve_copy", "record_return", "refer_suspected_breach", "transfer_jurisdiction", "merge", "split",
    },
    # 5.4: 案件审理
    "reviewing": {"case_review"},
    # 5.4: 集体研究、作出决定; 5.6: 更正、撤销
    "deciding": {"return_for_inquiry", "deliberate", "decide", "correct_decision", "revoke_exemption"},
    # 5.7: 请示
    "requesting": {"request_consent", "request_consent_to_change"},
    # 5.7: 上级同意
    "consenting": {"give_consent", "refuse_consent", "return_request"},
    # 5.6: 申诉复查
    "appealing": {"decide_appeal"},
}  # fmt: skip
"""By part: the acts that judge, or prepare the judgement, in it."""

NO_PART = {
    "open": "comes before all parts",
    "file_defence": "the party's own", "supplement_defence": "the party's own", "waive_defence": "the party's own",
    "withdraw_defence": "the party's own", "file_appeal": "the party's own; registering it judges nothing",
    "give_panel_opinion": "signed by those who were seated: `test_nobody_is_assigned_seated_…`",
    "sign_document": "the paper of another act; who may sign which is tried in `test_casefile_documents.py`",
    "serve_document": "handing over judges nothing",
    "serve_decision": "handing over judges nothing", "serve_appeal_decision": "handing over judges nothing",
    "order_effect": "applies what was decided; `test_orders_are_given_by_who_neither_investigated_nor_consented`",
    "answer_consultation": "a body that was asked", "acknowledge_effect": "a body that applies the result",
    "report_rectification": "whoever puts things right", "follow_up": "a visit",
    "recuse": "leaving the file", "record_interference": "telling of somebody else",
}  # fmt: skip
"""Acts that belong to no part, and why."""

BARS: dict[str, set[str]] = {
    "investigating": {"assessing", "reviewing", "deciding", "consenting", "appealing"},
    "assessing": {"investigating", "reviewing", "deciding", "consenting", "appealing"},
    "reviewing": {"investigating", "assessing", "appealing"},
    "deciding": {"investigating", "assessing", "consenting", "appealing"},
    "requesting": {"consenting"},
    "consenting": {"investigating", "assessing", "deciding", "requesting", "appealing"},
    "appealing": {"investigating", "assessing", "deciding", "consenting"},
}
"""Who has taken part in the one acts in none of the others."""

OF_THE_SUPERIOR = {("consenting", "correct_decision"), ("consenting", "revoke_exemption")}
"""A superior organ that consented may put its subordinate's decision right: `test_casefile_appealing.py`."""

ANYONE = "anyone"
HANDLES = {"staff", "unit_representative", "member", "expert"}
"""Functions that ``anyone`` has not: they handle nothing, or are named one by one."""


@pytest.fixture(autouse=True)
def anyone(monkeypatch: pytest.MonkeyPatch) -> None:
    posts = {post for _, post in d.POSTS if post.function not in HANDLES}
    cast = {**d.CAST, ANYONE: tuple(sorted(posts, key=repr))}
    monkeypatch.setattr(d, "CAST", cast)
    monkeypatch.setattr(d, "POSTS", tuple((name, post) for name, held in cast.items() for post in held))


def by_act() -> Iterator[tuple[str, str]]:
    for part, acts in PARTS.items():
        yield from ((part, act) for act in sorted(acts))


MATRIX = [
    (took, part, act) for took in BARS for part, act in by_act() if took != part and (took, act) not in OF_THE_SUPERIOR
]
IDS = [f"{took} then {act}" for took, _, act in MATRIX]


def having_taken(part: str, desk: Desk) -> Desk:
    """The file as it is, but for ``anyone`` having taken part."""
    taken = getattr(desk.state.parts, part) | {ANYONE}
    desk.state = replace(desk.state, parts=replace(desk.state.parts, **{part: taken}))
    return desk


def with_anyone_on_it(desk: Desk) -> Desk:
    """An officer of the file who has not done anything yet."""
    desk.state = replace(desk.state, officers=(*desk.state.officers, ANYONE))
    return desk


def test_every_act_of_the_table_can_be_done_and_has_its_part_or_a_reason_for_none():
    acts = [act for _, act in by_act()]

    assert set(TABLE.acts) == set(EVERY_ACT)
    assert set(TABLE.acts) == {*acts, *NO_PART}
    assert len(acts) + len(NO_PART) == len(TABLE.acts)


@pytest.mark.parametrize("act", sorted(EVERY_ACT))
def test_an_act_is_done_and_whoever_has_recused_does_none(act):
    """The same person, the same content: only the recusal makes the difference."""
    attempt = EVERY_ACT[act]
    desk = attempt.before()
    content = attempt.content(desk)
    if act != "open":
        recused = Desk(policy=desk.policy, today=desk.today, others=desk.others, intake=desk.intake)
        recused.state = replace(desk.state, recused=desk.state.recused | {attempt.person})
        assert {"competence.recused"} == recused.refuses(attempt.person, act, **content)

    desk.does(attempt.person, act, **content)


@pytest.mark.parametrize(("took", "part", "act"), MATRIX, ids=IDS)
def test_who_took_part_in_one_acts_in_no_other(took, part, act):
    attempt = EVERY_ACT[act]
    desk = having_taken(took, with_anyone_on_it(attempt.before()))
    if part in BARS[took]:
        assert "guard.apart_from" in desk.refuses(ANYONE, act, **attempt.content(desk))
    else:
        desk.does(ANYONE, act, **attempt.content(desk))


@pytest.mark.parametrize("took", sorted(BARS))
def test_nobody_is_assigned_seated_or_made_a_reviewer_after_another_part(took):
    """Whoever is named by others: an officer, a member of the panel, the second reviewer of an appeal."""
    officers = having_taken(took, EVERY_ACT["assign_officers"].before())
    named = {"officers": ["liyan", ANYONE]}
    panel = having_taken(took, EVERY_ACT["convene_panel"].before())
    seats = {"question": "是否符合规范", "invited": [{"person": ANYONE, "reply": "accepted", "no_interest": True}]}
    appeal = having_taken(took, EVERY_ACT["decide_appeal"].before())
    second = EVERY_ACT["decide_appeal"].content(appeal) | {"second_reviewer": ANYONE}
    for place, desk, person, act, content, code in (
        ("investigating", officers, "haoran", "assign_officers", named, "officers.took_other_part"),
        ("assessing", panel, "liyan", "convene_panel", seats, "panel.took_other_part"),
        ("appealing", appeal, "appeal1", "decide_appeal", second, "appeal.second_reviewer_barred"),
    ):
        if place in BARS[took]:
            assert {code} == desk.refuses(person, act, **content), place
        else:
            desk.does(person, act, **content)


@pytest.mark.parametrize("took", sorted(BARS))
def test_nobody_sits_in_the_deciding_body_after_a_part_that_bars_it(took, monkeypatch):
    cast = {**d.CAST, "member1": (*d.CAST["member1"], Post("commission", "officer"))}
    monkeypatch.setattr(d, "CAST", cast)
    desk = EVERY_ACT["deliberate"].before()
    taken = getattr(desk.state.parts, took) | {"member1"}
    desk.state = replace(desk.state, parts=replace(desk.state.parts, **{took: taken}))
    if "deciding" in BARS[took]:
        assert {"vote.barred_member_present"} == desk.refuses("secretary", "deliberate", **d.DELIBERATION)
        desk.does("secretary", "deliberate", **(d.DELIBERATION | {"ballots": d.ballots(member1="recused")}))
    else:
        desk.does("secretary", "deliberate", **d.DELIBERATION)


@pytest.mark.parametrize("took", sorted(BARS))
def test_orders_are_given_by_who_neither_investigated_nor_consented(took):
    """6.1: applying a decision is the deciding organ's, and judges nothing anew."""
    desk = having_taken(took, EVERY_ACT["order_effect"].before())
    if took in ("investigating", "consenting"):
        assert {"guard.apart_from"} == desk.refuses(ANYONE, "order_effect", **d.ORDER)
    else:
        desk.does(ANYONE, "order_effect", **d.ORDER)
