"""The closed vocabulary of guards: named predicates on a file's facts.

A guard knows no act, no stage and no law. The pack says which guard an act
uses, with which parameters and for which clause; what is said when it does
not hold stands in the catalogue under ``guard.<name>``. A guard used with
``is = false`` holds where the predicate does not, and says ``guard.not.<name>``.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from rongcuo.base import Refusal
from rongcuo.base.sentences import catalogue
from rongcuo.law.procedure import GuardUse
from rongcuo.procedure import inquiry
from rongcuo.procedure.consent import consent_is_owed
from rongcuo.procedure.facts import Facts

Shortfall = Mapping[str, object] | None
"""What is missing, as parameters for the sentence; none where the guard holds."""

Predicate = Callable[[Facts, Mapping[str, object]], Shortfall]


@dataclass(frozen=True, slots=True)
class Guard:
    """A predicate; ``fed_by`` names the acts of which any makes it hold.

    ``opens`` is the act that a person is pointed to. A guard with ``fed_by``
    can hold only in a table that has one of these acts. ``negatable`` says that
    it may be used with ``is = false``, for which there is a sentence too.
    ``fixed``: what it asks never changes on a file; an act or a duty that it
    stands against does not belong to that file at all.
    """

    name: str
    predicate: Predicate
    fed_by: tuple[str, ...] = ()
    params: tuple[str, ...] = ()
    fixed: bool = False

    @property
    def negatable(self) -> bool:
        """There is a sentence for the negation."""
        return f"guard.not.{self.name}" in catalogue("zh")

    @property
    def opens(self) -> str | None:
        """The act that opens the way."""
        return self.fed_by[0] if self.fed_by else None


def refusal(use: GuardUse, facts: Facts) -> Refusal | None:
    """Why ``use`` does not hold on ``facts``; none where it does."""
    guard = GUARDS[use.guard]
    negated = use.params.get("is") is False
    shortfall = guard.predicate(facts, use.params)
    if (shortfall is None) is not negated:
        return None
    code = f"guard.not.{guard.name}" if negated else f"guard.{guard.name}"
    return Refusal(code, shortfall or {}, use.clause, None if negated else guard.opens)


def refusals(uses: Iterable[GuardUse], facts: Facts) -> tuple[Refusal, ...]:
    """Every guard of ``uses`` that does not hold, in order."""
    found = (refusal(use, facts) for use in uses)
    return tuple(item for item in found if item is not None)


def applicable(uses: Iterable[GuardUse], facts: Facts) -> bool:
    """Whether none of the guards that never change on a file stands against it for good."""
    return not refusals([use for use in uses if GUARDS[use.guard].fixed], facts)


def _when(holds: bool, **params: object) -> Shortfall:
    return None if holds else params


def _fact(name: str) -> Predicate:
    """The guard that asks one yes-or-no fact of the same name."""

    def ask(facts: Facts, _: Mapping[str, object]) -> Shortfall:
        return _when(bool(getattr(facts, name)))

    return ask


def _managed_within(facts: Facts, params: Mapping[str, object]) -> Shortfall:
    levels = _names(params, "levels")
    return _when(facts.management in levels or facts.superior_rules)


def _officers_assigned(facts: Facts, params: Mapping[str, object]) -> Shortfall:
    least = params.get("at_least")
    needed = least if isinstance(least, int) else 1
    return _when(len(facts.officers) >= needed, needed=needed, found=len(facts.officers))


def _dated(event: str) -> Predicate:
    """The guard that asks whether something happened on a day that is on file."""

    def ask(facts: Facts, _: Mapping[str, object]) -> Shortfall:
        return _when(facts.date_of(event) is not None)

    return ask


def _claims_answered(facts: Facts, _: Mapping[str, object]) -> Shortfall:
    numbers = "、".join(str(number) for number in facts.open_claims)
    return _when(not facts.open_claims, numbers=numbers, count=len(facts.open_claims))


def _time_over(facts: Facts, params: Mapping[str, object]) -> Shortfall:
    last = facts.last_day(str(params["limit"]))
    return _when(last is not None and facts.today > last, last=last or "")


def _time_running(facts: Facts, params: Mapping[str, object]) -> Shortfall:
    last = facts.last_day(str(params["limit"]))
    return _when(last is not None and facts.today <= last, last=last or "")


def _defence_or_absence(facts: Facts, params: Mapping[str, object]) -> Shortfall:
    if facts.defended or facts.waived:
        return None
    return _time_over(facts, params)


def _open_to_defence(facts: Facts, _: Mapping[str, object]) -> Shortfall:
    """Until the decision a defence is never too late; after it there is the appeal."""
    return _when(not facts.decided)


def _not_before(facts: Facts, params: Mapping[str, object]) -> Shortfall:
    earliest = _latest(facts.date_of(name) for name in _names(params, "dates"))
    holds = earliest is None or facts.occurred_on >= earliest
    return _when(holds, earliest=earliest, occurred_on=facts.occurred_on)


def _apart_from(facts: Facts, params: Mapping[str, object]) -> Shortfall:
    parts = [part for part in _names(params, "parts") if facts.actor in facts.persons(part)]
    return _when(not parts, parts="、".join(_PARTS_ZH[part] for part in parts), parts_en=", ".join(parts))


def _consent_owed(facts: Facts, _: Mapping[str, object]) -> Shortfall:
    return _when(consent_is_owed(facts))


def _consent_settled(facts: Facts, _: Mapping[str, object]) -> Shortfall:
    return _when(facts.consent_given or not consent_is_owed(facts))


def _decided_as(facts: Facts, params: Mapping[str, object]) -> Shortfall:
    return _when(facts.decision in _names(params, "decisions"))


def _party_is(facts: Facts, params: Mapping[str, object]) -> Shortfall:
    return _when(facts.party_kind in _names(params, "party_kinds"))


def _finding_is(facts: Facts, params: Mapping[str, object]) -> Shortfall:
    finding = str(params["finding"])
    return _when(facts.answer_to(finding) in _names(params, "answers"), finding=facts.finding_label(finding))


def _effects_ordered(facts: Facts, _: Mapping[str, object]) -> Shortfall:
    missing = facts.unordered_effects
    return _when(not missing, missing="；".join(missing), count=len(missing))


def _duties_done(facts: Facts, params: Mapping[str, object]) -> Shortfall:
    owed = facts.owed(_names(params, "duties"))
    return _when(not owed, owed="、".join(owed), count=len(owed))


def _windows_over(facts: Facts, params: Mapping[str, object]) -> Shortfall:
    """A window that has not opened keeps nobody waiting: on this file there is none."""
    last = _latest(facts.last_day(name) for name in _names(params, "limits"))
    return _when(last is None or facts.today > last, last=last)


def _organ_named(facts: Facts, params: Mapping[str, object]) -> Shortfall:
    return _when(bool(facts.organs(str(params["capacity"]))))


def _item_is(facts: Facts, params: Mapping[str, object]) -> Shortfall:
    return _when(facts.item_status in _names(params, "statuses"))


def _outcome_known(facts: Facts, _: Mapping[str, object]) -> Shortfall:
    return _when(any(facts.date_of(event) for event in ("decision_served_on", "terminated_on")))


def _names(params: Mapping[str, object], key: str) -> tuple[str, ...]:
    value = params[key]
    return tuple(value) if isinstance(value, list | tuple) else (str(value),)


def _latest(days: Iterable[date | None]) -> date | None:
    return max((day for day in days if day is not None), default=None)


_PARTS_ZH = {
    "investigating": "调查",
    "assessing": "评估",
    "deciding": "审议决定",
    "requesting": "报请同意",
    "consenting": "批复同意",
    "reviewing": "审理",
    "appealing": "申诉复查",
}

_DEFENCES = ("file_defence",)

GUARDS: Mapping[str, Guard] = MappingProxyType(
    {
        guard.name: guard
        for guard in (
            Guard("managed_within", _managed_within, params=("levels",)),
            Guard("superior_rules", _fact("superior_rules"), ("apply_superior_rules",)),
            Guard("rank_unsettled", _fact("rank_unsettled")),
            Guard("officers_assigned", _officers_assigned, ("assign_officers",), ("at_least",)),
            Guard("notified", _dated("notified_on"), ("notify_rights",)),
            Guard("served", _dated("served_on"), ("record_service",)),
            Guard("decision_served", _dated("decision_served_on"), ("serve_decision",)),
            Guard("defended", _fact("defended"), _DEFENCES),
            Guard("unaccepted", _fact("unaccepted"), _DEFENCES),
            Guard("waived", _fact("waived"), ("waive_defence",)),
            Guard("time_over", _time_over, ("record_service",), ("limit",)),
            Guard("time_running", _time_running, ("record_service",), ("limit",)),
            Guard("defence_or_absence", _defence_or_absence, (*_DEFENCES, "waive_defence"), ("limit",)),
            Guard("open_to_defence", _open_to_defence),
            Guard("supplement_asked", _dated("supplement_asked_on"), ("ask_for_supplement",)),
            Guard("supplement_awaited", _fact("supplement_awaited"), ("ask_for_supplement",)),
            Guard("complexity_assessed", _dated("complexity_assessed_on"), ("assess_complexity",)),
            Guard("panel_owed", inquiry.panel_owed, ("assess_complexity",), ("reading",)),
            Guard("panel_convened", _fact("panel_convened"), ("convene_panel",)),
            Guard("panel_complete", _fact("panel_complete"), ("give_panel_opinion",)),
            Guard("panel_settled", inquiry.panel_settled, ("convene_panel", "give_panel_opinion"), ("reading",)),
            Guard("read_as", inquiry.read_as, params=("reading", "value"), fixed=True),
            Guard("review_sent", _fact("review_sent"), ("send_for_review",)),
            Guard("review_awaited", _fact("review_awaited"), ("send_for_review",)),
            Guard("review_agrees", _fact("review_agrees")),
            Guard("review_agreed", _fact("review_agreed"), ("case_review",)),
            Guard("review_settled", inquiry.review_settled, ("send_for_review", "case_review"), ("reading", "value")),
            Guard("consulted", _dated("consulted_on"), ("consult",)),
            Guard("consultation_open", lambda facts, _: _when(bool(facts.consultations_open)), ("consult",)),
            Guard(
                "consultation_settled",
                inquiry.consultation_settled,
                ("consult", "answer_consultation"),
                ("reading", "value", "kinds"),
            ),
            Guard("copy_approved", _dated("copy_approved_on"), ("approve_copy",)),
            Guard("copies_out", _fact("copies_out"), ("approve_copy",)),
            Guard("considered", _fact("considered"), ("consider_ex_officio",)),
            Guard("claims_answered", _claims_answered, ("answer_claim",)),
            Guard("claims_open", lambda facts, _: _when(bool(facts.open_claims)), _DEFENCES),
            Guard("concluded", _fact("concluded"), ("conclude",)),
            Guard("reported", _fact("reported"), ("report",)),
            Guard("report_current", _fact("report_current"), ("report",)),
            Guard("carried", _fact("carried"), ("deliberate",)),
            Guard("vote_carries", _fact("vote_carries")),
            Guard("consent_owed", _consent_owed, ("deliberate",)),
            Guard("consent_requested", _fact("consent_requested"), ("request_consent",)),
            Guard("consent_given", _fact("consent_given"), ("give_consent",)),
            Guard("consent_settled", _consent_settled, ("request_consent", "give_consent")),
            Guard("decided", _fact("decided"), ("decide",)),
            Guard("appeal_pending", _fact("appeal_pending"), ("file_appeal",)),
            Guard("appeal_unserved", _fact("appeal_unserved"), ("decide_appeal",)),
            Guard("voids_service", _fact("voids_service")),
            Guard("decided_as", _decided_as, ("decide",), ("decisions",)),
            Guard("party_is", _party_is, params=("party_kinds",)),
            Guard("finding_is", _finding_is, ("record_finding",), ("finding", "answers")),
            Guard("clarified", _dated("clarified_on"), ("clarify",)),
            Guard("effects_ordered", _effects_ordered, ("order_effect",)),
            Guard("rectification_issued", _dated("rectification_issued_on"), ("issue_rectification",)),
            Guard("outcome_known", _outcome_known, ("serve_decision", "terminate")),
            Guard("windows_over", _windows_over, ("serve_decision",), ("limits",)),
            Guard("duties_done", _duties_done, params=("duties",)),
            Guard("organ_named", _organ_named, params=("capacity",)),
            Guard("closed", _dated("closed_on"), ("close",)),
            Guard("followed_up", _dated("followed_up_on"), ("follow_up",)),
            Guard("deceased", _dated("death_recorded_on"), ("record_death",)),
            Guard("item_is", _item_is, params=("statuses",)),
            Guard("not_before", _not_before, params=("dates",)),
            Guard("apart_from", _apart_from, params=("parts",)),
        )
    }
)
"""Every guard a pack may use, by name."""
