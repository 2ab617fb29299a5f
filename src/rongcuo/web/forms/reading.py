"""From a post to the plain JSON of an act.

Names in the page are those of the JSON with hyphens: ``claims-0-statement``.
Nothing is judged here; an empty answer is left out and the core says whether
it was needed.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable

from django.http import QueryDict

from rongcuo.casefile.fields import Question
from rongcuo.office.files.sealing import as_uuid

Raw = dict[str, object]

_MAXIMUM_ROWS = 200


def read(asked: Iterable[Question], post: QueryDict, prefix: str = "") -> Raw:
    """The answers to ``asked`` in ``post``, as the door takes them."""
    answers = ((question.name, _answer(question, post, prefix + question.name)) for question in asked)
    return {name: answer for name, answer in answers if answer not in (None, "", [])}


def _answer(question: Question, post: QueryDict, name: str) -> object:
    return _READERS.get(question.kind, _words)(question, post, name)


def _words(question: Question, post: QueryDict, name: str) -> object:
    """Words as written, line ends made one, outer blanks gone."""
    del question
    return post.get(name, "").replace("\r\n", "\n").strip()


def _plain(question: Question, post: QueryDict, name: str) -> object:
    """A date or a code: full-width digits and letters are taken for their narrow form."""
    return unicodedata.normalize("NFKC", str(_words(question, post, name)))


def _day(question: Question, post: QueryDict, name: str) -> object:
    """An ISO date, also from ``2024年2月8日`` or ``2024/2/8``; anything else as it stands."""
    written = str(_plain(question, post, name))
    found = re.fullmatch(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?", written)
    return f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}" if found else written


def _number(question: Question, post: QueryDict, name: str) -> object:
    """A whole number where it is one, else the words, for the core to name."""
    written = str(_plain(question, post, name))
    return int(written) if re.fullmatch(r"\d{1,9}", written) else written


def _flag(question: Question, post: QueryDict, name: str) -> object:
    del question
    return True if post.get(name) else None


def _several(question: Question, post: QueryDict, name: str) -> object:
    del question
    return [value for value in post.getlist(name) if value]


def _numbers(question: Question, post: QueryDict, name: str) -> object:
    del question
    return [int(value) if re.fullmatch(r"\d{1,9}", value) else value for value in post.getlist(name) if value]


def _uploads(question: Question, post: QueryDict, name: str) -> object:
    """The ids of uploads; what a browser says in place of a file that it did not send is none."""
    del question
    return upload_ids(post, name)


def upload_ids(post: QueryDict, name: str) -> list[str]:
    """The ids of uploads that ``post`` names under ``name``."""
    return [value for value in post.getlist(name) if as_uuid(value)]


def _citations(question: Question, post: QueryDict, name: str) -> object:
    """``cited-3=supports``: the bearing of evidence 3; an empty one cites nothing."""
    del question
    found = []
    for key in post:
        number = key.removeprefix(f"{name}-")
        if key.startswith(f"{name}-") and number.isdecimal() and post[key]:
            found.append({"number": int(number), "bearing": post[key]})
    return sorted(found, key=lambda citation: citation["number"])


def _rows(question: Question, post: QueryDict, name: str) -> object:
    """The rows that say anything; a row left blank is none."""
    rows = (read(question.parts, post, f"{name}-{index}-") for index in _indices(post, name))
    return [row for row in rows if row]


def _indices(post: QueryDict, name: str) -> list[int]:
    form = re.compile(rf"{re.escape(name)}-(\d{{1,3}})-")
    found = {int(match[1]) for key in post if (match := form.match(key))}
    return sorted(found)[:_MAXIMUM_ROWS]


_READERS: dict[str, Callable[[Question, QueryDict, str], object]] = {
    "date": _day,
    "number": _number,
    "claim": _number,
    "item": _number,
    "code": _plain,
    "casefile": _words,
    "flag": _flag,
    "items": _numbers,
    "people": _several,
    "findings": _several,
    "attachments": _uploads,
    "citations": _citations,
    "rows": _rows,
    "records": _rows,
}
