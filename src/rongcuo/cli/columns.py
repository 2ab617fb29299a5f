"""Text in columns, where a Chinese character takes two."""

import textwrap
import unicodedata

_WIDE = "WF"


def width(text: str) -> int:
    """The columns that ``text`` takes on a terminal."""
    return sum(2 if unicodedata.east_asian_width(char) in _WIDE else 1 for char in text)


def pad(text: str, columns: int) -> str:
    """``text`` filled with blanks up to ``columns``; at least one blank follows."""
    return text + " " * max(1, columns - width(text))


def indented(text: str, by: int, columns: int = 96) -> str:
    """``text`` broken into lines of at most ``columns``, each indented by ``by`` blanks."""
    lines, line = [], ""
    for char in " ".join(text.split()):
        if width(line + char) > columns - by and char not in "，。；：、）〕":
            lines.append(line)
            line = ""
        line += char
    return textwrap.indent("\n".join([*lines, line]), " " * by)
