"""The acts between notice and vote, for the machine of officers at random: sensible content, and what must hold."""

from collections.abc import Mapping
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import invariant

from rongcuo.casefile import VoteRule, limits_on_file, read_record
from rongcuo.workdays import load_calendar
from tests import desk as d
from tests.desk import Desk

SECRET = VoteRule(Fraction(2, 3), Fraction(1, 2), "entitled", "本会议事规则", "secret")
RULES = (d.RULE, d.RULE, SECRET)
POLICIES = (
    d.policy(case_review_step="on"),
    d.policy(panel_trigger="both", consultation_step="on"),
)
ALWAYS = {"approve_copy", "record_return", "record_interference", "sign_document", "serve_document"}
"""What is open at every stage and leads nowhere: tried, but not before everything else."""
YES = ("no", "no", "no", "yes")


def sensible(draw: Any, person: str, desk: Desk) -> Mapping[str, Any]:
    """By act, what a careful person would put in."""
    return {
        "withdraw_defence": lambda: _by_hand(person, "xie") | draw(st.sampled_from(({}, {"claims": _standing(desk)}))),
        "extend_limit": lambda: {"limit": "defence", "reason": "住院", **draw(st.sampled_from(_longer(desk)))},
        "ask_for_supplement": lambda: {"missing": "会议记录", "until": _soon(desk)},
        "assess_complexity": lambda: (
            d.SIMPLE | {"facts_complex": draw(st.sampled_from(YES)), "specialised": draw(st.sampled_from(YES))}
        ),
        "convene_panel": lambda: {"question": "是否符合规范", "invited": _invited(draw, desk)},
        "give_panel_opinion": lambda: _opinion(person, desk),
        "meet_on_facts": lambda: {"evidence": [1], "material": "事实", "opinion": "agrees", "signed": ["file-1"]},
        "send_for_review": lambda: {"organ": "review"},
        "case_review": lambda: draw(st.sampled_from((d.REVIEW, d.REVIEW, _returned()))),
        "consult": lambda: (
            d.CONSULTATION | {"consulted_as": draw(st.sampled_from(("organisation", "party_group", "other")))}
        ),
        "answer_consultation": lambda: _letter(person, desk) | {"consultation": _open(desk), "answer": "没有意见"},
        "record_interference": lambda: {
            "who": "某人", "person": "member1", "happened_on": desk.today.isoformat(),
            "way": "telephone", "what": "询问",
        },
        "approve_copy": lambda: d.COPY | {"until": _soon(desk)},
        "sign_document": lambda: _paper(desk),
        "serve_document": lambda: {
            "document": next((each.number for each in desk.state.signed if not each.served), 1),
            "recipient": "本人", "method": "direct",
        },
        "record_return": lambda: {"approval": next((c.number for c in desk.state.copies if not c.returned_on), 1)},
    }  # fmt: skip


def _paper(desk: Desk) -> dict[str, Any]:
    """A notice for the latest acceptance, where there is one; it was drafted and reviewed by two."""
    about = next((done.entry for done in reversed(desk.state.done) if done.act == "accept_defence"), 1)
    people = {"drafted_by": "liyan", "reviewed_by": "everywhere"}
    return {"kind": "acceptance_notice", "about": about, "content": "0" * 64, **people}


def _by_hand(person: str, online: str) -> dict[str, Any]:
    return {} if person == online else {"on_paper": True, "attachments": ["file-1"]}


def _letter(person: str, desk: Desk) -> dict[str, Any]:
    return {"on_paper": True, "attachments": ["file-1"]} if person in desk.state.officers else {}


def _soon(desk: Desk) -> str:
    return (desk.today + timedelta(days=5)).isoformat()


def _standing(desk: Desk) -> list[int]:
    return [claim.number for claim in desk.state.claims if claim.withdrawn is None][:1]


def _longer(desk: Desk) -> tuple[dict[str, Any], ...]:
    until = (desk.today + timedelta(days=40)).isoformat()
    return ({"working_days": 3}, {"working_days": 30}, {"until": until})


def _invited(draw: Any, desk: Desk) -> list[dict[str, Any]]:
    free = [name for name in ("expert1", "expert2", "auditor") if name not in desk.state.recused]
    came = draw(st.sampled_from((free[:1], free[:2])))
    return [{"person": name, "reply": "accepted", "no_interest": True} for name in came]


def _opinion(person: str, desk: Desk) -> dict[str, Any]:
    members = desk.state.panel_members
    words = {"opinion": "符合", "method": "查阅图纸"}
    if person in members:
        return words | {"signed_by": [person]}
    return words | {"signed_by": list(members) or [person], "on_paper": True, "attachments": ["file-1"]}


