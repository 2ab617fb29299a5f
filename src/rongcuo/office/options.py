"""What an operator may set: from the environment (``RONGCUO_…``) or the file ``rongcuo.env`` in the home folder."""

import os
from pathlib import Path
from typing import Any, Literal
from urllib.parse import parse_qsl, unquote, urlsplit

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from rongcuo.office.secret import kept_secret

HOME = Path("~/.local/share/rongcuo")


class Options(BaseSettings):
    """Every setting of the office; all have working defaults."""

    model_config = SettingsConfigDict(env_prefix="RONGCUO_", extra="ignore")

    home: Path = Field(default=HOME, description="Folder for the database, files and secrets")
    database_url: str = Field(
        default="",
        description="postgresql://user:password@host:port/name; empty: SQLite in the home folder",
    )
    hosts: str = Field(default="127.0.0.1,localhost,[::1]", description="Host names served, comma-separated")
    https: bool = Field(default=False, description="Served through HTTPS: cookies are sent over HTTPS only")
    debug: bool = Field(default=False, description="Show tracebacks; never where real files are kept")
    idle_minutes: int = Field(default=30, ge=1, le=24 * 60, description="Minutes without a request until log-out")
    lock_after: int = Field(default=5, ge=1, description="Failed log-ins until an account is locked")
    tick_minutes: int = Field(
        default=10, ge=0, le=24 * 60, description="Minutes between two ticks of the server; 0: cron calls rongcuo tick"
    )
    lock_minutes: int = Field(default=30, ge=1, description="Minutes that a locked account stays locked")

    checkpoints: Path | None = Field(
        default=None, description="Folder for the checkpoints, best on another machine; empty: in the home folder"
    )
    second_digest: Literal["", "sm3"] = Field(default="", description="A second digest in checkpoints and archives")

    @field_validator("checkpoints", mode="before")
    @classmethod
    def _somewhere(cls, folder: object) -> object:
        return folder or None

    archive_fonds: str = Field(
        default="", max_length=20, description="全宗号 of the archive packages; empty: not known yet"
    )
    archive_retention: str = Field(
        default="", max_length=20, description="保管期限 of the archive packages: 永久, D30, D10"
    )

    ofd_converter: str = Field(
        default="", description="Command of the unit's OFD converter, with {source} and {target}; empty: none"
    )
    seal_service: str = Field(
        default="", description="Command of the unit's certified seal service, with {source} and {target}; empty: none"
    )

    @field_validator("ofd_converter", "seal_service")
    @classmethod
    def _with_places(cls, command: str) -> str:
        if command and not ("{source}" in command and "{target}" in command):
            raise ValueError("expected a command with {source} and {target}, or nothing")
        return command

    @field_validator("home")
    @classmethod
    def _absolute(cls, home: Path) -> Path:
        return home.expanduser().absolute()

    @field_validator("database_url")
    @classmethod
    def _known_database(cls, url: str) -> str:
        if url and urlsplit(url).scheme not in ("postgresql", "postgres"):
            raise ValueError(
                "expected an address like postgresql://user:password@host:5432/name, or nothing for SQLite"
            )
        return url

    @property
    def secret_key(self) -> str:
        """The key that signs sessions; drawn at first use."""
        return kept_secret(self.home / "secret_key")

    @property
    def checkpoint_folder(self) -> Path:
        """Where the checkpoints are written."""
        return self.checkpoints.expanduser().absolute() if self.checkpoints else self.home / "checkpoints"

    @property
    def database(self) -> dict[str, Any]:
        """The entry for Django's ``DATABASES``."""
        return postgresql(self.database_url) if self.database_url else sqlite(self.home / "rongcuo.sqlite3")


def load_options() -> Options:
    """The options in force; a file ``rongcuo.env`` in the home folder is read below the environment."""
    home = Path(os.environ.get("RONGCUO_HOME") or HOME).expanduser()
    return Options(_env_file=home / "rongcuo.env", _env_file_encoding="utf-8")


def sqlite(file: Path) -> dict[str, Any]:
    """SQLite as the experiments ask for it: writers queue up at once instead of failing half-way."""
    return {
        "ENGINE": "rongcuo.office.sqlite",
        "NAME": str(file),
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA recursive_triggers=ON",
        },
    }


def postgresql(url: str) -> dict[str, Any]:
    """PostgreSQL by its address; the query holds libpq options (``?host=/run/postgresql``)."""
    parts = urlsplit(url)
    options: dict[str, Any] = dict(parse_qsl(parts.query))
    host = options.pop("host", None)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "rongcuo",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host or unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }
