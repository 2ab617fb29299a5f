"""``rongcuo verify --database``: whether every case file still is what was recorded."""

import argparse

from rongcuo.base import Problem, sentence
from rongcuo.cli.report import Report


def arguments(parser: argparse.ArgumentParser) -> None:
    """The configured database is all there is to verify as yet."""
    parser.add_argument("--database", action="store_true", required=True, help=sentence("cli.help.verify.database", {}))


def run(args: argparse.Namespace) -> Report:
    """Read everything once and change nothing: the counts, and each break with its file and entry."""
    from rongcuo.office.setup import configure, is_there, surroundings

    with surroundings():
        configure()
        if not is_there():
            return Report(problems=(Problem("cli.verify.nothing"),))
        return _verified(args)


def _verified(args: argparse.Namespace) -> Report:
    from rongcuo.office.models import CaseFile, LedgerEntry
    from rongcuo.office.verification import verify_database

    faults = verify_database()
    params = {"casefiles": CaseFile.objects.count(), "entries": LedgerEntry.objects.count(), "breaks": len(faults)}
    line = sentence("cli.verify.broken" if faults else "cli.verify.sound", params, args.lang)
    data = {**params, "breaks": [fault.as_json() for fault in faults]}
    return Report(data, (line,), faults)
