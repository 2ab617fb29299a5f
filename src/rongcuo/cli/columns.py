"""Text in columns, where a Chinese character takes two."""

import re
import textwrap
import unicodedata

_WIDE = "WF"
_PARTS = re.compile(r"[（〔《“]*(?:[!-~]+ ?|.)[，。；：、）〕》”]*", re.DOTALL)


def width(text: str) -> int:
    """The columns that ``text`` takes on a terminal."""
    return sum(2 if unicodedata.east_asian_width(char) in _WIDE else 1 for char in text)


def pad(text: str, columns: int) -> str:
    """``text`` filled with blanks up to ``columns``; at least one blank follows."""
    return text + " " * max(1, columns - width(text))


def indented(text: str, by: int, columns: int = 96) -> str:
    """``text`` broken into lines of at most ``columns``, each indented by ``by`` blanks.

    A line ends after any Chinese character, but a Latin word stays whole and
    no line begins with a closing mark or ends with an opening one.
    """
    lines, line = [], ""
    for part in _PARTS.findall(" ".join(text.split())):
        if line and width((line + part).rstrip()) > columns - by:
            lines.append(line.rstrip())
            line = ""
        line += part
    return textwrap.indent("\n".join([*lines, line.rstrip()]), " " * by)
