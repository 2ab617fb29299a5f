"""``rongcuo verify``: whether everything still is what was recorded, in the database, in an archive, on a document."""

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rongcuo.base import Problem, sentence
from rongcuo.cli.report import Report
from rongcuo.cli.sources import opened


def arguments(parser: argparse.ArgumentParser) -> None:
    """One of three: an archive, the configured database, a document by its code."""
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("archive", nargs="?", metavar="ARCHIVE", help=sentence("cli.help.verify.archive", {}))
    what.add_argument("--database", action="store_true", help=sentence("cli.help.verify.database", {}))
    what.add_argument("--document", metavar="CODE", help=sentence("cli.help.verify.document", {}))
    parser.add_argument("--key", metavar="ID", help=sentence("cli.help.verify.key", {}))
    parser.add_argument("--copy", type=Path, metavar="FOLDER", help=sentence("cli.help.verify.copy", {}))


def run(args: argparse.Namespace) -> Report:
    """Read everything once and change nothing: what was looked at, and each thing that does not hold together."""
    return _of_archive(args) if args.archive is not None else _of_office(args)


def _of_archive(args: argparse.Namespace) -> Report:
    """A package, without the office: wherever this program is, whoever has the file."""
    from rongcuo.archive import check
    from rongcuo.cli.packaged import lines_of, told

    with opened(args.archive) as stream:
        found = check(stream, trusted=args.key)
    return Report(told(found), lines_of(found, args.lang), found.problems)


def _of_office(args: argparse.Namespace) -> Report:
    from rongcuo.office.setup import configure, is_there, surroundings

    with surroundings():
        configure()
        if not is_there():
            return Report(problems=(Problem("cli.verify.nothing"),))
        return _of_document(args) if args.document is not None else _of_database(args)


def _of_database(args: argparse.Namespace) -> Report:
    from rongcuo.cli.checkpointed import lines_of, standings
    from rongcuo.office.models import CaseFile, LedgerEntry
    from rongcuo.office.verification import verify_database

    faults = verify_database(args.copy)
    params = {"casefiles": CaseFile.objects.count(), "entries": LedgerEntry.objects.count(), "breaks": len(faults)}
    line = sentence("cli.verify.broken" if faults else "cli.verify.sound", params, args.lang)
    found = standings()
    data = {
        **params,
        "breaks": [fault.as_json() for fault in faults],
        "checkpoints": [each.as_json() for each in found],
    }
    return Report(data, (line, *lines_of(found, args.lang)), faults)


def _of_document(args: argparse.Namespace) -> Report:
    from rongcuo.office.checkpoints import document_of
    from rongcuo.office.files import codes

    code = codes.read(args.document)
    if code is None:
        return Report(problems=(Problem("cli.verify.no_code", {"code": args.document[:40]}),))
    found = document_of(code)
    if found is None:
        return Report(problems=(Problem("cli.verify.unknown_document", {"code": codes.printed(code)}),))
    checkpoint = found.checkpoint
    params: Mapping[str, Any] = {
        "number": found.number, "casefile": found.casefile, "sequence": found.sequence, "sha256": found.sha256,
        "issued_on": str(found.issued_on or ""), "size": checkpoint and checkpoint.size,
        "at": checkpoint and checkpoint.at.isoformat(timespec="seconds"), "key": checkpoint and checkpoint.key,
    }  # fmt: skip
    if not found.holds:
        return Report(problems=(Problem("cli.verify.document_doubtful", params),))
    covered = sentence(
        "cli.verify.document_covered" if checkpoint else "cli.verify.document_waiting", params, args.lang
    )
    where = sentence("cli.verify.document" if found.casefile else "cli.verify.summary", params, args.lang)
    return Report({**params, "inclusion": found.inclusion}, (where, covered))
