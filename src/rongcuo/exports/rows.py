"""The ordered list of a policy as first-hit rows: conditions that all hold, one row below the other.

An entry's rule becomes the alternatives that make it hold, a row each. Where
several alternatives meet several others, what the later entries say when one
of the sides fails is moved up instead: ``any of twelve, and any of six`` is
not seventy-two rows but one row for *none of the six*, and twelve.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce

from rongcuo.base import Problem
from rongcuo.exports.problems import NotExportable
from rongcuo.law import Policy
from rongcuo.law.rules import Entry, Group, Leaf, Node, Switch

LIMIT = 1_000
"""No table that a person could look through has more rows."""

Cube = frozenset[tuple[str, bool]]
"""Findings with the answers they must all have."""

Term = tuple[Node, bool]
"""A rule that must hold, or must not."""

_CONJUNCTIVE = {("all", True), ("any", False), ("none", True)}
"""Operator, and whether it must hold: every child counts. In the other three cases one child is enough."""


class TooManyRows(NotExportable):
    """The rules expand to more rows than anybody could use."""

    def __init__(self) -> None:
        super().__init__(Problem("exports.too_many_rows", {"limit": LIMIT}))


@dataclass(frozen=True, slots=True)
class Row:
    """One row: where all its conditions are answered so, and no row above is, ``entry`` decides.

    ``early`` marks a row that stands above the rows of an entry that comes
    before its own in the law's list.
    """

    conditions: Cube
    entry: Entry
    early: bool = False


def first_hit(policy: Policy) -> tuple[Row, ...]:
    """The rows of ``policy``, the last without conditions; raises ``TooManyRows``."""
    *conditional, last = policy.entries
    rows: Sequence[Row] = (Row(frozenset(), last),)
    for entry in reversed(conditional):
        rows = _in_front(entry, rows)
    return tuple(rows)


def _in_front(entry: Entry, rest: Sequence[Row]) -> Sequence[Row]:
    """The shortest way found to put ``entry`` above the rows of what comes after it."""
    terms = tuple(_parts(entry.when, holds=True)) if entry.when is not None else ()
    ways = [_reached([*_own(entry, terms), *rest])] if _count(terms) <= LIMIT else []
    for aside in terms:
        others = [term for term in terms if term is not aside]
        if len(terms) > 1 and _count(others) <= LIMIT:
            early = [_moved(row, cube) for cube in _cubes(*_negated(aside)) for row in rest if _agree(row, cube)]
            ways.append(_reached([*early, *_own(entry, others), *rest]))
    if not ways or len(best := min(ways, key=len)) > LIMIT:
        raise TooManyRows
    return best


def _own(entry: Entry, terms: Iterable[Term]) -> Iterator[Row]:
    yield from (Row(cube, entry) for cube in _product(_cubes(*term) for term in terms))


def _moved(row: Row, cube: Cube) -> Row:
    return Row(row.conditions | cube, row.entry, early=True)


def _agree(row: Row, cube: Cube) -> bool:
    return _consistent(row.conditions | cube)


def _parts(node: Node, *, holds: bool) -> Iterator[Term]:
    """What must all be so for ``node`` to hold, or not to."""
    if isinstance(node, Group) and (node.operator, holds) in _CONJUNCTIVE:
        for child in node.children:
            yield from _parts(child, holds=holds != (node.operator == "none"))
    else:
        yield node, holds


def _negated(term: Term) -> Term:
    return term[0], not term[1]


def _cubes(node: Node, holds: bool) -> tuple[Cube, ...]:
    """The alternatives under which ``node`` holds, or does not; none of them contains another."""
    match node:
        case Leaf(finding=finding):
            return (frozenset({(finding, holds)}),)
        case Group(operator=operator, children=children):
            each = [(child, holds != (operator == "none")) for child in children]
            if (operator, holds) in _CONJUNCTIVE:
                return _product(_cubes(*term) for term in each)
            return _smallest(cube for term in each for cube in _cubes(*term))
        case Switch(reading=reading):
            message = f"the reading {reading!r} is not chosen yet; a policy has no switches"
            raise TypeError(message)


def _product(sides: Iterable[tuple[Cube, ...]]) -> tuple[Cube, ...]:
    return reduce(_both, sides, (frozenset(),))


def _both(some: tuple[Cube, ...], others: tuple[Cube, ...]) -> tuple[Cube, ...]:
    if len(some) * len(others) > LIMIT:
        raise TooManyRows
    return _smallest(joint for one in some for other in others if _consistent(joint := one | other))


def _count(terms: Iterable[Term]) -> int:
    """How many alternatives a product of ``terms`` has at most."""
    return reduce(lambda product, term: product * len(_cubes(*term)), terms, 1)


def _consistent(cube: Cube) -> bool:
    return not any((finding, not answer) in cube for finding, answer in cube)


def _smallest(cubes: Iterable[Cube]) -> tuple[Cube, ...]:
    every = tuple(dict.fromkeys(cubes))
    return tuple(cube for cube in every if not any(other < cube for other in every))


def _reached(rows: Iterable[Row]) -> list[Row]:
    """``rows`` without those that a row above always comes before."""
    kept: list[Row] = []
    for row in rows:
        if not any(above.conditions <= row.conditions for above in kept):
            kept.append(row)
    return kept
