"""Whether a package is what was packed: container, list, chain, texts, attachments, documents, metadata, report.

Nothing but the package is needed. Each problem says in which member and at
which entry; problems are found together, the first does not hide the rest.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, BinaryIO

from rongcuo.archive import report
from rongcuo.archive.attested import ATTESTED, attested, forms
from rongcuo.archive.bag import Bag, NotAPackage, json_object, opened
from rongcuo.archive.bodies import Lists, bodies, documents, issued, lists_of
from rongcuo.archive.case import Case, Chain, chain_of
from rongcuo.archive.described import metadata_problems
from rongcuo.archive.layout import (
    FILES,
    FORMAT,
    LEDGER,
    MANIFEST,
    METADATA,
    REPORT,
    REPORT_TEXT,
    TEXTS,
    UNLISTED,
)
from rongcuo.base import Place, Problem

_ALWAYS = frozenset({LEDGER, TEXTS, FILES, METADATA})
_MANIFEST = frozenset({"format", "case", "files", "uncovered"})
_LISTED = {"path": str, "sha256": str, "size": int}


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check came to. ``case`` is none where the package cannot be read at all."""

    case: Case | None = None
    problems: tuple[Problem, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    facts: Mapping[str, object] = field(default_factory=dict)
    """The checkpoint that covers the last entry, and the ids of the keys."""

    @property
    def sound(self) -> bool:
        """Whether everything holds together."""
        return not self.problems


def check(stream: BinaryIO, *, trusted: str | None = None, reported: bool = True) -> Checked:
    """Check the package in ``stream``.

    ``trusted`` is the id of the key that the office has published; the report
    of the package knows nothing of it. ``reported`` is false for the writer,
    which has not added the report yet.
    """
    try:
        bag = opened(stream)
    except NotAPackage:
        return Checked(problems=(Problem("archive.not_a_package"),))
    if not bag.is_stored:
        return Checked(problems=bag.problems)
    manifest = json_object(bag.read(MANIFEST))
    case = _case(manifest)
    if manifest is None or case is None:
        return Checked(problems=(*bag.problems, Problem("archive.manifest_form", {}, Place(MANIFEST))))
    found = _checked(bag, case, manifest)
    itself = attested(stream, None)
    asked = itself if trusted is None else attested(stream, trusted)
    within = replace(found, problems=(*found.problems, *itself.problems), facts=itself.facts)
    if not reported:
        return within
    return replace(within, problems=(*found.problems, *asked.problems, *_report(bag, within)), facts=asked.facts)


def _case(manifest: Mapping[str, Any] | None) -> Case | None:
    """The case of a manifest in the form that this version writes; none otherwise."""
    if manifest is None or manifest.keys() != _MANIFEST or manifest["format"] != FORMAT:
        return None
    if manifest["uncovered"] != [REPORT, REPORT_TEXT]:
        return None
    files = manifest["files"]
    if not isinstance(files, list) or not all(map(_is_listed, files)):
        return None
    try:
        return Case.of(manifest["case"])
    except (ValueError, TypeError, AttributeError):
        return None


def _is_listed(said: object) -> bool:
    return (
        isinstance(said, dict)
        and said.keys() == _LISTED.keys()
        and all(type(said[name]) is kind for name, kind in _LISTED.items())
    )


def _checked(bag: Bag, case: Case, manifest: Mapping[str, Any]) -> Checked:
    chain, lists = chain_of(bag, case), lists_of(bag)
    problems = (*bag.problems, *_listing(bag, case, manifest), *_contents(bag, case, chain, lists))
    counts = {
        "entries": case.entries,
        "withheld": len(case.withheld),
        "texts": len(lists.texts),
        "attachments": len(lists.files),
        "documents": sum(1 for _ in issued(chain.entries)),
        "erased": sum(line.erased for line in (*lists.texts, *lists.files)),
    }
    return Checked(case, problems, counts)


def _contents(bag: Bag, case: Case, chain: Chain, lists: Lists) -> Iterator[Problem]:
    yield from chain.problems
    yield from lists.problems
    yield from bodies(bag, chain.entries, lists)
    yield from documents(bag, chain.entries)
    yield from metadata_problems(bag, case, chain.entries, lists)
    yield from forms(bag)


def _listing(bag: Bag, case: Case, manifest: Mapping[str, Any]) -> Iterator[Problem]:
    """The members against the manifest: none missing, none besides, each as it was."""
    if bag.top != case.number:
        yield Problem("archive.top_differs", {"number": case.number}, Place(bag.top))
    listed: list[dict[str, Any]] = manifest["files"]
    names = [each["path"] for each in listed]
    if names != sorted(set(names)) or UNLISTED & set(names):
        yield Problem("archive.manifest_order", {}, Place(MANIFEST))
    for each in listed:
        found = bag.digest(each["path"])
        if each["path"] not in bag.members:
            yield Problem("archive.member_missing", {}, Place(each["path"]))
        elif found != (each["sha256"], each["size"]):
            yield Problem("archive.member_altered", {}, Place(each["path"]))
    for path in sorted({*_ALWAYS, *ATTESTED} - set(names) - (bag.members.keys() & UNLISTED)):
        yield Problem("archive.member_missing", {}, Place(path))
    for path in sorted(bag.members.keys() - set(names) - UNLISTED):
        yield Problem("archive.member_extra", {}, Place(path))


def _report(bag: Bag, found: Checked) -> Iterator[Problem]:
    """The report is what this very check comes to, or it is another's."""
    for path, body in ((REPORT, report.as_json(found)), (REPORT_TEXT, report.as_text(found))):
        if path not in bag.members:
            yield Problem("archive.member_missing", {}, Place(path))
        elif bag.read(path) != body:
            yield Problem("archive.report_differs", {}, Place(path))
