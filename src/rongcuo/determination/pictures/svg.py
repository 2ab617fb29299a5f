"""Pictures as standalone SVG: no script, no font file, no address but the format's own."""

import re
from collections.abc import Iterator, Mapping, Sequence
from html import escape

from rongcuo.determination.pictures.picture import Card, Row, Spot

INK, SOFT, LINE, DESK, SHEET, SUNK, BLUE, TINT = (
    "#1B1E23", "#484D55", "#DFDCD4", "#F3F2EE", "#FFFFFF", "#F8F7F4", "#11335A", "#E9EFF6",
)  # fmt: skip
SANS = "'PingFang SC','Microsoft YaHei','Noto Sans CJK SC','Source Han Sans SC','WenQuanYi Micro Hei',sans-serif"
SERIF = "'Source Han Serif SC','Noto Serif CJK SC','Songti SC','SimSun',serif"

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""A pack can hold it all the same."""

WIDTH = 960
"""The least; a longer line makes the page wider."""
MARGIN = 24
ROW = 26
HEAD = 40
INDENT = 30
TOP = 110
LEVEL = 30
SPOT_GAP = 56
RADIUS = 6


def ordered_list(title: str, subtitle: str, cards: Sequence[Card]) -> str:
    """One sheet per entry, in order: its label and standing above, its rule as indented rows."""
    body: list[str] = []
    width = max(WIDTH, *(_card_width(card) for card in cards))
    y = 84
    for card in cards:
        body.extend(_card(card, y, width))
        y += HEAD + ROW * len(card.rows) + 12 + 16
    return _page(title, subtitle, width, y + MARGIN - 16, body)


def diagram(title: str, subtitle: str, spots: Sequence[Spot]) -> str:
    """One level per finding: a solid line where it is established, a dashed one where it is not."""
    asked = [spot for spot in spots if spot.level is not None]
    column = round(max((text_width(spot.label, 13) + text_width(spot.cited, 14) for spot in asked), default=0)) + 64
    places = _places(spots, column)
    right = max(WIDTH, *(round(places[spot.id][0] + _spot_width(spot) / 2) + MARGIN for spot in spots))
    body = [line for spot in asked for line in _edges(spot, places)]
    levels = {spot.level: spot for spot in asked}
    body += [line for spot in levels.values() for line in _level_name(spot, places[spot.id][1], column, right)]
    body += [line for spot in spots for line in _spot(spot, *places[spot.id])]
    bottom = round(max(y for _, y in places.values())) + 60
    return _page(title, subtitle, right, bottom, body)


def legible(text: str) -> str:
    """``text`` with U+FFFD for what XML 1.0 has no way to write."""
    return _NOT_XML.sub("\ufffd", text)


def text_width(words: str, size: float) -> float:
    """Pixels, taking a Chinese character as one em and any other as a little over half."""
    return sum(size if ord(sign) > 0x2E7F else size * 0.56 for sign in words)


def _card_width(card: Card) -> int:
    """Room for the longest line of the card between the margins, its clause included."""
    head = text_width(f"{card.number}　{card.label}→ {card.standing}", 16) + text_width(card.cited, 14) + 60
    rows = (
        INDENT * row.depth
        + sum(text_width(frame, 13) + 18 for frame in row.frames)
        + text_width(row.label, 15)
        + text_width(row.cited, 14)
        + 30
        for row in card.rows
    )
    return round(max(head, *rows)) + 2 * (MARGIN + 16)


def _card(card: Card, y: int, page: int) -> Iterator[str]:
    height = HEAD + ROW * len(card.rows) + 12
    yield _box(MARGIN, y, page - 2 * MARGIN, height, fill=SHEET, stroke=LINE)
    yield _box(MARGIN, y, page - 2 * MARGIN, HEAD, fill=SUNK, stroke=LINE)
    yield _words(MARGIN + 16, y + 26, f"{card.number}　{card.label}", 16, bold=True)
    right = page - MARGIN - 16
    chip = _chip(right, y + 26, card.cited)
    yield from chip
    x = right - (text_width(card.cited, 14) + 24 if chip else 0)
    yield _words(x, y + 26, f"→ {card.standing}", 15, anchor="end", bold=True)
    for position, row in enumerate(card.rows):
        yield from _row(row, y + HEAD + 6 + ROW * position, right)


def _row(row: Row, y: int, right: float) -> Iterator[str]:
    x = MARGIN + 16 + INDENT * row.depth
    if row.depth:
        yield f'<path d="M{x - 18} {y}V{y + 13}H{x - 6}" fill="none" stroke="{LINE}"/>'
    for frame in row.frames:
        width = round(text_width(frame, 13)) + 10
        yield _box(x, y + 3, width, 20, fill=SHEET, stroke=SOFT)
        yield _words(x + 5, y + 18, frame, 13, fill=SOFT)
        x += width + 8
    if row.label:
        yield _words(x, y + 18, row.label, 15)
    yield from _chip(right, y + 18, row.cited)


def _chip(right: float, y: int, cited: str) -> tuple[str, ...]:
    if not cited:
        return ()
    width = round(text_width(cited, 14)) + 10
    box = _box(right - width, y - 15, width, 20, fill=TINT, stroke=TINT)
    return box, _words(right - 5, y, cited, 14, fill=BLUE, anchor="end", family=SERIF)


def _places(spots: Sequence[Spot], left: float) -> dict[int, tuple[float, float]]:
    """Where each node stands: on its level, near the middle of those that lead to it, right of ``left``."""
    outcomes, right = _outcomes(spots, left)
    places: dict[int, tuple[float, float]] = {}
    levels: dict[int, list[Spot]] = {}
    for spot in spots:
        if spot.level is not None:
            levels.setdefault(spot.level, []).append(spot)
    for level, here in levels.items():
        wished = {spot.id: _wish(spot, spots, places, (left + right) / 2) for spot in here}
        for node, x in _spread(wished).items():
            places[node] = (max(x, left + SPOT_GAP / 2), TOP + LEVEL * level)
    bottom = TOP + LEVEL * len(levels) + 40
    return places | {spot: (x, bottom) for spot, x in outcomes.items()}


def _spread(wished: Mapping[int, float]) -> dict[int, float]:
    """The nodes of one level at least a gap apart, on average where they wished to be."""
    apart: dict[int, float] = {}
    x = min(wished.values())
    for spot, wish in sorted(wished.items(), key=lambda item: item[1]):
        apart[spot] = x = max(x, wish)
        x += SPOT_GAP
    shift = (sum(wished.values()) - sum(apart.values())) / len(apart)
    return {spot: x + shift for spot, x in apart.items()}


def _outcomes(spots: Sequence[Spot], left: float) -> tuple[dict[int, float], float]:
    """The middle of each outcome's box, side by side from ``left``, and where they end."""
    middles = {}
    for spot in spots:
        if spot.level is None:
            middles[spot.id] = left + _spot_width(spot) / 2
            left += _spot_width(spot) + 14
    return middles, left


