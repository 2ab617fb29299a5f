"""The only place that asks the machine what time it is.

Everything else is told. Tests replace :data:`tell` and nothing else.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

CIVIL = ZoneInfo("Asia/Shanghai")
"""Days begin and end here (design 2.7)."""


def _machine() -> datetime:
    return datetime.now(UTC)


tell: Callable[[], datetime] = _machine
"""What tells the time: an aware instant in UTC."""


def now() -> datetime:
    """The present instant, aware, in UTC."""
    return tell().astimezone(UTC)


def today() -> date:
    """The present civil day in China."""
    return civil_day(now())


def civil_day(moment: datetime) -> date:
    """The civil day in China of an aware instant."""
    return moment.astimezone(CIVIL).date()
