"""``rongcuo draw PACK``: pictures of a pack, drawn from the pack itself."""

import argparse
from collections.abc import Callable
from typing import get_args

from rongcuo.base import Place, Problem, sentence
from rongcuo.cli.packs import pack_of
from rongcuo.cli.report import Report
from rongcuo.cli.sources import write_text
from rongcuo.determination import draw as draw_rules
from rongcuo.determination.pictures.drawing import Format, Subject
from rongcuo.law import FaultyPack, Pack, Policy, apply
from rongcuo.procedure import draw as draw_procedure
from rongcuo.procedure import picture as procedure_picture

_SUBJECTS: dict[str, Subject] = {"rules": "list", "diagram": "diagram"}
_PROCEDURE = "procedure"
_FORMS: dict[Format, Callable[[Pack], str]] = {"mermaid": draw_procedure, "svg": procedure_picture}


def arguments(parser: argparse.ArgumentParser) -> None:
    """What to draw, and how."""
    parser.add_argument("pack", metavar="PACK", help=sentence("cli.help.draw.pack", {}))
    subjects = (*_SUBJECTS, _PROCEDURE)
    parser.add_argument("--what", choices=subjects, default="rules", help=sentence("cli.help.draw.what", {}))
    parser.add_argument(
        "--as", dest="form", choices=get_args(Format), default="mermaid", help=sentence("cli.help.draw.as", {})
    )
    parser.add_argument("-o", "--output", metavar="FILE", help=sentence("cli.help.draw.output", {}))


def run(args: argparse.Namespace) -> Report:
    """The picture as text, or in a file."""
    picture = _picture(pack_of(args.pack), args.what, args.form)
    if isinstance(picture, Problem):
        return Report(problems=(picture,))
    data = {"pack": args.pack, "what": args.what, "as": args.form}
    if args.output is None:
        return Report({**data, "picture": picture}, (picture,))
    write_text(args.output, picture)
    written = sentence("cli.draw.written", {"file": args.output}, args.lang)
    return Report({**data, "file": args.output}, (written,))


def _picture(pack: Pack, what: str, form: Format) -> str | Problem:
    if what in _SUBJECTS:
        return draw_rules(_policy(pack), form, _SUBJECTS[what])
    if pack.procedure is None:
        return Problem("cli.no_procedure", {"policy": pack.title.policy}, Place(field="PACK"))
    return _FORMS[form](pack)


def _policy(pack: Pack) -> Policy:
    policy = apply(pack, {})
    if isinstance(policy, Policy):
        return policy
    raise FaultyPack(*policy)
