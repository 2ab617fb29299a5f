"""One file in one year: what had happened by its last day, and what stood on that day."""

from collections.abc import Iterator, KeysView, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from rongcuo.reports.facts import PENDING, Decided, Event, FileFacts

REPLACING = ("appeal_decided", "decision_corrected")
"""Entries that can put another decision in the place of the one taken."""


@dataclass(frozen=True, slots=True)
class Period:
    """Days from ``first`` to ``last``, both within."""

    first: date
    last: date

    @classmethod
    def year(cls, year: int) -> "Period":
        """The calendar year."""
        return cls(date(year, 1, 1), date(year, 12, 31))

    @property
    def before(self) -> "Period":
        """The year before a year."""
        return Period(*(day.replace(year=day.year - 1) for day in (self.first, self.last)))

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True)
class View:
    """A file as the figures of a period see it; nothing after the period's last day is there."""

    file: FileFacts
    period: Period

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """Everything up to the last day, in the order of the entries."""
        return tuple(event for event in self.file.events if event.on <= self.period.last)

    @cached_property
    def _by_kind(self) -> Mapping[str, Sequence[Event]]:
        found: dict[str, list[Event]] = {}
        for event in self.events:
            found.setdefault(event.kind, []).append(event)
        return found

    @property
    def kinds(self) -> KeysView[str]:
        """The kinds of everything up to the last day."""
        return self._by_kind.keys()

    def within(self, *kinds: str) -> Iterator[Event]:
        """The events of these kinds in the period."""
        first = self.period.first
        return (event for kind in kinds for event in self._by_kind.get(kind, ()) if event.on >= first)

    def until(self, *kinds: str) -> Iterator[Event]:
        """The events of these kinds up to the last day."""
        found = [event for kind in kinds for event in self._by_kind.get(kind, ())]
        return iter(found if len(kinds) == 1 else sorted(found, key=lambda event: event.entry))

    def pending_on(self, day: date) -> bool:
        """Whether the file waited for its decision at the end of a day."""
        stages = [event.stage for event in self.events if event.on <= day]
        return bool(stages) and stages[-1] in PENDING

    @cached_property
    def leaving(self) -> tuple[Event, ...]:
        """The events in the period by which it stopped waiting."""
        return tuple(event for before, event in self._steps if before in PENDING and event.stage not in PENDING)

    @cached_property
    def returning(self) -> tuple[Event, ...]:
        """The events in the period by which it began to wait again."""
        return tuple(
            event for before, event in self._steps if before and before not in PENDING and event.stage in PENDING
        )

    @property
    def _steps(self) -> Iterator[tuple[str, Event]]:
        before = ""
        for event in self.events:
            if event.on in self.period:
                yield before, event
            before = event.stage

    @cached_property
    def outcome(self) -> tuple[Event, Decided] | None:
        """The last decision taken in the period and in force at its end, as another may have replaced it since."""
        taken = [event for event in self.events if event.kind == "decided"]
        if not taken or taken[-1].on not in self.period or taken[-1].decided is None:
            return None
        last, decided = taken[-1], taken[-1].decided
        for event in self.events:
            if event.entry > last.entry and event.kind == "exemption_revoked":
                return None
            if event.entry > last.entry and event.kind in REPLACING and event.decided is not None:
                decided = decided._replace(decision=event.decided.decision, departs=event.decided.departs)
        return last, decided
