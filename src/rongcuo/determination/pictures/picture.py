"""What a picture of a policy shows, before any format: cards of rows, and a graph in levels."""

from collections.abc import Iterator
from dataclasses import dataclass

from rongcuo.determination.compiled import Compiled
from rongcuo.determination.tree import Point

OPERATORS = {"all": "同时", "any": "任一", "none": "均无"}
JUDGED = "须判断"
OTHERWISE = "其余"
INADMISSIBLE = "互斥，不计"
"""Where exclusive findings are both established: no file can be there."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a rule: its frames (同时, 任一, 均无, 须判断; maybe none), its words, its clause."""

    depth: int
    frames: tuple[str, ...]
    label: str
    cited: str


@dataclass(frozen=True, slots=True)
class Card:
    """One entry of the ordered list: what it says, which standing it gives, its rule as rows."""

    id: str
    number: int
    label: str
    standing: str
    cited: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Spot:
    """One node of the diagram: on a level asked, or with none at the bottom, an outcome."""

    id: int
    level: int | None
    label: str
    cited: str
    high: int
    low: int


def cards(ready: Compiled) -> tuple[Card, ...]:
    """The ordered list, first entry first."""
    pack = ready.policy.pack
    return tuple(
        Card(
            id=entry.id or "",
            number=number,
            label=entry.label or "",
            standing=pack.standings[entry.standing or ""].label,
            cited="、".join(pack.clauses[clause].label for clause in entry.clauses if clause in pack.clauses),
            rows=tuple(row for rule in entry.children for row in _rows(rule, 0)) or (Row(0, (OTHERWISE,), "", ""),),
        )
        for number, entry in enumerate(ready.outline.children, 1)
    )


def spots(ready: Compiled) -> tuple[Spot, ...]:
    """The diagram from the root down to the outcomes, one level per finding that is asked."""
    diagram, pack = ready.diagram, ready.policy.pack
    level = {finding: position for position, finding in enumerate(diagram.support)}
    asked = []
    for node in range(len(diagram.test) - 1, len(diagram.labels) - 1, -1):  # a diagram is numbered from the bottom up
        finding = pack.findings[diagram.order[diagram.test[node]]]
        cited = pack.clauses[finding.clause].label
        asked.append(Spot(node, level[finding.id], finding.label, cited, diagram.high[node], diagram.low[node]))
    return (*asked, *_outcomes(ready))


def _outcomes(ready: Compiled) -> Iterator[Spot]:
    at = {label: node for node, label in enumerate(ready.diagram.labels)}
    for card in cards(ready):
        if card.id in at:
            yield Spot(at[card.id], None, f"{card.number} {card.standing}", card.cited, 0, 0)
    if None in at:
        yield Spot(at[None], None, INADMISSIBLE, "", 0, 0)


def _rows(point: Point, depth: int, outer: tuple[str, ...] = ()) -> Iterator[Row]:
    """An unnamed rule over one line stands as a frame before that line."""
    frame = OPERATORS[point.operator] if point.operator else JUDGED if point.judged else None
    frames = (*outer, frame) if frame else outer
    if point.operator and not point.label and len(point.children) == 1:
        yield from _rows(point.children[0], depth, frames)
        return
    yield Row(depth, frames, point.label or "", point.cited or "")
    for child in point.children:
        yield from _rows(child, depth + 1)
