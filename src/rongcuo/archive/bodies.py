"""Texts, attachments and documents of a package against what the entries say of them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from rongcuo.archive.bag import Bag, lines
from rongcuo.archive.layout import FILES, LEDGER, TEXTS, attachment_path, document_path
from rongcuo.base import Place, Problem
from rongcuo.ledger import Entry, Sealed, is_genuine, references

_PDF = b"%PDF-"
_BODY = {"entry": int, "id": str, "digest": str}
_TEXT = {**_BODY, "salt": str, "body": str}
_FILE = {**_BODY, "salt": str, "name": str, "size": int, "media_type": str, "sha256": str, "path": str}
_GONE = {**_BODY, "erased": dict}
_ERASED = {"order": str, "on": str, "entry": int, "hash": str}
_ISSUED = ("kind", "number", "sha256")
_DESCRIBED = ("name", "size", "media_type", "sha256")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a list of sealed bodies, in its form."""

    list: str
    number: int
    said: Mapping[str, Any]

    @property
    def sealed(self) -> Sealed:
        """The reference that it belongs to."""
        return Sealed(self.said["id"], self.said["digest"])

    @property
    def erased(self) -> bool:
        """Whether the body was lawfully erased."""
        return "erased" in self.said

    @property
    def place(self) -> Place:
        return Place(self.list, self.number)

    @property
    def sealing(self) -> object:
        """What was sealed: the text, or the description of the file."""
        return self.said["body"] if self.list == TEXTS else {name: self.said[name] for name in _DESCRIBED}


@dataclass(frozen=True, slots=True)
class Lists:
    """The lists of texts and attachments that can be read, and the problems of those that cannot."""

    texts: tuple[Line, ...]
    files: tuple[Line, ...]
    problems: tuple[Problem, ...]


def lists_of(bag: Bag) -> Lists:
    """Read both lists."""
    problems = list[Problem]()
    texts = tuple(_lines(bag, TEXTS, _TEXT, problems))
    return Lists(texts, tuple(_lines(bag, FILES, _FILE, problems)), tuple(problems))


def _lines(bag: Bag, path: str, form: Mapping[str, type], problems: list[Problem]) -> Iterator[Line]:
    for number, said in lines(bag, path):
        if said is not None and (_fits(said, form) or (_fits(said, _GONE) and _fits(said["erased"], _ERASED))):
            yield Line(path, number, said)
        else:
            problems.append(Problem("archive.line_unreadable", {"line": number}, Place(path, number)))


def _fits(said: Mapping[str, Any], form: Mapping[str, type]) -> bool:
    return said.keys() == form.keys() and all(type(said[name]) is kind for name, kind in form.items())


def bodies(bag: Bag, entries: Iterable[Entry], lists: Lists) -> Iterator[Problem]:
    """Every text and attachment that the entries cite, and none besides."""
    entries = tuple(entries)
    cited: dict[Sealed, int] = {}
    for entry in entries:
        for sealed in references(entry.body.get("act")):
            cited.setdefault(sealed, entry.sequence)
    here = {each.sealed: each for each in (*lists.texts, *lists.files)}
    for sealed in cited.keys() - here.keys():
        yield Problem("archive.body_missing", {"sequence": cited[sealed], "id": sealed.id}, Place(LEDGER))
    for each in (*lists.texts, *lists.files):
        yield from _body(each, cited.get(each.sealed), here[each.sealed] is each)
    yield from _files(bag, lists.files)


def _body(each: Line, cited: int | None, once: bool) -> Iterator[Problem]:
    params = {"sequence": each.said["entry"], "id": each.sealed.id}
    if cited is None or not once:
        yield Problem("archive.body_stray", params, each.place)
    elif cited != each.said["entry"]:
        yield Problem("archive.body_moved", params | {"expected": cited}, each.place)
    if not each.erased and not is_genuine(each.sealed, each.said["salt"], each.sealing):
        yield Problem("archive.body_altered", params, each.place)


def _files(bag: Bag, files: Iterable[Line]) -> Iterator[Problem]:
    """The bytes behind each line of the attachments; those of an erased one must be gone."""
    expected = set[str]()
    for each in files:
        if each.erased:
            continue
        said = each.said
        expected.add(said["path"])
        if said["path"] != attachment_path(each.number, said["id"], said["name"]):
            yield Problem("archive.path_differs", {}, each.place)
        yield from _bytes(bag, said["path"], said["sha256"], said["size"], "archive.attachment", name=said["name"])
    yield from _unasked(bag, "attachments/", expected)


def documents(bag: Bag, entries: Iterable[Entry]) -> Iterator[Problem]:
    """Every document that the entries issued, and none besides."""
    expected = set[str]()
    for place, (entry, said) in enumerate(issued(entries), start=1):
        path = document_path(place, said["number"])
        expected.add(path)
        params = {"number": said["number"], "sequence": entry.sequence}
        yield from _bytes(bag, path, said["sha256"], None, "archive.document", **params)
        if path in bag.members and not (bag.read(path) or b"").startswith(_PDF):
            yield Problem("archive.document_form", params, Place(path))
    yield from _unasked(bag, "documents/", expected)


def issued(entries: Iterable[Entry]) -> Iterator[tuple[Entry, Mapping[str, Any]]]:
    """Each document that the entries speak of, with its entry."""
    for entry in entries:
        found: Any = entry.body.get("documents", ())
        for said in found if isinstance(found, list) else ():
            if isinstance(said, dict) and all(isinstance(said.get(name), str) for name in _ISSUED):
                yield entry, said


def _bytes(bag: Bag, path: str, sha256: str, size: int | None, code: str, **params: object) -> Iterator[Problem]:
    found = bag.digest(path)
    if path not in bag.members:
        yield Problem(f"{code}_missing", params, Place(path))
    elif found is None or found[0] != sha256 or size not in (None, found[1]):
        yield Problem(f"{code}_altered", params, Place(path))


def _unasked(bag: Bag, folder: str, expected: set[str]) -> Iterator[Problem]:
    for path in sorted(bag.members):
        if path.startswith(folder) and path not in expected:
            yield Problem("archive.body_unasked", {}, Place(path))
