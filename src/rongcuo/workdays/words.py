"""Days in Chinese words, and the instant at which a day ends.

Days end at 24:00 in Shanghai, which has kept UTC+8 without summer time since
1992; a fixed offset needs no time-zone database on the machine.
"""

from datetime import date, datetime, time, timedelta, timezone

SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")

_WEEKDAYS = "一二三四五六日"


def weekday_zh(day: date) -> str:
    """``星期二``."""
    return f"星期{_WEEKDAYS[day.weekday()]}"


def short_weekday_zh(day: date) -> str:
    """``周二``, the word of a day cell."""
    return f"周{_WEEKDAYS[day.weekday()]}"


def format_zh(day: date) -> str:
    """``2024年2月20日（星期二）``."""
    return f"{day.year}年{day.month}月{day.day}日（{weekday_zh(day)}）"


def format_end_zh(day: date) -> str:
    """``2024年2月20日（星期二）24时``: a day ends as itself, not as the next day's 0时."""
    return f"{format_zh(day)}24时"


def end_of(day: date) -> datetime:
    """The instant 24:00 of ``day``: 00:00 of the next day, UTC+8."""
    return datetime.combine(day + timedelta(days=1), time(), SHANGHAI)
