"""Two editions of one regulation, clause by clause: what was added, taken out, or put in other words."""

from dataclasses import dataclass
from difflib import Match, SequenceMatcher
from typing import Literal

from rongcuo.base import ClauseRef
from rongcuo.law.pack import Pack
from rongcuo.law.text import Clause

WHOLE = 2
"""Characters that must have stayed together: a single one between two changes is part of the change."""

Part = tuple[Literal["same", "out", "in"], str]
"""Words that stayed, went out, or came in."""


@dataclass(frozen=True, slots=True)
class Reworded:
    """A clause that both have in other words, with the parts in the order of reading."""

    before: Clause
    after: Clause
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Bound:
    """What a clause is bound to in one pack and not in the other."""

    clause: ClauseRef
    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class TextDifference:
    """From the first to the second; clauses are the same when they have the same number."""

    added: tuple[Clause, ...]
    removed: tuple[Clause, ...]
    reworded: tuple[Reworded, ...]
    bound: tuple[Bound, ...]
    """Bindings that only the second has."""
    unbound: tuple[Bound, ...]
    """Bindings that only the first has."""

    def __bool__(self) -> bool:
        return any((self.added, self.removed, self.reworded, self.bound, self.unbound))


def compare(first: Pack, second: Pack) -> TextDifference:
    """The clauses and bindings of two editions; of two different regulations it would say that all is different."""
    before, after = first.clauses, second.clauses
    one, other = _bindings(first), _bindings(second)
    return TextDifference(
        added=tuple(clause for ref, clause in after.items() if ref not in before),
        removed=tuple(clause for ref, clause in before.items() if ref not in after),
        reworded=tuple(
            _reworded(clause, after[ref])
            for ref, clause in before.items()
            if ref in after and _words(clause) != _words(after[ref])
        ),
        bound=tuple(binding for binding in other if binding not in one),
        unbound=tuple(binding for binding in one if binding not in other),
    )


def _bindings(pack: Pack) -> dict[Bound, None]:
    """In the pack's order; a label may change without the clause being bound to anything else."""
    return dict.fromkeys(Bound(each.clause, each.kind, each.name) for each in pack.bindings)


def _words(clause: Clause) -> str:
    return f"{clause.heading}\n{clause.text}" if clause.heading else clause.text


def _reworded(before: Clause, after: Clause) -> Reworded:
    old, new = _words(before), _words(after)
    parts: list[Part] = []
    i = k = 0
    for block in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks():
        if 0 < block.size < WHOLE and _lies_between(block, old, new):
            continue
        parts += [("out", old[i : block.a]), ("in", new[k : block.b]), ("same", old[block.a : block.a + block.size])]
        i, k = block.a + block.size, block.b + block.size
    return Reworded(before, after, tuple((kind, words) for kind, words in parts if words))


def _lies_between(block: Match, old: str, new: str) -> bool:
    """Whether something was changed on either side of it."""
    begins_both = block.a == block.b == 0
    ends_both = block.a + block.size == len(old) and block.b + block.size == len(new)
    return not (begins_both or ends_both)
