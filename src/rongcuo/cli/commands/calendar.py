"""``rongcuo calendar``: which calendar is in force; one administrator imports a notice, another confirms it."""

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from rongcuo.base import Language, Place, Problem, sentence
from rongcuo.cli.columns import pad
from rongcuo.cli.login import log_in
from rongcuo.cli.report import Fault, Report, say
from rongcuo.workdays import in_force

if TYPE_CHECKING:
    from rongcuo.office.calendars.models import CalendarImport
    from rongcuo.office.calendars.overview import Overview
    from rongcuo.office.outcomes import Invalid, Refused
    from rongcuo.office.people.models import Account

EVERY = 100
"""The progress of counting again is said after so many files."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """What is to be done, and by whom; without anything to do, what is on file."""
    what = parser.add_mutually_exclusive_group()
    for name, metavar in (("import", "FILE"), ("confirm", "ID"), ("withdraw", "ID")):
        words = sentence(f"cli.help.calendar.{name}", {})
        what.add_argument(f"--{name}", metavar=metavar, dest=f"{name}_", help=words)
    parser.add_argument("--as", metavar="LOGIN", dest="login", help=sentence("cli.help.calendar.as", {}))


def run(args: argparse.Namespace) -> Report:
    """The calendar after what was done; refused, and nothing changed, when something does not fit."""
    from rongcuo.office.setup import configure, is_there, surroundings

    with surroundings():
        configure()
        if not is_there():
            return Report(problems=(Problem("cli.verify.nothing"),))
        return _carried_out(args) if args.import_ or args.confirm_ or args.withdraw_ else _shown(args)


def _carried_out(args: argparse.Namespace) -> Report:
    from rongcuo.office.calendars.models import CalendarImport
    from rongcuo.office.rebuilding import refresh

    account = log_in(args.login)
    if account is None:
        return Report(problems=(Problem("cli.calendar.who", place=Place(field="--as")),))
    outcome = _change(args, account)
    if isinstance(outcome, Problem):
        return Report(problems=(outcome,))
    if not isinstance(outcome, CalendarImport):
        return Report(problems=_problems(outcome))
    if args.confirm_:
        counted = refresh(progress=lambda count: _progress(count, args))
        if args.format == "text":
            say(sentence("cli.calendar.counted", {"count": counted}, args.lang))
    return _shown(args)


def _change(args: argparse.Namespace, account: "Account") -> "CalendarImport | Refused | Invalid | Problem":
    from rongcuo.office.calendars import importing

    district, actor = account.district, account.person
    if args.import_:
        file = Path(args.import_)
        return importing.import_calendar(district, actor, file=file.name, body=file.read_bytes())
    imported = _pending(account, args.confirm_ or args.withdraw_)
    if imported is None:
        return Problem("cli.calendar.no_such", {"id": args.confirm_ or args.withdraw_})
    settle = importing.confirm_calendar if args.confirm_ else importing.withdraw_calendar
    return settle(district, actor, imported=imported)


def _pending(account: "Account", start: str) -> "CalendarImport | None":
    """The import whose id begins like this, if it is one."""
    from rongcuo.office.calendars.models import CalendarImport

    found = [
        each for each in CalendarImport.objects.filter(district=account.district) if str(each.pk).startswith(start)
    ]
    return found[0] if len(found) == 1 else None


def _problems(outcome: object) -> tuple[Fault, ...]:
    return (*getattr(outcome, "refusals", ()), *getattr(outcome, "problems", ()))


def _progress(count: int, args: argparse.Namespace) -> None:
    if args.format == "text" and count % EVERY == 0:
        say(sentence("cli.calendar.progress", {"count": count}, args.lang))


def _shown(args: argparse.Namespace) -> Report:
    from rongcuo.office import clock
    from rongcuo.office.calendars.overview import overview
    from rongcuo.office.models import District

    district = District.objects.first()
    if district is None:
        return Report(problems=(Problem("cli.verify.nothing"),))
    found = overview(district, clock.today())
    return Report(_json(found), tuple(_lines(found, args.lang)))


def _json(found: "Overview") -> dict[str, object]:
    calendar = found.calendar
    return {
        "edition": calendar.edition.isoformat(),
        "digest": calendar.digest,
        "missing": found.missing,
        "notices": [notice.as_json() | {"import": _id(found.source(notice))} for notice in calendar.notices],
        "imports": [
            {
                "id": str(imported.pk),
                "file": imported.file,
                "sha256": imported.sha256,
                "status": imported.status,
                "imported_by": imported.imported_by.name,
                "imported_on": imported.imported_on.isoformat(),
                "settled_by": imported.settled_by.name if imported.settled_by else None,
                "settled_on": imported.settled_on.isoformat() if imported.settled_on else None,
            }
            for imported in found.imports
        ],
    }


def _id(imported: "CalendarImport | None") -> str | None:
    return str(imported.pk) if imported else None


def _lines(found: "Overview", language: Language) -> Iterator[str]:
    calendar = found.calendar
    params = {"edition": calendar.edition, "digest": calendar.digest[:12]}
    yield sentence("cli.calendar.in_force", params, language)
    for notice in in_force(calendar.notices):
        status = sentence(f"cli.calendar.{notice.status}", {}, language)
        yield f"  {pad(str(notice.year or ''), 6)}{pad(notice.number, 28)}{notice.issued}  {status}"
    for imported in found.imports:
        status = sentence(f"cli.calendar.{imported.status}", {}, language)
        yield f"  {str(imported.pk)[:8]}  {imported.file}  {status}"
    if found.missing:
        yield sentence("cli.calendar.missing", {"year": found.missing}, language)
