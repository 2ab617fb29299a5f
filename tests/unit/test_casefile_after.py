"""After the decision: clarification, effects, rectification, closing, death, the visit, late registration.

Each row brings a file to a point and tries one act twice: first refused, by its code, then allowed. What else a lawyer
would ask of this part follows below.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import pytest

from rongcuo.casefile import CaseState, DutyState, duties, limits_on_file, read_act, read_record
from rongcuo.casefile.audiences import audience_of
from rongcuo.workdays import load_calendar
from tests import desk as d
from tests.desk import Desk


@dataclass(frozen=True)
class Case:
    """``raw`` is refused with ``code``; after ``then``, ``mended`` (or the same) is done by ``able`` (or the same)."""

    sentence: str
    before: Callable[[], Desk]
    person: str
    act: str
    code: str
    raw: Callable[[Desk], dict[str, Any]] = lambda _: {}
    then: Callable[[Desk], Any] = lambda _: None
    mended: Callable[[Desk], dict[str, Any]] | None = None
    able: str | None = None


def served() -> Desk:
    return d.decision_served()


def all_ordered() -> Desk:
    desk = served()
    d.ordered(desk)
    return desk


def one_ordered() -> Desk:
    desk = served()
    desk.does("secretary", "order_effect", **d.ORDER)
    return desk


def suggested(recipient: str = "unit") -> Desk:
    desk = served()
    desk.does("liyan", "issue_rectification", **d.suggestion(desk, recipient=recipient))
    return desk


def reported_on() -> Desk:
    desk = suggested()
    desk.does("unit_head", "report_rectification", rectification=1, measures="已建立台账")
    return desk


def died(desk: Desk) -> Desk:
    desk.does("liyan", "record_death", died_on=desk.today.isoformat(), proof=["file-1"])
    return desk


def accountable() -> Desk:
    """Held accountable by a warning within the Party, served today."""
    desk = d.reviewed()
    measure = {"measure": "party_warning"}
    conclusion = {"standing": "exempt", "proposal": "accountable", "reasons": "理由", "departure": "未查清"}
    desk.does("liyan", "conclude", **(conclusion | measure))
    desk.does("liyan", "report", summary="要点")
    desk.does("secretary", "deliberate", **(d.DELIBERATION | {"proposal": "accountable"} | measure))
    told = {"decision": "accountable", "appeal_notice": "可以申诉"}
    desk.does("signatory", "decide", **(d.DECISION | told | measure))
    desk.does("secretary", "serve_decision", method="direct", received_by="谢某某", unit_received_by="办公室")
    return desk


def closed_but_unclear() -> Desk:
    desk = all_ordered()
    desk.does("liyan", "issue_rectification", **d.suggestion(desk))
    desk.does("liyan", "close", personnel_organ="personnel")
    return desk


def cleared(desk: Desk, **changed: Any) -> dict[str, Any]:
    return d.CLARIFICATION | {"consulted_on": desk.today.isoformat()} | changed


def yesterday(desk: Desk) -> str:
    return (desk.today - timedelta(days=1)).isoformat()


def a_day_later(make: Callable[[], Desk]) -> Callable[[], Desk]:
    def made() -> Desk:
        desk = make()
        desk.later()
        return desk

    return made


MEETING = {"form": "meeting", "occasion": "3月10日全局干部大会"}
CASES = (
    Case("nothing is clarified before the decision is served", d.decided, "liyan", "clarify", "stage.another", cleared,
         lambda k: k.does("secretary", "serve_decision", method="direct", received_by="谢", unit_received_by="办")),
    Case("only an exemption is clarified (5.5)", accountable, "liyan", "clarify", "guard.decided_as", cleared),
    Case("the investigating organ clarifies, not the deciding one (5.5)", served, "secretary", "clarify",
         "competence.not_yours", cleared, able="liyan"),
    Case("the party is asked before", served, "liyan", "clarify", "clarification.consulted_late",
         lambda k: cleared(k, consulted_on=(k.today + timedelta(days=1)).isoformat()), mended=cleared),
    Case("whoever does not want it public is cleared in writing", served, "liyan", "clarify", "clarification.declined",
         lambda k: cleared(k, party_opinion="declined", letter=["file-1"], **MEETING),
         mended=lambda k: cleared(k, party_opinion="declined")),
    Case("a clarification at a meeting says which", served, "liyan", "clarify", "clarification.occasion_missing",
         lambda k: cleared(k, form="meeting", letter=["file-1"]),
         mended=lambda k: cleared(k, letter=["file-1"], **MEETING)),
    Case("and is always also in writing", served, "liyan", "clarify", "clarification.letter_missing",
         lambda k: cleared(k, **MEETING), mended=lambda k: cleared(k, letter=["file-1"], **MEETING)),
    Case("the living are asked themselves", served, "liyan", "clarify", "clarification.party_alive",
         lambda k: cleared(k, party_opinion="relatives"), mended=cleared),
    Case("of the dead the relatives are asked", lambda: died(served()), "liyan", "clarify",
         "clarification.party_deceased", cleared, mended=lambda k: cleared(k, party_opinion="relatives")),
    Case("results follow an exemption only (6.1)", accountable, "secretary", "order_effect", "guard.decided_as",
         lambda _: d.ORDER),
    Case("one order for each item, body and beneficiary", one_ordered, "secretary", "order_effect",
         "effect.ordered_already", lambda _: d.ORDER, mended=lambda _: d.ORDER | {"beneficiary": "unit"}),
    Case("the dead gain nothing, their unit can", lambda: died(served()), "secretary", "order_effect",
         "effect.party_deceased", lambda _: d.ORDER, mended=lambda _: d.ORDER | {"beneficiary": "unit"}),
    Case("a body answers only what it was sent", one_ordered, "personnel1", "acknowledge_effect",
         "competence.not_yours", lambda _: {"order": 1, "result": "done"}, able="auditor"),
    Case("and learns nothing of the orders of others", all_ordered, "personnel1", "acknowledge_effect",
         "effect.no_such_order", lambda _: {"order": 1, "result": "done"},
         mended=lambda _: {"order": 2, "result": "done"}),
    Case("not applicable has a reason", one_ordered, "auditor", "acknowledge_effect", "effect.reason_missing",
         lambda _: {"order": 1, "result": "not_applicable"},
         mended=lambda _: {"order": 1, "result": "not_applicable", "note": "本年度未列入审计计划"}),
    Case("nobody answers before being asked", a_day_later(one_ordered), "auditor", "acknowledge_effect",
         "guard.not_before",
         lambda k: {"order": 1, "result": "done", "attachments": ["file-1"],
                    "occurred_on": (k.today - timedelta(days=5)).isoformat()},
         mended=lambda _: {"order": 1, "result": "done"}),
    Case("an answer of yesterday has its paper", a_day_later(one_ordered), "auditor", "acknowledge_effect",
         "act.proof_missing", lambda k: {"order": 1, "result": "done", "occurred_on": yesterday(k)},
         mended=lambda k: {"order": 1, "result": "done", "occurred_on": yesterday(k), "attachments": ["file-1"]}),
    Case("the day to report lies ahead (6.2)", served, "liyan", "issue_rectification", "rectification.due_too_early",
         lambda k: d.suggestion(k, due_on=k.today.isoformat()), mended=d.suggestion),
    Case("the dead put nothing right, their unit does", lambda: died(served()), "liyan", "issue_rectification",
         "rectification.party_deceased", lambda k: d.suggestion(k, recipient="party"), mended=d.suggestion),
    Case("what went to the unit is not the party's to report on", suggested, "xie", "report_rectification",
         "rectification.unknown", lambda _: {"rectification": 1, "measures": "已改"}, able="unit_head"),
    Case("nor the other way round", lambda: suggested("party"), "unit_head", "report_rectification",
         "rectification.unknown", lambda _: {"rectification": 1, "measures": "已改"}, able="xie"),
    Case("another unit reports nothing", suggested, "stranger", "report_rectification", "competence.not_yours",
         lambda _: {"rectification": 1, "measures": "已改"}, able="unit_head"),
    Case("an officer registers a report only with its paper", suggested, "liyan", "report_rectification",
         "rectification.paper_missing", lambda _: {"rectification": 1, "measures": "已改"},
         mended=lambda _: {"rectification": 1, "measures": "已改", "on_paper": True, "attachments": ["file-1"]}),
    Case("a report made online is of today", a_day_later(suggested), "unit_head", "report_rectification",
         "rectification.reported_online",
         lambda k: {"rectification": 1, "measures": "已改", "occurred_on": yesterday(k)},
         mended=lambda _: {"rectification": 1, "measures": "已改"}),
    Case("what was reported waits to be verified", reported_on, "unit_head", "report_rectification",
         "rectification.not_awaited", lambda _: {"rectification": 1, "measures": "又改"},
         lambda k: k.does("liyan", "verify_rectification", rectification=1, result="returned", reason="不足",
                          due_on=(k.today + timedelta(days=9)).isoformat())),
    Case("nothing is verified that was not reported", suggested, "liyan", "verify_rectification",
         "rectification.not_reported", lambda _: {"rectification": 1, "result": "accepted", "reason": "属实"},
         lambda k: k.does("unit_head", "report_rectification", rectification=1, measures="已改")),
    Case("what is returned has a new day", reported_on, "liyan", "verify_rectification",
         "rectification.new_day_missing", lambda _: {"rectification": 1, "result": "returned", "reason": "不足"},
         mended=lambda k: {"rectification": 1, "result": "returned", "reason": "不足",
                           "due_on": (k.today + timedelta(days=9)).isoformat()}),
    Case("a file is closed when it is served", d.decided, "liyan", "close", "stage.another",
         lambda _: {"personnel_organ": "personnel"},
         lambda k: (k.does("secretary", "serve_decision", method="direct", received_by="谢", unit_received_by="办"),
                    d.ordered(k))),
    Case("and when every result is ordered (6.1)", one_ordered, "liyan", "close", "guard.duties_done",
         lambda _: {"personnel_organ": "personnel"},
         lambda k: [k.does("secretary", "order_effect", **(d.ORDER | {"effect": effect.id}))
                    for effect in k.policy.pack.procedure.lists["effect"] if effect.id != "assessments"]),
    Case("whoever is exempted will be visited (1.1)", all_ordered, "liyan", "close", "close.personnel_missing",
         mended=lambda _: {"personnel_organ": "personnel"}),
    Case("a file not exempted is closed after its appeal window", accountable, "liyan", "close", "guard.windows_over",
         then=lambda k: k.later(32)),
    Case("what the investigating organ owes is done before the archive", closed_but_unclear, "liyan",
         "archive", "guard.duties_done", lambda _: d.ARCHIVE, lambda k: k.does("liyan", "clarify", **cleared(k))),
    Case("only a closed file is archived", served, "liyan", "archive", "stage.another", lambda _: d.ARCHIVE, d.closed),
    Case("the head approves a termination", d.defended, "liyan", "terminate", "terminate.approver",
         lambda k: d.termination(k, approved_by="zhoumin"), mended=d.termination),
    Case("and before it", d.defended, "liyan", "terminate", "terminate.approved_late",
         lambda k: d.termination(k, approved_on=(k.today + timedelta(days=1)).isoformat()), mended=d.termination),
    Case("a file ends by death when that is on file", d.defended, "liyan", "terminate", "terminate.no_death",
         lambda k: d.termination(k, reason="death"), died),
    Case("what is decided is not terminated", d.decided, "liyan", "terminate", "stage.another", d.termination),
    Case("nobody dies twice", lambda: died(served()), "liyan", "record_death", "guard.not.deceased",
         lambda k: {"died_on": k.today.isoformat(), "proof": ["file-1"]}),
    Case("nor after it was recorded", served, "liyan", "record_death", "death.in_future",
         lambda k: {"died_on": (k.today + timedelta(days=1)).isoformat(), "proof": ["file-1"]},
         mended=lambda k: {"died_on": yesterday(k), "proof": ["file-1"]}),
    Case("units do not die", lambda: d.opened(party_kind="unit", party_person=None), "liyan", "record_death",
         "guard.party_is", lambda k: {"died_on": k.today.isoformat(), "proof": ["file-1"]}),
    Case("the dead are held accountable for nothing", lambda: died(d.reviewed()), "liyan", "conclude",
         "death.no_accountability",
         lambda _: {"standing": "exempt", "proposal": "accountable", "measure": "talk", "reasons": "理由",
                    "departure": "未查清"},
         mended=lambda _: {"standing": "exempt", "proposal": "exempt", "reasons": "理由", "departure": "未查清"}),
    Case("nor told that they may defend themselves", lambda: died(d.opened()), "liyan", "notify_rights",
         "guard.not.deceased", lambda _: {"facts_notified": "事项", "where_to_file": "地址"}),
    Case("a visit follows the closing", all_ordered, "personnel1", "follow_up", "competence.not_yours",
         lambda _: d.VISIT, lambda k: k.does("liyan", "close", personnel_organ="personnel")),
    Case("two make it", d.closed, "personnel1", "follow_up", "visit.too_few",
         lambda _: d.VISIT | {"visitors": ["personnel1"]}, mended=lambda _: d.VISIT),
    Case("and both of the organ that is named", d.closed, "personnel1", "follow_up", "visit.not_in_organ",
         lambda _: d.VISIT | {"visitors": ["personnel1", "auditor"]}, mended=lambda _: d.VISIT),
    Case("nobody visits the dead", lambda: died(d.closed()), "personnel1", "follow_up", "guard.not.deceased",
         lambda _: d.VISIT),
)  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.sentence)
def test_a_refusal_and_what_opens_the_way(case: Case) -> None:
    desk = case.before()

    assert case.code in desk.refuses(case.person, case.act, **case.raw(desk))

    if case in FINAL:
        return
    case.then(desk)
    desk.does(case.able or case.person, case.act, **(case.mended or case.raw)(desk))


FINAL = tuple(
    case
    for case in CASES
    if case.able is None and case.mended is None and case.then is Case.__dataclass_fields__["then"].default
)
"""What no later act can open the way to: the refusal is the law's last word."""


