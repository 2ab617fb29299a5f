"""Who is at the command line: an account and its password, here as on the pages."""

import argparse
import sys
from collections.abc import Callable
from getpass import getpass
from typing import TYPE_CHECKING

from rongcuo.base import Place, Problem, sentence
from rongcuo.cli.report import Report

if TYPE_CHECKING:
    from rongcuo.office.people.models import Account


def log_in(login: str | None) -> "Account | None":
    """The account that the password belongs to: two persons are two passwords. The password is typed, or piped in."""
    from rongcuo.office.people.backend import AccountBackend

    if login is None:
        return None
    prompt = sentence("cli.calendar.password", {"login": login})
    password = getpass(prompt) if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
    account = AccountBackend().authenticate(None, username=login, password=password)
    return account if account and not account.must_change_password else None


def as_member(args: argparse.Namespace, work: "Callable[[argparse.Namespace, Account], Report]") -> Report:
    """What ``work`` reports to whoever ``--as`` names and the password proves; a refusal else."""
    from rongcuo.office.setup import configure, is_there, surroundings

    with surroundings():
        configure()
        if not is_there():
            return Report(problems=(Problem("cli.verify.nothing"),))
        account = log_in(args.login)
        if account is None:
            return Report(problems=(Problem("cli.calendar.who", place=Place(field="--as")),))
        return work(args, account)
