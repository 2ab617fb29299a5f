"""``rongcuo determine FILE|-``: which standings the law still allows on the findings of a request, and why."""

import argparse

from rongcuo.base import sentence
from rongcuo.cli.derived import derived_lines, with_derived
from rongcuo.cli.report import Report
from rongcuo.cli.sources import placed, read_bytes
from rongcuo.cli.spoken import Spoken
from rongcuo.determination import Request, answer, counterfactuals, determine, read_request


def arguments(parser: argparse.ArgumentParser) -> None:
    """One request; ``--full`` shows every line of the comparison with the words of its clause."""
    parser.add_argument("file", metavar="FILE", help=sentence("cli.help.request", {}))
    parser.add_argument("--full", action="store_true", help=sentence("cli.help.determine.full", {}))
    parser.add_argument("--what-if", action="store_true", help=sentence("cli.help.determine.what_if", {}))


def run(args: argparse.Namespace) -> Report:
    """The determination (条文比对结果), or everything wrong with the request."""
    content = read_bytes(args.file)
    request = read_request(content)
    if not isinstance(request, Request):
        return Report(problems=placed(request, args.file, content))
    found = determine(request.policy, request.findings)
    otherwise = counterfactuals(request.policy, request.findings) if args.what_if else None
    spoken = Spoken(request.policy, args.lang)
    lines = [*spoken.determination(found, full=args.full), *(spoken.otherwise(otherwise) if otherwise else ())]
    data = with_derived(answer(request.policy, found, otherwise), request)
    return Report(data, [*lines, *derived_lines(request, args.lang)])