def owed(desk: Desk) -> list[tuple[str, int]]:
    found = duties(desk.state, desk.policy, load_calendar(), desk.today)
    return [(each.duty.id, each.item.number if each.item else 0) for each in found if each.state is DutyState.OWED]


def test_an_exemption_owes_clarification_effects_and_what_was_wrong_put_right():
    desk = served()
    assert [("clarify", 0), ("order_effects", 0), ("issue_rectification", 0)] == owed(desk)

    d.closed(desk)
    orders = [("acknowledge_effect", number) for number in range(1, 6)]
    assert [*orders, ("report_rectification_by_unit", 1), ("follow_up", 0)] == sorted(owed(desk), key=order_of)


def order_of(duty: tuple[str, int]) -> tuple[int, int]:
    names = ["acknowledge_effect", "report_rectification_by_unit", "follow_up"]
    return names.index(duty[0]), duty[1]


def test_without_an_error_nothing_is_put_right_whatever_the_outcome():
    """6.2 begins with 出现失误: without one nothing is owed, with one whatever was decided."""
    assert "issue_rectification" in dict(owed(accountable()))

    desk = accountable()
    other = Desk(state=desk.state, today=desk.today)
    other.state = without_error(desk)
    assert "issue_rectification" not in dict(owed(other))
    assert {"guard.finding_is"} == other.refuses("liyan", "issue_rectification", **d.suggestion(other))


