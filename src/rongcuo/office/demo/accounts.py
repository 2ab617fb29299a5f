"""Who can log in to the demonstration, and with what: passwords drawn anew in every installation."""

import os
import secrets
import string
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from rongcuo.office.demo.district import ORGANS, PERSONS, PersonData
from rongcuo.office.people.functions import FUNCTIONS

STAGED = ("inquiry", "committee", "city", "service")
"""The organs that the demonstration's case files go through; the others are there to be looked at."""

PARTIES = {
    "xiemou": "当事人，正在报请同意",
    "limou": "当事人，告知书已经送达，可以申辩",
    "chenmou": "当事人，申辩正在查证",
    "zhoumou": "当事人，等待集体研究",
    "panmou": "当事人，决定已经送达",
    "hurui": "当事人（单位）的代表，尚未告知",
}
"""The parties of the demonstration's case files, with how far their files have come."""

_LENGTH = 16
_CLASSES = (string.ascii_lowercase, string.ascii_uppercase, string.digits)
_LOOK_ALIKE = frozenset("Il1O0o")


@dataclass(frozen=True, slots=True)
class Login:
    """An account of the demonstration, with the part that its owner plays."""

    username: str
    name: str
    part: str


def logins() -> tuple[Login, ...]:
    """Every account of the demonstration, in the order of the procedure."""
    return tuple(Login(person.key, person.name, part) for person in PERSONS if (part := _part(person)))


def drawn() -> dict[str, str]:
    """A fresh password for every account."""
    return {login.username: _password() for login in logins()}


def keep(passwords: Mapping[str, str], file: Path) -> None:
    """Write the log-ins and their passwords to ``file``, which only its owner can read (mode 0600)."""
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as out:
        out.writelines(f"{line}\n" for line in _page(passwords))
    draft.replace(file)


def _page(passwords: Mapping[str, str]) -> Iterator[str]:
    yield "示范区的登录名和密码。首次启动时随机生成，只存于本文件；人员和案卷均为演示数据。"
    yield ""
    for login in logins():
        yield f"{login.username:<12}{passwords[login.username]}  {login.name}，{login.part}"


def _part(person: PersonData) -> str:
    """What the person does in the demonstration; empty for somebody without a part in it."""
    organs = {organ.key: organ.name for organ in ORGANS}
    staged = [post for post in person.posts if post[0] in STAGED]
    posts = [
        f"{organs[organ]}{'、'.join(FUNCTIONS[function].label for _, function in held)}"
        for organ, held in groupby(staged, key=itemgetter(0))
    ]
    return "；".join(posts) or PARTIES.get(person.key, "")


def _password() -> str:
    """Sixteen characters of three classes, none of which is mistaken for another when it is typed."""
    letters = [char for kind in _CLASSES for char in kind if char not in _LOOK_ALIKE]
    while True:
        password = "".join(secrets.choice(letters) for _ in range(_LENGTH))
        if all(set(password) & set(kind) for kind in _CLASSES):
            return password
