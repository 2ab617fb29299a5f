"""The words of a regulation as Akoma Ntoso 3.0 (OASIS LegalDocML), and nothing but its words.

The ``eId`` of a clause spells its number: 4.1.3 is ``level_4__level_1__level_3``,
or ``chp_4__art_17`` where the regulation itself speaks of 章 and 条. Element
content is the law's words alone; how the regulation numbers a clause stands
in ``title``. What is written is read back before it is given away: an export
that is not the text, character for character, is refused.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import quote
from xml.etree.ElementTree import Element

from rongcuo.base import ClauseRef, Problem
from rongcuo.exports.akn_reader import HEADING, NAMESPACE, read_clauses
from rongcuo.exports.markup import document, element
from rongcuo.exports.problems import NotExportable
from rongcuo.exports.wording import said
from rongcuo.law import Pack
from rongcuo.law.digests import text_digest
from rongcuo.law.text import Clause, Title

LANGUAGE = "zho"
OURS = "rongcuo"
PREAMBLE = ClauseRef((0,))

_NUMBERED = re.compile("第[^第]{1,12}?([编章节条款项目])")
_LEVELS = {
    "编": ("part", "part"),
    "章": ("chapter", "chp"),
    "节": ("section", "sec"),
    "条": ("article", "art"),
    "款": ("paragraph", "para"),
    "项": ("point", "point"),
    "目": ("indent", "indent"),
}
"""What the regulation calls a clause: the element, and how its eId begins."""
_LEVEL = ("level", "level")
"""一、（一） and 1. have no name of their own in the text."""


def akoma_ntoso(pack: Pack) -> str:
    """The text as one file; raises ``NotExportable`` where XML cannot hold a character of it."""
    act = element("act", {"name": "act", "contains": "singleVersion"}, [
        _meta(pack), _preface(pack.title), *_preamble(pack), element("body", None, _top(pack)),
    ])  # fmt: skip
    text = document(element("akomaNtoso", {"xmlns": NAMESPACE}, [act]))
    kept, declared = text_digest(read_clauses(text)), text_digest(pack.clauses.values())
    if kept != declared:
        params = {"title": pack.title.title, "declared": declared, "found": kept}
        raise NotExportable(Problem("exports.text_not_kept", params))
    return text


def work_iri(title: Title) -> str:
    """The regulation, whatever its edition: ``/akn/cn/act/2017-11-02/yuexiu-2017-132``."""
    return f"/akn/cn/act/{title.signed_on}/{quote(title.policy, safe='')}"


def edition_iri(title: Title) -> str:
    """The edition that takes effect on its day."""
    return f"{work_iri(title)}/{LANGUAGE}@{title.effective_from}"


def element_ids(pack: Pack) -> Mapping[ClauseRef, str]:
    """The ``eId`` of every clause; a number that is skipped on the way counts as a level."""
    return {ref: _eid(pack, ref) for ref in pack.clauses}


def _eid(pack: Pack, ref: ClauseRef) -> str:
    if ref == PREAMBLE:
        return "preamble"
    prefixes = [ClauseRef(ref.parts[: depth + 1]) for depth in range(len(ref.parts))]
    return "__".join(f"{_level(pack, each)[1]}_{each.parts[-1]}" for each in prefixes)


def _level(pack: Pack, ref: ClauseRef) -> tuple[str, str]:
    clause = pack.clauses.get(ref)
    named = _NUMBERED.findall(clause.label) if clause else []
    return _LEVELS[named[-1]] if named else _LEVEL


def _top(pack: Pack) -> Iterator[Element]:
    for clause in _below(pack, None):
        yield _hierarchy(pack, clause)


def _below(pack: Pack, parent: ClauseRef | None) -> Iterator[Clause]:
    """The clauses that stand directly in ``parent``, or in the body."""
    for clause in pack.clauses.values():
        if clause.ref != PREAMBLE and _container(pack, clause.ref) == parent:
            yield clause


def _container(pack: Pack, ref: ClauseRef) -> ClauseRef | None:
    """The nearest clause around ``ref`` that the pack declares."""
    around = ref.parent
    while around is not None and (around not in pack.clauses or around == PREAMBLE):
        around = around.parent
    return around


def _hierarchy(pack: Pack, clause: Clause) -> Element:
    tag, _ = _level(pack, clause.ref)
    number, words = _parted(clause)
    parts = [] if number is None else [element("num", text=number)]
    parts += [] if clause.heading is None else [element("heading", text=clause.heading)]
    below = [_hierarchy(pack, child) for child in _below(pack, clause.ref)]
    paragraphs = [element("p", text=line) for line in words.split("\n")]
    if not below and not pack.unseen([clause.ref]):
        parts.append(element("content", None, paragraphs))
    elif words:
        parts.append(element("intro", None, paragraphs))
    return element(tag, {"eId": _eid(pack, clause.ref), "title": clause.label}, [*parts, *below])


def _parted(clause: Clause) -> tuple[str | None, str]:
    """Numbering and words: 四（一） begins with（一）, which is its number; a heading's number stands before it."""
    if clause.heading is not None or not clause.text:
        return clause.label, clause.text
    for start in range(len(clause.label)):
        found = re.match(re.escape(clause.label[start:]) + "[.\uff0e、]?[ \u3000]*", clause.text)
        if found and clause.text[found.end() : found.end() + 1].strip("\n"):
            return found[0], clause.text[found.end() :]
    return None, clause.text


