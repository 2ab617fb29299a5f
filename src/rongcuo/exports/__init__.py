"""A policy in the formats of others: DMN, LegalRuleML, Akoma Ntoso, a drawing, plain JSON.

``export`` gives one text for one policy and one format, byte for byte the same
each time. What a format cannot say is said within the file, and in
``docs/reference/exports.md``.
"""

from rongcuo.exports.akn_reader import read_clauses
from rongcuo.exports.exporting import FORMATS, UnknownFormat, export
from rongcuo.exports.problems import NotExportable

__all__ = ["FORMATS", "NotExportable", "UnknownFormat", "export", "read_clauses"]