def without_error(desk: Desk) -> CaseState:
    findings = {name: found for name, found in desk.state.findings.items() if name != "error_occurred"}
    return replace(desk.state, findings=findings)


def test_the_silence_of_others_never_keeps_a_file_open():
    desk = d.archived()

    assert "archived" == desk.state.stage
    assert {"acknowledge_effect", "report_rectification_by_unit", "follow_up"} == {name for name, _ in owed(desk)}


def test_what_is_owed_after_the_archive_can_still_be_done():
    desk = d.archived()
    desk.does("auditor", "acknowledge_effect", order=1, result="done")
    desk.does("unit_head", "report_rectification", rectification=1, measures="已改")
    desk.does("liyan", "verify_rectification", rectification=1, result="accepted", reason="属实")
    desk.does("personnel1", "follow_up", **d.VISIT)

    assert "archived" == desk.state.stage
    assert {("acknowledge_effect", number) for number in (2, 3, 4, 5)} == set(owed(desk))


def test_each_order_is_owed_by_its_own_body_and_from_its_own_day():
    desk = one_ordered()
    desk.later(7)
    desk.does("secretary", "order_effect", **(d.ORDER | {"receiving_organ": "personnel"}))

    found = duties(desk.state, desk.policy, load_calendar(), desk.today)
    mine = [each for each in found if each.duty.id == "acknowledge_effect"]
    assert [(1, "audit"), (2, "personnel")] == [(each.item.number, each.holders[0].organ) for each in mine]
    assert [("receiver",)] * 2 == [each.holders[0].functions for each in mine]
    assert [date(2026, 4, 1), date(2026, 4, 9)] == [each.last_day for each in mine]  # the 6th of April is a holiday
    assert "effect_receipt" not in limits_on_file(desk.state, desk.policy, load_calendar())


