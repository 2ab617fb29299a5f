"""A regulation's plain text becomes pages with numbered headings, its words untouched.

Two ways of numbering are known. With articles: 第一章 groups, 第十七条 is
``17``; where an article has several paragraphs (款) they are ``17.1``,
``17.2``, and its items 第（二）项 are ``17.1.2``, or ``17.2`` where it has one
paragraph only. Without articles: 一、 is ``1``, （一） ``1.1``, 1. ``1.1.1``.
A number is believed only where it goes on from the one before, so that a
paragraph that begins by citing 第七条 opens nothing.

One paragraph is one line, as a word processor saves plain text.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from rongcuo.base import ClauseRef

PREAMBLE = "引言"
_LARGEST = 999
_DEEPEST = 4
"""A clause number has at most so many parts: 条、款、项、目."""
_HEADING = 40
"""A line of at most so many characters and without a full stop can be a heading, else it is the law's words."""

_SIGNS = "零一二三四五六七八九"
_TENS = {"十": 10, "百": 100}
_NUMERAL = "[零〇一二三四五六七八九十百]+"
_CHAPTER = re.compile(rf"第{_NUMERAL}[章编节](?:[\s　].*)?")
_ARTICLE = re.compile(rf"第({_NUMERAL}|\d{{1,3}})条(?![规所之、和至的第])([\s　]*)(.*)")
_TOP = re.compile(rf"({_NUMERAL})、[\s　]*(.*)")
_MARKERS = (
    re.compile(rf"[（(]({_NUMERAL})[）)]"),
    re.compile(r"(\d{1,3})[.\uff0e、](?!\d)"),
    re.compile(r"[（(](\d{1,3})[）)]"),
)
"""How the items of a list are numbered, from the outer lists to the inner ones."""

_MARKS = re.compile(r">|#{1,6}(\s|$)|`{3,}")
"""What a line of a page begins with when it is a remark, a heading or a block."""

Cite = Callable[[str, str], str]
"""How an item is cited: from its parent's label and its own marker."""


@dataclass(slots=True)
class Part:
    """One clause: its number among its kind, how it is cited, its paragraphs, what stands below it."""

    number: int
    label: str
    heading: str = ""
    paragraphs: list[str] = field(default_factory=list)
    parts: list["Part"] = field(default_factory=list)
    form: int = -1
    """Which marker numbers the parts below."""


@dataclass(slots=True)
class Section:
    """What goes on one page: a chapter (第一章), a numbered part (一、), or everything where there is neither."""

    title: str
    parts: list[Part] = field(default_factory=list)
    is_chapter: bool = False


def outline(text: str, drop: Sequence[str] = ()) -> list[Section]:
    """The sections of ``text``; lines equal to one of ``drop`` (title, number) stand elsewhere and are left out."""
    unwanted = {_bare(line) for line in drop}
    lines = [line.strip() for line in text.splitlines() if line.strip() and _bare(line) not in unwanted]
    has_articles = any(_ARTICLE.fullmatch(line) for line in lines)
    return _with_articles(lines) if has_articles else _without_articles(lines)


def pages(sections: Sequence[Section]) -> Iterator[tuple[str, str]]:
    """Title and Markdown of each page; ``rongcuo.law.markdown`` reads the clauses back."""
    for section in sections:
        head = [f"# {section.title}"] if section.is_chapter else []
        yield section.title, "\n\n".join([*head, *_written(section.parts, ())]) + "\n"


def unwritable(sections: Sequence[Section]) -> list[str]:
    """The paragraphs and chapters that a page would take for something else than the law's words."""
    chapters = [section.title for section in sections if section.is_chapter and "{#" in section.title]
    paragraphs = [line for section in sections for part in section.parts for line in _paragraphs(part)]
    return [*chapters, *(line for line in paragraphs if _MARKS.match(line))]


def numeral(text: str) -> int:
    """十七 as 17, 一百零二 as 102, 7 in whatever digits as 7."""
    plain = unicodedata.normalize("NFKC", text).replace("〇", "零")
    if plain.isdecimal():
        return int(plain)
    total = digit = 0
    for sign in plain:
        if sign in _TENS:
            total, digit = total + (digit or 1) * _TENS[sign], 0
        else:
            digit = _SIGNS.index(sign)
    return total + digit


