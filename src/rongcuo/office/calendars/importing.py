"""Importing a calendar: one administrator brings the file, another confirms it; until then nothing changes."""

import hashlib
from collections.abc import Iterator
from typing import cast

from django.db.models import Max

from rongcuo.base import Place, Problem, Refusal
from rongcuo.office import clock, law
from rongcuo.office.calendars.models import CalendarImport, Status
from rongcuo.office.outcomes import Invalid
from rongcuo.office.people import rules
from rongcuo.office.people.models import District, Person
from rongcuo.office.people.recording import act, check, record
from rongcuo.workdays import Addition, Calendar, read_addition

IMPORTS = "system_administrator"
CONFIRMS = "security_administrator"
LARGEST = 256
"""A file may have so many kilobytes; a year's notice has one."""


def examine(file: str, body: bytes, calendar: Calendar) -> Addition | tuple[Problem, ...]:
    """What the file adds to ``calendar``, or every problem of it with file, line and field."""
    if len(body) > LARGEST * 1024:
        return (Problem("calendar_too_large", {"kilobytes": LARGEST}, Place(file=file)),)
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError:
        return (Problem("calendar_encoding", place=Place(file=file)),)
    return read_addition(text, file, calendar)


@act
def import_calendar(district: District, actor: Person | None, *, file: str, body: bytes) -> CalendarImport | Invalid:
    """Keep the notices of a file until another person confirms them; ``Invalid`` with every problem of the file."""
    actor = _someone(actor)
    check(*rules.may(district, actor, IMPORTS, clock.today()))
    found = examine(file, body, law.calendar(district))
    if not isinstance(found, Addition):
        return Invalid(found)
    made = CalendarImport.objects.create(
        district=district,
        file="".join(filter(str.isprintable, file))[-200:],
        sha256=hashlib.sha256(body).hexdigest(),
        notices=[notice.as_json() for notice in found.notices],
        imported_by=actor,
        imported_on=clock.today(),
    )
    record(district, actor, "calendar_imported", import_body(made))
    return made


@act
def confirm_calendar(district: District, actor: Person | None, *, imported: CalendarImport) -> CalendarImport:
    """From now on the district counts by it; the deadlines that run are counted again by the next refresh."""
    imported.refresh_from_db()
    actor = _someone(actor)
    check(*rules.may(district, actor, CONFIRMS, clock.today()))
    check(*_pending(imported), *_same_hand(imported, actor), *_overtaken(imported, law.calendar(district)))
    confirmed = CalendarImport.objects.filter(district=district, status=Status.CONFIRMED)
    imported.place = (confirmed.aggregate(Max("place"))["place__max"] or 0) + 1
    _settle(imported, actor, Status.CONFIRMED)
    imported.edition = law.kept(law.calendar(district)).digest
    imported.save(update_fields=("edition",))
    record(district, actor, "calendar_confirmed", settled_body(imported))
    return imported


@act
def withdraw_calendar(district: District, actor: Person | None, *, imported: CalendarImport) -> CalendarImport:
    """Set a file aside that nobody has confirmed. What has been confirmed is corrected by another file."""
    imported.refresh_from_db()
    actor = _someone(actor)
    check(*rules.may_either(actor, (IMPORTS, CONFIRMS), clock.today()), *_pending(imported))
    _settle(imported, actor, Status.WITHDRAWN)
    record(district, actor, "calendar_withdrawn", settled_body(imported))
    return imported


def import_body(imported: CalendarImport) -> dict[str, object]:
    """What the register says of an import when it is made."""
    return {
        "calendar": str(imported.pk),
        "file": imported.file,
        "sha256": imported.sha256,
        "notices": imported.notices,
        "imported_by": str(imported.imported_by_id),
        "imported_on": imported.imported_on,
    }


def settled_body(imported: CalendarImport) -> dict[str, object]:
    """What the register says when an import is confirmed or withdrawn."""
    return {
        "calendar": str(imported.pk),
        "status": imported.status,
        "place": imported.place,
        "edition": imported.edition,
        "settled_by": str(imported.settled_by_id) if imported.settled_by_id else None,
        "settled_on": imported.settled_on,
    }


def _someone(actor: Person | None) -> Person:
    """The actor; a first set-up is refused."""
    check(*([] if actor else [Refusal("office.two_persons")]))
    return cast("Person", actor)


def _settle(imported: CalendarImport, actor: Person, status: Status) -> None:
    imported.status, imported.settled_by, imported.settled_on = status.value, actor, clock.today()
    imported.save(update_fields=("status", "settled_by", "settled_on", "place"))


def _pending(imported: CalendarImport) -> Iterator[Refusal]:
    if imported.status != Status.PENDING:
        yield Refusal(
            "office.calendar_settled", {"status": Status(imported.status).label, "status_en": imported.status}
        )


def _same_hand(imported: CalendarImport, actor: Person) -> Iterator[Refusal]:
    """Who brought the file does not also confirm it."""
    if imported.imported_by_id == actor.pk:
        yield Refusal("office.imported_by_the_same")


def _overtaken(imported: CalendarImport, calendar: Calendar) -> Iterator[Refusal]:
    """Another file has since opened the same year under another number."""
    on_file = {notice.subject: notice for notice in calendar.notices if notice.year is not None}
    for notice in imported.read():
        other = on_file.get(notice.subject)
        if other is not None and other.number != notice.number:
            yield Refusal("office.calendar_overtaken", {"year": notice.year, "number": other.number})
