"""Officers at random after the decision: what a careful one puts in, and what a file never says afterwards."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import invariant

from rongcuo.casefile import Record, read_record
from tests import desk as d
from tests.desk import CAST, Desk

EFFECTS = (
    "clean_government_assessment",
    "appointment_and_integrity_review",
    "administrative_and_efficiency_accountability",
    "assessments",
    "performance_and_audit",
)
HELD = ("mitigated", "lighter", "accountable")


def careful(draw: Any, person: str, desk: Desk) -> dict[str, Callable[[], dict[str, Any]]]:
    """By act, content that fits the file as it stands."""
    dead = "death_recorded_on" in desk.state.dates
    today = desk.today.isoformat()
    return {
        "clarify": lambda: clarification(draw, today, dead=dead),
        "order_effect": lambda: order(draw, desk, dead=dead),
        "acknowledge_effect": lambda: {"order": mine(person, desk), "result": "not_applicable", "note": "理由"},
        "issue_rectification": lambda: d.suggestion(
            desk, recipient="unit" if dead else draw(st.sampled_from(("unit", "party")))
        ),
        "report_rectification": lambda: report(draw, person, desk),
        "verify_rectification": lambda: verification(draw, desk),
        "close": lambda: {"personnel_organ": "personnel"},
        "archive": lambda: d.ARCHIVE,
        "terminate": lambda: d.termination(desk, reason="death" if dead else "other"),
        "record_death": lambda: {"died_on": today, "proof": ["file-1"]},
        "follow_up": lambda: d.VISIT,
    }


def clarification(draw: Any, today: str, *, dead: bool) -> dict[str, Any]:
    form = draw(st.sampled_from(("written", "in_person", "meeting", "circular")))
    opinion = "relatives" if dead else draw(st.sampled_from(("agreed", "declined")))
    spoken = {} if form == "written" else {"occasion": "3月大会", "letter": ["file-1"]}
    return d.CLARIFICATION | {"consulted_on": today, "form": form, "party_opinion": opinion} | spoken


def order(draw: Any, desk: Desk, *, dead: bool) -> dict[str, Any]:
    done = {each.effect for each in desk.state.effect_orders}
    effect = next((name for name in EFFECTS if name not in done), EFFECTS[0])
    organ = draw(st.sampled_from(("audit", "personnel")))
    return d.ORDER | {"effect": effect, "receiving_organ": organ, "beneficiary": "unit" if dead else "party"}


def mine(person: str, desk: Desk) -> int:
    organs = {post.organ for post in CAST[person]}
    open_ = (each.number for each in desk.state.effect_orders if each.organ in organs and each.result is None)
    return next(open_, 1)


def report(draw: Any, person: str, desk: Desk) -> dict[str, Any]:
    awaited = [each.number for each in desk.state.rectifications if each.status in ("issued", "returned")] or [1]
    paper = {"on_paper": True, "attachments": ["file-1"]} if person in desk.state.officers else {}
    return {"rectification": draw(st.sampled_from(awaited)), "measures": "已改"} | paper


def verification(draw: Any, desk: Desk) -> dict[str, Any]:
    reported = [each.number for each in desk.state.rectifications if each.status == "reported"] or [1]
    result = draw(st.sampled_from(("accepted", "returned")))
    due = {"due_on": (desk.today + timedelta(days=10)).isoformat()} if result == "returned" else {}
    return {"rectification": draw(st.sampled_from(reported)), "result": result, "reason": "核查情况"} | due


class AfterTheDecision:
    """Invariants of the files that ``self.desk`` holds, spelt out once more without the pack."""

    desk: Desk

    def said(self, name: str) -> list[Record]:
        records = map(read_record, self.desk.entries)
        return [record for record in records if record.act.name == name]

    @invariant()
    def only_an_exemption_is_cleared_and_ordered(self) -> None:
        """5.5, 6.1; the name of somebody who died may be cleared without a decision."""
        decision, dead = None, False
        for record in map(read_record, self.desk.entries):
            act: Any = record.act
            if act.name in ("decide", "decide_appeal", "correct_decision"):
                decision = act.decision or decision
            decision = None if act.name == "revoke_exemption" else decision
            dead = dead or act.name == "record_death"
            assert act.name != "order_effect" or decision == "exempt"
            assert act.name != "clarify" or dead or decision == "exempt"

    @invariant()
    def a_clarification_is_always_also_in_writing_and_never_against_the_partys_will(self) -> None:
        for record in self.said("clarify"):
            act: Any = record.act
            assert act.statement
            assert act.form == "written" or (act.letter and act.occasion)
            assert act.form == "written" or act.party_opinion != "declined"

    @invariant()
    def no_order_is_given_twice_and_each_is_answered_by_its_own_body(self) -> None:
        orders = self.desk.state.effect_orders
        assert len(orders) == len({(each.effect, each.organ, each.beneficiary) for each in orders})
        for record in self.said("acknowledge_effect"):
            act: Any = record.act
            organ = orders[act.order - 1].organ
            assert organ in {post.organ for post in CAST[record.actor] if post.function == "receiver"}
            assert [f"receiving:{organ}"] == [name for name in record.audience if ":" in name]

    @invariant()
    def nothing_is_put_right_where_nothing_was_wrong(self) -> None:
        """6.2: 出现失误."""
        found = {}
        for record in map(read_record, self.desk.entries):
            act: Any = record.act
            if act.name == "record_finding":
                found[act.finding] = act.value
            assert act.name != "issue_rectification" or found.get("error_occurred") == "established"

    @invariant()
    def a_closed_file_lacks_nothing(self) -> None:
        state = self.desk.state
        if state.stage != "closed":
            return
        assert state.decision is not None
        served, decision = state.dates["decision_served_on"], state.decision.proposal.decision
        if decision == "exempt":
            assert set(EFFECTS) == {each.effect for each in state.effect_orders}
        if decision in HELD:
            entry = self.desk.entries[self.said("close")[-1].sequence - 1]
            assert entry.recorded_at.date() - served >= timedelta(days=28)

    @invariant()
    def an_archived_file_owes_nothing_of_its_own(self) -> None:
        state = self.desk.state
        if state.stage != "archived":
            return
        exempt = state.decision is not None and state.decision.proposal.decision == "exempt"
        assert state.clarifications or not exempt
        assert state.archive is not None

    @invariant()
    def nobody_is_held_accountable_after_death(self) -> None:
        dead = False
        for record in map(read_record, self.desk.entries):
            act: Any = record.act
            held = getattr(act, "proposal", None) in HELD or getattr(act, "decision", None) in HELD
            assert not (dead and held)
            dead = dead or act.name == "record_death"

    @invariant()
    def what_is_terminated_was_never_decided(self) -> None:
        state = self.desk.state
        assert "terminated_on" not in state.dates or state.decision is None

    @invariant()
    def two_visit(self) -> None:
        assert all(len(set(visit.visitors)) > 1 for visit in self.desk.state.visits)
