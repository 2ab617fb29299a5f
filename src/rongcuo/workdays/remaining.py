"""How much of a deadline is left: what the lamp of a list shows."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rongcuo.base.sentences import Language, sentence
from rongcuo.workdays.calendars import Calendar
from rongcuo.workdays.deadlines import Deadline

_SOON = 3  # working days left from which the lamp is amber


class State(StrEnum):
    """The lamp: green, amber, amber on the last day, red."""

    OPEN = "open"
    DUE_SOON = "due_soon"
    DUE_TODAY = "due_today"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class Remaining:
    """Working days left (尚余: after today, up to the last day) or gone by since (逾期).

    ``overdue_by`` is 0 on the rest days that follow the last day directly.
    """

    working_days_left: int
    state: State
    overdue_by: int

    def text(self, language: Language = "zh") -> str:
        """``尚余4个工作日``, ``今天24时届满`` or ``逾期2个工作日``."""
        state = State.OPEN if self.state is State.DUE_SOON else self.state
        code = "overdue_no_working_day" if state is State.OVERDUE and not self.overdue_by else state.value
        params = {"left": self.working_days_left, "by": self.overdue_by}
        return sentence(f"remaining_{code}", params, language)


def remaining(until: Deadline | date, today: date, calendar: Calendar) -> Remaining:
    """What is left on ``today`` of a deadline, or of its last day; raises ``CalendarGap``."""
    last_day = until.last_day if isinstance(until, Deadline) else until
    left = calendar.working_days_between(today, last_day)
    by = calendar.working_days_between(last_day, today)
    return Remaining(left, _state(today, last_day, left), by)


def _state(today: date, last_day: date, left: int) -> State:
    if today > last_day:
        return State.OVERDUE
    if today == last_day:
        return State.DUE_TODAY
    return State.DUE_SOON if left <= _SOON else State.OPEN
