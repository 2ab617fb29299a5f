"""The notices that make a calendar: dated rows that later rows supersede.

The State Council General Office announces each year's days off and make-up
working days; now and then a second notice changes some of them (Labour Day
2019, the Spring Festival of 2020). A notice is never edited. Whatever is not
named follows the week: Monday to Friday work, Saturday and Sunday rest.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Status(StrEnum):
    """Whether the days are announced, or only follow from the statute."""

    PUBLISHED = "published"
    PROVISIONAL = "provisional"


@dataclass(frozen=True, slots=True)
class DaysOff:
    """A holiday's days off, both ends included, weekends and exchanged days too."""

    holiday: str
    first: date
    last: date

    def days(self) -> Iterator[date]:
        """Every day of it, in order."""
        for offset in range((self.last - self.first).days + 1):
            yield self.first + timedelta(days=offset)


@dataclass(frozen=True, slots=True)
class NamedDay:
    """A day that a notice names although it is worked, as 除夕 in 2024."""

    day: date
    word: str


@dataclass(frozen=True, slots=True)
class Notice:
    """One announcement: it opens a ``year``, or ``amends`` the notice of that number."""

    number: str
    issued: date
    title: str
    status: Status
    year: int | None
    amends: str | None
    days_off: tuple[DaysOff, ...]
    make_up: tuple[date, ...]
    named: tuple[NamedDay, ...]

    @property
    def provisional(self) -> bool:
        """Drawn from the statute; the year's own notice is still to come."""
        return self.status is Status.PROVISIONAL


def in_force(notices: Iterable[Notice]) -> tuple[Notice, ...]:
    """By date of issue; a provisional year falls away once that year is announced."""
    ordered = sorted(notices, key=lambda notice: notice.issued)
    announced = {notice.year for notice in ordered if not notice.provisional}
    return tuple(n for n in ordered if not (n.provisional and n.year in announced))
