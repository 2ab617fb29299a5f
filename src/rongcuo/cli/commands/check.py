"""``rongcuo check [PACK]``: whether the law in a pack holds together, before any file is opened under it."""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources.abc import Traversable

from rongcuo.base import Language, Problem, Severity, sentence
from rongcuo.casefile.check import check as check_acts
from rongcuo.cli.packs import Source, in_pack, source_of, sources
from rongcuo.cli.proofs import progress, told
from rongcuo.cli.report import Report, located
from rongcuo.cli.watching import watch
from rongcuo.determination import Proofs, examine
from rongcuo.determination.practice.examples import check_examples, read_examples
from rongcuo.determination.proof.answer import proofs_json
from rongcuo.law import Pack, read
from rongcuo.procedure import check as check_procedure
from rongcuo.workdays import Calendar, load_calendar


@dataclass(frozen=True, slots=True)
class Checked:
    """One pack with everything that its checks say of it."""

    name: str
    pack: Pack | None
    problems: tuple[Problem, ...]
    proofs: Proofs | None = None

    def of(self, severity: Severity) -> tuple[Problem, ...]:
        return tuple(problem for problem in self.problems if problem.severity is severity)


def arguments(parser: argparse.ArgumentParser) -> None:
    """One pack, or all of them together with the calendar."""
    parser.add_argument("pack", metavar="PACK", nargs="?", help=sentence("cli.help.check.pack", {}))
    parser.add_argument("--all", dest="every", action="store_true", help=sentence("cli.help.check.all", {}))
    parser.add_argument("--watch", action="store_true", help=sentence("cli.help.check.watch", {}))


def run(args: argparse.Namespace) -> Report:
    """What the checks say; notices never stand in the way."""
    if args.watch:
        return watch(args, run)
    checked = [check(source, every=args.every) for source in ([source_of(args.pack)] if args.pack else sources())]
    calendar = None if args.pack else load_calendar()
    lines = [line for each in checked for line in _lines(each, args.lang)]
    if calendar is not None:
        lines.append(_calendar_line(calendar, args.lang))
    data = {"packs": [_data(each) for each in checked], "calendar": _calendar(calendar)}
    return Report(data, lines, tuple(problem for each in checked for problem in each.of(Severity.ERROR)))


def check(source: Source, *, every: bool = False) -> Checked:
    """Everything that the text, the determination, the procedure and the examples of one pack show."""
    pack, problems = read(source.folder)
    proofs, shown = examine(pack, every=every, tell=progress()) if pack else (None, ())
    found = (*problems, *shown, *(_checks(pack, source.folder) if pack else ()))
    return Checked(source.name, pack, tuple(in_pack(problem, source.name) for problem in found), proofs)


def _checks(pack: Pack, folder: Traversable) -> Iterator[Problem]:
    if pack.procedure:
        yield from check_procedure(pack)
        yield from check_acts(pack)
    examples, misshapen = read_examples(folder, pack)
    yield from misshapen
    yield from check_examples(pack, examples)


def _lines(checked: Checked, language: Language) -> Iterator[str]:
    errors, notices = checked.of(Severity.ERROR), checked.of(Severity.NOTICE)
    if checked.pack is None:
        yield sentence("cli.check.broken", {"name": checked.name}, language)
    else:
        yield sentence("cli.check.pack", _figures(checked.name, checked.pack), language)
        yield sentence("cli.check.digest", {"digest": checked.pack.digest}, language)
    if checked.proofs is not None:
        yield from told(checked.proofs, language)
    yield sentence("cli.check.errors" if errors else "cli.check.sound", {"errors": len(errors)}, language)
    if notices:
        yield sentence("cli.check.notices", {"notices": len(notices)}, language)
        yield from (f"    {located(notice, language)}" for notice in notices)


def _figures(name: str, pack: Pack) -> dict[str, object]:
    return {
        "name": name,
        "clauses": len(pack.clauses),
        "findings": len(pack.findings),
        "standings": len(pack.standings),
        "readings": len(pack.readings),
        "acts": len(pack.procedure.acts) if pack.procedure else 0,
    }


def _data(checked: Checked) -> dict[str, object]:
    pack = checked.pack
    known: dict[str, object] = {}
    if pack is not None:
        title = pack.title
        known = {
            "policy": title.policy,
            "effective_from": title.effective_from.isoformat(),
            "digest": pack.digest,
            "text_digest": title.text_digest,
            **_figures(checked.name, pack),
        }
    counts = {"errors": len(checked.of(Severity.ERROR)), "notices": _as_json(checked.of(Severity.NOTICE))}
    proofs = {"proofs": proofs_json(checked.proofs)} if checked.proofs else {}
    return {"name": checked.name, **known, **counts, **proofs}


def _as_json(problems: Sequence[Problem]) -> list[dict[str, object]]:
    return [problem.as_json() for problem in problems]


def _calendar(calendar: Calendar | None) -> dict[str, object] | None:
    if calendar is None:
        return None
    return {"edition": calendar.edition.isoformat(), "digest": calendar.digest, "years": list(calendar.years)}


def _calendar_line(calendar: Calendar, language: Language) -> str:
    params = {"edition": calendar.edition, "first": calendar.years[0], "last": calendar.years[-1]}
    return sentence("cli.check.calendar", params, language)
