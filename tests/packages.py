"""Archive packages for tests: one built through the door, taken apart and put together again."""

import hashlib
import json
from collections.abc import Callable, Mapping
from io import BytesIO
from zipfile import ZipFile

from rongcuo.archive import check
from rongcuo.archive.layout import MANIFEST, UNLISTED, member
from rongcuo.base.canonical import canonical
from rongcuo.office import archiving
from rongcuo.office.files import attachments
from rongcuo.office.models import CaseFile
from tests.builders import Scene

PDF = b"%PDF-1.7\n" + b"x" * 100

Members = dict[str, bytes]


def kept(scene: Scene, stage: str = "served") -> CaseFile:
    """A file with a document, texts and an attachment, at `stage`."""
    file = scene.opened()
    file = scene.act("chenliyan", "notify_rights", file)
    proof = attachments.upload(scene.persons["chenliyan"], "送达回证（本人签收）.pdf", BytesIO(PDF))
    file = scene.act("chenliyan", "record_service", file, proof=[str(proof.id)])
    stages = ("reviewing", "concluded", "reported", "deliberated", "awaiting_consent", "decided", "served")
    for name in stages[: stages.index(stage) + 1]:
        file = scene.advance(file, name)
    return file


def package(scene: Scene, file: CaseFile, who: str = "linshu") -> bytes:
    """The package as this person gets it."""
    made = archiving.build(scene.persons[who], file.id)
    assert isinstance(made, archiving.Archive), made
    with made.file:
        return made.file.read()


def taken_apart(source: bytes) -> tuple[str, Members]:
    """The top folder and the members by path."""
    with ZipFile(BytesIO(source)) as archive:
        names = archive.namelist()
        top = names[0].partition("/")[0]
        return top, {name.removeprefix(f"{top}/"): archive.read(name) for name in names}


def put_together(top: str, members: Mapping[str, bytes]) -> bytes:
    """A package of these members, in this order."""
    made = BytesIO()
    with ZipFile(made, "w") as archive:
        for path, body in members.items():
            archive.writestr(member(top, path), body)
    return made.getvalue()


def changed(source: bytes, change: Callable[[Members], None]) -> bytes:
    """The package after a change of its members that leaves the manifest as it is."""
    top, members = taken_apart(source)
    change(members)
    return put_together(top, members)


def forged(source: bytes, change: Callable[[Members], None]) -> bytes:
    """The package after a change by somebody who brings the manifest into line afterwards."""

    def all_of_it(members: Members) -> None:
        change(members)
        manifest = json.loads(members[MANIFEST])
        manifest["files"] = [
            {"path": path, "sha256": hashlib.sha256(body).hexdigest(), "size": len(body)}
            for path, body in sorted(members.items())
            if path not in UNLISTED
        ]
        members[MANIFEST] = canonical(manifest) + b"\n"

    return changed(source, all_of_it)


def found(source: bytes) -> set[tuple[str, str]]:
    """Code and member of everything that speaks against the package."""
    problems = check(BytesIO(source)).problems
    return {(each.code, each.place.file or "") for each in problems if each.severity.value == "error"}


def named(source: bytes) -> set[str]:
    """The members that are named."""
    return {path for _, path in found(source)}