def _preamble(pack: Pack) -> Iterator[Element]:
    clause = pack.clauses.get(PREAMBLE)
    if clause is not None:
        heading = [] if clause.heading is None else [element("p", {"class": HEADING}, text=clause.heading)]
        lines = [element("p", text=line) for line in clause.text.split("\n")]
        yield element("preamble", {"eId": "preamble", "title": clause.label}, [*heading, *lines])


def _preface(title: Title) -> Element:
    return element("preface", {"eId": "preface"}, [
        element("p", None, [element("docTitle", text=title.title)]),
        element("p", None, [element("docNumber", text=title.number)]),
    ])  # fmt: skip


def _meta(pack: Pack) -> Element:
    title = pack.title
    identification = element("identification", {"source": f"#{OURS}"}, [
        _work(title), _expression(title), _manifestation(title),
    ])  # fmt: skip
    signed = {"eId": "eventref_1", "date": str(title.signed_on), "source": f"#{OURS}", "type": "generation"}
    lifecycle = element("lifecycle", {"source": f"#{OURS}"}, [element("eventRef", signed)])
    return element("meta", None, [identification, lifecycle, _references(title), *_notes(pack)])


def _work(title: Title) -> Element:
    return element("FRBRWork", None, [
        *_identity(work_iri(title)),
        element("FRBRalias", {"name": "title", "value": title.title}),
        _date(str(title.signed_on), "成文日期"),
        *_authors(title),
        element("FRBRcountry", {"value": "cn"}),
        element("FRBRnumber", {"value": title.policy, "showAs": title.number}),
    ])  # fmt: skip


def _expression(title: Title) -> Element:
    return element("FRBRExpression", None, [
        *_identity(edition_iri(title)),
        _date(str(title.effective_from), "施行日期"),
        *_authors(title),
        element("FRBRlanguage", {"language": LANGUAGE}),
    ])  # fmt: skip


def _manifestation(title: Title) -> Element:
    """Dated by the printing, not by a clock: the same text gives the same file."""
    return element("FRBRManifestation", None, [
        *_identity(edition_iri(title), ".xml"),
        _date(str(title.printed_on), "印发日期"),
        element("FRBRauthor", {"href": f"#{OURS}"}),
        element("FRBRformat", {"value": "application/akn+xml"}),
    ])  # fmt: skip


def _identity(iri: str, ending: str = "") -> Sequence[Element]:
    this, uri = f"{iri}/!main{ending}", f"{iri}{ending}"
    return element("FRBRthis", {"value": this}), element("FRBRuri", {"value": uri})


def _date(day: str, name: str) -> Element:
    return element("FRBRdate", {"date": day, "name": name})


def _authors(title: Title) -> Iterator[Element]:
    for number, _ in enumerate(title.issuers, 1):
        yield element("FRBRauthor", {"href": f"#issuer_{number}"})


def _notes(pack: Pack) -> Iterator[Element]:
    """That a clause stands here without its words; what it is said to say is no text of the law and stays out."""
    notes = [
        element(
            "note",
            {"eId": f"note_{number}"},
            [element("p", text=words) for words in said("exports.unseen", clause=pack.clauses[ref].label)],
        )
        for number, ref in enumerate(pack.unseen(pack.clauses), 1)
    ]
    if notes:
        yield element("notes", {"source": f"#{OURS}"}, notes)


def _references(title: Title) -> Element:
    """The organs that are spoken of above; ours only made this file."""
    organs = [(f"issuer_{number}", name) for number, name in enumerate(title.issuers, 1)]
    return element("references", {"source": f"#{OURS}"}, [
        element("TLCOrganization", {"eId": eid, "href": f"/akn/ontology/organization/cn/{quote(name)}", "showAs": name})
        for eid, name in (*organs, (OURS, "Rongcuo 容错"))
    ])  # fmt: skip
