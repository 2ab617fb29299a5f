"""How long the steps of the procedure took, in working days: from one entry to the next that answers it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from math import ceil

from rongcuo.reports.facts import Event
from rongcuo.reports.figures import ANSWERED, REQUESTED
from rongcuo.reports.view import View

Between = Callable[[date, date], int]
"""Working days after the first day, up to and with the second."""


@dataclass(frozen=True, slots=True)
class Step:
    """From the latest of ``begins`` to ``ends``; ``limit`` names the pack's limit on it, if there is one."""

    id: str
    label: str
    label_en: str
    clause: str
    begins: tuple[str, ...]
    ends: tuple[str, ...]
    limit: str = ""


STEPS = (
    Step("plea", "告知至申辩", "Notice to defence", "5.2", ("service_recorded",), ("defence_filed",), "defence"),
    Step(
        "conclusion",
        "申辩至结论",
        "Defence to conclusion",
        "5.3",
        ("defence_filed", "service_recorded"),
        ("concluded",),
    ),
    Step("report", "结论至报告", "Conclusion to report", "5.4", ("concluded",), ("reported",)),
    Step("deliberation", "报告至审议", "Report to deliberation", "5.4", ("reported",), ("deliberated",)),
    Step("consent", "请示至批复", "Request to reply", "5.7", REQUESTED, ANSWERED, "consent_reply"),
    Step(
        "service", "决定至送达", "Decision to service", "5.6", ("decided",), ("decision_served",), "service_of_decision"
    ),
)


@dataclass(frozen=True, slots=True)
class Taken:
    """The days of one step in a period; ``spans`` are casefile, entry and days of each, the shortest first."""

    step: Step
    spans: tuple[tuple[str, int, int], ...]

    @property
    def count(self) -> int:
        """How many times the step was taken."""
        return len(self.spans)

    @property
    def median(self) -> int | None:
        """The middle one, the lower of two."""
        return self.at(0.5)

    @property
    def longest(self) -> int | None:
        """The longest."""
        return self.spans[-1][2] if self.spans else None

    def at(self, share: float) -> int | None:
        """The nearest-rank percentile; none where the step was never taken."""
        return self.spans[max(1, ceil(share * len(self.spans))) - 1][2] if self.spans else None


class Timing:
    """Every step as it was taken in a period, gathered file by file: the day on which it ended counts."""

    def __init__(self, between: Between) -> None:
        self.between = between
        self.spans: dict[str, list[tuple[str, int, int]]] = {step.id: [] for step in STEPS}

    def add(self, view: View) -> None:
        """The steps of one file."""
        for step in STEPS:
            for begun, ended in () if view.kinds.isdisjoint(step.ends) else _pairs(view, step):
                days = self.between(begun.on, ended.on)
                self.spans[step.id].append((view.file.casefile, ended.entry, days))

    @property
    def taken(self) -> tuple[Taken, ...]:
        """Every step with its spans, the shortest first."""
        return tuple(
            Taken(step, tuple(sorted(self.spans[step.id], key=lambda span: (span[2], span)))) for step in STEPS
        )


def _pairs(view: View, step: Step) -> Iterator[tuple[Event, Event]]:
    begun: Event | None = None
    for event in view.events:
        if event.kind in step.ends and begun is not None:
            if event.on in view.period and event.on >= begun.on:
                yield begun, event
            begun = None
        if event.kind in step.begins:
            begun = event
