"""``rongcuo document``: an official document of a case file as PDF or .docx, for whoever may prepare it."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from rongcuo.base import Problem, sentence
from rongcuo.cli.login import as_member
from rongcuo.cli.report import Report

if TYPE_CHECKING:
    from rongcuo.documents import Document
    from rongcuo.office.documents.preparing import Paper
    from rongcuo.office.people.models import Account
    from rongcuo.office.reading import CaseReading

FORMS = ("pdf", "docx")
"""What ``--format`` may ask for beside text and JSON; the first where it asks for neither."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """The file by its number, the kind as the table of documents names it; without a kind, what there is."""
    parser.add_argument("case", metavar="CASE", help=sentence("cli.help.document.case", {}))
    parser.add_argument("kind", metavar="KIND", nargs="?", help=sentence("cli.help.document.kind", {}))
    parser.add_argument("--as", metavar="LOGIN", dest="login", help=sentence("cli.help.calendar.as", {}))
    parser.add_argument("--entry", type=int, metavar="N", help=sentence("cli.help.document.entry", {}))
    parser.add_argument("--to", type=Path, metavar="FILE", help=sentence("cli.help.document.to", {}))


def run(args: argparse.Namespace) -> Report:
    """Write the latest draft, or say which documents the file calls for; nothing on file changes."""
    return as_member(args, _of)


def _of(args: argparse.Namespace, account: "Account") -> Report:
    from rongcuo.office import clock, reading
    from rongcuo.office.cases.visibility import visible_to
    from rongcuo.office.documents.preparing import papers

    row = visible_to(account.person, clock.today()).filter(number=args.case).first()
    found = reading.load(account.person, row.pk) if row else None
    if found is None:
        return Report(problems=(Problem("cli.document.no_case", {"number": args.case}),))
    wanted = [each for each in papers(found) if _is_wanted(each, args)]
    if args.kind is None:
        return _listed(wanted, found)
    if not wanted:
        return Report(problems=(Problem("cli.document.not_called_for", {"kind": args.kind, "number": args.case}),))
    return _written(args, found, wanted[-1])


def _is_wanted(paper: "Paper", args: argparse.Namespace) -> bool:
    return args.kind in (None, paper.row.id) and args.entry in (None, paper.about.entry)


def _listed(papers: "list[Paper]", reading: "CaseReading") -> Report:
    rows = [
        {"kind": each.row.id, "label": each.row.label, "entry": each.about.entry, "signed": len(each.signed)}
        for each in papers
    ]
    lines = tuple(f"{row['kind']:<28}{row['entry']:>4}  {row['label']}" for row in rows)
    return Report({"case": reading.row.number, "documents": rows}, lines)


def _written(args: argparse.Namespace, reading: "CaseReading", paper: "Paper") -> Report:
    from rongcuo.office.documents.preparing import Prepared, prepare

    found = prepare(reading, paper)
    if not isinstance(found, Prepared):
        return Report(problems=found)
    form = args.format if args.format in FORMS else FORMS[0]
    made = _bytes(found.document, form)
    if not isinstance(made, bytes):
        return Report(problems=made)
    target = args.to or Path(f"{paper.row.label}-{paper.about.entry}.{form}")
    target.write_bytes(made)
    words = sentence("cli.draw.written", {"file": target}, args.lang)
    data = {"case": reading.row.number, "kind": paper.row.id, "entry": paper.about.entry, "file": str(target)}
    return Report(data, (words,), found.problems)


def _bytes(document: "Document", form: str) -> bytes | tuple[Problem, ...]:
    from rongcuo.documents import Rendered, editable, render
    from rongcuo.office.documents.issuing import fonts

    if form == "docx":
        return editable(document)
    made = render(document, fonts_dir=fonts())
    return made.pdf if isinstance(made, Rendered) else made
