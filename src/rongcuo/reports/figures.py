"""The figures of the annual summary (5.7): each defined once, in words and as what it finds in a file.

Page, report, spreadsheet, command and tests all take a figure from :data:`FIGURES`. A figure gives the events of a file
that it counts; how many files, persons, units and matters these are is counted in one place for all.
"""

import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, Literal

from rongcuo.reports.facts import Decided, Event
from rongcuo.reports.view import View

Unit = Literal["件", "人", "个", "人次", "次"]
"""件 matters; 人 persons, each once; 个 units, each once; 人次 files; 次 acts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure: where it stands, its unit, what it means in words, the clause, and what it counts in a file."""

    id: str
    section: str
    label: str
    label_en: str
    unit: Unit
    definition: str
    clause: str
    finds: Callable[[View], Iterable[Event]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratio:
    """A share: two figures, counted in the same unit."""

    id: str
    section: str
    label: str
    label_en: str
    unit: Unit
    definition: str
    numerator: str
    denominator: str


def _within(*kinds: str, about: str | None = None) -> Callable[[View], Iterator[Event]]:
    """The events of these kinds in the period; ``about`` where they say that."""
    return lambda view: (event for event in view.within(*kinds) if about is None or event.about == about)


def _first_within(kind: str) -> Callable[[View], Iterator[Event]]:
    """The first event of a kind, if it is in the period."""

    def find(view: View) -> Iterator[Event]:
        first = next(view.until(kind), None)
        if first is not None and first.on in view.period:
            yield first

    return find


def _decided(holds: Callable[[Decided], bool] = lambda _: True) -> Callable[[View], Iterator[Event]]:
    """The decision of the period that is in force at its end, if it is such a one."""

    def find(view: View) -> Iterator[Event]:
        if view.outcome is not None and holds(view.outcome[1]):
            yield view.outcome[0]

    return find


def _first(found: Iterable[Event]) -> Iterator[Event]:
    for event in found:
        yield event
        return


def _waiting(at_start: bool) -> Callable[[View], Iterator[Event]]:
    def find(view: View) -> Iterator[Event]:
        day = view.period.before.last if at_start else view.period.last
        if view.pending_on(day):
            yield view.events[0]

    return find


def _left(*stages: str) -> Callable[[View], Iterator[Event]]:
    return lambda view: (event for event in view.leaving if event.stage in stages)


def _under_way(view: View) -> Iterator[Event]:
    """A request for consent that had no answer at the end of the period."""
    requests = list(view.until(*REQUESTED))
    answers = list(view.until(*ANSWERED))
    if (
        requests
        and requests[-1].on <= view.period.last
        and not any(each.entry > requests[-1].entry for each in answers)
    ):
        yield requests[-1]


def _served_exempt(view: View) -> Iterator[Event]:
    """The service, in the period, of a decision that exempts: clarification is owed from then on (5.5)."""
    exempt = [event for event in view.until("decided") if event.decided and event.decided.decision == "exempt"]
    for served in view.within("decision_served"):
        if any(event.entry < served.entry for event in exempt):
            yield served
            return


def _unclarified(view: View) -> Iterator[Event]:
    return iter(()) if any(view.until("clarified")) else _served_exempt(view)


def _orders(result: str | None) -> Callable[[View], Iterator[Event]]:
    """Orders of the period by what the body had answered by its end; none: it had not answered."""

    def find(view: View) -> Iterator[Event]:
        answered = {event.item: event.about for event in view.until("effect_acknowledged")}
        ordered = list(view.until("effect_ordered"))
        for number, event in enumerate(ordered, start=1):
            if event.on in view.period and answered.get(number) == result:
                yield event

    return find


def _rectifications(state: str) -> Callable[[View], Iterator[Event]]:
    """Suggestions of the period by what had become of them at its end."""

    def find(view: View) -> Iterator[Event]:
        for number, issued in enumerate(view.until("rectification_issued"), start=1):
            if issued.on in view.period and _state_of(view, number, issued) == state:
                yield issued

    return find


def _state_of(view: View, number: int, issued: Event) -> str:
    verified = [event for event in view.until("rectification_verified") if event.item == number]
    reported = [event for event in view.until("rectification_reported") if event.item == number]
    if verified and verified[-1].about == "accepted":
        return "accepted"
    last = verified[-1] if verified else issued
    if any(event.entry > last.entry for event in reported):
        return "reported"
    return "overdue" if last.until is not None and last.until < view.period.last else "running"


def _panel_owed(view: View) -> Iterator[Event]:
    last = next(reversed(tuple(view.within("complexity_assessed"))), None)
    if last is not None and last.about == "owed":
        yield last


FAVOURABLE = ("exempt", "mitigated", "lighter")
OUTCOMES = ("exempt", "mitigated", "lighter", "accountable", "ended")
"""The figures that the decisions of a year add up to."""
REQUESTED = ("consent_requested", "consent_to_change_requested")
ANSWERED = ("consent_given", "consent_refused", "request_returned")
PLEADED = ("in_time", "late")

FINDS: Mapping[str, Callable[[View], Iterable[Event]]] = {
    "carried_over": _waiting(at_start=True),
    "started": _within("file_opened"),
    "reopened": lambda view: view.returning,
    "decided_acts": _left("decided"),
    "transferred": _left("transferred"),
    "terminated": _left("terminated"),
    "carried_forward": _waiting(at_start=False),
    "decided": _decided(),
    "screened": _decided(lambda each: each.considered),
    "notified": _first_within("service_recorded"),
    "pleaded": _decided(lambda each: each.plea in PLEADED),
    "pleaded_in_time": _decided(lambda each: each.plea == "in_time"),
    "pleaded_late": _decided(lambda each: each.plea == "late"),
    "no_plea": _decided(lambda each: each.plea == "none"),
    "adopted": _decided(lambda each: each.plea in PLEADED and each.decision in FAVOURABLE),
    "exempt": _decided(lambda each: each.decision == "exempt"),
    "mitigated": _decided(lambda each: each.decision == "mitigated"),
    "lighter": _decided(lambda each: each.decision == "lighter"),
    "accountable": _decided(lambda each: each.decision == "accountable"),
    "ended": _decided(lambda each: each.decision == "ended"),
    "in_scope": _decided(lambda each: each.standing != "out_of_scope"),
    "not_exempt": _decided(lambda each: each.decision in ("mitigated", "lighter", "accountable")),
    "consent_owed": lambda view: _first(
        event for event in view.within("deliberated") if event.decided and event.decided.owes_consent
    ),
    "consent_requested": _within(*REQUESTED),
    "consent_given": _within("consent_given"),
    "consent_refused": _within("consent_refused"),
    "consent_returned": _within("request_returned"),
    "consent_under_way": _under_way,
    "exempt_owing": _decided(lambda each: each.decision == "exempt" and each.owes_consent),
    "exempt_consented": _decided(lambda each: each.decision == "exempt" and each.owes_consent and each.consented),
    "clarification_due": _served_exempt,
    "clarification_done": _first_within("clarified"),
    "clarification_outstanding": _unclarified,
    "effects_ordered": _within("effect_ordered"),
    "effects_done": _orders("done"),
    "effects_objected": _orders("not_applicable"),
    "effects_outstanding": _orders(None),
    "rectification_issued": _within("rectification_issued"),
    "rectification_done": _rectifications("accepted"),
    "rectification_reported": _rectifications("reported"),
    "rectification_running": _rectifications("running"),
    "rectification_overdue": _rectifications("overdue"),
    "panels_due": _panel_owed,
    "panels_held": _first_within("panel_opinion_given"),
    "appeals_filed": _within("appeal_filed"),
    "appeals_decided": _within("appeal_decided"),
    "appeals_changed": lambda view: (
        event for event in view.within("appeal_decided") if event.about in ("varied", "revoked")
    ),
    "corrected": _within("decision_corrected"),
    "revoked": _within("exemption_revoked"),
}
"""By figure, what it finds in a file."""


def _read() -> Mapping[str, Any]:
    return tomllib.loads(files("rongcuo.reports").joinpath("figures.toml").read_text(encoding="utf-8"))


_WORDS = _read()

SECTIONS: Mapping[str, Mapping[str, str]] = _WORDS["section"]
"""The sections of the summary in their order: ``label`` and ``label_en``."""

FIGURES: Mapping[str, Figure] = {
    name: Figure(id=name, finds=FINDS[name], **words) for name, words in _WORDS["figure"].items()
}
"""Every figure by its id, in the order of the summary."""

RATIOS: Mapping[str, Ratio] = {name: Ratio(id=name, **words) for name, words in _WORDS["ratio"].items()}
"""Every share by its id."""
