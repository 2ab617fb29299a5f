"""``rongcuo export PACK``: the law of a pack in the formats of others."""

import argparse
from collections.abc import Sequence

from rongcuo.base import Place, Problem, sentence
from rongcuo.cli.packs import pack_of
from rongcuo.cli.report import Report
from rongcuo.cli.sources import write_text
from rongcuo.exports import FORMATS, export
from rongcuo.law import apply


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which pack, in which format, under which readings."""
    parser.add_argument("pack", metavar="PACK", help=sentence("cli.help.draw.pack", {}))
    formats = "、".join(FORMATS)
    parser.add_argument(
        "--as", dest="form", metavar="FORMAT", required=True, help=sentence("exports.help.as", {"formats": formats})
    )
    parser.add_argument(
        "--reading",
        nargs="+",
        action="extend",
        default=[],
        metavar="NAME=VALUE",
        help=sentence("exports.help.reading", {}),
    )
    parser.add_argument("-o", "--output", metavar="FILE", help=sentence("cli.help.draw.output", {}))


def run(args: argparse.Namespace) -> Report:
    """The file as text, or written; everything wrong with the readings at once."""
    choices, malformed = _choices(args.reading)
    pack = pack_of(args.pack)
    policy = apply(pack, choices)
    if isinstance(policy, tuple) or malformed:
        return Report(problems=(*malformed, *(policy if isinstance(policy, tuple) else ())))
    text = export(policy, args.form)
    data = {"pack": args.pack, "as": args.form, "readings": dict(policy.readings)}
    if args.output is None:
        return Report({**data, "text": text}, (text,))
    write_text(args.output, text)
    return Report({**data, "file": args.output}, (sentence("cli.draw.written", {"file": args.output}, args.lang),))


def _choices(words: Sequence[str]) -> tuple[dict[str, str], tuple[Problem, ...]]:
    """``name=value`` each; a word without the sign is a problem."""
    parted = [word.partition("=") for word in words]
    place = Place(field="--reading")
    malformed = tuple(Problem("exports.reading_form", {"word": name}, place) for name, sign, _ in parted if not sign)
    return {name: value for name, sign, value in parted if sign}, malformed
