"""A case file as the words of a document are made from it, and the names by which a wording calls its acts."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from rongcuo.casefile import Act, CaseState, Context, Record, questions
from rongcuo.casefile.labels import Labels
from rongcuo.casefile.words import full_date
from rongcuo.documents import Source
from rongcuo.law import Pack
from rongcuo.ledger import Sealed
from rongcuo.office.people.models import District, Organ, Person

SUBJECT = "act"
"""The name by which a wording calls the act that its document is for."""


@dataclass(frozen=True)
class DocumentFile:
    """A case file as the words of one document are made from it.

    ``records`` are the entries that may be used, in order; ``subject`` the act that the document is for, and
    ``about`` its entry, none while the act is being recorded; ``words`` gives the text behind a seal.
    """

    district: District
    state: CaseState
    context: Context
    records: tuple[Record, ...]
    subject: Act
    about: int | None
    actor: str
    words: Callable[[Sealed | None], str]

    @property
    def pack(self) -> Pack:
        """The edition that the file is handled under."""
        return self.context.policy.pack

    @cached_property
    def law(self) -> Labels:
        """The labels of that edition."""
        return Labels(self.context.policy)

    # What puts names behind ids (rongcuo.casefile.words.Speaker).

    def person(self, identity: str) -> str:
        """A person's name."""
        return self._persons.get(identity, "")

    def people(self, identities: Any) -> str:
        """Names in a row."""
        return "、".join(map(self.person, identities))

    def organ(self, identity: str | None) -> str:
        """An organ's name."""
        found = self.organs.get(identity or "")
        return found.name if found else ""

    def text(self, sealed: Sealed | None) -> str:
        """The words behind a seal."""
        return self.words(sealed)

    def evidence_titles(self) -> Mapping[int, str]:
        """The evidence by number: its title."""
        return {piece.number: self.words(piece.title) for piece in self.state.evidence}

    @cached_property
    def _persons(self) -> Mapping[str, str]:
        found = Person.objects.filter(district=self.district).values_list("pk", "name")
        return {str(pk): name for pk, name in found}

    @cached_property
    def organs(self) -> Mapping[str, Organ]:
        """The district's organs by id."""
        return {str(organ.pk): organ for organ in Organ.objects.filter(district=self.district)}

    def latest(self, act: str) -> Record | None:
        """The latest entry of that act that was not voided."""
        found = (each for each in reversed(self.records) if each.act.name == act)
        return next((each for each in found if each.sequence not in self.state.voided), None)

    def recorded(self, sequence: int | None) -> Record | None:
        """The entry with that number; none where it may not be used."""
        return next((each for each in self.records if each.sequence == sequence), None)

    def entry(self, sequence: int | None) -> tuple[Source, ...]:
        """An entry as a source; nothing for none."""
        return (Source("entry", str(sequence)),) if sequence else ()


OF_EVERY_ACT = ("on", "by")
"""What can be asked of every act besides its fields: its day, and who did it."""


def act_values(shape: type[Act], called: str) -> Iterator[str]:
    """The names of the values of an act that a wording calls so."""
    yield from (f"{called}.{each}" for each in OF_EVERY_ACT)
    yield from (f"{called}.{each.name}" for each in questions(shape) if not each.row and each.kind != "attachments")


def act_lists(shape: type[Act], called: str) -> Iterator[tuple[str, frozenset[str]]]:
    """The names of the lists of an act, with the fields of their rows."""
    for each in questions(shape):
        if each.row and each.kind == "rows":
            yield f"{called}.{each.name}", frozenset(part.name for part in questions(each.row))


def printed(day: date | None) -> str:
    """A day as a document says it; empty for none."""
    return full_date(day) if day else ""
