"""Text in columns, where a Chinese character takes two."""

import re
import textwrap
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import zip_longest

GAP = 2
"""Blank columns between two cells of a table."""

_WIDE = "WF"
_PARTS = re.compile(r"[（〔“《]*(?:[!-~]+ ?|.)[，。；：、）〕”》]*", re.DOTALL)


def width(text: str) -> int:
    """The columns that ``text`` takes on a terminal."""
    return sum(2 if unicodedata.east_asian_width(char) in _WIDE else 1 for char in text)


def pad(text: str, columns: int) -> str:
    """``text`` filled with blanks up to ``columns``; at least one blank follows."""
    return text + " " * max(1, columns - width(text))


def indented(text: str, by: int, columns: int = 96) -> str:
    """``text`` broken into lines of at most ``columns``, each indented by ``by`` blanks.

    A line ends after any Chinese character, but a Latin word stays whole, and
    no line begins with a mark that closes or ends with one that opens.
    """
    lines, line = [], ""
    for part in _PARTS.findall(" ".join(text.split())):
        if line and width((line + part).rstrip()) > columns - by:
            lines.append(line.rstrip())
            line = ""
        line += part
    return textwrap.indent("\n".join([*lines, line.rstrip()]), " " * by)


def packed(words: Sequence[str], columns: int) -> str:
    """``words`` in a row, each whole, in lines that fit a cell of ``columns``."""
    lines = [""]
    for position, word in enumerate(words):
        marked = word + "、" * (position < len(words) - 1)
        if lines[-1] and width(lines[-1] + marked) > columns - GAP:
            lines.append("")
        lines[-1] += marked
    return "\n".join(lines)


def in_columns(cells: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
    """One row of a table: each cell broken to its width less the gap, the first lines side by side, and so on.

    A line break in a cell is kept; the last cell is broken like the others.
    """
    broken = [
        [line for part in cell.split("\n") for line in indented(part, 0, columns - GAP).split("\n")]
        for cell, columns in zip(cells, widths, strict=True)
    ]
    for lines in zip_longest(*broken, fillvalue=""):
        padded = (line + " " * (columns - width(line)) for line, columns in zip(lines, widths, strict=True))
        yield "".join(padded).rstrip()
