"""What holds under every reading, and which reading it hangs on.

The readings of a pack become questions of their own, asked in one diagram
with the findings. Left open, they give the standings that some choice of
readings allows; chosen, and one of them changed, what that one is worth on
this file.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial, reduce

from rongcuo.determination.diagram import Diagram, admissible, condition, taken_from
from rongcuo.determination.explanation import Answers
from rongcuo.determination.forest import TRUE, Forest
from rongcuo.determination.kept import Kept
from rongcuo.determination.outcome import UNDETERMINED
from rongcuo.determination.walk import Walk
from rongcuo.law import Pack, Policy
from rongcuo.law.rules import Group, Leaf, Node, Reading, Switch


@dataclass(frozen=True, slots=True)
class Otherwise:
    """The possible standings under one changed reading, where they differ."""

    reading: str
    value: str
    possible: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Robust:
    """The result whatever the readings that affect it.

    ``possible`` are the standings that some choice of readings allows,
    sorted; ``standing`` is the only one of them, else ``"undetermined"``.
    ``otherwise`` are the single changes of a reading that give other possible
    standings than the readings chosen.
    """

    standing: str
    possible: tuple[str, ...]
    otherwise: tuple[Otherwise, ...]


class Readings:
    """The diagram of a pack under all its readings at once."""

    def __init__(self, pack: Pack) -> None:
        choices = {name: reading for reading in pack.readings.values() for name in _choices(reading)}
        self.diagram = _diagram(pack, choices)
        asked = {choices[name].id for name in self.diagram.support if name in choices}
        self.readings = [reading for reading in pack.readings.values() if reading.id in asked]
        self._bit = {name: 1 << place for place, name in enumerate((*pack.findings, *choices))}
        self._walk = Walk(self.diagram, self._bit)

    def robust(self, answers: Answers, chosen: Mapping[str, str]) -> Robust:
        """What ``answers`` come to under every choice, and under each single change of ``chosen``."""
        possible = self._possible(answers, {})
        usual = self._possible(answers, chosen)
        changes = ((each.id, value) for each in self.readings for value in each.ids if value != chosen[each.id])
        found = (Otherwise(*change, self._possible(answers, {**chosen, **dict([change])})) for change in changes)
        standing = possible[0] if len(possible) == 1 else UNDETERMINED
        return Robust(standing, possible, tuple(each for each in found if each.possible != usual))

    def _possible(self, answers: Answers, chosen: Mapping[str, str]) -> tuple[str, ...]:
        yes = no = 0
        for reading in self.readings:
            for value in reading.ids[1:] if reading.id in chosen else ():
                bit = self._bit[_choice(reading.id, value)]
                yes, no = (yes | bit, no) if chosen[reading.id] == value else (yes, no | bit)
        reached = self._walk.reach(answers.established | yes, answers.refuted | no)
        return tuple(sorted(self._walk.labels(reached)))


readings: Kept[Pack, Readings] = Kept(Readings, limit=16)
"""A pack's readings made ready; made once per pack."""


def _diagram(pack: Pack, choices: Mapping[str, Reading]) -> Diagram:
    """The ordered list with every switch a question, one terminal per standing.

    A choice is asked after the findings of its reading's clause: that keeps
    the diagram a few times the size of that of one policy.
    """
    asked = {name: (finding.clause, False) for name, finding in pack.findings.items()}
    asked |= {name: (reading.clause, True) for name, reading in choices.items()}
    order = sorted(asked, key=asked.__getitem__)
    forest = Forest(len(order))
    index = {name: place for place, name in enumerate(order)}
    *conditional, last = pack.entries
    root = forest.terminal(last.standing)
    for entry in reversed(conditional):
        when = TRUE if entry.when is None else condition(forest, _asked(pack, entry.when), index)
        root = forest.ite(when, forest.terminal(entry.standing), root)
    root = forest.ite(admissible(forest, Policy(pack, {}, pack.entries), index), root, forest.terminal(None))
    return taken_from(forest, root, order)


def _asked(pack: Pack, rule: Node) -> Node:
    """``rule`` with each switch as a rule on the choices of its reading."""
    match rule:
        case Leaf():
            return rule
        case Group(operator=operator, children=children):
            return Group(operator, tuple(_asked(pack, child) for child in children))
        case Switch(reading=reading, branches=branches):
            default, *others = ((value, _asked(pack, branches[value])) for value in pack.readings[reading].ids)
            return reduce(partial(_either, reading), reversed(others), default[1])


def _either(reading: str, otherwise: Node, branch: tuple[str, Node]) -> Node:
    chosen = Leaf(_choice(reading, branch[0]))
    return Group("any", (Group("all", (chosen, branch[1])), Group("all", (Group("none", (chosen,)), otherwise))))


def _choices(reading: Reading) -> Iterator[str]:
    """The questions that a reading makes: one for each value but the default, which is what is left."""
    return (_choice(reading.id, value) for value in reading.ids[1:])


def _choice(reading: str, value: str) -> str:
    return f"{reading}={value}"
