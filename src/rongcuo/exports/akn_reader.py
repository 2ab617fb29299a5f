"""Akoma Ntoso back into clauses: the way back of :mod:`rongcuo.exports.akomantoso`."""

from collections.abc import Iterator
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element

from rongcuo.base import ClauseRef, Place
from rongcuo.law.text import Clause

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
HEADING = "heading"
"""The class of a paragraph of the preamble that is its heading: a preamble has no element for one."""


def read_clauses(text: str) -> tuple[Clause, ...]:
    """The clauses of a file that we wrote, in its order; raises ``ValueError`` for a file that is no such file."""
    root = ET.fromstring(text)  # noqa: S314  our own file
    found = [_clause(each) for each in root.iter() if each.get("title") is not None and each.get("eId")]
    return tuple(found)


def _clause(found: Element) -> Clause:
    ref = _ref(found.get("eId", ""))
    heading, number = _words(found, "heading"), _words(found, "num")
    lines = [p.text or "" for p in _paragraphs(found) if p.get("class") != HEADING]
    for p in found.findall(_tag("p")):
        heading = p.text if p.get("class") == HEADING else heading
    words = "\n".join(lines)
    if heading is None and number is not None and words:
        words = number + words
    return Clause(ref, found.get("title", ""), words, heading, Place(clause=ref))


def _ref(eid: str) -> ClauseRef:
    """``chp_4__art_17`` is 4.17."""
    parts = "0" if eid == "preamble" else ".".join(part.rpartition("_")[2] for part in eid.split("__"))
    return ClauseRef.parse(parts)


def _paragraphs(found: Element) -> Iterator[Element]:
    """The clause's own paragraphs, not those of the clauses in it."""
    yield from found.findall(_tag("p"))
    for holder in ("intro", "content"):
        for own in found.findall(_tag(holder)):
            yield from own.findall(_tag("p"))


def _words(found: Element, tag: str) -> str | None:
    own = found.find(_tag(tag))
    return None if own is None else own.text or ""


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"
