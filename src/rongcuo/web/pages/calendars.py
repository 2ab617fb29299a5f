"""The calendar as a page shows it: the notices in force, and what waits for a second person."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from rongcuo.base import Problem
from rongcuo.casefile.words import full_date
from rongcuo.office.calendars.models import CalendarImport, Status
from rongcuo.office.calendars.overview import Overview
from rongcuo.workdays import DaysOff, Notice, in_force, weekday_zh


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """A notice: what it settles, its number, and where it came from."""

    subject: str
    number: str
    title: str
    issued: str
    status: str
    source: str
    days_off: tuple[str, ...]
    make_up: str


@dataclass(frozen=True, slots=True)
class ImportRow:
    """A file that was imported, with everything its confirmer compares with the notice."""

    id: UUID
    file: str
    sha256: str
    status: str
    history: str
    notices: tuple[NoticeRow, ...]


@dataclass(frozen=True, slots=True)
class CalendarPage:
    """Everything that the page shows."""

    edition: str
    digest: str
    years: str
    missing: int | None
    notices: tuple[NoticeRow, ...]
    pending: tuple[ImportRow, ...]
    settled: tuple[ImportRow, ...]


def calendar_page(found: Overview) -> CalendarPage:
    """The page, newest notices first."""
    calendar = found.calendar
    newest = sorted(in_force(calendar.notices), key=lambda notice: (notice.issued, notice.year or 0), reverse=True)
    waiting = set(found.pending)
    return CalendarPage(
        edition=calendar.edition.isoformat(),
        digest=calendar.digest[:12],
        years=f"{calendar.years[0]}年至{calendar.years[-1]}年",
        missing=found.missing,
        notices=tuple(_notice(notice, _source(found.source(notice))) for notice in newest),
        pending=tuple(_import(imported) for imported in found.pending),
        settled=tuple(_import(imported) for imported in found.imports if imported not in waiting),
    )


def wrong(problems: Iterable[Problem]) -> Iterator[dict[str, str]]:
    """The problems of a file as the summary of a form shows them: line and field, then what is wrong."""
    for problem in problems:
        place = problem.place
        line = f"第{place.line}行" if place.line else ""
        label = "，".join(part for part in (place.file, line, place.field) if part)
        yield {"anchor": "id_file", "label": label or "文件", "text": problem.text()}


def _import(imported: CalendarImport) -> ImportRow:
    return ImportRow(
        id=imported.pk,
        file=imported.file,
        sha256=imported.sha256,
        status=Status(imported.status).label,
        history=_history(imported),
        notices=tuple(_notice(notice, "") for notice in imported.read()),
    )


def _history(imported: CalendarImport) -> str:
    brought = f"{imported.imported_by.name}{full_date(imported.imported_on)}载入"
    if imported.settled_by is None or imported.settled_on is None:
        return brought
    verb = {Status.CONFIRMED: "确认", Status.WITHDRAWN: "撤回"}[Status(imported.status)]
    return f"{brought}，{imported.settled_by.name}{full_date(imported.settled_on)}{verb}"


def _source(imported: CalendarImport | None) -> str:
    return _history(imported) if imported else "随程序提供"


def _notice(notice: Notice, source: str) -> NoticeRow:
    return NoticeRow(
        subject=f"{notice.year}年" if notice.year else f"调整{notice.amends}",
        number=notice.number,
        title=notice.title,
        issued=notice.issued.isoformat(),
        status="暂定" if notice.provisional else "已公布",
        source=source,
        days_off=tuple(map(_days_off, notice.days_off)),
        make_up="、".join(map(_day, notice.make_up)) or "无",
    )


def _days_off(off: DaysOff) -> str:
    days = (off.last - off.first).days + 1
    until = f"至{_day(off.last)}" if days > 1 else ""
    return f"{off.holiday}：{_day(off.first)}{until}，{days}天"


def _day(on: date) -> str:
    return f"{full_date(on)}（{weekday_zh(on)}）"