def _returned() -> dict[str, Any]:
    heads = [{"head": head, "holds": "no"} for head in d.HEADS]
    return d.REVIEW | {"heads": heads, "result": "returns"}


def _open(desk: Desk) -> int:
    return next((asked.number for asked in desk.state.consultations if asked.answered is None), 1)


def cast_votes(desk: Desk, ballots: list[dict[str, Any]]) -> dict[str, Any]:
    """The same ballots as the body's rule wants them: by name, or a count and no names."""
    if desk.rule is None or desk.rule.secrecy == "open":
        return {"ballots": ballots}
    votes = [ballot["vote"] for ballot in ballots if ballot["attendance"] == "present"]
    unnamed = [ballot | {"vote": "none"} for ballot in ballots]
    counts = {"votes_for": votes.count("for"), "votes_against": votes.count("against"), "votes_abstained": 0}
    return {"ballots": unnamed, **counts}


class Inquired:
    """What must hold of these acts on every file, spelt out once more without the pack."""

    desk: Desk
    announced: date | None = None

    @invariant()
    def a_conclusion_rests_on_the_two_questions_and_on_the_panel_that_they_call_for(self) -> None:
        state = self.desk.state
        if state.conclusion is None:
            return
        answers = [read_record(entry).act for entry in self.desk.entries if entry.type == "complexity_assessed"]
        assert answers
        before = [
            read_record(e).act for e in self.desk.entries[: state.conclusion.entry] if e.type == "complexity_assessed"
        ]
        yes = [before[-1].facts_complex == "yes", before[-1].specialised == "yes"]
        owed = all(yes) if self.desk.policy.readings["panel_trigger"] == "both" else any(yes)
        if owed:
            heard = {p for o in state.panel.opinions for p in (*o.signed_by, *o.dissenting)}
            assert set(state.panel.persons) - state.recused <= heard

    @invariant()
    def the_panel_and_the_reviewers_have_no_other_part(self) -> None:
        parts = self.desk.state.parts
        assert not parts.assessing & (parts.investigating | parts.deciding | parts.consenting)
        assert not parts.reviewing & parts.investigating

    @invariant()
    def nothing_is_voted_on_before_the_steps_that_the_district_takes(self) -> None:
        state, readings = self.desk.state, self.desk.policy.readings
        if state.deliberation is None:
            return
        if readings["case_review_step"] == "on":
            assert state.review.agrees
            assert state.report < state.review.entry < state.review.reviewed < state.deliberation.entry
        if readings["consultation_step"] == "on":
            answered = {
                c.consulted_as for c in state.consultations if c.answered and c.answered < state.deliberation.entry
            }
            assert {"organisation", "party_group"} <= answered

    @invariant()
    def of_a_secret_ballot_nobody_reads_who_voted_how(self) -> None:
        for entry in self.desk.entries:
            if entry.type == "deliberated" and entry.body["derived"]["tally"]["secrecy"] == "secret":
                assert {"none"} >= {ballot["vote"] for ballot in entry.body["act"]["ballots"]}
                assert not any("opinion" in ballot for ballot in entry.body["act"]["ballots"])

    @invariant()
    def the_last_day_of_the_defence_never_moves_earlier(self) -> None:
        running = limits_on_file(self.desk.state, self.desk.policy, load_calendar()).get("defence")
        if running is None:
            self.announced = None
            return
        assert self.announced is None or self.announced <= running.last_day
        self.announced = running.last_day

    @invariant()
    def a_report_that_covers_a_withdrawal_came_after_the_party_had_its_time(self) -> None:
        state = self.desk.state
        if state.report is None or state.report < state.last_defence or state.standing_defences or state.waived:
            return
        assert limits_on_file(state, self.desk.policy, load_calendar())["defence"].last_day < self.desk.today

    @invariant()
    def what_was_withdrawn_is_still_on_file(self) -> None:
        state = self.desk.state
        filed = [e for e in self.desk.entries if e.type in ("defence_filed", "defence_supplemented")]
        assert len(state.claims) == sum(len(entry.body["act"].get("claims", ())) for entry in filed)
        assert not {claim.number for claim in state.claims if claim.withdrawn} & set(state.open_claims)

    @invariant()
    def interference_is_kept_from_the_party_and_from_whoever_is_recorded(self) -> None:
        for entry in self.desk.entries:
            if entry.type == "interference_recorded":
                assert "party" not in entry.body["audience"]
                assert entry.body["act"].get("person") in (None, *entry.body.get("kept_from", ()))
