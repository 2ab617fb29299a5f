"""``rongcuo checkpoint``: sign what was recorded since the last checkpoint; for the timer, and for the keys."""

import argparse

from rongcuo.base import sentence
from rongcuo.cli.report import Report


def arguments(parser: argparse.ArgumentParser) -> None:
    """Without an option: make a checkpoint where something is new."""
    what = parser.add_mutually_exclusive_group()
    for name in ("keys", "new-key", "begin-anew"):
        words = sentence(f"cli.help.checkpoint.{name.replace('-', '_')}", {})
        what.add_argument(f"--{name}", action="store_true", help=words)


def run(args: argparse.Namespace) -> Report:
    """Do it, and say how far the log goes; harmless when done twice."""
    from rongcuo.office.setup import configure, surroundings

    with surroundings():
        configure()
        from rongcuo.office import checkpoints
        from rongcuo.office.checkpoints import keys
        from rongcuo.office.models import District

        if args.new_key:
            keys.rotate()
        if args.keys or args.new_key:
            return _keys(args)
        if args.begin_anew:
            for district in District.objects.order_by("code"):
                checkpoints.begin_anew(district)
        checkpoints.make_all()
        return _report(args)


def _report(args: argparse.Namespace) -> Report:
    from rongcuo.cli.checkpointed import lines_of, standings

    found = standings()
    return Report([each.as_json() for each in found], lines_of(found, args.lang))


def _keys(args: argparse.Namespace) -> Report:
    """The key in use and those before it, as they are to be published."""
    from rongcuo.office.checkpoints import keys, public_keys

    current = keys.signer()
    params = {"key": current.id, "public_key": current.public_key.hex()}
    lines = [sentence("cli.checkpoint.key", params, args.lang)]
    older = [name for name in keys.known() if name != current.id]
    lines.extend(sentence("cli.checkpoint.older_key", {"key": name}, args.lang) for name in older)
    return Report(public_keys(), lines)
