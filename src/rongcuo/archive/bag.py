"""The zip file of a package, opened: its members under the one top folder, read with suspicion."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from struct import Struct
from struct import error as StructError  # noqa: N812  an exception by another name
from typing import Any, BinaryIO
from zipfile import ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from rongcuo.archive.layout import is_regular
from rongcuo.base import Place, Problem
from rongcuo.base.canonical import canonical

_CHUNK = 1 << 20
_END = Struct("<4s4H2LH")
"""The last record of a zip file without a comment."""

UNREADABLE = (BadZipFile, EOFError, OSError, NotImplementedError, RuntimeError, ValueError, OverflowError, StructError)
"""What the zip reader raises on a damaged or hostile file."""


class NotAPackage(Exception):
    """The file cannot be opened as a package at all."""


@dataclass(frozen=True, slots=True)
class Bag:
    """The members by their path below the top folder; ``problems`` are those of the container itself."""

    top: str
    members: Mapping[str, ZipInfo]
    problems: tuple[Problem, ...]
    _zip: ZipFile

    @property
    def is_stored(self) -> bool:
        """Whether no member is compressed: a small file that unpacks to a huge one is not unpacked at all."""
        return all(info.compress_type == ZIP_STORED for info in self.members.values())

    def read(self, path: str) -> bytes | None:
        """The bytes of a member; none where there is none or they cannot be read."""
        if path not in self.members:
            return None
        try:
            return self._zip.read(self.members[path])
        except UNREADABLE:
            return None

    def digest(self, path: str) -> tuple[str, int] | None:
        """SHA-256 and size of a member, without holding it; none where it cannot be read."""
        digest, size = hashlib.sha256(), 0
        try:
            with self._zip.open(self.members[path]) as body:
                for chunk in iter(lambda: body.read(_CHUNK), b""):
                    digest.update(chunk)
                    size += len(chunk)
        except (KeyError, *UNREADABLE):
            return None
        return digest.hexdigest(), size


def opened(stream: BinaryIO) -> Bag:
    """Open a package; raises :class:`NotAPackage` where it is no zip file with a folder on top."""
    try:
        archive = ZipFile(stream)
    except UNREADABLE as wrong:
        raise NotAPackage(str(wrong)) from wrong
    found = archive.infolist()
    top = found[0].filename.partition("/")[0] if found else ""
    if not top:
        raise NotAPackage("no top folder")
    members = {info.filename.partition("/")[2]: info for info in found if info.filename.startswith(f"{top}/")}
    return Bag(top, members, tuple(_container(archive, stream, top)), archive)


def lines(bag: Bag, path: str) -> Iterator[tuple[int, Mapping[str, Any] | None]]:
    """Number and value of each line of a list; none where the line is not one canonical JSON object."""
    source = bag.read(path) or b""
    for number, written in enumerate(source.splitlines(keepends=True), start=1):
        yield number, _object(written)


def json_object(source: bytes | None) -> Mapping[str, Any] | None:
    """The canonical JSON object that a member holds, with its newline; none where it does not."""
    return None if source is None else _object(source)


def _object(written: bytes) -> Mapping[str, Any] | None:
    try:
        value = json.loads(written)
        regular = isinstance(value, dict) and canonical(value) + b"\n" == written
    except (ValueError, TypeError, RecursionError):
        return None
    return value if regular else None


def _container(archive: ZipFile, stream: BinaryIO, top: str) -> Iterator[Problem]:
    """What is wrong with the zip file itself, whatever its members say."""
    seen: set[str] = set()
    for info in archive.infolist():
        yield from _member(info, top, seen)
        seen.add(info.filename)
    if not _is_seamless(archive, stream):
        yield Problem("archive.container", {}, Place(file=top))


def _member(info: ZipInfo, top: str, seen: Iterable[str]) -> Iterator[Problem]:
    place = Place(file=info.filename.removeprefix(f"{top}/"))
    if info.filename in seen:
        yield Problem("archive.member_twice", {}, place)
    if not info.filename.startswith(f"{top}/") or _leads_out(info.filename):
        yield Problem("archive.member_outside", {}, place)
    if not is_regular(info):
        yield Problem("archive.member_form", {}, place)


def _leads_out(name: str) -> bool:
    return "\\" in name or any(part in ("", ".", "..") for part in name.split("/")) or not name.isprintable()


def _is_seamless(archive: ZipFile, stream: BinaryIO) -> bool:
    """Member follows member from the first byte to the directory, each with the head that the directory gives it,
    and behind the directory there is nothing but its end.
    """
    end = 0
    count = len(archive.infolist())
    try:
        for info in archive.infolist():
            head = info.FileHeader(zip64=False)
            stream.seek(end)
            if info.header_offset != end or stream.read(len(head)) != head:
                return False
            end += len(head) + info.compress_size
        tail = stream.read()[-_END.size :] if stream.seek(end) else b""
        directory = stream.tell() - end - len(tail)
    except UNREADABLE:
        return False
    return tail == _END.pack(b"PK\x05\x06", 0, 0, count, count, directory, end, 0)