def test_the_day_set_in_a_suggestion_is_the_day_to_report():
    desk = suggested()
    found = duties(desk.state, desk.policy, load_calendar(), desk.today)

    (mine,) = (each for each in found if each.duty.id == "report_rectification_by_unit")
    assert desk.today + timedelta(days=30) == mine.last_day


def test_what_is_returned_is_owed_again_until_its_new_day():
    desk = reported_on()
    due = desk.today + timedelta(days=9)
    desk.does(
        "liyan", "verify_rectification", rectification=1, result="returned", reason="不足", due_on=due.isoformat()
    )

    found = duties(desk.state, desk.policy, load_calendar(), desk.today)
    (mine,) = (each for each in found if each.duty.id == "report_rectification_by_unit")
    assert (DutyState.OWED, due) == (mine.state, mine.last_day)


def test_an_order_is_read_by_its_own_body_and_no_other():
    desk = all_ordered()
    orders = [record for entry in desk.entries if (record := read_record(entry)).act.name == "order_effect"]

    scoped = {name for record in orders for name in record.audience if ":" in name}
    assert {"receiving:audit", "receiving:personnel"} == scoped
    for record in orders:
        organ = record.act.receiving_organ
        assert [f"receiving:{organ}"] == [name for name in record.audience if ":" in name]
        assert [(f"receiving:{organ}", organ)] == [(each.audience, each.organ) for each in record.derived.grants]


