"""``rongcuo demo``: the demonstration district and its case files, in an empty database."""

import argparse

from rongcuo.base import Problem, sentence
from rongcuo.cli.report import Report


def arguments(_: argparse.ArgumentParser) -> None:
    """Nothing: where the database is, the settings say."""


def run(args: argparse.Namespace) -> Report:
    """Found it; refused when the database holds a district already."""
    from rongcuo.office.setup import alone, prepare, surroundings

    with surroundings(), alone():
        prepare()
        from rongcuo.office.demo import founding
        from rongcuo.office.founding import is_empty

        if not is_empty():
            code = "cli.demo.there" if founding.is_demonstration() else "cli.demo.not_empty"
            return Report(problems=(Problem(code),))
        count = founding.found_demonstration()
        file = str(founding.passwords_file())
    params = {"count": count, "file": file}
    lines = (sentence("cli.demo.founded", params, args.lang), sentence("cli.demo.passwords", params, args.lang))
    return Report({"casefiles": count, "passwords": file}, lines)
