"""``rongcuo summary YEAR``: the annual summary of clause 5.7, for whoever draws it up."""

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from rongcuo.base import Language, Place, Problem, sentence
from rongcuo.cli.columns import pad
from rongcuo.cli.login import as_member
from rongcuo.cli.report import Report

if TYPE_CHECKING:
    from rongcuo.office.people.models import Account
    from rongcuo.office.summaries.gathering import Gathered

FORMS = ("xlsx", "pdf", "docx")
"""What ``--format`` may ask for beside text and JSON."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """The year, whose files, and in which form."""
    parser.add_argument("year", type=int, metavar="YEAR", help=sentence("cli.help.summary.year", {}))
    parser.add_argument("--as", metavar="LOGIN", dest="login", help=sentence("cli.help.calendar.as", {}))
    parser.add_argument("--organ", metavar="NAME", help=sentence("cli.help.summary.organ", {}))
    parser.add_argument("--public", action="store_true", help=sentence("cli.help.summary.public", {}))
    parser.add_argument("--to", type=Path, metavar="FILE", help=sentence("cli.help.summary.to", {}))


def run(args: argparse.Namespace) -> Report:
    """The figures, or the file that was written; nothing on file changes."""
    return as_member(args, _of)


def _of(args: argparse.Namespace, account: "Account") -> Report:
    from rongcuo.office.summaries.gathering import Asked, gather

    organ = _organ(account, args.organ)
    if args.organ and not organ:
        return Report(problems=(Problem("cli.summary.no_organ", {"organ": args.organ}, Place(field="--organ")),))
    gathered = gather(account.person, args.year, Asked(organ=organ))
    if gathered is None:
        return Report(problems=(Problem("cli.summary.not_yours", place=Place(field="--as")),))
    return _written(args, account, gathered) if args.format in FORMS else _listed(gathered, args.lang)


def _organ(account: "Account", name: str | None) -> str:
    from rongcuo.office.people.models import Organ

    found = Organ.objects.filter(district=account.district, name=name or "").first()
    return str(found.pk) if found else ""


def _listed(gathered: "Gathered", language: Language) -> Report:
    problems = tuple(
        Problem("cli.summary.unequal", {"label": check.id, "left": check.left, "right": check.right})
        for check in gathered.summary.checks
        if not check.holds
    )
    data = {"year": gathered.year, "before": gathered.before.dump(), **gathered.summary.dump()}
    return Report(data, tuple(_lines(gathered, language)), problems)


def _lines(gathered: "Gathered", language: Language) -> Iterator[str]:
    from rongcuo.reports.figures import FIGURES, SECTIONS

    label = "label" if language == "zh" else "label_en"
    for section, words in SECTIONS.items():
        yield words[label]
        for figure in FIGURES.values():
            if figure.section == section:
                now, before = gathered.summary.value(figure.id), gathered.before.value(figure.id)
                yield f"  {pad(getattr(figure, label), 36)}{now:>8} {figure.unit}  ({before})"


def _written(args: argparse.Namespace, account: "Account", gathered: "Gathered") -> Report:
    made = _bytes(args, account, gathered)
    if made is None:
        return Report(problems=(Problem("cli.summary.not_drawn"),))
    target = args.to or Path(f"{gathered.year}年度汇总.{args.format}")
    target.write_bytes(made)
    words = sentence("cli.draw.written", {"file": target}, args.lang)
    return Report({"year": gathered.year, "file": str(target)}, (words,))


def _bytes(args: argparse.Namespace, account: "Account", gathered: "Gathered") -> bytes | None:
    from rongcuo.casefile.labels import Labels
    from rongcuo.office import law
    from rongcuo.office.summaries import preparing
    from rongcuo.office.summaries.sheets import workbook

    if args.format == "xlsx":
        return workbook(gathered, Labels(law.district_policy(account.district)), public=args.public)
    return preparing.drawn(preparing.prepare(account.person, gathered.year), args.format)