def test_a_suggestion_is_for_the_party_or_for_the_unit():
    for recipient, granted in (("party", []), ("unit", [("unit", "bureau")])):
        record = read_record(suggested(recipient).entries[-1])

        other = {"party": "unit", "unit": "party"}[recipient]
        assert recipient in record.audience
        assert other not in record.audience
        assert granted == [(each.audience, each.organ) for each in record.derived.grants]


def test_a_unit_that_is_the_party_puts_right_what_concerns_it_as_the_party():
    desk = Desk()
    desk.does("haoran", "open", **(d.OPENING | {"party_kind": "unit", "party_person": None, "rank": None}))
    assert ("bureau",) == desk.state.organs_as("unit")

    raw = d.suggestion(desk, occurred_on="2026-03-02")
    act = read_act("issue_rectification", raw, desk.policy, desk.intake)
    assert ("party", "investigating") == audience_of(("party", "unit", "investigating"), act, desk.state)


@pytest.mark.parametrize("name", ["王大明", "李某"])
def test_nothing_that_leaves_the_file_names_whoever_reported_it(name):
    desk = d.opened(reporter="王大明、李某")

    words = {"where_to_file": "地址", "facts_notified": f"据{name}反映，违规审批"}
    assert {"act.names_withheld"} == desk.refuses("liyan", "notify_rights", **words)
    desk.does("liyan", "notify_rights", **(words | {"facts_notified": "违规审批"}))


def test_a_clarification_never_names_the_reporter():
    desk = d.decision_served(Desk())
    assert () == tuple(desk.intake.withheld())
    named = d.opened(reporter="王大明")
    assert named.state.file.reporter is not None

    words = cleared(named, statement="王大明所反映的问题不实")
    assert {"act.names_withheld"} == named.refuses("liyan", "clarify", **words)


def test_after_death_the_file_ends_and_the_name_is_still_cleared():
    desk = died(d.defended())
    desk.does("liyan", "terminate", **d.termination(desk, reason="death"))
    desk.does("liyan", "clarify", **cleared(desk, party_opinion="relatives"))
    desk.does("liyan", "archive", **d.ARCHIVE)

    assert "archived" == desk.state.stage
    assert set() == {name for name, _ in owed(desk)} & {"clarify", "decide", "follow_up"}


def test_after_death_an_exemption_can_still_be_decided():
    desk = died(d.reviewed())
    desk.does("liyan", "conclude", standing="exempt", proposal="exempt", reasons="理由", departure="未查清")
    desk.does("liyan", "report", summary="要点")
    desk.does("secretary", "deliberate", **d.DELIBERATION)
    desk.does("secretary", "request_consent", request="请示")
    desk.does("approver", "give_consent", reply="同意")
    desk.does("signatory", "decide", **d.DECISION)
    assert "clarify" in dict(owed(desk))


def test_the_reminder_for_the_clarification_is_the_offices_own():
    desk = served()
    found = limits_on_file(desk.state, desk.policy, load_calendar())

    assert found["clarification"].limit.internal
    assert found["clarification"].limit.clause is None
    assert "clarification" not in limits_on_file(accountable().state, desk.policy, load_calendar())
    assert not {name for name in found if name.startswith("appeal")}


def test_the_offices_own_limit_that_the_calendar_cannot_count_keeps_nothing_from_being_done():
    """The visit would fall into 2028, which no calendar knows yet; the file is closed all the same."""
    desk = d.decision_served(Desk(today=date(2027, 11, 1)))
    d.closed(desk)

    assert "follow_up" not in limits_on_file(desk.state, desk.policy, load_calendar())
    assert ("follow_up", 0) in owed(desk)
