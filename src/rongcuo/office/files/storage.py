"""Bodies of files, stored under the digest of their bytes."""

import hashlib
from collections.abc import Iterable
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, Any
from uuid import uuid4

from django.core.files.base import ContentFile, File
from django.core.files.storage import FileSystemStorage, Storage, storages

_CHUNK = 1 << 20


class WholeFiles(FileSystemStorage):
    """A folder in which a file appears whole, in one moment, or not at all.

    Two people may upload the same bytes at once. Were the second to write over
    the first's file, and to die in the middle, the first's entry would point
    at half a body.
    """

    def save(self, name: str | None, content: IO[Any], max_length: int | None = None) -> str:
        """Write beside, then put in place; a body is named by its digest, so what is there may be replaced."""
        whole = name or content.name
        part = super().save(f"{whole}.{uuid4().hex}", content, max_length)
        Path(self.path(part)).replace(self.path(whole))
        return whole


def bodies() -> Storage:
    """Where the bytes lie: the home folder, or whatever the settings' ``bodies`` storage is."""
    return storages["bodies"]


def path_of(sha256: str) -> str:
    """The name of a body: two letters of its digest as folder, so that no folder grows too large."""
    return f"{sha256[:2]}/{sha256}"


def keep(content: bytes) -> str:
    """Store bytes and give their SHA-256."""
    digest = hashlib.sha256(content).hexdigest()
    _save(digest, ContentFile(content))
    return digest


def keep_stream(chunks: Iterable[bytes]) -> tuple[str, int]:
    """Store a stream without holding it in memory; gives SHA-256 and size."""
    digest, size = hashlib.sha256(), 0
    with SpooledTemporaryFile(max_size=_CHUNK) as spool:
        for chunk in chunks:
            digest.update(chunk)
            size += spool.write(chunk)
        spool.seek(0)
        _save(digest.hexdigest(), File(spool))
    return digest.hexdigest(), size


def open_body(sha256: str) -> "File[bytes]":
    """The stored bytes, opened for reading; raises ``FileNotFoundError``."""
    return bodies().open(path_of(sha256), "rb")


def recomputed(sha256: str) -> str | None:
    """The SHA-256 that the stored bytes have now; none when there are none."""
    try:
        with open_body(sha256) as body:
            digest = hashlib.sha256()
            for chunk in iter(lambda: body.read(_CHUNK), b""):
                digest.update(chunk)
            return digest.hexdigest()
    except FileNotFoundError:
        return None


def remove(sha256: str) -> None:
    """Take a body off the disk; nothing happens where there is none."""
    bodies().delete(path_of(sha256))


def _save(digest: str, content: "File[bytes]") -> None:
    """A body that is there already is read, not trusted: one that was damaged is put right."""
    if recomputed(digest) != digest:
        bodies().save(path_of(digest), content)
