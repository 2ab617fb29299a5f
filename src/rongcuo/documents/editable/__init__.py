"""From a document to a .docx that Word and WPS open and people go on writing in, through python-docx.

The form is that of the PDF, with two differences. The fonts are named, never embedded: an office has its own. And
neither 核验码 nor seal is there: what can be changed proves nothing. The same document gives the same bytes.
"""

import io
import zipfile
from datetime import datetime

import docx.api
from docx.document import Document as Docx

from rongcuo.base import Problem
from rongcuo.documents.checks import problems
from rongcuo.documents.content import Document
from rongcuo.documents.editable.body import write_annexes, write_body
from rongcuo.documents.editable.heads import write_head
from rongcuo.documents.editable.sheet import lay_out
from rongcuo.documents.editable.slip import write_slip
from rongcuo.documents.editable.tail import write_closing, write_imprint

__all__ = ["editable"]

_NEVER = datetime(1980, 1, 1)  # noqa: DTZ001 - the formats of Office and of ZIP know no zones
"""The day of a draft, which has none of its own: the first that a ZIP can tell."""


def editable(document: Document) -> bytes | tuple[Problem, ...]:
    """The bytes of a .docx of ``document``, or every problem that keeps it from being printed.

    A character that the reader's fonts do not draw is for Word or WPS to find elsewhere; ``render`` reports it.
    """
    found = problems(document)
    return found or _same_bytes(_written(document), _day(document))


def _written(document: Document) -> Docx:
    written = docx.api.Document()
    for write in (_describe, lay_out, write_head, write_body, write_closing, write_annexes, write_imprint, write_slip):
        write(written, document)
    return written


def _describe(docx: Docx, document: Document) -> None:
    about, day = docx.core_properties, _day(document)
    about.title, about.author, about.last_modified_by = document.title, "、".join(document.organs), ""
    about.created = about.modified = day
    about.language, about.comments, about.revision = "zh-CN", "", 1


def _day(document: Document) -> datetime:
    day = document.issued_on
    return datetime(day.year, day.month, day.day) if day else _NEVER  # noqa: DTZ001


def _same_bytes(docx: Docx, day: datetime) -> bytes:
    """The package with the document's own day in the place of the clock's, its parts in the order they have."""
    written, again = io.BytesIO(), io.BytesIO()
    docx.save(written)
    with zipfile.ZipFile(written) as package, zipfile.ZipFile(again, "w") as bag:
        for name in package.namelist():
            part = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            part.compress_type = zipfile.ZIP_DEFLATED
            bag.writestr(part, package.read(name))
    return again.getvalue()
