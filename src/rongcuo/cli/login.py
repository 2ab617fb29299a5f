"""Who is at the command line: an account and its password, here as on the pages."""

import sys
from getpass import getpass
from typing import TYPE_CHECKING

from rongcuo.base import sentence

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
