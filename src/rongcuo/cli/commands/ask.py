"""``rongcuo ask FILE|-``: the next finding to establish, and the shortest list that can settle the standing."""

import argparse

from rongcuo.base import sentence
from rongcuo.cli.derived import derived_lines, with_derived
from rongcuo.cli.report import Report
from rongcuo.cli.sources import placed, read_bytes
from rongcuo.cli.spoken import Spoken
from rongcuo.determination import Request, ask, question, read_request


def arguments(parser: argparse.ArgumentParser) -> None:
    """One request."""
    parser.add_argument("file", metavar="FILE", help=sentence("cli.help.request", {}))


def run(args: argparse.Namespace) -> Report:
    """The question, or everything wrong with the request."""
    content = read_bytes(args.file)
    request = read_request(content)
    if not isinstance(request, Request):
        return Report(problems=placed(request, args.file, content))
    asked = ask(request.policy, request.findings)
    lines = Spoken(request.policy, args.lang).question(asked)
    return Report(with_derived(question(asked), request), (*lines, *derived_lines(request, args.lang)))
