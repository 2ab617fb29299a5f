"""``rongcuo new-pack POLICY``: the folder of a pack that ``check`` can read at once, from a text or from samples."""

import argparse
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from rongcuo.base import Language, Place, Problem, sentence
from rongcuo.cli.drafting import Draft, NotDrafted, clauses_of, decoded, files, write
from rongcuo.cli.report import Report
from rongcuo.cli.sources import read_bytes

ISSUER = "（发文机关）"


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the regulation is called, when it takes effect, and its text where there is one."""
    parser.add_argument("policy", metavar="POLICY", help=sentence("cli.help.new_pack.policy", {}))
    for name, metavar in (("title", "标题"), ("number", "文号"), ("effective-from", "DATE")):
        words = sentence(f"cli.help.new_pack.{name.replace('-', '_')}", {})
        parser.add_argument(f"--{name}", metavar=metavar, required=True, help=words)
    parser.add_argument("--issuer", metavar="机关", default=ISSUER, help=sentence("cli.help.new_pack.issuer", {}))
    parser.add_argument("--folder", metavar="DIR", default=".", help=sentence("cli.help.new_pack.folder", {}))
    parser.add_argument("--from", dest="text", metavar="TEXT", help=sentence("cli.help.new_pack.from", {}))


def run(args: argparse.Namespace) -> Report:
    """Write the folder, and say what to do next; refused, and nothing written, when something does not fit."""
    draft = Draft(args.policy, args.title, args.number, args.issuer, _day(args.effective_from))
    text, encoding = _text(args.text)
    made = files(draft, text, args.text or "")
    folder = Path(args.folder) / draft.policy / draft.effective_from.isoformat()
    write(folder, made)
    clauses = len(clauses_of(made))
    data = {"folder": str(folder), "files": sorted(made), "clauses": clauses, "encoding": encoding}
    return Report(data, tuple(_lines(data, args.lang)))


def _text(name: str | None) -> tuple[str | None, str | None]:
    return (None, None) if name is None else decoded(read_bytes(name, "cli.new_pack.empty"), name)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise NotDrafted(Problem("cli.no_date", {"value": text}, Place(field="--effective-from"))) from None


def _lines(made: dict[str, object], language: Language) -> Iterator[str]:
    yield sentence("cli.new_pack.made", made, language)
    if made["encoding"]:
        yield sentence("cli.new_pack.split", made, language)
    yield sentence("cli.new_pack.next", made, language)
