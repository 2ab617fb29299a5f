"""Founding the demonstration: the district, its cast, its accounts and its case files, all or nothing."""

from pathlib import Path

from django.conf import settings
from django.db import transaction

from rongcuo.office.demo.accounts import logins
from rongcuo.office.demo.district import existing, found
from rongcuo.office.demo.play import play
from rongcuo.office.demo.registers import play_interpretation
from rongcuo.office.demo.scripts import scripts
from rongcuo.office.founding_passwords import drawn, keep
from rongcuo.office.people.models import District

PASSWORDS = "demo-passwords.txt"
HEADING = "示范区的登录名和密码。首次启动时随机生成，只存于本文件；人员和案卷均为演示数据。"


def passwords_file() -> Path:
    """Where the passwords of the demonstration stand: in the home folder, never in the repository."""
    return Path(settings.HOME) / PASSWORDS


def is_demonstration() -> bool:
    """Whether the database holds the demonstration district."""
    return District.objects.filter(code="demo").exists()


def found_demonstration() -> int:
    """Found the district and play its case files; gives how many. The database must be empty."""
    passwords = drawn(logins())
    with transaction.atomic():
        cast = found(passwords)
        played = [play(script, cast) for script in scripts()]
        play_interpretation(existing(cast.district))
        keep(HEADING, logins(), passwords, passwords_file())
    return len(played)
