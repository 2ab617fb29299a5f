"""The draft of a document: a wording and a case file as one person may read it, put together."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

from django.conf import settings

from rongcuo.base import Problem
from rongcuo.documents import SHIPPED, Document, Wording, assemble, read_wordings
from rongcuo.ledger import ERASED, Sealed
from rongcuo.office.documents.answers import Answers
from rongcuo.office.documents.onfile import DocumentFile
from rongcuo.office.documents.vocabulary import problems_of
from rongcuo.office.reading import CaseReading


def wording_of(kind: str, file: DocumentFile) -> Wording | tuple[Problem, ...]:
    """The words of a kind, the unit's own before the shipped ones; or what is wrong with them."""
    wordings, problems = _read(Path(settings.HOME) / "wordings")
    wrong = tuple(problem for problem in problems if problem.place.file == f"{kind}.toml")
    wording = wordings.get(kind)
    if wrong or wording is None:
        return wrong or (Problem("documents.no_wording", {"kind": kind}),)
    return problems_of(wording, file.pack) or wording


@cache
def _read(own: Path) -> tuple[dict[str, Wording], tuple[Problem, ...]]:
    found, problems = read_wordings(SHIPPED, own)
    return dict(found), problems


def assembled(kind: str, file: DocumentFile) -> Document | tuple[Problem, ...]:
    """The document as the wording makes it of the file, or what is not on file."""
    match wording_of(kind, file):
        case Wording() as wording:
            return assemble(wording, Answers(file))
        case problems:
            return problems


def draft_of(reading: CaseReading, kind: str, about: int) -> Document | tuple[Problem, ...]:
    """The document of that kind for that entry, from what the person may read."""
    record = next(record for record in reading.records if record.sequence == about)
    file = DocumentFile(
        district=reading.row.district,
        state=reading.state,
        context=reading.context,
        records=reading.records,
        subject=record.act,
        about=about,
        actor=record.actor,
        words=_words(reading),
    )
    return assembled(kind, file)


def _words(reading: CaseReading) -> Callable[[Sealed | None], str]:
    def words(sealed: Sealed | None) -> str:
        body = reading.texts.get(sealed.id, "") if sealed else ""
        return ERASED if body is None else body

    return words
