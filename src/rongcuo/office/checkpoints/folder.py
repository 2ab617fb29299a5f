"""The folder of a district's checkpoints: one JSON file each, named by its size, written once and never over.

It lies outside the database, best on another machine or a medium that can be
written only once.
"""

import errno
import json
import os
import re
import secrets
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from rongcuo.base import Problem, RongcuoError, canonical
from rongcuo.ledger import Checkpoint
from rongcuo.office.checkpoints import keys

KEYS = "keys.json"

_NAME = re.compile(r"(\d{12})\.json")
_NO_LINKS = (errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS)


class CheckpointError(RongcuoError):
    """The checkpoints and the database do not fit together, or a checkpoint cannot be read or written."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.text())
        self.problems = (problem,)


@dataclass(frozen=True, slots=True)
class Folder:
    """The checkpoints of one district."""

    path: Path

    @classmethod
    def of(cls, district: str, root: Path | None = None) -> "Folder":
        """The district's folder where the settings, or ``root``, have it."""
        return cls(Path(root or settings.CHECKPOINTS) / district)

    def sizes(self) -> list[int]:
        """The sizes of all checkpoints, in order; none where the folder is not there."""
        try:
            names = [entry.name for entry in os.scandir(self.path)]
        except (FileNotFoundError, NotADirectoryError):
            return []
        return sorted(int(found[1]) for name in names if (found := _NAME.fullmatch(name)))

    def read(self, size: int) -> Checkpoint:
        """One checkpoint; raises :class:`CheckpointError` when it is not there or not one."""
        file = self._file(size)
        try:
            found = Checkpoint.read(json.loads(file.read_bytes()))
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as fault:
            raise CheckpointError(Problem("checkpoint.unreadable", {"file": file.name})) from fault
        if found.size != size:
            raise CheckpointError(Problem("checkpoint.unreadable", {"file": file.name}))
        return found

    def all(self) -> Iterator[Checkpoint]:
        """Every checkpoint from the first on."""
        return (self.read(size) for size in self.sizes())

    def latest(self) -> Checkpoint | None:
        """The newest checkpoint; none where there is none."""
        sizes = self.sizes()
        return self.read(sizes[-1]) if sizes else None

    def write(self, made: Checkpoint) -> None:
        """Write a checkpoint, on the disk when this returns; raises ``OSError``, also when its file is there."""
        self.path.mkdir(parents=True, exist_ok=True)
        self.note_keys()
        draft = self.path / f".{made.size}.{secrets.token_hex(8)}"
        try:
            _write_through(draft, canonical(made.as_json()) + b"\n")
            _publish(draft, self._file(made.size))
        finally:
            with suppress(FileNotFoundError):
                draft.unlink()
        _settle(self.path)

    def note_keys(self) -> None:
        """Keep the list of public keys beside the checkpoints, so that a copy of the folder can be checked alone."""
        listed = canonical(keys.public_keys()) + b"\n"
        file = self.path / KEYS
        if file.is_file() and file.read_bytes() == listed:
            return
        draft = self.path / f".{KEYS}.{secrets.token_hex(8)}"
        _write_through(draft, listed)
        draft.replace(file)

    def listed_keys(self) -> dict[str, Any] | None:
        """The public keys that lie beside the checkpoints; none where they cannot be read."""
        try:
            read: dict[str, Any] = json.loads((self.path / KEYS).read_bytes())
        except (OSError, ValueError):
            return None
        return read

    def set_aside(self, moment: str) -> None:
        """Keep what is left of a log that was given up under another name."""
        if self.path.exists():
            self.path.rename(self.path.with_name(f"{self.path.name}.until-{moment}"))

    def _file(self, size: int) -> Path:
        return self.path / f"{size:012}.json"


def _write_through(file: Path, content: bytes) -> None:
    with file.open("xb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())


def _publish(draft: Path, file: Path) -> None:
    """Give the finished draft its name; a link refuses where the name is taken, and not every medium has links."""
    try:
        os.link(draft, file)
    except OSError as fault:
        if fault.errno not in _NO_LINKS:
            raise
        if file.exists():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(file)) from fault
        draft.rename(file)


def _settle(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
