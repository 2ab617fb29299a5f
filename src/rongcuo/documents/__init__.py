"""Official documents as data, printed as PDF/A: data in, bytes out.

A document is a frozen dataclass, put together from a wording and a case file. ``render`` gives its bytes, or the list
of what cannot be printed and why.
"""

from rongcuo.documents.assembling import OnFile, Row, Said, assemble, edited
from rongcuo.documents.checks import document_number, problems
from rongcuo.documents.content import (
    FORMS,
    Annex,
    AnyBlock,
    Blank,
    Block,
    Column,
    Document,
    Form,
    Heading,
    Imprint,
    Paragraph,
    Receipt,
    Source,
    Table,
)
from rongcuo.documents.editable import editable
from rongcuo.documents.render import Rendered, picture, render, render_slip
from rongcuo.documents.wording import SHIPPED, Wording, misplaced, read_wording, read_wordings

__all__ = [
    "FORMS",
    "SHIPPED",
    "Annex",
    "AnyBlock",
    "Blank",
    "Block",
    "Column",
    "Document",
    "Form",
    "Heading",
    "Imprint",
    "OnFile",
    "Paragraph",
    "Receipt",
    "Rendered",
    "Row",
    "Said",
    "Source",
    "Table",
    "Wording",
    "assemble",
    "document_number",
    "editable",
    "edited",
    "misplaced",
    "picture",
    "problems",
    "read_wording",
    "read_wordings",
    "render",
    "render_slip",
]
