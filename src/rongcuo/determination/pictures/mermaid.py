"""Pictures as Mermaid flowcharts: text that Markdown viewers draw."""

import re
from collections.abc import Iterator, Sequence

from rongcuo.determination.pictures.picture import Card, Row, Spot

_BREAK = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
"""Whatever may end a line or cannot be shown."""


def ordered_list(cards: Sequence[Card]) -> str:
    """The entries from top to bottom, each with its rule beside it and its standing to the right."""
    lines = ["flowchart TD"]
    for card, following in zip(cards, [*cards[1:], None], strict=True):
        shape = f'E{card.number}{{"{card.number} {_text(card.label)}<br/>{_text(card.cited)}"}}'
        lines.append(f"  {shape}")
        lines.append(f'  E{card.number} -->|成立| S{card.number}["{_text(card.standing)}"]')
        if following:
            lines.append(f"  E{card.number} -->|不成立| E{following.number}")
        lines.extend(_rule(card))
    return "\n".join(lines) + "\n"


def diagram(spots: Sequence[Spot]) -> str:
    """Each finding that is asked, a solid line for yes and a dotted one for no."""
    lines = ["flowchart TD"]
    for spot in spots:
        words = _text(spot.label) + (f"<br/>{_text(spot.cited)}" if spot.cited else "")
        lines.append(f'  n{spot.id}(["{words}"])' if spot.level is None else f'  n{spot.id}["{words}"]')
    for spot in spots:
        if spot.level is not None:
            lines.append(f"  n{spot.id} -->|是| n{spot.high}")
            lines.append(f"  n{spot.id} -.->|否| n{spot.low}")
    return "\n".join(lines) + "\n"


def _rule(card: Card) -> Iterator[str]:
    above = [f"E{card.number}"]
    for position, row in enumerate(card.rows):
        name = f"R{card.number}_{position}"
        del above[row.depth + 1 :]
        yield f'  {name}["{_row(row)}"]'
        yield f"  {above[-1]} -.- {name}"
        above.append(name)


def _row(row: Row) -> str:
    frames = (f"【{frame}】" for frame in row.frames)
    parts = (*frames, _text(row.label), f"（{_text(row.cited)}）" if row.cited else "")
    return "".join(parts)


def _text(words: str) -> str:
    """Words that cannot end a Mermaid label or be taken for a command."""
    for sign, code in (("#", "#35;"), ("&", "#amp;"), ('"', "#quot;"), ("<", "#lt;"), (">", "#gt;"), ("`", "#96;")):
        words = words.replace(sign, code)
    return _BREAK.sub(" ", words)
