"""What is wrong with a document before it is typeset: every problem at once, by field."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from rongcuo.base import Place, Problem
from rongcuo.documents.content import Document, RightsNotice

# GB/T 9704-2012: code of the organ, year in 〔〕, number without 第 and without leading zero.
_NUMBER = re.compile(r"[\u4e00-\u9fff]{2,12}〔(19|20)[0-9]{2}〕[1-9][0-9]{0,4}号")
_YEAR_BRACKETS = str.maketrans("[【(]】)", "〔〔〔〕〕〕")
_SECRECY_MARK = re.compile(r"(绝密|机密|秘密)\s*★")
_MAY_BE_EMPTY = {"code", "secrecy", "party.honorific", "party.organisation", "party.post"}
_MAY_HAVE_LINES = {"matter"}
_INVISIBLE = {"Cc", "Cf", "Cs", "Zl", "Zp"}
_LONGEST = {"organ": 60, "party.name": 60, "party.organisation": 60, "party.post": 60}
_LONGEST_OTHERWISE = 2000


def document_number(text: str) -> str:
    """``text`` with its year in 〔〕, its digits half width and no blanks; its form is not judged here."""
    return unicodedata.normalize("NFKC", "".join(text.split())).translate(_YEAR_BRACKETS)


def problems(document: Document) -> tuple[Problem, ...]:
    """Everything that keeps ``document`` from being printed, in the order of its fields."""
    found = [problem for path, text in texts(document) for problem in _of_text(path, text)]
    if not _NUMBER.fullmatch(document_number(document.number)):
        found.append(_problem("number", "documents.number", found=document.number))
    if document.secrecy:
        found.append(_problem("secrecy", "documents.secrecy", found=document.secrecy))
    if isinstance(document, RightsNotice):
        found.extend(_of_notice(document))
    return tuple(found)


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
    if not text.strip() and path not in _MAY_BE_EMPTY:
        yield _problem(path, "documents.blank")
    longest = _LONGEST.get(path, _LONGEST_OTHERWISE)
    if len(text) > longest:
        yield _problem(path, "documents.too_long", length=len(text), longest=longest)
    if "\n" in text and path not in _MAY_HAVE_LINES:
        yield _problem(path, "documents.line_break")
    hidden = sorted({f"U+{ord(sign):04X}" for sign in text if _is_invisible(sign)})
    if hidden:
        yield _problem(path, "documents.invisible", characters="、".join(hidden))
    if mark := _SECRECY_MARK.search(text):
        yield _problem(path, "documents.secrecy", found=mark.group())


def _is_invisible(sign: str) -> bool:
    """Controls, direction marks and half surrogates: what a reader of the paper cannot see."""
    return sign != "\n" and unicodedata.category(sign) in _INVISIBLE


def _of_notice(notice: RightsNotice) -> Iterator[Problem]:
    if not notice.officers:
        yield _problem("officers", "documents.blank")
    if notice.limit_days < 1:
        yield _problem("limit_days", "documents.limit", found=notice.limit_days)
    if notice.party.kind not in ("person", "organisation"):
        yield _problem("party.kind", "documents.party_kind", found=notice.party.kind)
    spot = notice.on_the_spot
    if spot is None:
        return
    if spot.served_on < notice.issued_on:
        yield _problem(
            "on_the_spot.served_on", "documents.served_early", served_on=spot.served_on, issued_on=notice.issued_on
        )
    if spot.last_day <= spot.served_on:
        yield _problem("on_the_spot.last_day", "documents.last_day", last_day=spot.last_day, served_on=spot.served_on)
