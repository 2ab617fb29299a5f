"""The figures of the annual summary (5.7): each defined once, in words and as what it finds in a file.

Page, report, spreadsheet, command and tests all take a figure from :data:`FIGURES`. A figure gives the events of a file
that it counts; how many files, persons, units and matters these are is counted in one place for all.
"""

import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, Literal, NamedTuple

from rongcuo.reports.facts import Decided, Event
from rongcuo.reports.view import View

Unit = Literal["件", "人", "个", "人次", "次"]
"""件 matters; 人 persons, each once; 个 units, each once; 人次 files; 次 acts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure: where it stands, its unit, what it means in words, the clause."""

    id: str
    section: str
    label: str
    label_en: str
    unit: Unit
    definition: str
    clause: str


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


class Finder(NamedTuple):
    """What a figure finds in a file; ``needs`` are the kinds of events without which there is nothing to find."""

    needs: tuple[str, ...]
    find: Callable[[View], Iterable[Event]]


def _within(*kinds: str) -> Finder:
    """The events of these kinds in the period."""
    return Finder(kinds, lambda view: view.within(*kinds))


def _first_within(kind: str) -> Finder:
    """The first event of a kind, if it is in the period."""

    def find(view: View) -> Iterator[Event]:
        first = next(view.until(kind), None)
        if first is not None and first.on in view.period:
            yield first

    return Finder((kind,), find)


def _consent_owed(view: View) -> Iterator[Event]:
    """The first vote of the period that carried what owes consent (5.7)."""
    owing = (event for event in view.within("deliberated") if event.decided and event.decided.owes_consent)
    first = next(owing, None)
    if first is not None:
        yield first


def _changed(view: View) -> Iterator[Event]:
    return (event for event in view.within("appeal_decided") if event.about in ("varied", "revoked"))


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

_DECIDED = ("decided",)

FINDS: Mapping[str, Finder] = {
    "carried_over": Finder((), _waiting(at_start=True)),
    "started": _within("file_opened"),
    "reopened": Finder(("exemption_revoked",), lambda view: view.returning),
    "decided_acts": Finder(_DECIDED, _left("decided")),
    "transferred": Finder(("transferred",), _left("transferred")),
    "terminated": Finder((), _left("terminated")),
    "carried_forward": Finder((), _waiting(at_start=False)),
    "notified": _first_within("service_recorded"),
    "consent_owed": Finder(("deliberated",), _consent_owed),
    "consent_requested": _within(*REQUESTED),
    "consent_given": _within("consent_given"),
    "consent_refused": _within("consent_refused"),
    "consent_returned": _within("request_returned"),
    "consent_under_way": Finder(REQUESTED, _under_way),
    "clarification_due": Finder(("decision_served",), _served_exempt),
    "clarification_done": _first_within("clarified"),
    "clarification_outstanding": Finder(("decision_served",), _unclarified),
    "effects_ordered": _within("effect_ordered"),
    "effects_done": Finder(("effect_ordered",), _orders("done")),
    "effects_objected": Finder(("effect_ordered",), _orders("not_applicable")),
    "effects_outstanding": Finder(("effect_ordered",), _orders(None)),
    "rectification_issued": _within("rectification_issued"),
    "rectification_done": Finder(("rectification_issued",), _rectifications("accepted")),
    "rectification_reported": Finder(("rectification_issued",), _rectifications("reported")),
    "rectification_running": Finder(("rectification_issued",), _rectifications("running")),
    "rectification_overdue": Finder(("rectification_issued",), _rectifications("overdue")),
    "panels_due": Finder(("complexity_assessed",), _panel_owed),
    "panels_held": _first_within("panel_opinion_given"),
    "appeals_filed": _within("appeal_filed"),
    "appeals_decided": _within("appeal_decided"),
    "appeals_changed": Finder(("appeal_decided",), _changed),
    "corrected": _within("decision_corrected"),
    "revoked": _within("exemption_revoked"),
}
"""By figure, what it finds in a file, whatever was decided."""

HOLDS: Mapping[str, Callable[[Decided], bool]] = {
    "decided": lambda _: True,
    "screened": lambda each: each.considered,
    "pleaded": lambda each: each.plea in PLEADED,
    "pleaded_in_time": lambda each: each.plea == "in_time",
    "pleaded_late": lambda each: each.plea == "late",
    "no_plea": lambda each: each.plea == "none",
    "adopted": lambda each: each.plea in PLEADED and each.decision in FAVOURABLE,
    "exempt": lambda each: each.decision == "exempt",
    "mitigated": lambda each: each.decision == "mitigated",
    "lighter": lambda each: each.decision == "lighter",
    "accountable": lambda each: each.decision == "accountable",
    "ended": lambda each: each.decision == "ended",
    "in_scope": lambda each: each.standing != "out_of_scope",
    "not_exempt": lambda each: each.decision in ("mitigated", "lighter", "accountable"),
    "exempt_owing": lambda each: each.decision == "exempt" and each.owes_consent,
    "exempt_consented": lambda each: each.decision == "exempt" and each.owes_consent and each.consented,
}
"""By figure, which decisions of the period, in force at its end, it counts."""


def _read() -> Mapping[str, Any]:
    return tomllib.loads(files("rongcuo.reports").joinpath("figures.toml").read_text(encoding="utf-8"))


_WORDS = _read()

SECTIONS: Mapping[str, Mapping[str, str]] = _WORDS["section"]
"""The sections of the summary in their order: ``label`` and ``label_en``."""

FIGURES: Mapping[str, Figure] = {name: Figure(id=name, **words) for name, words in _WORDS["figure"].items()}
"""Every figure by its id, in the order of the summary."""


def found_in(view: View) -> Iterator[tuple[str, Event]]:
    """Every event of a file that a figure counts, with the figure."""
    for name, finder in FINDS.items():
        if not finder.needs or not view.kinds.isdisjoint(finder.needs):
            for event in finder.find(view):
                yield name, event
    if view.outcome is not None:
        event, decided = view.outcome
        for name, holds in HOLDS.items():
            if holds(decided):
                yield name, event


RATIOS: Mapping[str, Ratio] = {name: Ratio(id=name, **words) for name, words in _WORDS["ratio"].items()}
"""Every share by its id."""
