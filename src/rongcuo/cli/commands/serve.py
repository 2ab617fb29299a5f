"""``rongcuo serve``: the server; its first start prepares everything it needs."""

import argparse
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import TYPE_CHECKING

from rongcuo.base import Language, sentence
from rongcuo.cli.columns import pad
from rongcuo.cli.report import Report, publish, say

if TYPE_CHECKING:
    from rongcuo.office.founding_passwords import Login


def arguments(parser: argparse.ArgumentParser) -> None:
    """Where to listen."""
    parser.add_argument("--host", default="127.0.0.1", help=sentence("cli.help.serve.host", {}))
    parser.add_argument("--port", type=int, default=8000, help=sentence("cli.help.serve.port", {}))
    parser.add_argument("--no-demo", action="store_true", help=sentence("cli.help.serve.no_demo", {}))


def run(args: argparse.Namespace) -> Report:
    """Prepare, then serve until the process is told to stop."""
    from rongcuo.office.server import check_address, serve
    from rongcuo.office.setup import alone, prepare, surroundings

    check_address(args.host, args.port)
    with surroundings(), alone():
        prepare()
        _demonstration(args)
    with surroundings():
        serve(args.host, args.port, lambda address: publish(_welcome(address, args.lang), args.format, args.lang))
    return Report()


def _demonstration(args: argparse.Namespace) -> None:
    """Found the demonstration in a process of its own.

    Whoever has set a document holds threads of the typesetter, and a server's worker that is forked from there would
    wait for them for ever with the first document it sets.
    """
    from django.db import connections

    from rongcuo.office.demo.founding import found_demonstration
    from rongcuo.office.founding import is_empty

    if args.no_demo or not is_empty():
        return
    if args.format == "text":
        say(sentence("cli.serve.founding", {}, args.lang))
    connections.close_all()
    with ProcessPoolExecutor(1, get_context("fork")) as apart:
        apart.submit(found_demonstration).result()


def _welcome(address: str, language: Language) -> Report:
    """The address, and how to log in as whom; never a password."""
    from rongcuo.office.demo import founding
    from rongcuo.office.demo.accounts import logins
    from rongcuo.office.documents.own_words import own_words

    shown = logins() if founding.is_demonstration() else ()
    file = str(founding.passwords_file()) if shown else None
    accounts = [{"username": each.username, "name": each.name, "part": each.part} for each in shown]
    data = {"address": address, "passwords": file, "accounts": accounts}
    return Report(data, tuple(_lines(address, file, shown, language)), own_words())


def _lines(address: str, file: str | None, shown: "Sequence[Login]", language: Language) -> Iterator[str]:
    yield sentence("cli.serve.address", {"address": address}, language)
    if file is None:
        yield _without_demonstration(language)
    else:
        yield sentence("cli.serve.passwords", {"file": file}, language)
        yield from (f"  {pad(each.username, 12)}{pad(each.name, 10)}{each.part}" for each in shown)
    yield sentence("cli.serve.stop", {}, language)


def _without_demonstration(language: Language) -> str:
    """Whose database it is, or how it becomes somebody's."""
    from rongcuo.office.models import District

    district = District.objects.first()
    if district is None:
        return sentence("cli.serve.empty", {}, language)
    return sentence("cli.serve.district", {"name": district.name}, language)
