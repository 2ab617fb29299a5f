"""The steps of a derivation: what each term came to on the facts, and on which others that rests."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from rongcuo.determination.derivation.facts import Piece, Row, Rows
from rongcuo.determination.derivation.grading import Ground
from rongcuo.law.derivation.derivations import Count, Derivation, Edition, Fact, Record, Scalar, Term

Form = Literal[
    "all", "any", "none", "reading", "cases", "case", "fact", "value", "compare", "member", "count", "row", "table"
]

Possible = frozenset[Scalar]

YES: Possible = frozenset({True})
NO: Possible = frozenset({False})
OPEN: Possible = frozenset({True, False})


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a derivation.

    ``term`` is what the pack says; ``name`` the fact, record, table, reading,
    value or code; ``meant`` what of the pack the name stands for, where it has
    codes or fields; ``given`` what the file says of a fact. ``rows`` tells of
    a record list whether it is complete, ``graded`` of a table which edition
    and ground it was. ``tried`` are the open facts whose every value gives this
    result.
    """

    form: Form
    possible: Possible
    term: Term | None = None
    name: str | None = None
    meant: Fact | Derivation | Record | None = None
    given: Scalar | None = None
    row: Row | None = None
    rows: Rows | None = None
    graded: tuple[tuple[Edition | None, tuple[Ground, ...]], ...] = ()
    tried: tuple[str, ...] = ()
    evidence: tuple[Piece, ...] = ()
    children: tuple["Step", ...] = ()

    @property
    def holds(self) -> bool | None:
        """Yes, no, or none while both are possible."""
        return _HOLDS.get(self.possible)


def deciding(step: Step) -> tuple[Step, ...]:
    """The children on which the result rests: one witness is enough for ``any``, one obstacle for ``all``.

    Of what is open, the children that are open too.
    """
    if step.possible == OPEN:
        return tuple(child for child in step.children if child.possible == OPEN or len(child.possible) > 1)
    wanted = _DECISIVE.get((step.form, step.holds))
    if isinstance(step.term, Count) and step.form == "count" and step.holds is (step.term.word == "at_least"):
        wanted = YES
    return tuple(child for child in step.children if child.possible == wanted) or step.children


def evidence_of(step: Step) -> Iterator[Piece]:
    """The evidence of the facts that decide."""
    yield from step.evidence
    for child in deciding(step):
        yield from evidence_of(child)


def _all(parts: Iterable[Possible]) -> Possible:
    sets = list(parts)
    return frozenset({True} if all(True in each for each in sets) else ()) | (
        NO if any(False in each for each in sets) else frozenset()
    )


def opposite(possible: Possible) -> Possible:
    """Yes for no, no for yes."""
    return frozenset(not each for each in possible)


def _any(parts: Iterable[Possible]) -> Possible:
    return opposite(_all(map(opposite, parts)))


def _none(parts: Iterable[Possible]) -> Possible:
    return _all(map(opposite, parts))


_HOLDS: Mapping[Possible, bool] = {YES: True, NO: False}

JOIN: Mapping[str, Callable[[Iterable[Possible]], Possible]] = {"all": _all, "any": _any, "none": _none}
"""What an operator makes of the parts, each weighed apart."""

_DECISIVE: Mapping[tuple[str, bool | None], Possible] = {
    ("any", True): YES,
    ("none", False): YES,
    ("all", False): NO,
    ("cases", None): YES,
}
"""By operator and result, what a child that alone brings it about is."""
