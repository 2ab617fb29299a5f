"""The procedure table as a picture that needs nothing but itself: stages one below the other, arrows by number.

What an arrow carries stands in the list beside it (:func:`moves`), so the
picture stays readable whatever the number of acts, and a reader who does not
see it loses nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from rongcuo.law.pack import Pack
from rongcuo.law.procedure import ActRow, ProcedureTable

INK, SOFT, LINE, SHEET, BLUE, TINT = "#1B1E23", "#484D55", "#B9B4A6", "#FFFFFF", "#11335A", "#E9EFF6"
SANS = "'PingFang SC','Microsoft YaHei','Noto Sans CJK SC','Source Han Sans SC','WenQuanYi Micro Hei',sans-serif"

WIDTH, BOX, HEIGHT, GAP, TOP = 760, 180, 40, 34, 20
LANE = 22
"""How far apart two arrows run beside the stages."""


@dataclass(frozen=True, slots=True)
class Move:
    """An arrow from one or several stages to another, with every act that leads there; ``number`` names it."""

    number: int
    sources: tuple[str, ...]
    target: str
    acts: tuple[ActRow, ...]


def moves(table: ProcedureTable) -> tuple[Move, ...]:
    """Every arrow of the table, in the order of the stages; those that the same acts lead along are one."""
    order = [stage.id for stage in table.stages]
    along: dict[tuple[str, str], dict[str, ActRow]] = {}
    for row in table.acts.values():
        for step in row.steps:
            for source in step.stages:
                if step.to is not None and step.to != source:
                    along.setdefault((source, step.to), {})[row.id] = row
    grouped: dict[tuple[str, bool, frozenset[str]], list[str]] = {}
    for source, target in sorted(along, key=lambda pair: (order.index(pair[0]), order.index(pair[1]))):
        forward = order.index(target) > order.index(source)
        grouped.setdefault((target, forward, frozenset(along[source, target])), []).append(source)
    return tuple(
        Move(number, tuple(sources), target, tuple(along[sources[0], target].values()))
        for number, ((target, _, _), sources) in enumerate(grouped.items(), start=1)
    )


def staying(table: ProcedureTable) -> dict[str, tuple[ActRow, ...]]:
    """By stage, the acts that may be done there and leave the file where it is."""
    return {
        stage.id: tuple(
            row
            for row in table.acts.values()
            if any(stage.id in step.stages and step.to in (None, stage.id) for step in row.steps)
        )
        for stage in table.stages[1:]
    }


def picture(pack: Pack) -> str:
    """A standalone SVG of the pack's stages and moves; empty for a pack without a procedure."""
    table = pack.procedure
    if table is None:
        return ""
    height = TOP * 2 + len(table.stages) * (HEIGHT + GAP) - GAP
    body = [*_arrows(table), *_stages(table)]
    title = escape(f"{pack.title.title}：办理程序")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{title}" '
        f'font-family="{SANS}" font-size="14"><title>{title}</title>'
        f'<defs><marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
        f'<path d="M0 0L8 4L0 8Z" fill="{SOFT}"/></marker></defs>' + "".join(body) + "</svg>\n"
    )


def _place(table: ProcedureTable, stage: str) -> int:
    return next(place for place, each in enumerate(table.stages) if each.id == stage)


def _middle(place: int) -> int:
    return TOP + place * (HEIGHT + GAP) + HEIGHT // 2


def _stages(table: ProcedureTable) -> Iterator[str]:
    for place, stage in enumerate(table.stages):
        x, y = (WIDTH - BOX) // 2, _middle(place) - HEIGHT // 2
        edge, dashes = (SOFT, ' stroke-dasharray="4 3"') if place == 0 or stage.early_end else (BLUE, "")
        yield (
            f'<rect x="{x}" y="{y}" width="{BOX}" height="{HEIGHT}" rx="4" fill="{TINT}" stroke="{edge}"{dashes}/>'
            f'<text x="{WIDTH // 2}" y="{y + HEIGHT // 2 + 5}" text-anchor="middle" fill="{INK}">'
            f"{escape(stage.label)}</text>"
        )


def _arrows(table: ProcedureTable) -> Iterator[str]:
    lanes: dict[bool, list[Sequence[int]]] = {True: [], False: []}
    for move in moves(table):
        sources, target = [_place(table, source) for source in move.sources], _place(table, move.target)
        if sources == [target - 1]:
            yield _straight(move, sources[0])
        else:
            yield _beside(move, sources, target, _lane(lanes[target > sources[0]], (*sources, target)))


def _straight(move: Move, source: int) -> str:
    x, start = WIDTH // 2, _middle(source) + HEIGHT // 2
    return _path(f"M{x} {start}V{start + GAP}", "url(#head)") + _number(move, x, start + GAP // 2 - 2)


def _lane(taken: list[Sequence[int]], places: Sequence[int]) -> int:
    """The nearest lane in which no other arrow runs along these stages."""
    along = range(min(places), max(places) + 1)
    for lane, used in enumerate(taken):
        if not set(used).intersection(along):
            taken[lane] = (*used, *along)
            return lane
    taken.append(tuple(along))
    return len(taken) - 1


def _beside(move: Move, sources: Sequence[int], target: int, lane: int) -> str:
    """On the right going forward, on the left going back."""
    side = 1 if target > sources[0] else -1
    edge = WIDTH // 2 + side * BOX // 2
    x, end = edge + side * (LANE + lane * LANE), _middle(target) - 6 * side
    starts = [_middle(source) + 6 * side for source in sources]
    joins = "".join(_path(f"M{edge} {start}H{x}") for start in starts[1:])
    first = _path(f"M{edge} {starts[0]}H{x}V{end}H{edge}", "url(#head)")
    return first + joins + _number(move, x, (starts[0] + end) // 2)


def _path(line: str, head: str = "none") -> str:
    return f'<path d="{line}" fill="none" stroke="{LINE}" stroke-width="1.5" marker-end="{head}"/>'


def _number(move: Move, x: int, y: int) -> str:
    return (
        f'<circle cx="{x}" cy="{y}" r="10" fill="{SHEET}" stroke="{LINE}"/>'
        f'<text x="{x}" y="{y + 4}" text-anchor="middle" font-size="11" fill="{SOFT}">{move.number}</text>'
    )