def _with_articles(lines: Sequence[str]) -> list[Section]:
    article = Part(0, PREAMBLE)
    sections = [Section("条文", [article])]
    for line in lines:
        if _CHAPTER.fullmatch(line) and _can_be_heading(line):
            sections.append(Section(line, is_chapter=True))
        elif opened := _opened(line, article.number):
            article = opened
            sections[-1].parts.append(article)
        else:
            article.paragraphs.append(line)
    for section in sections:
        section.parts = [_by_paragraph(part) if part.number else part for part in section.parts if _has_words(part)]
    return [section for section in sections if section.parts or section.is_chapter]


def _has_words(part: Part) -> bool:
    return bool(part.number or part.paragraphs)


def _opened(line: str, before: int) -> Part | None:
    """The article that ``line`` opens: the next one, or a later one set apart by a blank, as in an excerpt."""
    found = _ARTICLE.fullmatch(line)
    if found is None or not before < numeral(found[1]) <= _LARGEST:
        return None
    if numeral(found[1]) > before + 1 and not found[2]:
        return None
    return Part(numeral(found[1]), f"第{found[1]}条", paragraphs=[found[3]] if found[3] else [])


def _by_paragraph(article: Part) -> Part:
    """Its paragraphs as 款 with their 项; a lone paragraph is the article itself."""
    made: list[Part] = []
    for line in article.paragraphs:
        if not (made and _into_list(made[-1], line, 2, _item)):
            made.append(Part(len(made) + 1, f"第{_spoken(len(made) + 1)}款", paragraphs=[line]))
    several = len(made) != 1
    article.paragraphs = [] if several else made[0].paragraphs
    article.parts = made if several else made[0].parts
    for part in article.parts:
        _cited_in_full(part, article.label)
    return article


def _cited_in_full(part: Part, above: str) -> None:
    part.label = above + part.label
    for below in part.parts:
        _cited_in_full(below, part.label)


def _item(_: str, marker: str) -> str:
    return f"第{marker}目" if marker[0].isdecimal() else f"第{marker}项"


def _without_articles(lines: Sequence[str]) -> list[Section]:
    sections: list[Section] = []
    for line in lines:
        found = _TOP.fullmatch(line)
        before = sections[-1].parts[0].number if sections else 0
        if found and numeral(found[1]) == before + 1:
            heading = found[2] if _can_be_heading(line) else ""
            part = Part(before + 1, found[1], heading, [] if heading else [line])
            sections.append(Section(heading or found[1], [part]))
        elif not sections:
            sections.append(Section(PREAMBLE, [Part(0, PREAMBLE, paragraphs=[line])]))
        elif not (before and _into_list(sections[-1].parts[0], line, 1, _run_on)):
            _last(sections[-1].parts[0]).paragraphs.append(line)
    return sections


def _run_on(above: str, marker: str) -> str:
    return above + marker


def _into_list(part: Part, line: str, depth: int, cite: Cite) -> bool:
    """Put a line that goes on with a list below ``part``, ``depth`` deep, where it belongs; false where none does."""
    if depth >= _DEEPEST:
        return False
    if part.parts and _into_list(part.parts[-1], line, depth + 1, cite):
        return True
    for form, marker in enumerate(_MARKERS):
        found = marker.match(line)
        if found is None or (part.parts and form != part.form):
            continue
        if numeral(found[1]) == len(part.parts) + 1:
            part.form = form
            label = cite(part.label, found[0].rstrip(".\uff0e、"))
            part.parts.append(Part(len(part.parts) + 1, label, paragraphs=[line]))
            return True
    return False


def _paragraphs(part: Part) -> Iterator[str]:
    yield from part.paragraphs
    for below in part.parts:
        yield from _paragraphs(below)


def _last(part: Part) -> Part:
    return _last(part.parts[-1]) if part.parts else part


def _spoken(number: int) -> str:
    """17 as 十七, for the number of a paragraph."""
    tens, ones = divmod(number, 10)
    return ("" if tens < 2 else _SIGNS[tens % 10]) + ("十" if tens else "") + ("" if ones == 0 else _SIGNS[ones])


def _can_be_heading(line: str) -> bool:
    return len(line) <= _HEADING and "。" not in line


def _written(parts: Sequence[Part], above: tuple[int, ...]) -> Iterator[str]:
    for part in parts:
        ref = ClauseRef((*above, part.number))
        words = f"{part.label}、{part.heading}" if part.heading else part.label
        yield f"{'#' * (len(ref.parts) + 1)} {words} {{#{ref}}}"
        yield from part.paragraphs
        yield from _written(part.parts, ref.parts)


def _bare(line: str) -> str:
    return "".join(line.split())
