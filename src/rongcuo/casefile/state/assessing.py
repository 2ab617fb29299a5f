"""Whether a panel is owed, who sits on it, what it found."""

from collections.abc import Collection
from dataclasses import dataclass

from rongcuo.ledger import Sealed


@dataclass(frozen=True, slots=True)
class Complexity:
    """The latest answers to the two questions of 5.3: facts complex, matter specialised."""

    entry: int
    facts_complex: bool
    specialised: bool


@dataclass(frozen=True, slots=True)
class PanelMember:
    """Who came to the panel, for a department or as an expert."""

    person: str
    organ: str | None


@dataclass(frozen=True, slots=True)
class PanelOpinion:
    """An opinion of the panel: who signed it, and who dissented."""

    entry: int
    opinion: Sealed
    signed_by: tuple[str, ...]
    dissenting: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Panel:
    """The panel as last convened, with what it has said since."""

    entry: int
    question: Sealed
    members: tuple[PanelMember, ...]
    declined: int
    opinions: tuple[PanelOpinion, ...] = ()

    @property
    def persons(self) -> tuple[str, ...]:
        """The members by id."""
        return tuple(member.person for member in self.members)

    def silent(self, recused: Collection[str]) -> tuple[str, ...]:
        """The members who have neither signed nor dissented; who has recused is not waited for."""
        heard = {person for opinion in self.opinions for person in (*opinion.signed_by, *opinion.dissenting)}
        return tuple(person for person in self.persons if person not in heard and person not in recused)
