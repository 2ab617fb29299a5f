"""A policy pack: one edition of one regulation, as typed data."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from rongcuo.base import ClauseRef
from rongcuo.law.derivation.derivations import Derivable
from rongcuo.law.procedure import ProcedureTable
from rongcuo.law.rules import DecisionKind, Entry, Exclusive, Finding, Group, Reading, Standing
from rongcuo.law.text import Binding, Clause, OpenWords, Title, UnseenWords


@dataclass(frozen=True, slots=True)
class Pack:
    """What the reader makes of a pack's folder."""

    title: Title
    clauses: Mapping[ClauseRef, Clause]
    findings: Mapping[str, Finding]
    """In the order of the law, which is also the diagram's order of variables."""
    rules: Mapping[str, Group]
    standings: Mapping[str, Standing]
    entries: tuple[Entry, ...]
    exclusives: tuple[Exclusive, ...]
    readings: Mapping[str, Reading]
    decisions: Mapping[str, DecisionKind]
    procedure: ProcedureTable | None
    bindings: tuple[Binding, ...]
    open_words: tuple[OpenWords, ...]
    parameters: Mapping[str, object]
    digest: str
    """SHA-256 over the pack's files: the identity of the rules that entries pin."""
    derivable: Derivable = field(default_factory=Derivable)
    """Facts and what follows from them."""
    unseen_words: tuple[UnseenWords, ...] = ()

    def unseen(self, clauses: Iterable[ClauseRef]) -> tuple[ClauseRef, ...]:
        """Those of ``clauses`` whose words nobody has seen."""
        known = {words.clause for words in self.unseen_words}
        return tuple(clause for clause in clauses if clause in known)


@dataclass(frozen=True, slots=True)
class Policy:
    """A pack under chosen readings: no switch is left in ``entries``.

    ``readings`` holds every reading of the pack, defaults filled in.
    """

    pack: Pack
    readings: Mapping[str, str]
    entries: tuple[Entry, ...]

    def modality(self, standing: str) -> str | None:
        """How strongly the law speaks for ``standing`` under these readings."""
        declared = self.pack.standings[standing]
        return self.readings[declared.modality_reading] if declared.modality_reading else declared.modality
