"""From a document to its PDF/A-2b, through Typst.

Data goes in as JSON and is never read as Typst source. The document carries
its own date, so the same document gives the same bytes on every run of the
same version of Typst. PDF/A is also what finds a missing glyph: a plain PDF
would print an empty box and say nothing.
"""

import hashlib
import json
import re
from dataclasses import asdict, dataclass
from datetime import date
from functools import cache
from pathlib import Path

import typst

from rongcuo.base import Place, Problem, RongcuoError
from rongcuo.documents.checks import document_number, problems, texts
from rongcuo.documents.content import Document, OnTheSpot, RightsNotice

_HERE = Path(__file__).parent
_TEMPLATES = _HERE / "templates"
_SHIPPED_FONTS = _HERE / "fonts"
_MISSING = re.compile(r"the text `\"(.+?)\"` could not be displayed")
_ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}")
_WEEKDAYS = "一二三四五六日"


class TypesettingError(RongcuoError):
    """Typst could not set a document that had passed every check: a fault of the template or the fonts."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A finished document: PDF/A-2b bytes, their SHA-256 in hexadecimal, number of pages, title."""

    pdf: bytes
    sha256: str
    pages: int
    title: str


def render(document: Document, *, fonts_dir: Path | None = None) -> Rendered | tuple[Problem, ...]:
    """The PDF of ``document``, or every problem that keeps it from being printed.

    ``fonts_dir`` holds the unit's own licensed fonts; they are taken before
    the shipped ones (a folder that is not there counts as empty). A character that no font draws is the problem
    ``documents.missing_glyph``. Raises ``TypesettingError`` on a faulty template.
    """
    found = problems(document)
    if found:
        return found
    compiler = typst.Compiler(
        _TEMPLATES / f"{document.kind}.typ",
        root=_TEMPLATES,
        font_paths=_fonts(fonts_dir),
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(_as_json(document), ensure_ascii=False)},
    )
    try:
        pdf = compiler.compile(format="pdf", pdf_standards="a-2b")
        pages = json.loads(compiler.query("<pages>", field="value", one=True))
    except typst.TypstError as error:
        return _missing_glyphs(document, error)
    if not isinstance(pdf, bytes):
        raise TypesettingError(f"Typst gave {type(pdf).__name__} for {document.kind}, not the bytes of a PDF")
    return Rendered(pdf, hashlib.sha256(pdf).hexdigest(), pages, document.title)


@cache
def _fonts(fonts_dir: Path | None) -> typst.Fonts:
    """The unit's fonts before the shipped ones, and no others: what the machine has must not change a document."""
    folders = [folder for folder in (fonts_dir, _SHIPPED_FONTS) if folder is not None]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)


def _missing_glyphs(document: Document, error: typst.TypstError) -> tuple[Problem, ...]:
    """One problem for each field with characters that no font draws; any other complaint of Typst is raised."""
    missing = {_unescaped(text) for text in _MISSING.findall(error.diagnostic)}
    by_field = ((path, sorted(sign for sign in missing if sign in text)) for path, text in texts(document))
    found = tuple(
        Problem("documents.missing_glyph", {"characters": "、".join(map(_named, signs))}, Place(field=path))
        for path, signs in by_field
        if signs
    )
    if not found:
        raise TypesettingError(error.diagnostic) from error
    return found


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)


def _named(sign: str) -> str:
    """The character with its code, since it may look like an empty box on screen too."""
    return f"{sign}（{' '.join(f'U+{ord(part):04X}' for part in sign)}）"


def _as_json(document: Document) -> dict[str, object]:
    """What the template reads: the fields, dates as they are printed, and what follows from the fields."""
    data = {**asdict(document), "title": document.title, "number": document_number(document.number)}
    day = document.issued_on
    data |= {"issued_on": _printed(day), "issued": {"year": day.year, "month": day.month, "day": day.day}}
    if isinstance(document, RightsNotice):
        data |= _of_notice(document)
    return data


def _of_notice(notice: RightsNotice) -> dict[str, object]:
    return {
        "salutation": notice.party.salutation,
        "recipient": notice.party.recipient,
        "matter": [line for line in notice.matter.splitlines() if line.strip()],
        "on_the_spot": notice.on_the_spot and _of_service(notice.on_the_spot),
    }


def _of_service(service: OnTheSpot) -> dict[str, str]:
    weekday = _WEEKDAYS[service.last_day.weekday()]
    return {"served_on": _printed(service.served_on), "last_day": f"{_printed(service.last_day)}（星期{weekday}）"}


def _printed(day: date) -> str:
    """成文日期 form: Arabic numerals without leading zeros (GB/T 9704-2012)."""
    return f"{day.year}年{day.month}月{day.day}日"
