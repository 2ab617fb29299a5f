"""A secret drawn once and kept in a file that only its owner can read."""

import os
import secrets
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path


def _session_key() -> str:
    return secrets.token_urlsafe(48)


def kept_secret(file: Path, draw: Callable[[], str] = _session_key) -> str:
    """The secret in ``file``; drawn and written (mode 0600) when there is none yet.

    Two processes that start at the same moment agree: only one can create
    the file, the other reads what the first has written.
    """
    if not file.exists():
        write_first(file, draw())
    return file.read_text(encoding="ascii").strip()


def write_first(file: Path, secret: str) -> None:
    """Write ``file`` (mode 0600) unless somebody has written it before."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = file.with_name(f".{file.name}.{secrets.token_hex(8)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="ascii") as out:
        out.write(secret)
    with suppress(FileExistsError):
        os.link(draft, file)
    draft.unlink()
