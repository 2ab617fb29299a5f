"""The limits that run on a file: derived each time, never stored as the truth."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from rongcuo.casefile.state import CaseState
from rongcuo.law.pack import Policy
from rongcuo.law.procedure import Limit
from rongcuo.procedure.limits import deadline_of
from rongcuo.workdays import Calendar, CalendarGap, Deadline

DEFENCE = "defence"
"""The limit that the notice announces (5.2); its announced last day is on file."""


@dataclass(frozen=True, slots=True)
class LimitOnFile:
    """A limit that has started. ``last_day`` is what governs.

    An announced last day never moves earlier: when the calendar changes, the
    later of the announced and the recomputed day holds (design 7.11).
    """

    limit: Limit
    deadline: Deadline
    announced: date | None

    @property
    def last_day(self) -> date:
        """The last day, at whose 24:00 the limit ends."""
        return max(self.deadline.last_day, self.announced or self.deadline.last_day)


def limits_on_file(state: CaseState, policy: Policy, calendar: Calendar) -> Mapping[str, LimitOnFile]:
    """Every limit of the pack that has started on this file, by its id."""
    table = policy.pack.procedure
    if table is None or state.opened is None:
        return {}
    of_things = {duty.limit for duty in table.duties if duty.each}
    started = (
        _on_file(limit, state, policy, calendar)
        for limit in table.limits.values()
        if limit.id not in of_things and runs_on(limit, state.opened.route) and _decided_so(limit, state)
    )
    return {item.limit.id: item for item in started if item is not None}


def runs_on(limit: Limit, route: str) -> bool:
    """Whether the limit belongs to files of this route."""
    return not limit.routes or route in limit.routes


def item_limit(limit: Limit, start: date, policy: Policy, calendar: Calendar) -> LimitOnFile | None:
    """A limit that runs for one thing on a file; none while the calendar does not reach so far."""
    try:
        return LimitOnFile(limit, deadline_of(limit, start, policy.readings, calendar), None)
    except CalendarGap:
        return None


def _decided_so(limit: Limit, state: CaseState) -> bool:
    """Whether the file's decision, once there is one, is among those that the limit belongs to."""
    return not limit.decisions or (state.decision is not None and state.decision.proposal.decision in limit.decisions)


def _on_file(limit: Limit, state: CaseState, policy: Policy, calendar: Calendar) -> LimitOnFile | None:
    """The office's own limit is not on file until it can be counted: it never keeps an act from being done."""
    start = state.dates.get(limit.starts_on)
    if start is None:
        return None
    if limit.internal:
        return item_limit(limit, start, policy, calendar)
    announced = state.service.announced_last_day if state.service and limit.id == DEFENCE else None
    return LimitOnFile(limit, deadline_of(limit, start, policy.readings, calendar), announced)
