"""Every guard of every row of the procedure table, on the one file on which the act can be done.

The file is changed in the one respect that the guard asks about, and the same act by the same person is refused by that
guard; on the file as it was it goes through. The refusal says what is on file and cites the clause of its row. A
guard without a way of breaking it here fails the tests, and so does a row that no attempt reaches.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from rongcuo.base import Refusal
from rongcuo.casefile import CaseState
from rongcuo.law.procedure import GuardUse
from tests import desk as d
from tests import every_act, stories
from tests.desk import Desk
from tests.every_act import EVERY_ACT, Attempt

TABLE = d.policy().pack.procedure
USES = [(row.id, use) for row in TABLE.acts.values() for use in row.guards]
IDS = [f"{act}: {number} {use.guard}" for number, (act, use) in enumerate(USES)]

Break = Callable[[CaseState, GuardUse, Desk, str], CaseState]


def dated(*, absent: str | None = None, present: str | None = None) -> Break:
    def break_(state: CaseState, _: GuardUse, desk: Desk, __: str) -> CaseState:
        dates = {name: day for name, day in state.dates.items() if name != absent}
        return replace(state, dates=dates | ({present: desk.today} if present else {}))

    return break_


def opened(**changed: Any) -> Break:
    return lambda state, _, __, ___: replace(state, opened=replace(state.file, **changed), superior_rules=None)


def having(**changed: Any) -> Break:
    return lambda state, _, __, ___: replace(state, **changed)


def as_on(name: str, other: Callable[[], Desk]) -> Break:
    """One part of the state as it is on another file."""
    return lambda state, _, __, ___: replace(state, **{name: getattr(other().state, name)})


def earlier_than_its_ground(state: CaseState, use: GuardUse, desk: Desk, _: str) -> CaseState:
    name = use.params["dates"][0]
    return replace(state, dates=state.dates | {name: desk.today + timedelta(days=1)})


def took_another_part(state: CaseState, use: GuardUse, _: Desk, person: str) -> CaseState:
    part = use.params["parts"][0]
    taken = getattr(state.parts, part) | {person}
    return replace(state, parts=replace(state.parts, **{part: taken}))


def decided_otherwise(state: CaseState, use: GuardUse, _: Desk, __: str) -> CaseState:
    other = next(each for each in ("exempt", "accountable") if each not in use.params["decisions"])
    return replace(state, decision=replace(state.decision, proposal=replace(state.decision.proposal, decision=other)))


def a_defence_unaccepted(state: CaseState, *_: object) -> CaseState:
    return replace(state, defences=(replace(state.defences[0], accepted_on=None),))


def a_claim_unanswered(state: CaseState, *_: object) -> CaseState:
    claim = replace(state.claims[0], adopted=None, answer=None, answer_entry=None)
    return replace(state, claims=(claim, *state.claims[1:]))


def nothing_said_within_the_limit(state: CaseState, _: GuardUse, desk: Desk, __: str) -> CaseState:
    dates = state.dates | {"served_on": desk.today}
    return replace(state, defences=(), claims=(), waived=False, dates=dates, announced={})


def long_served(state: CaseState, _: GuardUse, desk: Desk, __: str) -> CaseState:
    return replace(state, dates=state.dates | {"served_on": desk.today - timedelta(days=30)}, announced={})


def a_panel_owed(state: CaseState, *_: object) -> CaseState:
    return replace(state, complexity=every_act.complex_matter().state.complexity, panel=None)


def read_otherwise(state: CaseState, use: GuardUse, desk: Desk, _: str) -> CaseState:
    desk.policy = d.policy(**{use.params["reading"]: "off"})
    return state


def the_step_is_on(state: CaseState, use: GuardUse, desk: Desk, _: str) -> CaseState:
    desk.policy = d.policy(**{use.params["reading"]: use.params["value"]})
    return state


def carried_otherwise(state: CaseState, *_: object) -> CaseState:
    proposal = replace(state.deliberation.proposal, decision="accountable")
    return replace(state, deliberation=replace(state.deliberation, proposal=proposal))


def consented_already(state: CaseState, *_: object) -> CaseState:
    return replace(state, consent=d.consented().state.consent)


def without(name: str, *keys: str) -> Break:
    return lambda state, _, __, ___: replace(
        state, **{name: {key: value for key, value in getattr(state, name).items() if key not in keys}}
    )


def one_officer_left(state: CaseState, _: GuardUse, __: Desk, person: str) -> CaseState:
    return replace(state, officers=(person,))


def nothing_cleared(state: CaseState, *_: object) -> CaseState:
    dates = {name: day for name, day in state.dates.items() if name != "clarified_on"}
    return replace(state, dates=dates, clarifications=())


BREAKS: Mapping[str, Break | Mapping[str, Break]] = {
    "apart_from": took_another_part,
    "appeal_pending": having(appeals=()),
    "appeal_unserved": as_on("appeals", stories.on_appeal),
    "carried": having(deliberation=None),
    "claims_answered": a_claim_unanswered,
    "complexity_assessed": dated(absent="complexity_assessed_on"),
    "concluded": having(conclusion=None),
    "consent_owed": carried_otherwise,
    "consent_requested": having(consent=None),
    "consent_settled": having(consent=None),
    "considered": having(considered=None),
    "consultation_open": having(consultations=()),
    "consultation_settled": the_step_is_on,
    "copies_out": having(copies=()),
    "decided": having(decision=None),
    "decided_as": decided_otherwise,
    "decision_served": dated(absent="decision_served_on"),
    "defence_or_absence": nothing_said_within_the_limit,
    "defended": having(defences=()),
    "duties_done": {"close": having(effect_orders=()), "archive": nothing_cleared},
    "finding_is": without("findings", "error_occurred"),
    "managed_within": opened(management="above_district"),
    "not_before": earlier_than_its_ground,
    "notified": dated(absent="notified_on"),
    "officers_assigned": one_officer_left,
    "panel_convened": having(panel=None),
    "panel_settled": a_panel_owed,
    "party_is": opened(party_kind="unit"),
    "rank_unsettled": opened(rank="150"),
    "read_as": read_otherwise,
    "rectification_issued": dated(absent="rectification_issued_on"),
    "report_current": having(report=None),
    "review_awaited": having(review=None),
    "review_settled": the_step_is_on,
    "served": dated(absent="served_on"),
    "time_running": long_served,
    "unaccepted": as_on("defences", d.defended),
    "not.appeal_pending": as_on("appeals", stories.on_appeal),
    "not.appeal_unserved": as_on("appeals", every_act.reviewed_on_appeal),
    "not.consent_given": consented_already,
    "not.consent_requested": as_on("consent", every_act.asked),
    "not.deceased": dated(present="death_recorded_on"),
    "not.defended": as_on("defences", d.defended),
    "not.managed_within": opened(management="district"),
    "not.notified": dated(present="notified_on"),
    "not.review_sent": as_on("review", every_act.under_review),
    "not.superior_rules": having(superior_rules=3),
    "not.unaccepted": a_defence_unaccepted,
}
"""By guard: what is changed on the file so that it holds no longer; by act where it asks different things."""

EXEMPT = {"appeal": 1, "outcome": "revoked", "decision": "exempt", **stories.REVIEWED}
CORRECTION = EVERY_ACT["correct_decision"]
OTHERWISE: Mapping[tuple[str, str], Attempt] = {
    ("give_panel_opinion", "panel_convened"): Attempt(
        every_act.convened, "liyan", every_act.OPINION | every_act.PAPER | {"signed_by": ["expert1", "expert2"]}
    ),
    ("decide_appeal", "consent_settled"): Attempt(stories.consented_on_appeal, "appeal1", EXEMPT),
    ("correct_decision", "consent_settled"): Attempt(
        stories.consented_to_correct, "secretary", lambda desk: CORRECTION.content(desk) | {"decision": "exempt"}
    ),
}  # fmt: skip
"""Where the usual attempt is not asked by the guard."""


def name_of(use: GuardUse) -> str:
    return f"not.{use.guard}" if use.params.get("is") is False else use.guard


def attempt_of(act: str, use: GuardUse) -> Attempt:
    return OTHERWISE.get((act, use.guard), EVERY_ACT[act])


def broken(act: str, use: GuardUse) -> tuple[Desk, Attempt, dict[str, Any]]:
    """The file changed in the one respect, and the content that was fitting before."""
    attempt = attempt_of(act, use)
    desk = attempt.before()
    content = attempt.content(desk)
    break_ = BREAKS[name_of(use)]
    break_ = break_[act] if isinstance(break_, Mapping) else break_
    desk.state = break_(desk.state, use, desk, attempt.person)
    return desk, attempt, content


def refusals_of(act: str, use: GuardUse) -> tuple[Refusal, ...]:
    desk, attempt, content = broken(act, use)
    before = desk.state
    outcome = desk.tries(attempt.person, act, **content)
    assert isinstance(outcome, tuple), f"{act} went through"
    assert before == desk.state
    return outcome


@pytest.mark.parametrize(("act", "use"), USES, ids=IDS)
def test_the_act_is_refused_by_its_guard_and_goes_through_without(act, use):
    found = [refusal for refusal in refusals_of(act, use) if refusal.code == f"guard.{name_of(use)}"]
    assert found, [refusal.code for refusal in refusals_of(act, use)]
    assert use.clause in {refusal.clause for refusal in found}
    for refusal in found:
        for text in (refusal.text("zh"), refusal.text("en")):
            assert not re.search(r"\{\w*\}|None", text), text

    attempt = attempt_of(act, use)
    desk = attempt.before()
    desk.does(attempt.person, act, **attempt.content(desk))


def test_every_way_of_breaking_a_guard_is_used():
    assert {name_of(use) for _, use in USES} == set(BREAKS)


def test_every_guard_rests_on_a_clause_or_its_row_says_on_what():
    for act, use in USES:
        assert use.clause or TABLE.acts[act].basis, f"{act}: {use.guard}"


# The conditions of a step: which way an act takes, or that it cannot be done at this stage.


def ended_for_want_of_jurisdiction() -> Desk:
    desk = d.opened()
    desk.does("haoran", "terminate", **d.termination(desk))
    return desk


def died(desk: Desk) -> None:
    desk.does("haoran", "record_death", died_on=desk.today.isoformat(), proof=["file-1"])


def late_defence(desk: Desk) -> None:
    desk.does("xie", "supplement_defence", statement="补充")
    desk.does("liyan", "accept_defence")


def nothing(_: Desk) -> None:
    """There is no way on this file; the attempt at every act shows the file on which there is."""


def cleared(desk: Desk) -> dict[str, Any]:
    return d.CLARIFICATION | {"consulted_on": desk.today.isoformat()}


def cleared_of_the_dead(desk: Desk) -> dict[str, Any]:
    return cleared(desk) | {"party_opinion": "relatives"}


STEPS: Mapping[tuple[str, str], tuple[Attempt, Callable[[Desk], object]]] = {
    ("file_defence", "open_to_defence"): (Attempt(d.decided, "xie", {"claims": d.CLAIMS}), nothing),
    ("supplement_defence", "open_to_defence"): (Attempt(d.decided, "xie", {"statement": "补充"}), nothing),
    ("report", "not.report_current"): (Attempt(d.reported, "liyan", {"summary": "补充报告"}), late_defence),
    ("clarify", "deceased"): (Attempt(ended_for_want_of_jurisdiction, "liyan", cleared_of_the_dead), died),
    ("clarify", "decided_as"): (Attempt(stories.held_accountable, "liyan", cleared), nothing),
    ("close", "windows_over"): (
        Attempt(stories.held_accountable, "haoran", {"personnel_organ": "personnel"}),
        lambda desk: desk.later(60),
    ),
}
"""By act and guard: the attempt that is refused, and what opens the way."""

ONLY_CHOOSES = {
    ("consider_ex_officio", "not.defended"),
    ("consider_ex_officio", "defence_or_absence"),
    ("record_finding", "not.defended"),
    ("record_finding", "defence_or_absence"),
    ("case_review", "review_agrees"),
    ("deliberate", "vote_carries"),
    ("void_entry", "voids_service"),
    ("close", "decided_as"),
}
"""Where it does not hold the act takes another way of its row: the report goes back, the vote is lost, and so on."""


@pytest.mark.parametrize(("act", "guard"), STEPS, ids=[f"{act}: {guard}" for act, guard in STEPS])
def test_an_act_that_no_step_fits_is_refused_by_the_condition_of_its_step(act, guard):
    attempt, opens = STEPS[act, guard]
    desk = attempt.before()
    assert f"guard.{guard}" in desk.refuses(attempt.person, act, **attempt.content(desk))
    if opens is not nothing:
        opens(desk)
        desk.does(attempt.person, act, **attempt.content(desk))


def test_every_condition_of_a_step_is_tried_or_only_chooses_the_way():
    uses = {(row.id, name_of(use)) for row in TABLE.acts.values() for step in row.steps for use in step.when}

    assert uses == STEPS.keys() | ONLY_CHOOSES
