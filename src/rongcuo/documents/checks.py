"""What is wrong with a document before it is typeset: every problem at once, by field."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from rongcuo.base import Place, Problem
from rongcuo.documents.content import Document

# GB/T 9704-2012: code of the organ, year in 〔〕, number without 第 and without leading zero.
_NUMBER = re.compile(r"[\u4e00-\u9fff]{2,12}〔(19|20)[0-9]{2}〕[1-9][0-9]{0,4}号")
_YEAR_BRACKETS = str.maketrans("[【(]】)", "〔〔〔〕〕〕")
_SECRECY_MARK = re.compile(r"(绝密|机密|秘密)\s*★")
_MAY_BE_EMPTY = re.compile(
    r"number|code|secrecy|note|imprint\.issuer|receipt\.note"
    r"|.*\.id|.*\.sources\.\d+\.ref|.*\.rows\.\d+\.\d+"
)
_MAY_HAVE_LINES = re.compile(r"(body|annexes\.\d+\.body)\.\d+\.(text|rows\.\d+\.\d+)|receipt\.recipient")
_INVISIBLE = {"Cc", "Cf", "Cs", "Zl", "Zp"}
_LONGEST = {"title": 120, "organs": 60, "number": 40}
_LONGEST_OTHERWISE = 20_000


def document_number(text: str) -> str:
    """``text`` with its year in 〔〕, its digits half width and no blanks; its form is not judged here."""
    return unicodedata.normalize("NFKC", "".join(text.split())).translate(_YEAR_BRACKETS)


def problems(document: Document) -> tuple[Problem, ...]:
    """Everything that keeps ``document`` from being printed, in the order of its fields."""
    found = [problem for path, text in texts(document) for problem in _of_text(path, text)]
    found += [_problem(name, "documents.blank") for name in ("organs", "body") if not getattr(document, name)]
    if not document.is_draft:
        found.extend(_of_signed(document))
    if document.secrecy:
        found.append(_problem("secrecy", "documents.secrecy", found=document.secrecy))
    return (*found, *_of_form(document))


def _of_signed(document: Document) -> Iterator[Problem]:
    if not _NUMBER.fullmatch(document_number(document.number)):
        yield _problem("number", "documents.number", found=document.number)
    if document.issued_on is None:
        yield _problem("issued_on", "documents.blank")


def _of_form(document: Document) -> Iterator[Problem]:
    """What GB/T 9704-2012 asks of an upward document, and keeps from every other."""
    upward = document.form == "upward"
    if upward and len(document.addressees) != 1:
        yield _problem("addressees", "documents.one_addressee", found="、".join(document.addressees))
    if upward and not document.signers:
        yield _problem("signers", "documents.no_signer")
    if document.signers and not upward:
        yield _problem("signers", "documents.signer_of_upward")


def _problem(field: str, code: str, **params: object) -> Problem:
    return Problem(code, params, Place(field=field))


def texts(value: object, path: str = "") -> Iterator[tuple[str, str]]:
    """Every text in ``value`` with its dotted path; items of a list count from 1."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, tuple):
        for index, item in enumerate(value, start=1):
            yield from texts(item, f"{path}.{index}")
    elif is_dataclass(value):
        for field in fields(value):
            yield from texts(getattr(value, field.name), f"{path}.{field.name}".lstrip("."))


def _of_text(path: str, text: str) -> Iterator[Problem]:
    text = text.replace("\r\n", "\n")  # a text area of a browser sends both
    if not text.strip() and not _MAY_BE_EMPTY.fullmatch(path):
        yield _problem(path, "documents.blank")
    longest = _LONGEST.get(path.partition(".")[0], _LONGEST_OTHERWISE)
    if len(text) > longest:
        yield _problem(path, "documents.too_long", length=len(text), longest=longest)
    if "\n" in text and not _MAY_HAVE_LINES.fullmatch(path):
        yield _problem(path, "documents.line_break")
    hidden = sorted({f"U+{ord(sign):04X}" for sign in text if _is_invisible(sign)})
    if hidden:
        yield _problem(path, "documents.invisible", characters="、".join(hidden))
    if mark := _SECRECY_MARK.search(text):
        yield _problem(path, "documents.secrecy", found=mark.group())


def _is_invisible(sign: str) -> bool:
    """Controls, direction marks and half surrogates: what a reader of the paper cannot see."""
    return sign != "\n" and unicodedata.category(sign) in _INVISIBLE
