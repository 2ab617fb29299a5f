"""Uploading a file, and who may read it again."""

import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import BinaryIO
from uuid import UUID

from rongcuo.base import Place, Problem
from rongcuo.office import clock
from rongcuo.office.files import storage
from rongcuo.office.files.models import Attachment
from rongcuo.office.outcomes import Invalid
from rongcuo.office.people.models import Person

LIMIT = 50 * 1024 * 1024
"""Largest attachment, in bytes."""


@dataclass(frozen=True, slots=True)
class FileType:
    """A kind of file that may be put on file: ``magic`` is found at ``offset``; none asks for text in UTF-8."""

    media_type: str
    magic: tuple[bytes, ...]
    offset: int = 0


_ZIP = (b"PK\x03\x04",)
_OLE = (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",)
_OFFICE = "application/vnd.openxmlformats-officedocument"

TYPES: dict[str, FileType] = {
    ".pdf": FileType("application/pdf", (b"%PDF-",)),
    ".jpg": FileType("image/jpeg", (b"\xff\xd8\xff",)),
    ".jpeg": FileType("image/jpeg", (b"\xff\xd8\xff",)),
    ".png": FileType("image/png", (b"\x89PNG\r\n\x1a\n",)),
    ".docx": FileType(f"{_OFFICE}.wordprocessingml.document", _ZIP),
    ".xlsx": FileType(f"{_OFFICE}.spreadsheetml.sheet", _ZIP),
    ".ofd": FileType("application/ofd", _ZIP),
    ".doc": FileType("application/msword", _OLE),
    ".xls": FileType("application/vnd.ms-excel", _OLE),
    ".wps": FileType("application/vnd.ms-works", _OLE),
    ".mp3": FileType("audio/mpeg", (b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2")),
    ".mp4": FileType("video/mp4", (b"ftyp",), offset=4),
    ".txt": FileType("text/plain", ()),
}


def upload(person: Person, name: str, content: BinaryIO) -> Attachment | Invalid:
    """Keep an uploaded file; nobody but its uploader sees it until an act cites it.

    Extension and first bytes must agree, and the size has a limit.
    """
    name = "".join(filter(str.isprintable, PurePath(name.replace("\\", "/")).name)).strip()[-200:]
    start = content.read(64)
    content.seek(0)
    problems = tuple(_problems(name, start))
    if problems:
        return Invalid(problems)
    counted = _Counted(content)
    try:
        sha256, size = storage.keep_stream(counted)
    except _NotAllowed as found:
        return Invalid((found.problem,))
    if not size:
        return Invalid((_problem("office.attachment_empty", name),))
    return Attachment.objects.create(
        district_id=person.district_id, uploaded_by=person, uploaded_at=clock.now(), salt=secrets.token_hex(16),
        sha256=sha256, name=name, size=size, media_type=_type_of(name).media_type,
    )  # fmt: skip


def unbound(person: Person, ids: Iterable[UUID]) -> Iterable[Attachment]:
    """Those of ``ids`` that this person uploaded and no act has cited yet."""
    return Attachment.objects.filter(id__in=ids, uploaded_by=person, casefile=None)


class _NotAllowed(Exception):
    def __init__(self, problem: Problem) -> None:
        self.problem = problem


class _Counted:
    """The chunks of an upload, up to the limit."""

    def __init__(self, content: BinaryIO) -> None:
        self._content = content

    def __iter__(self) -> Iterator[bytes]:
        size = 0
        for chunk in iter(lambda: self._content.read(1 << 16), b""):
            size += len(chunk)
            if size > LIMIT:
                raise _NotAllowed(_problem("office.attachment_too_large", "", megabytes=LIMIT >> 20))
            yield chunk


def _type_of(name: str) -> FileType:
    return TYPES[PurePath(name).suffix.lower()]


def _problems(name: str, start: bytes) -> Iterator[Problem]:
    suffix = PurePath(name).suffix.lower()
    if suffix not in TYPES:
        yield _problem("office.attachment_type", name, allowed="、".join(sorted(TYPES)))
    elif not _agrees(TYPES[suffix], start):
        yield _problem("office.attachment_content", name, extension=suffix)


def _agrees(expected: FileType, start: bytes) -> bool:
    if expected.magic:
        return start.startswith(expected.magic, expected.offset)
    return b"\x00" not in start


def _problem(code: str, name: str, **params: object) -> Problem:
    return Problem(code, {"name": name} | params, Place(file=name or None))
