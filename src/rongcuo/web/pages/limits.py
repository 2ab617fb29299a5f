"""Limits as a page shows them: lamp, last day, and every day that was counted."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from rongcuo.casefile import LimitOnFile
from rongcuo.web.marks import Chip, Lamp, lamp, short_date
from rongcuo.web.pages.onfile import OnFile
from rongcuo.workdays import (
    Calendar,
    CalendarGap,
    CountFrom,
    Day,
    Part,
    State,
    TraceDay,
    format_end_zh,
    remaining,
    short_weekday_zh,
)


@dataclass(frozen=True, slots=True)
class TraceCell:
    """A day of the trace: what is painted, and what a reader hears."""

    classes: str
    number: str
    ordinal: str
    word: str
    spoken: str


@dataclass(frozen=True, slots=True)
class LimitShown:
    """A limit that runs or ran on a file."""

    label: str
    chip: Chip | None
    own: str
    """That it is the office's own, where the law does not set it."""
    source: str
    """The norm that sets it, where that is not this regulation."""
    confirmed: bool
    lamp: Lamp
    until: str
    note: str
    trace: tuple[TraceCell, ...]
    rule: str


@dataclass(frozen=True, slots=True)
class RibbonCell:
    """A working day of the ribbon, or the rest days between two of them."""

    classes: str
    number: str
    word: str
    weekday: str = ""
    due: int = 0
    anchor: str = ""
    is_rest: bool = False
    is_today: bool = False


def limit_shown(item: LimitOnFile, on: OnFile, *, done: bool = False) -> LimitShown:
    """One limit with its trace; ``done`` where what it is set for has been done, or is waived."""
    shown = item.deadline
    notes = ["暂定，待国务院办公厅公布放假安排。"] if item.provisional else []
    notes += [f"已延长{len(item.extensions)}次。"] if item.extensions else []
    if item.announced and item.announced > shown.last_day:
        notes.append("以送达时告知的届满日为准。")
    return LimitShown(
        label=item.limit.label,
        chip=on.law.chip(item.limit.clause),
        own=on.law.own_limit if item.limit.internal else "",
        source=item.limit.source or "",
        confirmed=item.limit.confirmed,
        lamp=_lamp(item, on, done=done),
        until=format_end_zh(item.last_day),
        note="".join(notes),
        trace=tuple(trace(shown.trace, item.last_day, on.today)),
        rule=_rule(item),
    )


def _lamp(item: LimitOnFile, on: OnFile, *, done: bool) -> Lamp:
    left = remaining(item.last_day, on.today, on.calendar)
    if done and left.state is State.OVERDUE:
        return Lamp("tick", "grey", "已办，期限已满")
    return lamp(left)


def trace(days: Iterable[TraceDay], last_day: date, today: date) -> Iterator[TraceCell]:
    """The days of a count as cells."""
    previous = None
    for day in days:
        number = f"{day.date.month}/{day.date.day}" if day.date.month != previous else str(day.date.day)
        previous = day.date.month
        yield _cell(day, number, last_day, today)


def ribbon(calendar: Calendar, today: date, due: dict[date, int]) -> tuple[RibbonCell, ...]:
    """Ten working days from today on, with the rest days between them as one cell each.

    ``due`` counts what ends on a day. A day that the calendar does not know
    ends the ribbon.
    """
    cells: list[RibbonCell] = []
    rest: list[Day] = []
    counted = 0
    for day in _days(calendar, today):
        if not day.is_working:
            rest.append(day)
            continue
        cells += _rest(rest)
        rest = []
        cells.append(_working(day, today, due.get(day.date, 0)))
        counted += 1
        if counted == 10:
            break
    return tuple(cells)


def _cell(day: TraceDay, number: str, last_day: date, today: date) -> TraceCell:
    word = "届满" if day.date == last_day else "今天" if day.date == today else day.word
    if day.part is Part.SERVICE:
        word = "送达"
    rests = not day.counts and day.part is not Part.SERVICE
    classes = " ".join(
        name for name, there in (("rest", rests), ("today", day.date == today), ("last", day.date == last_day)) if there
    )
    ordinal = "—" if day.ordinal is None else str(day.ordinal)
    counted = f"第{day.ordinal}日" if day.ordinal else "送达，不计入" if day.part is Part.SERVICE else "不计入"
    spoken = "，".join(
        part
        for part in (short_date(day.date), short_weekday_zh(day.date), day.word, counted, _ends(day, last_day))
        if part
    )
    return TraceCell(classes, number, ordinal, word, spoken)


def _ends(day: TraceDay, last_day: date) -> str:
    return "届满" if day.date == last_day else ""


def _rule(item: LimitOnFile) -> str:
    start = short_date(item.deadline.start)
    first = "次日为第1日" if item.deadline.count_from is CountFrom.DAY_AFTER_SERVICE else "当日为第1日"
    edition = item.deadline.calendar_edition.isoformat()
    return f"{start}起算，{first}。斜纹为不计入的休息日、节假日。依据工作日历{edition}版。"


def _days(calendar: Calendar, today: date) -> Iterator[Day]:
    for offset in range(60):
        try:
            yield calendar.day(today + timedelta(days=offset))
        except CalendarGap:
            return


def _rest(days: list[Day]) -> list[RibbonCell]:
    if not days:
        return []
    first, last = days[0].date, days[-1].date
    number = str(first.day) if first == last else f"{first.day}至{last.day}"
    names = "、".join(dict.fromkeys(day.holiday for day in days if day.holiday)) or "周末"
    word = f"{names}{len(days)}天" if names != "周末" else names
    return [RibbonCell("rest", number, word, is_rest=True)]


def _working(day: Day, today: date, due: int) -> RibbonCell:
    weekday = short_weekday_zh(day.date)
    now = day.date == today
    made_up = {"班": "调休上班", weekday: ""}.get(day.word, day.word)
    word = "今天" if now else made_up
    return RibbonCell(
        "today" if now else "", str(day.date.day), word, weekday, due, f"due-{day.date.isoformat()}", is_today=now
    )
