"""``rongcuo tick``: once what the office does by itself as time goes by; for cron or a systemd timer."""

import argparse

from rongcuo.base import Problem, sentence
from rongcuo.cli.report import Report


def arguments(_: argparse.ArgumentParser) -> None:
    """There is nothing to choose: doing it twice does nothing twice."""


def run(args: argparse.Namespace) -> Report:
    """What each job has done; exit code 1 where one failed."""
    from rongcuo.office.setup import configure, is_there, surroundings

    with surroundings():
        configure()
        if not is_there():
            return Report(problems=(Problem("cli.verify.nothing"),))
        from rongcuo.office.ticking import tick

        ticked = tick()
    if ticked is None:
        return Report({"busy": True}, (sentence("cli.tick.busy", {}, args.lang),))
    lines = tuple(sentence(f"cli.tick.{name}", {"count": count}, args.lang) for name, count in ticked.done.items())
    problems = [Problem("cli.tick.failed", {"job": name, "reason": why}) for name, why in ticked.failed.items()]
    return Report({**ticked.done, "failed": dict(ticked.failed)}, lines, problems)
