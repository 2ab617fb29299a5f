"""The archive package (归档包) of one case file: writing it, and checking it without the office.

A package is one zip file. Its layout stands in ``docs/reference/archive.md``.
It needs neither the database nor Django to be checked.
"""

from rongcuo.archive.check import Checked, check
from rongcuo.archive.contents import Cover, Erasure, KeptBody, KeptDocument, KeptFile, KeptText, Package, Withheld
from rongcuo.archive.write import Attestation, Unsound, write

__all__ = [
    "Attestation",
    "Checked",
    "Cover",
    "Erasure",
    "KeptBody",
    "KeptDocument",
    "KeptFile",
    "KeptText",
    "Package",
    "Unsound",
    "Withheld",
    "check",
    "write",
]
