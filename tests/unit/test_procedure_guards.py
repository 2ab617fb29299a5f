"""The vocabulary of guards: for each one a file on which it holds, one on which it does not, and what is said."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest

from rongcuo.base import ClauseRef, Place
from rongcuo.law.procedure import GuardUse
from rongcuo.procedure import GUARDS, refusals
from rongcuo.procedure.guards import refusal

CLAUSE = ClauseRef((5, 2))
DAY, NEXT = date(2026, 3, 16), date(2026, 3, 17)


@dataclass(frozen=True)
class Given:
    """The plain facts of a file, as little of them as a guard asks for."""

    today: date = DAY
    occurred_on: date = DAY
    actor: str = "liyan"
    party_kind: str = "person"
    rank_group: str | None = "section_or_below"
    superior_rules: bool = False
    rank_unsettled: bool = False
    management: str = "district"
    officers: tuple[str, ...] = ()
    considered: bool = False
    defended: bool = False
    unaccepted: bool = False
    waived: bool = False
    supplement_awaited: bool = False
    complexity: tuple[bool, ...] | None = None
    panel_convened: bool = False
    panel_complete: bool = False
    review_sent: bool = False
    review_awaited: bool = False
    review_agrees: bool = False
    review_agreed: bool = False
    consulted: frozenset[str] = frozenset()
    consultations_open: tuple[int, ...] = ()
    copies_out: bool = False
    open_claims: tuple[int, ...] = ()
    concluded: bool = False
    report_current: bool = False
    reported: bool = False
    carried: bool = False
    vote_carries: bool = False
    proposed_decision: str | None = None
    consent_requested: bool = False
    consent_given: bool = False
    decided: bool = False
    decision: str | None = None
    appeal_pending: bool = False
    appeal_unserved: bool = False
    voids_service: bool = False
    unordered_effects: tuple[str, ...] = ()
    item_status: str | None = None
    answers: Mapping[str, str] = field(default_factory=dict)
    named: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    owing: frozenset[str] = frozenset()
    parameters: Mapping[str, object] = field(default_factory=dict)
    readings: Mapping[str, str] = field(default_factory=dict)
    dates: Mapping[str, date] = field(default_factory=dict)
    limits: Mapping[str, date] = field(default_factory=dict)
    parts: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def date_of(self, event: str) -> date | None:
        return self.dates.get(event)

    def last_day(self, limit: str) -> date | None:
        return self.limits.get(limit)

    def answer_to(self, finding: str) -> str:
        return self.answers.get(finding, "undetermined")

    def finding_label(self, finding: str) -> str:
        return {"error_occurred": "出现失误"}[finding]

    def organs(self, capacity: str) -> tuple[str, ...]:
        return self.named.get(capacity, ())

    def owed(self, duties: Iterable[str]) -> tuple[str, ...]:
        return tuple(duty for duty in duties if duty in self.owing)

    def persons(self, part: str) -> frozenset[str]:
        return self.parts.get(part, frozenset())


CONSENT = {"consent": {"decisions": ["exempt"], "party_kinds": ["person"], "rank_groups": ["section_or_below"]}}
OWED = Given(proposed_decision="exempt", parameters=CONSENT)
RUNNING = {"defence": DAY}
LIMIT = {"limit": "defence"}
EITHER, BOTH = {"panel_trigger": "either"}, {"panel_trigger": "both"}
TRIGGER = {"reading": "panel_trigger"}
ON, OFF = {"step": "on"}, {"step": "off"}
STEP = {"reading": "step", "value": "on"}
KINDS = STEP | {"kinds": ["organisation", "party_group"]}
ASKED = frozenset({"organisation", "party_group"})


@dataclass(frozen=True)
class Row:
    """``guard`` holds on ``on`` and not on ``off``, where it says ``params``."""

    guard: str
    on: Given
    off: Given
    params: dict[str, Any] = field(default_factory=dict)
    given: dict[str, Any] = field(default_factory=dict)


ROWS = (
    Row("managed_within", Given(), Given(management="above_district"), {}, {"levels": ["district"]}),
    Row("managed_within", Given(), Given(management="above_district"), {}, {"levels": "district"}),
    Row("rank_unsettled", Given(rank_unsettled=True), Given()),
    Row("managed_within", Given(management="above_district", superior_rules=True), Given(management="above_district"),
        {}, {"levels": ["district"]}),
    Row("superior_rules", Given(superior_rules=True), Given()),
    Row("officers_assigned", Given(officers=("liyan",)), Given(), {"needed": 1, "found": 0}),
    Row("officers_assigned", Given(officers=("liyan", "zhoumin")), Given(officers=("liyan",)),
        {"needed": 2, "found": 1}, {"at_least": 2}),
    Row("notified", Given(dates={"notified_on": DAY}), Given(dates={"served_on": DAY})),
    Row("served", Given(dates={"served_on": DAY}), Given(dates={"notified_on": DAY})),
    Row("decision_served", Given(dates={"decision_served_on": DAY}), Given(dates={"served_on": DAY})),
    Row("defended", Given(defended=True), Given(waived=True)),
    Row("unaccepted", Given(unaccepted=True), Given(defended=True)),
    Row("waived", Given(waived=True), Given(defended=True)),
    Row("time_over", Given(today=NEXT, limits=RUNNING), Given(today=DAY, limits=RUNNING), {"last": DAY}, LIMIT),
    Row("time_over", Given(today=NEXT, limits=RUNNING), Given(today=NEXT), {"last": ""}, LIMIT),
    Row("time_running", Given(today=DAY, limits=RUNNING), Given(today=NEXT, limits=RUNNING), {"last": DAY}, LIMIT),
    Row("time_running", Given(limits=RUNNING), Given(), {"last": ""}, LIMIT),
    Row("defence_or_absence", Given(defended=True), Given(limits=RUNNING), {"last": DAY}, LIMIT),
    Row("defence_or_absence", Given(waived=True, limits=RUNNING), Given(limits=RUNNING), {"last": DAY}, LIMIT),
    Row("defence_or_absence", Given(today=NEXT, limits=RUNNING), Given(), {"last": ""}, LIMIT),
    Row("considered", Given(considered=True), Given()),
    Row("claims_answered", Given(), Given(open_claims=(1, 3)), {"numbers": "1、3", "count": 2}),
    Row("claims_open", Given(open_claims=(2,)), Given()),
    Row("concluded", Given(concluded=True), Given(reported=True)),
    Row("reported", Given(reported=True), Given(concluded=True)),
    Row("report_current", Given(report_current=True), Given(reported=True)),
    Row("carried", Given(carried=True), Given(vote_carries=True)),
    Row("vote_carries", Given(vote_carries=True), Given(carried=True)),
    Row("consent_owed", OWED, Given(proposed_decision="ended", parameters=CONSENT)),
    Row("consent_owed", OWED, Given(parameters=CONSENT)),
    Row("consent_requested", Given(consent_requested=True), Given(consent_given=True)),
    Row("consent_given", Given(consent_given=True), Given(consent_requested=True)),
    Row("consent_settled", Given(proposed_decision="ended", parameters=CONSENT), OWED),
    Row("consent_settled", Given(consent_given=True, proposed_decision="exempt", parameters=CONSENT), OWED),
    Row("decided", Given(decided=True), Given(carried=True)),
    Row("appeal_pending", Given(appeal_pending=True), Given(appeal_unserved=True)),
    Row("appeal_unserved", Given(appeal_unserved=True), Given(appeal_pending=True)),
    Row("voids_service", Given(voids_service=True), Given()),
    Row("open_to_defence", Given(), Given(decided=True)),
    Row("supplement_asked", Given(dates={"supplement_asked_on": DAY}), Given()),
    Row("supplement_awaited", Given(supplement_awaited=True), Given()),
    Row("complexity_assessed", Given(dates={"complexity_assessed_on": DAY}), Given()),
    Row("panel_owed", Given(complexity=(True, False), readings=EITHER), Given(readings=EITHER), {}, TRIGGER),
    Row("panel_owed", Given(complexity=(False, True), readings=EITHER),
        Given(complexity=(False, False), readings=EITHER), {}, TRIGGER),
    Row("panel_owed", Given(complexity=(True, True), readings=BOTH), Given(complexity=(True, False), readings=BOTH),
        {}, TRIGGER),
    Row("panel_convened", Given(panel_convened=True), Given()),
    Row("panel_complete", Given(panel_complete=True), Given(panel_convened=True)),
    Row("panel_settled", Given(complexity=(True, True), panel_complete=True, readings=EITHER),
        Given(complexity=(True, False), readings=EITHER), {}, TRIGGER),
    Row("panel_settled", Given(complexity=(True, False), readings=BOTH),
        Given(complexity=(True, True), panel_convened=True, readings=BOTH), {}, TRIGGER),
    Row("read_as", Given(readings=ON), Given(readings=OFF), STEP, STEP),
    Row("read_as", Given(readings=ON), Given(), STEP, STEP),
    Row("review_sent", Given(review_sent=True), Given()),
    Row("review_awaited", Given(review_awaited=True), Given(review_sent=True)),
    Row("review_agrees", Given(review_agrees=True), Given(review_agreed=True)),
    Row("review_agreed", Given(review_agreed=True), Given(review_sent=True)),
    Row("review_settled", Given(readings=OFF), Given(review_sent=True, readings=ON), {}, STEP),
    Row("review_settled", Given(review_agreed=True, readings=ON), Given(readings=ON), {}, STEP),
    Row("consulted", Given(dates={"consulted_on": DAY}), Given()),
    Row("consultation_open", Given(consultations_open=(1,)), Given()),
    Row("consultation_settled", Given(readings=OFF), Given(readings=ON), {"missing": 2}, KINDS),
    Row("consultation_settled", Given(consulted=ASKED, readings=ON),
        Given(consulted=frozenset({"organisation", "other"}), readings=ON), {"missing": 1}, KINDS),
    Row("consultation_settled", Given(consulted=ASKED, readings=ON),
        Given(consulted=ASKED, consultations_open=(3,), readings=ON), {"missing": 0}, KINDS),
    Row("copy_approved", Given(dates={"copy_approved_on": DAY}), Given()),
    Row("copies_out", Given(copies_out=True), Given()),
    Row("decided_as", Given(decision="exempt"), Given(decision="ended"), {}, {"decisions": ["exempt"]}),
    Row("decided_as", Given(decision="exempt"), Given(), {}, {"decisions": ["exempt", "ended"]}),
    Row("party_is", Given(), Given(party_kind="unit"), {}, {"party_kinds": ["person"]}),
    Row("finding_is", Given(answers={"error_occurred": "established"}), Given(answers={"error_occurred": "contested"}),
        {"finding": "出现失误"}, {"finding": "error_occurred", "answers": ["established"]}),
    Row("finding_is", Given(answers={"error_occurred": "established"}), Given(),
        {"finding": "出现失误"}, {"finding": "error_occurred", "answers": ["established"]}),
    Row("clarified", Given(dates={"clarified_on": DAY}), Given(dates={"decided_on": DAY})),
    Row("effects_ordered", Given(), Given(unordered_effects=("考核", "绩效")), {"missing": "考核；绩效", "count": 2}),
    Row("rectification_issued", Given(dates={"rectification_issued_on": DAY}), Given()),
    Row("outcome_known", Given(dates={"decision_served_on": DAY}), Given(dates={"decided_on": DAY})),
    Row("outcome_known", Given(dates={"terminated_on": DAY}), Given(dates={"death_recorded_on": DAY})),
    Row("windows_over", Given(today=NEXT, limits=RUNNING), Given(limits=RUNNING), {"last": DAY},
        {"limits": ["defence", "other"]}),
    Row("windows_over", Given(), Given(limits=RUNNING | {"other": NEXT}), {"last": NEXT},
        {"limits": ["defence", "other"]}),
    Row("duties_done", Given(owing=frozenset({"close"})), Given(owing=frozenset({"clarify", "verify"})),
        {"owed": "clarify、verify", "count": 2}, {"duties": ["clarify", "verify"]}),
    Row("organ_named", Given(named={"personnel": ("personnel",)}), Given(named={"receiving": ("personnel",)}), {},
        {"capacity": "personnel"}),
    Row("closed", Given(dates={"closed_on": DAY}), Given(dates={"decision_served_on": DAY})),
    Row("followed_up", Given(dates={"followed_up_on": DAY}), Given(dates={"closed_on": DAY})),
    Row("deceased", Given(dates={"death_recorded_on": DAY}), Given()),
    Row("item_is", Given(item_status="ordered"), Given(item_status="answered"), {}, {"statuses": ["ordered"]}),
    Row("item_is", Given(item_status="ordered"), Given(), {}, {"statuses": ["ordered"]}),
    Row("not_before", Given(dates={"served_on": DAY}), Given(occurred_on=DAY, dates={"served_on": NEXT}),
        {"earliest": NEXT, "occurred_on": DAY}, {"dates": ["served_on", "defended_on"]}),
    Row("not_before", Given(), Given(dates={"served_on": DAY, "defended_on": NEXT}),
        {"earliest": NEXT, "occurred_on": DAY}, {"dates": ["served_on", "defended_on"]}),
    Row("apart_from", Given(parts={"deciding": frozenset({"liyan"})}),
        Given(parts={"investigating": frozenset({"liyan"}), "consenting": frozenset({"liyan"})}),
        {"parts": "调查、批复同意", "parts_en": "investigating, consenting"},
        {"parts": ["investigating", "requesting", "consenting"]}),
)  # fmt: skip


def test_every_guard_of_the_vocabulary_is_tried():
    assert set(GUARDS) == {row.guard for row in ROWS}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.guard)
def test_a_guard_holds_or_says_what_is_on_file_and_which_clause_asks(row):
    use = GuardUse(row.guard, row.given, CLAUSE, Place())

    assert refusal(use, row.on) is None
    found = refusal(use, row.off)
    assert (f"guard.{row.guard}", row.params, CLAUSE) == (found.code, dict(found.params), found.clause)
    assert found.text("zh")
    assert found.text("en")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.guard)
def test_a_guard_names_the_act_that_opens_the_way(row):
    found = refusal(GuardUse(row.guard, row.given, CLAUSE, Place()), row.off)
    fed_by = GUARDS[row.guard].fed_by

    assert (fed_by[0] if fed_by else None) == found.opens


@pytest.mark.parametrize("row", [row for row in ROWS if GUARDS[row.guard].negatable], ids=lambda row: row.guard)
def test_a_negated_guard_holds_where_the_guard_does_not(row):
    """And says so in a sentence of its own; there is no act to point to, since nothing is taken back."""
    use = GuardUse(row.guard, {**row.given, "is": False}, CLAUSE, Place())

    assert refusal(use, row.off) is None
    found = refusal(use, row.on)
    assert (f"guard.not.{row.guard}", {}, CLAUSE, None) == (found.code, dict(found.params), found.clause, found.opens)
    assert found.text("zh")


def test_every_reason_is_given_at_once_and_in_the_order_of_the_table():
    uses = [GuardUse(name, {}, CLAUSE, Place()) for name in ("considered", "concluded", "claims_answered", "decided")]

    codes = [found.code for found in refusals(uses, Given(concluded=True, open_claims=(1,)))]
    assert ["guard.considered", "guard.claims_answered", "guard.decided"] == codes


# 5.7 as a rule of the pack: what an `also` row widens, and when.

WIDER = {
    "consent": {
        **CONSENT["consent"],
        "also": [
            {"reading": "units", "value": "true", "party_kinds": ["unit"]},
            {"reading": "mitigation", "value": "true", "decisions": ["mitigated"], "rank_groups": ["unranked"]},
        ],
    }
}


@pytest.mark.parametrize(
    ("sentence", "changed", "owed"),
    [
        ("a person of section level with an exemption", {}, True),
        ("nobody before there is a proposal", {"proposed_decision": None}, False),
        ("a rank above", {"rank_group": "above"}, False),
        ("a unit", {"party_kind": "unit", "rank_group": None}, False),
        ("a unit, where the reading has units", {"party_kind": "unit", "rank_group": None, "units": "true"}, True),
        ("a mitigation", {"proposed_decision": "mitigated"}, False),
        ("a mitigation, where the reading has it", {"proposed_decision": "mitigated", "mitigation": "true"}, True),
        ("another value of the reading widens nothing", {"proposed_decision": "mitigated", "mitigation": "x"}, False),
        ("a row widens all that it names", {"rank_group": "unranked", "mitigation": "true"}, True),
        ("a pack without a rule asks for no consent", {"parameters": {}}, False),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_who_owes_consent_by_the_rule_of_the_pack(sentence, changed, owed):
    readings = {name: changed[name] for name in ("units", "mitigation") if name in changed}
    said = {name: value for name, value in changed.items() if name not in readings}
    facts = Given(**({"proposed_decision": "exempt", "parameters": WIDER, "readings": readings} | said))

    assert owed is (refusal(GuardUse("consent_owed", {}, CLAUSE, Place()), facts) is None), sentence
