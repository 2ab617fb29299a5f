"""The content of an act in words: one label and one text for each question."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from rongcuo.casefile import Question, questions, words
from rongcuo.ledger import Sealed
from rongcuo.web.pages.onfile import FileLink


@dataclass(frozen=True, slots=True)
class Particular:
    """One line of what an act says; ``files`` in place of words for attachments."""

    label: str
    text: str = ""
    files: tuple[FileLink, ...] = ()


class Speaker(words.Speaker, Protocol):
    """What puts names, texts and files behind ids: a case file, or an item of a register."""

    def file(self, sealed: Sealed) -> FileLink:
        """The upload behind a seal."""

    def evidence(self) -> Mapping[int, tuple[str, tuple[FileLink, ...]]]:
        """The evidence by number: its title, and the files that the reader may open."""


def particulars(act: object, on: Speaker) -> tuple[Particular, ...]:
    """Everything that ``act`` (or a row of one) says, in the order in which it was asked."""
    return tuple(_said(questions(type(act)), act, on))


def _said(asked: Iterable[Question], act: object, on: Speaker) -> Iterable[Particular]:
    for question in asked:
        value = getattr(act, question.name)
        if value in (None, (), False):
            continue
        if question.kind == "attachments":
            yield Particular(question.label, files=tuple(on.file(sealed) for sealed in value))
        else:
            yield Particular(question.label, words.in_words(on, question, value))
            yield from _files_in(question, value, on)


def _files_in(question: Question, value: Any, on: Speaker) -> Iterable[Particular]:
    """Attachments within rows, under the words of the row's own question, and the files of evidence that is shown."""
    if question.kind == "items" and question.of == "evidence":
        files = tuple(link for number in value for link in on.evidence().get(number, ("", ()))[1])
        yield from [Particular("证据文件", files=files)] if files else []
    asked = questions(question.row) if question.row and question.kind == "rows" else ()
    for each in asked:
        if each.kind == "attachments":
            files = tuple(on.file(sealed) for row in value for sealed in getattr(row, each.name))
            yield from [Particular(each.label, files=files)] if files else []
