"""What may be published: small numbers are withheld, and others with them, so that nobody can be worked out.

A number below :data:`LEAST` is withheld. Where a sum is published, one withheld part could be taken from the rest, so a
second is withheld with it, the smallest that is left; the rows and columns of a table are such sums.
"""

from collections.abc import Mapping, Sequence

from rongcuo.reports.figures import OUTCOMES
from rongcuo.reports.summary import Dimension, Summary

LEAST = 3
"""The smallest number but nought that is published."""

SUMS: Sequence[tuple[str, Sequence[str]]] = (
    ("decided", OUTCOMES),
    ("decided", ("pleaded_in_time", "pleaded_late", "no_plea")),
    ("exempt_owing", ("exempt_consented",)),
)
"""A figure, and those that add up to it (or that it is beside)."""

Cells = Mapping[str, Mapping[str, int | None]]


def withheld(values: Sequence[int], *, total: bool) -> tuple[int | None, ...]:
    """The values of which nothing can be worked out: with a published total never exactly one is withheld."""
    shown: list[int | None] = [None if 0 < value < LEAST else value for value in values]
    if total and shown.count(None) == 1:
        left = [index for index, value in enumerate(shown) if value]
        if left:
            shown[min(left, key=lambda index: values[index])] = None
    return tuple(shown)


def figures(summary: Summary) -> Mapping[str, int | None]:
    """Every figure in its own unit; none for what is withheld."""
    shown: dict[str, int | None] = {name: _single(summary.value(name)) for name in summary.counts}
    for total, parts in SUMS:
        parted = withheld([summary.value(part) for part in parts], total=shown[total] is not None)
        for part, value in zip(parts, parted, strict=True):
            shown[part] = None if value is None else shown[part]
    return shown


def table(summary: Summary, by: Dimension) -> Cells:
    """The outcomes by a heading, row by row and column by column, until nothing can be worked out any more."""
    counted = {key: {name: row[name].files for name in OUTCOMES} for key, row in summary.tables[by].items()}
    hidden = {(key, name) for key, row in counted.items() for name, value in row.items() if 0 < value < LEAST}
    lines = [[(key, name) for name in OUTCOMES] for key in counted] + [
        [(key, name) for key in counted] for name in OUTCOMES
    ]
    while alone := next(filter(None, (_second(line, counted, hidden) for line in lines)), None):
        hidden.add(alone)
    return {
        key: {name: None if (key, name) in hidden else value for name, value in row.items()}
        for key, row in counted.items()
    }


def share(summary: Summary, ratio: str) -> tuple[int, int] | None:
    """A share, unless a part of it, or what is left of it, is small."""
    numerator, denominator = summary.share(ratio)
    small = [value for value in (numerator, denominator, denominator - numerator) if 0 < value < LEAST]
    return None if small else (numerator, denominator)


def _second(
    line: Sequence[tuple[str, str]], counted: Mapping[str, Mapping[str, int]], hidden: set[tuple[str, str]]
) -> tuple[str, str] | None:
    """What must be withheld beside the one that is alone on its line; none where none is alone."""
    if len([place for place in line if place in hidden]) != 1:
        return None
    left = [place for place in line if place not in hidden and counted[place[0]][place[1]]]
    return min(left, key=lambda place: counted[place[0]][place[1]], default=None)


def _single(value: int) -> int | None:
    return None if 0 < value < LEAST else value
