"""The small marks that every page is made of: chips, badges, lamps.

A finding's value is neither good nor bad, so it is a black shape with a word;
colour belongs to time (and violet to contested evidence alone).
"""

from dataclasses import dataclass
from datetime import date

from rongcuo.base import Answer, ClauseRef
from rongcuo.law.rules import Finding
from rongcuo.workdays import Remaining, State


@dataclass(frozen=True, slots=True)
class Chip:
    """A clause as the regulation numbers it, with the name a screen reader says and its address."""

    ref: ClauseRef
    label: str
    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Badge:
    """The value of a finding: shape first, then the word; ``kind`` is the answer's id."""

    kind: str
    shape: str
    word: str


@dataclass(frozen=True, slots=True)
class Lamp:
    """A limit or a duty in one look: shape and words, ``tone`` only repeats them."""

    shape: str
    tone: str
    text: str


_SHAPES = {
    Answer.ESTABLISHED: "disc",
    Answer.NOT_ESTABLISHED: "slash",
    Answer.UNDETERMINED: "question",
    Answer.CONTESTED: "half",
}

_LAMPS = {
    State.OPEN: ("disc", "green"),
    State.DUE_SOON: ("triangle", "amber"),
    State.DUE_TODAY: ("triangle", "amber"),
    State.OVERDUE: ("diamond", "red"),
}

NO_LIMIT = Lamp("ring", "grey", "无法定期限")
DONE = Lamp("tick", "grey", "已办")


def badge(finding: Finding, answer: Answer) -> Badge:
    """The badge of ``answer`` in the words of ``finding`` (符合 or 存在)."""
    words = {
        Answer.ESTABLISHED: finding.words[0],
        Answer.NOT_ESTABLISHED: finding.words[1],
        Answer.UNDETERMINED: "未查清",
        Answer.CONTESTED: "证据矛盾",
    }
    return Badge(answer.value, _SHAPES[answer], words[answer])


def lamp(left: Remaining | None) -> Lamp:
    """The lamp of what is left of a limit; grey where there is none."""
    if left is None:
        return NO_LIMIT
    shape, tone = _LAMPS[left.state]
    return Lamp(shape, tone, left.text())


def numbered(label: str, number: int) -> str:
    """A duty that is owed for one of several things says for which; 0 is for the file as a whole."""
    return f"{label}（第{number}项）" if number else label


def short_date(day: date) -> str:
    """``2月8日``: the year stands in the page's head."""
    return f"{day.month}月{day.day}日"


def full_date(day: date) -> str:
    """``2024年2月8日``."""
    return f"{day.year}年{day.month}月{day.day}日"
