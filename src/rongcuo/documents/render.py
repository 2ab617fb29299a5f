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
from rongcuo.documents.content import AnyBlock, Blank, Document

_HERE = Path(__file__).parent
_TEMPLATES = _HERE / "templates"
_SHIPPED_FONTS = _HERE / "fonts"
_MISSING = re.compile(r"the text `\"(.+?)\"` could not be displayed")
_SCREEN = 80
"""Dots an inch of a page on the screen."""

_ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}")


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
    return _set(document, document.form, fonts_dir)


def render_slip(document: Document, *, fonts_dir: Path | None = None) -> Rendered | tuple[Problem, ...]:
    """The slip that proves service of ``document`` alone; it has one when it has a receipt (else ``ValueError``)."""
    if document.receipt is None:
        message = f"{document.kind} is not served with a slip"
        raise ValueError(message)
    return _set(document, "slip", fonts_dir)


def _set(document: Document, template: str, fonts_dir: Path | None) -> Rendered | tuple[Problem, ...]:
    found = problems(document)
    if found:
        return found
    compiler = _compiler(document, template, fonts_dir)
    try:
        pdf = compiler.compile(format="pdf", pdf_standards="a-2b")
        pages = json.loads(compiler.query("<pages>", field="value", one=True))
    except typst.TypstError as error:
        return _missing_glyphs(document, error)
    if not isinstance(pdf, bytes):
        raise TypesettingError(f"Typst gave {type(pdf).__name__} for {document.kind}, not the bytes of a PDF")
    return Rendered(pdf, hashlib.sha256(pdf).hexdigest(), pages, document.title)


def picture(document: Document, page: int, *, fonts_dir: Path | None = None) -> bytes | None:
    """A page (numbered from 1) as PNG, for a screen; none where the document cannot be printed or has no such page."""
    if not isinstance(render(document, fonts_dir=fonts_dir), Rendered):
        return None
    made = _compiler(document, document.form, fonts_dir).compile(format="png", ppi=_SCREEN)
    pages = made if isinstance(made, list) else [made]
    return pages[page - 1] if 0 < page <= len(pages) else None


def _compiler(document: Document, template: str, fonts_dir: Path | None) -> typst.Compiler:
    return typst.Compiler(
        _TEMPLATES / f"{template}.typ",
        root=_TEMPLATES,
        font_paths=_fonts(fonts_dir),
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(_as_json(document), ensure_ascii=False)},
    )


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
    """What the template reads: the fields, the day as it is printed, every block with the name of its shape."""
    day = document.issued_on
    return asdict(document) | {
        "is_draft": document.is_draft,
        "is_form": any(isinstance(block, Blank) for block in document.body),
        "number": document_number(document.number),
        "issued_on": day and _printed(day),
        "issued": day and {"year": day.year, "month": day.month, "day": day.day},
        "body": [_block(block) for block in document.body],
        "annexes": [
            {"title": annex.title, "body": [_block(block) for block in annex.body]} for annex in document.annexes
        ],
    }


def _block(block: AnyBlock) -> dict[str, object]:
    return {"shape": type(block).__name__.lower(), **asdict(block)}


def _printed(day: date) -> str:
    """成文日期 form: Arabic numerals without leading zeros (GB/T 9704-2012)."""
    return f"{day.year}年{day.month}月{day.day}日"
