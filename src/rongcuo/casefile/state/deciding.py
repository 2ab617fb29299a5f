"""What is concluded, voted on, consented to and decided on a file."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is proposed, voted on, consented to, decided."""

    decision: str
    measure: str | None


@dataclass(frozen=True, slots=True)
class Conclusion:
    """The investigating organ's conclusion with the determination it had before it."""

    entry: int
    standing: str
    proposal: Proposal
    possible: tuple[str, ...]
    departs: bool
    open_findings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """A vote counted under the body's rule; ``needed`` and ``quorum`` are persons."""

    entitled: int
    present: int
    recused: int
    in_favour: int
    against: int
    abstained: int
    base: int
    quorum: int
    needed: int
    carried: bool
    source: str
    secrecy: str = "open"
    """``secret``: the file keeps of nobody how they voted."""


@dataclass(frozen=True, slots=True)
class Deliberation:
    """One deliberation of the deciding body."""

    entry: int
    proposal: Proposal
    tally: Tally


@dataclass(frozen=True, slots=True)
class Consent:
    """The latest request under 5.7; ``given`` none while no reply is on file."""

    entry: int
    proposal: Proposal
    given: bool | None = None
    replied_entry: int | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """The decision as taken."""

    entry: int
    proposal: Proposal
    departs: bool
    open_findings: tuple[str, ...]
