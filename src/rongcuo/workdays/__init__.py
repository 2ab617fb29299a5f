"""Chinese working days and the deadlines counted in them.

``deadline(start, Period(10, Unit.WORKING_DAY), load_calendar())`` gives the
last day with every day that was counted. Nothing here knows today's date.
"""

from rongcuo.workdays.calendars import Calendar, Day, calendar_of, first_change, with_notices
from rongcuo.workdays.deadlines import Deadline, Part, TraceDay, deadline, later_of
from rongcuo.workdays.errors import BadCalendar, BadPeriod, CalendarGap, UnknownCalendar, WorkdaysError
from rongcuo.workdays.notices import DaysOff, NamedDay, Notice, Status, in_force
from rongcuo.workdays.periods import CountFrom, Extension, Period, Unit
from rongcuo.workdays.reader import Addition, load_calendar, read_addition, read_calendar
from rongcuo.workdays.remaining import Remaining, State, remaining
from rongcuo.workdays.words import SHANGHAI, end_of, format_end_zh, format_zh, short_weekday_zh, weekday_zh

__all__ = [
    "SHANGHAI",
    "Addition",
    "BadCalendar",
    "BadPeriod",
    "Calendar",
    "CalendarGap",
    "CountFrom",
    "Day",
    "DaysOff",
    "Deadline",
    "Extension",
    "NamedDay",
    "Notice",
    "Part",
    "Period",
    "Remaining",
    "State",
    "Status",
    "TraceDay",
    "Unit",
    "UnknownCalendar",
    "WorkdaysError",
    "calendar_of",
    "deadline",
    "end_of",
    "first_change",
    "format_end_zh",
    "format_zh",
    "in_force",
    "later_of",
    "load_calendar",
    "read_addition",
    "read_calendar",
    "remaining",
    "short_weekday_zh",
    "weekday_zh",
    "with_notices",
]
