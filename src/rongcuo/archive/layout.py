"""How a package is laid out: the names of its members, and the one form that a zip member has."""

import re
from collections.abc import Mapping
from pathlib import PurePosixPath
from zipfile import ZIP_STORED, ZipInfo

from rongcuo.base.canonical import canonical

FORMAT = "rongcuo/archive/1"

MANIFEST = "manifest.json"
SIGNATURE = "manifest.sig"
LEDGER = "ledger.jsonl"
TEXTS = "texts.jsonl"
FILES = "attachments.jsonl"
METADATA = "metadata.xml"
CHECKPOINT = "checkpoint.json"
KEYS = "keys.json"
VERIFIER = "verify.py"
REPORT = "四性检测报告.json"
REPORT_TEXT = "四性检测报告.md"

UNLISTED = frozenset({MANIFEST, SIGNATURE, REPORT, REPORT_TEXT})
"""Members that the manifest cannot list: itself, what signs it, and the report on the whole."""

DATE = (1980, 1, 1, 0, 0, 0)
"""The time of every member: the first that a zip file can say, so that one state gives one sequence of bytes."""

_UNSAFE = re.compile(r"[^\w〔〕（）\-]")
_SUFFIX = re.compile(r"\.[a-z0-9]{1,8}")
_OWNER_READS = 0o100600 << 16
_UTF8 = 0x800
_FORM = (
    "date_time", "compress_type", "create_system", "create_version", "extract_version", "reserved",
    "volume", "internal_attr", "external_attr", "extra", "comment",
)  # fmt: skip


def member(top: str, path: str) -> ZipInfo:
    """The head of a member: stored as it is, so that no version of a compressor changes a byte."""
    info = ZipInfo(f"{top}/{path}", DATE)
    info.compress_type = ZIP_STORED
    info.create_system = 3
    info.external_attr = _OWNER_READS
    return info


def is_regular(found: ZipInfo) -> bool:
    """Whether a member has the form that :func:`member` gives: not compressed, encrypted, linked or dated."""
    expected = ZipInfo(found.filename, DATE)
    expected.compress_type, expected.create_system, expected.external_attr = ZIP_STORED, 3, _OWNER_READS
    return found.flag_bits in (0, _UTF8) and all(getattr(found, name) == getattr(expected, name) for name in _FORM)


def document_path(place: int, number: str) -> str:
    """Where the PDF of a document stands."""
    return f"documents/{place:03}_{_UNSAFE.sub('_', number)}.pdf"


def attachment_path(number: int, identity: str, name: str) -> str:
    """Where the bytes of an attachment stand: by number and id; of its own name only a plain extension is kept."""
    suffix = PurePosixPath(name).suffix.lower()
    return f"attachments/{number:03}_{identity}{suffix if _SUFFIX.fullmatch(suffix) else ''}"


def line(value: Mapping[str, object]) -> bytes:
    """One line of a list: canonical JSON and a newline."""
    return canonical(value) + b"\n"
