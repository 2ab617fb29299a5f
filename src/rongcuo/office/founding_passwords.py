"""First passwords: drawn anew in every installation, kept in one file that its owner alone can read."""

import os
import secrets
import string
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

_LENGTH = 16
_CLASSES = (string.ascii_lowercase, string.ascii_uppercase, string.digits)
_LOOK_ALIKE = frozenset("Il1O0o")


@dataclass(frozen=True, slots=True)
class Login:
    """An account that a founding makes, with the part that its owner plays."""

    username: str
    name: str
    part: str


def drawn(logins: Iterable[Login]) -> dict[str, str]:
    """A fresh password for every account, by log-in name."""
    return {login.username: _password() for login in logins}


def keep(heading: str, logins: Iterable[Login], passwords: Mapping[str, str], file: Path) -> None:
    """Write ``heading``, the log-ins and their passwords to ``file``, which only its owner can read (mode 0600)."""
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as out:
        out.writelines(f"{line}\n" for line in _page(heading, logins, passwords))
    draft.replace(file)


def _page(heading: str, logins: Iterable[Login], passwords: Mapping[str, str]) -> Iterator[str]:
    yield heading
    yield ""
    for login in logins:
        yield f"{login.username:<12}{passwords[login.username]}  {login.name}，{login.part}"


def _password() -> str:
    """Sixteen characters of three classes, none of which is mistaken for another when it is typed."""
    letters = [char for kind in _CLASSES for char in kind if char not in _LOOK_ALIKE]
    while True:
        password = "".join(secrets.choice(letters) for _ in range(_LENGTH))
        if all(set(password) & set(kind) for kind in _CLASSES):
            return password
