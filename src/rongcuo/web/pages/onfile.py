"""A case file as one person may read it: names, texts and files behind the ids of the state."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from rongcuo.casefile import CaseState
from rongcuo.ledger import ERASED, Sealed
from rongcuo.web.clauses import Law
from rongcuo.workdays import Calendar


@dataclass(frozen=True, slots=True)
class FileLink:
    """An attachment as a page names it."""

    name: str
    address: str


@dataclass(frozen=True)
class OnFile:
    """What the words of a page are made from.

    ``persons`` and ``organs`` are names by id; ``texts`` bodies and ``files``
    names of uploads by the id of what was sealed; ``recorded`` the instant of
    each entry that the reader may see: what it does not hold is not shown.
    """

    law: Law
    state: CaseState
    calendar: Calendar
    today: date
    casefile: UUID
    number: str
    persons: Mapping[str, str]
    organs: Mapping[str, str]
    texts: Mapping[str, str | None]
    files: Mapping[str, str]
    recorded: Mapping[int, datetime]
    address: str

    def person(self, identity: str) -> str:
        """A person's name."""
        return self.persons.get(identity, "系统" if identity == "system" else "某人")

    def people(self, identities: Iterable[str]) -> str:
        """Names in a row."""
        return "、".join(self.person(identity) for identity in identities)

    def organ(self, identity: str | None) -> str:
        """An organ's name."""
        return self.organs.get(identity or "", "")

    def text(self, sealed: Sealed | None) -> str:
        """The words behind a seal; what was erased says so, what is not given is empty."""
        if sealed is None or sealed.id not in self.texts:
            return ""
        body = self.texts[sealed.id]
        return ERASED if body is None else body

    def file(self, sealed: Sealed) -> FileLink:
        """The upload behind a seal; what was erased says so, and leads nowhere."""
        name = self.files.get(sealed.id, "附件")
        return FileLink(name, f"/cases/{self.casefile}/attachments/{sealed.id}/") if name else FileLink(ERASED, "")

    def evidence(self) -> Mapping[int, tuple[str, tuple[FileLink, ...]]]:
        """The evidence by number: its title, and the files that this reader may open."""
        return {
            piece.number: (
                self.text(piece.title),
                tuple(self.file(sealed) for sealed in piece.files if sealed.id in self.files),
            )
            for piece in self.state.evidence
        }

    def evidence_titles(self) -> Mapping[int, str]:
        """The evidence by number: its title."""
        return {piece.number: self.text(piece.title) for piece in self.state.evidence}

    def sees(self, sequence: int | None) -> bool:
        """Whether the reader may see that entry."""
        return sequence in self.recorded

    @property
    def party(self) -> str:
        """The party's name: the person, or the unit."""
        file = self.state.file
        return self.person(file.party_person) if file.party_person else self.organ(file.organisation)

    @property
    def title(self) -> str:
        """The matter in one line."""
        return self.text(self.state.file.title)

    def act_address(self, act: str, **asked: object) -> str:
        """Where an act on this file is done."""
        query = "&".join(f"{name}={value}" for name, value in asked.items())
        return f"{self.address}acts/{act}/" + (f"?{query}" if query else "")
