"""Founding the demonstration: the district, its cast, its accounts and its case files, all or nothing."""

from pathlib import Path

from django.conf import settings
from django.db import transaction

from rongcuo.office.demo import accounts
from rongcuo.office.demo.district import found
from rongcuo.office.demo.play import play
from rongcuo.office.demo.scripts import scripts
from rongcuo.office.people.models import District

PASSWORDS = "demo-passwords.txt"


def passwords_file() -> Path:
    """Where the passwords of the demonstration stand: in the home folder, never in the repository."""
    return Path(settings.HOME) / PASSWORDS


def is_empty() -> bool:
    """Whether the database holds no district yet."""
    return not District.objects.exists()


def is_demonstration() -> bool:
    """Whether the database holds the demonstration district."""
    return District.objects.filter(code="demo").exists()


def found_demonstration() -> int:
    """Found the district and play its case files; gives how many. The database must be empty."""
    passwords = accounts.drawn()
    with transaction.atomic():
        cast = found(passwords)
        played = [play(script, cast) for script in scripts()]
        accounts.keep(passwords, passwords_file())
    return len(played)
