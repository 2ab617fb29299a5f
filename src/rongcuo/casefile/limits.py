"""The limits that run on a file: derived each time, never stored as the truth."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain

from rongcuo.casefile.acts import ExtendLimit
from rongcuo.casefile.state import CaseState, Extension
from rongcuo.law.pack import Policy
from rongcuo.law.procedure import Limit
from rongcuo.procedure.limits import deadline_of
from rongcuo.workdays import Calendar, CalendarGap, Deadline
from rongcuo.workdays import Extension as WorkingDays

DEFENCE = "defence"
"""The limit that the notice announces (5.2); its announced last day is on file."""


@dataclass(frozen=True, slots=True)
class LimitOnFile:
    """A limit that has started: a pure function of its start, the calendar and the extensions on file.

    ``last_day`` is what governs. An announced last day never moves earlier:
    when the calendar changes, the later of the announced and the recomputed
    day holds (design 7.11).
    """

    limit: Limit
    deadline: Deadline
    announced: date | None
    extensions: tuple[Extension, ...] = ()

    @property
    def last_day(self) -> date:
        """The last day, at whose 24:00 the limit ends."""
        granted = (extension.until for extension in self.extensions)
        return max(day for day in (self.deadline.last_day, self.announced, *granted) if day)

    @property
    def provisional(self) -> bool:
        """The count goes through a year whose notice is still to come: the last day may yet move later."""
        return self.deadline.provisional


def limits_on_file(state: CaseState, policy: Policy, calendar: Calendar) -> Mapping[str, LimitOnFile]:
    """Every limit of the pack that has started on this file, by its id.

    Raises :class:`~rongcuo.workdays.CalendarGap` where the calendar ends before a limit of the law does; a limit of
    the office's own is not on file until it can be counted.
    """
    table = policy.pack.procedure
    if table is None or state.opened is None:
        return {}
    of_things = {name for duty in table.duties if duty.each for name in duty.limits}
    started = (_on_file(limit, state, policy, calendar) for limit in table.limits.values() if limit.id not in of_things)
    return {item.limit.id: item for item in started if item is not None}


def runs_on(limit: Limit, state: CaseState, start: date) -> bool:
    """Whether the limit runs on this file from ``start``: by route, decision, and the rule in force that day."""
    decided = state.decision.proposal.decision if state.decision else None
    return (
        (not limit.routes or state.file.route in limit.routes)
        and (not limit.decisions or decided in limit.decisions)
        and (limit.since is None or limit.since <= start)
        and (limit.until is None or start <= limit.until)
    )


def limit_to_appeal(state: CaseState, policy: Policy, kind: str) -> Limit | None:
    """The limit within which an appeal of this kind is filed: the one in force when its time began, or will begin."""
    limits = policy.pack.procedure.limits.values() if policy.pack.procedure else ()
    fitting = [limit for limit in limits if kind in limit.kinds and state.file.route in limit.routes]
    starts = ((limit, state.dates.get(limit.starts_on)) for limit in fitting)
    started = (limit for limit, start in starts if start and runs_on(limit, state, start))
    return next(chain(started, fitting), None)


def extended_by(act: ExtendLimit, state: CaseState, policy: Policy, calendar: Calendar) -> LimitOnFile | None:
    """The limit as ``act`` would leave it; none where it has not started. Raises like :func:`limits_on_file`."""
    extension = Extension(act.limit, state.sequence + 1, act.working_days or 0, act.until)
    extended = replace(state, extensions=(*state.extensions, extension))
    return limits_on_file(extended, policy, calendar).get(act.limit)


def item_limit(limit: Limit, start: date, policy: Policy, calendar: Calendar) -> LimitOnFile | None:
    """A limit that runs for one thing on a file; none while the calendar does not reach so far."""
    try:
        return LimitOnFile(limit, deadline_of(limit, start, policy.readings, calendar), None)
    except CalendarGap:
        return None


def _on_file(limit: Limit, state: CaseState, policy: Policy, calendar: Calendar) -> LimitOnFile | None:
    """The office's own limit is not on file until it can be counted: it never keeps an act from being done."""
    start = state.dates.get(limit.starts_on)
    if start is None or not runs_on(limit, state, start):
        return None
    extensions = tuple(extension for extension in state.extensions if extension.limit == limit.id)
    added = [WorkingDays(item.working_days, str(item.entry)) for item in extensions if item.working_days]
    try:
        counted = deadline_of(limit, start, policy.readings, calendar, extensions=added)
    except CalendarGap:
        if limit.internal:
            return None
        raise
    return LimitOnFile(limit, counted, state.announced.get(limit.id), extensions)
