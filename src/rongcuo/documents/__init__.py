"""Official documents as data, printed as PDF/A: data in, bytes out.

A document is a frozen dataclass. ``render`` gives its bytes, or the list of what cannot be printed and why.
"""

from rongcuo.documents.checks import document_number, problems
from rongcuo.documents.content import Addressee, Document, Filing, OnTheSpot, QuotedClause, RightsNotice
from rongcuo.documents.render import Rendered, render

__all__ = [
    "Addressee",
    "Document",
    "Filing",
    "OnTheSpot",
    "QuotedClause",
    "Rendered",
    "RightsNotice",
    "document_number",
    "problems",
    "render",
]
