"""What there is to know of the calendar in force: its notices, who brought and confirmed them, what is missing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from rongcuo.office import law
from rongcuo.office.calendars.models import CalendarImport, Status
from rongcuo.office.people.models import District
from rongcuo.workdays import Calendar, Notice

_NOVEMBER = 11
"""The notice of the next year comes out in October or November, rarely later (2015 to 2025)."""


@dataclass(frozen=True, slots=True)
class Overview:
    """``sources`` gives the import of a notice by its subject; notices without one came with the program."""

    calendar: Calendar
    sources: Mapping[tuple[object, ...], CalendarImport]
    imports: tuple[CalendarImport, ...]
    missing: int | None

    def source(self, notice: Notice) -> CalendarImport | None:
        """The confirmed import that the notice came with."""
        return self.sources.get(notice.subject)

    @property
    def pending(self) -> tuple[CalendarImport, ...]:
        """What waits for a second person."""
        return tuple(imported for imported in self.imports if imported.status == Status.PENDING)


def overview(district: District, today: date) -> Overview:
    """The district's calendar today."""
    imports = tuple(CalendarImport.objects.filter(district=district).select_related("imported_by", "settled_by"))
    confirmed = sorted((each for each in imports if each.status == Status.CONFIRMED), key=lambda each: each.place or 0)
    sources = {notice.subject: imported for imported in confirmed for notice in imported.read()}
    calendar = law.calendar(district)
    return Overview(calendar, sources, imports, missing_year(calendar, today))


def missing_year(calendar: Calendar, today: date) -> int | None:
    """The year whose notice should be on file and is not: this one, from November on also the next."""
    published = {notice.year for notice in calendar.notices if notice.year and not notice.provisional}
    wanted = (today.year, today.year + 1) if today.month >= _NOVEMBER else (today.year,)
    return next((year for year in wanted if year not in published), None)
