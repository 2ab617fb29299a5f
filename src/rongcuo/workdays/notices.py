"""The notices that make a calendar: dated rows that later rows supersede.

The State Council General Office announces each year's days off and make-up
working days; now and then a second notice changes some of them (Labour Day
2019, the Spring Festival of 2020). A notice is never edited. Whatever is not
named follows the week: Monday to Friday work, Saturday and Sunday rest.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, Self


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

    @property
    def subject(self) -> tuple[object, ...]:
        """What it settles: a year, in that status, or what its number amends."""
        return (self.year, self.status) if self.year is not None else (self.number, self.amends)

    def corrects(self, other: "Notice") -> bool:
        """Whether it stands in the place of ``other``: the same number on the same subject."""
        return (self.number, self.subject) == (other.number, other.subject)

    def as_json(self) -> dict[str, object]:
        """Every word of it, with its days as ISO 8601 text; :meth:`from_json` reads it back."""
        return {
            "number": self.number,
            "issued": self.issued.isoformat(),
            "title": self.title,
            "status": self.status.value,
            "year": self.year,
            "amends": self.amends,
            "days_off": [[off.holiday, off.first.isoformat(), off.last.isoformat()] for off in self.days_off],
            "make_up": [on.isoformat() for on in self.make_up],
            "named": [[named.day.isoformat(), named.word] for named in self.named],
        }

    @classmethod
    def from_json(cls, said: Mapping[str, Any]) -> Self:
        """The notice that :meth:`as_json` wrote down."""
        day = date.fromisoformat
        return cls(
            number=said["number"],
            issued=day(said["issued"]),
            title=said["title"],
            status=Status(said["status"]),
            year=said["year"],
            amends=said["amends"],
            days_off=tuple(DaysOff(holiday, day(first), day(last)) for holiday, first, last in said["days_off"]),
            make_up=tuple(map(day, said["make_up"])),
            named=tuple(NamedDay(day(on), word) for on, word in said["named"]),
        )


def in_force(notices: Iterable[Notice]) -> tuple[Notice, ...]:
    """By date of issue; a provisional year falls away once that year is announced."""
    ordered = sorted(notices, key=lambda notice: notice.issued)
    announced = {notice.year for notice in ordered if not notice.provisional}
    return tuple(n for n in ordered if not (n.provisional and n.year in announced))
