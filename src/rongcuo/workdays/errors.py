"""What keeps a day or a deadline from being computed, each with its problem.

These are exceptions because nothing below the caller can go on without the
day; the problem inside is the sentence that a person reads.
"""

from collections.abc import Iterable
from datetime import date

from rongcuo.base.errors import RongcuoError
from rongcuo.base.problems import Place, Problem


class WorkdaysError(RongcuoError):
    """A question of time that has no answer on file."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(problem.text())


class CalendarGap(WorkdaysError):
    """A day outside the calendar: the years on file are named, nothing is guessed."""

    def __init__(self, year: int, years: Iterable[int]) -> None:
        self.year = year
        self.years = tuple(years)
        params = {"year": year, "years": _spans(self.years)}
        super().__init__(Problem("calendar_gap", params))


class UnknownCalendar(WorkdaysError):
    """No calendar on file has this digest."""


class BadPeriod(WorkdaysError):
    """A period, a rule for its first day or an extension that is none."""

    @classmethod
    def field(cls, name: str, found: object, expected: str) -> "BadPeriod":
        """The field at fault, what it holds and what it may hold."""
        params = {"field": name, "found": found, "expected": expected}
        return cls(Problem("period_value", params, Place(field=name)))


class BadCalendar(WorkdaysError):
    """A calendar of the package itself that cannot be read; every problem is listed."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__(problems[0])


def _spans(years: tuple[int, ...]) -> str:
    """``2016-2025, 2027`` for the years on file; ``-`` for none."""
    runs: list[list[int]] = []
    for year in sorted(years):
        if runs and runs[-1][-1] == year - 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return ", ".join(f"{r[0]}-{r[-1]}" if len(r) > 1 else str(r[0]) for r in runs) or "-"


def no_calendar_yet(on: date, earliest: date) -> WorkdaysError:
    """``on`` lies before the earliest notice on file."""
    return WorkdaysError(Problem("calendar_not_yet", {"on": on, "earliest": earliest}))