def _wish(spot: Spot, spots: Sequence[Spot], placed: Mapping[int, tuple[float, float]], middle: float) -> float:
    above = [placed[other.id][0] for other in spots if other.id in placed and spot.id in (other.high, other.low)]
    return sum(above) / len(above) if above else middle


def _edges(spot: Spot, places: Mapping[int, tuple[float, float]]) -> Iterator[str]:
    x, y = places[spot.id]
    for target, dash in ((spot.high, ""), (spot.low, ' stroke-dasharray="4 3"')):
        to_x, to_y = places[target]
        bend = (to_y - y) / 2
        path = f"M{x:.0f} {y:.0f}C{x:.0f} {y + bend:.0f} {to_x:.0f} {to_y - bend:.0f} {to_x:.0f} {to_y:.0f}"
        yield f'<path d="{path}" fill="none" stroke="{SOFT}" stroke-opacity=".55"{dash}/>'


def _level_name(spot: Spot, y: float, column: int, right: int) -> Iterator[str]:
    yield f'<path d="M{MARGIN} {y + LEVEL / 2:.0f}H{right - MARGIN}" stroke="{LINE}"/>'
    yield from _chip(column - 16, round(y) + 5, spot.cited)
    yield _words(MARGIN, round(y) + 5, spot.label, 13)


def _spot(spot: Spot, x: float, y: float) -> Iterator[str]:
    if spot.level is not None:
        circle = f'<circle cx="{x:.0f}" cy="{y:.0f}" r="{RADIUS}" fill="{SHEET}" stroke="{INK}">'
        yield f"{circle}<title>{escape(spot.label)}</title></circle>"
        return
    width = _spot_width(spot)
    yield _box(x - width / 2, y - 2, width, 28, fill=SHEET, stroke=INK)
    yield _words(x, y + 17, spot.label, 13, anchor="middle")


def _spot_width(spot: Spot) -> float:
    """Of a circle, or of the box around an outcome's words."""
    return 2 * RADIUS if spot.level is not None else text_width(spot.label, 13) + 20


def _page(title: str, subtitle: str, width: int, height: int, body: Sequence[str]) -> str:
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
        f' role="img" aria-label="{escape(title)}" xml:lang="zh-CN" font-family="{SANS}">'
    )
    lines = [
        head,
        f"<title>{escape(title)}</title>",
        _box(0, 0, width, height, fill=DESK, stroke=DESK),
        _words(MARGIN, 40, title, 20, bold=True),
        _words(MARGIN, 64, subtitle, 13, fill=SOFT),
        *body,
        "</svg>",
    ]
    return legible("\n".join(lines) + "\n")


def _box(x: float, y: float, width: float, height: float, *, fill: str, stroke: str) -> str:
    size = f'x="{x:.0f}" y="{y:.0f}" width="{width:.0f}" height="{height:.0f}"'
    return f'<rect {size} rx="3" fill="{fill}" stroke="{stroke}"/>'


def _words(
    x: float,
    y: float,
    words: str,
    size: int,
    *,
    fill: str = INK,
    anchor: str = "start",
    bold: bool = False,
    family: str = "",
) -> str:
    style = f' font-family="{family}"' if family else ""
    weight = ' font-weight="700"' if bold else ""
    place = f'x="{x:.0f}" y="{y:.0f}" font-size="{size}" fill="{fill}" text-anchor="{anchor}"'
    return f"<text {place}{weight}{style}>{escape(words)}</text>"
