"""Writing a package: the same file in the same state gives the same bytes."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from typing import BinaryIO
from zipfile import ZipFile

from rongcuo.archive.check import check
from rongcuo.archive.contents import Opener, Package, Withheld
from rongcuo.archive.layout import (
    FILES,
    FORMAT,
    LEDGER,
    MANIFEST,
    METADATA,
    REPORT,
    REPORT_TEXT,
    SIGNATURE,
    TEXTS,
    line,
    member,
)
from rongcuo.archive.metadata import metadata
from rongcuo.archive.report import as_json, as_text
from rongcuo.base import Problem, RongcuoError
from rongcuo.ledger import Entry

_CHUNK = 1 << 20
_ENTRY = tuple(part.name for part in fields(Entry))


class Unsound(RongcuoError):
    """What would be packed does not hold together; nothing is handed out. ``problems`` say where."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("；".join(problem.text() for problem in problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Attestation:
    """What vouches for a package: members that the manifest lists (checkpoint, keys, verifier), and who signs it."""

    members: Mapping[str, bytes]
    sign: Callable[[bytes], bytes]


def write(package: Package, target: BinaryIO, attestation: Attestation) -> None:
    """Write the package to ``target``, an empty file open for reading and writing.

    It is checked as a stranger would check it before its report is added;
    raises :class:`Unsound`, and ``target`` is worth nothing then.
    """
    top = package.cover.number
    with ZipFile(target, "w") as archive:
        writing = _Writing(archive, top)
        for path, body in sorted(_bodies(package, attestation).items()):
            writing.add(path, body)
        manifest = line(_manifest(package, writing.listed))
        writing.put(MANIFEST, manifest)
        writing.put(SIGNATURE, attestation.sign(manifest))
    found = check(target, reported=False)
    if not found.sound:
        raise Unsound(found.problems)
    with ZipFile(target, "a") as archive:
        writing = _Writing(archive, top)
        writing.put(REPORT, as_json(found))
        writing.put(REPORT_TEXT, as_text(found))


class _Writing:
    """Members on their way into the zip file, each counted as it goes."""

    def __init__(self, archive: ZipFile, top: str) -> None:
        self._archive = archive
        self._top = top
        self.listed: list[dict[str, object]] = []

    def put(self, path: str, body: bytes) -> None:
        """Add a member that no manifest lists."""
        self._archive.writestr(member(self._top, path), body)

    def add(self, path: str, body: bytes | Opener) -> None:
        """Add a member and list it."""
        if isinstance(body, bytes):
            self.put(path, body)
            self._list(path, hashlib.sha256(body).hexdigest(), len(body))
        else:
            self._stream(path, body)

    def _stream(self, path: str, opener: Opener) -> None:
        digest, size = hashlib.sha256(), 0
        with opener() as body, self._archive.open(member(self._top, path), "w") as out:
            for chunk in iter(lambda: body.read(_CHUNK), b""):
                digest.update(chunk)
                size += out.write(chunk)
        self._list(path, digest.hexdigest(), size)

    def _list(self, path: str, sha256: str, size: int) -> None:
        self.listed.append({"path": path, "sha256": sha256, "size": size})


def _bodies(package: Package, attestation: Attestation) -> dict[str, bytes | Opener]:
    """Every member that the manifest lists."""
    lists = {
        LEDGER: b"".join(line(_entry(entry)) for entry in package.entries),
        TEXTS: b"".join(line(text.line()) for text in package.texts),
        FILES: b"".join(line(file.line()) for file in package.files),
        METADATA: metadata(package),
    }
    kept = {file.path: file.open for file in package.files if file.open and not file.erased}
    issued = {document.path: document.open for document in package.documents}
    return {**lists, **kept, **issued, **attestation.members}


def _entry(entry: Entry | Withheld) -> dict[str, object]:
    if isinstance(entry, Withheld):
        return {"sequence": entry.sequence, "previous": entry.previous, "hash": entry.hash, "withheld": True}
    return {name: getattr(entry, name) for name in _ENTRY}


def _manifest(package: Package, listed: list[dict[str, object]]) -> dict[str, object]:
    head = package.head
    case = {
        "number": package.cover.number,
        "district": head.district,
        "stream": head.stream,
        "entries": head.sequence,
        "head": head.hash,
        "algorithm": head.algorithm,
        "withheld": [entry.sequence for entry in package.entries if isinstance(entry, Withheld)],
    }
    return {"format": FORMAT, "case": case, "files": listed, "uncovered": [REPORT, REPORT_TEXT]}
