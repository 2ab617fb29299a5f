"""How the line of one rule is made from the masks of a file.

Where a settled line can have one form only, it is made once and given
whenever the masks say so: that is most lines of most files. The others are
made limb by limb, down to the first limb that settles the rule alone.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from rongcuo.base import Answer
from rongcuo.determination.explanation import OPPOSITE, OUTCOMES, VALUES, Explanation, Value
from rongcuo.determination.tree import Point

Build = Callable[[int, int, int], Explanation]
"""From the masks established, refuted and contested."""

EntryBuild = Callable[[int, int, int, bool], Explanation]
"""The same, and whether some completion of the file is decided by the entry."""

line = partial(tuple.__new__, Explanation)
"""An explanation from all five of its parts at once: a third of the time that its own constructor takes."""


class Fixed(NamedTuple):
    """The one form of a line where the findings of these masks are answered so."""

    established: int
    refuted: int
    line: Explanation

    @property
    def is_one_answer(self) -> bool:
        return (self.established | self.refuted).bit_count() == 1


class Part(NamedTuple):
    """How a line is made, the only form that it has where it has a value, if there is only one, and all made once."""

    build: Build
    fixed: Mapping[Value, Fixed]
    forms: Sequence[Explanation]


def of_finding(point: Point, bit: int) -> Part:
    """One form for each answer."""
    forms = {answer: Explanation(point, value, (), answer) for answer, value in VALUES.items()}
    yes, no = forms[Answer.ESTABLISHED], forms[Answer.NOT_ESTABLISHED]
    both, neither = forms[Answer.CONTESTED], forms[Answer.UNDETERMINED]

    def build(established: int, refuted: int, contested: int) -> Explanation:
        return yes if established & bit else no if refuted & bit else both if contested & bit else neither

    return Part(build, {"satisfied": Fixed(bit, 0, yes), "not_satisfied": Fixed(0, bit, no)}, tuple(forms.values()))


def of_rule(point: Point, parts: Sequence[Part]) -> Part:
    """A rule over ``parts``: fixed where every limb must say the same, or where there is one limb only."""
    settling, settled, otherwise = OUTCOMES[point.operator or "all"]
    every = _together(point, otherwise, [part.fixed.get(OPPOSITE[settling]) for part in parts])
    alone = [_together(point, settled, [part.fixed.get(settling)]) for part in parts]
    fixed = {otherwise: every} if every else {}
    if len(parts) == 1 and alone[0]:
        fixed[settled] = alone[0]
    single = [each for each in alone if each and each.is_one_answer]
    builds = [part.build for part in parts]
    if every and len(single) == len(parts):
        return Part(_of_answers(point, builds, every, single), fixed, [each.line for each in (every, *single)])
    return Part(_of_limbs(point, builds, every), fixed, [each.line for each in fixed.values()])


def of_entry(point: Point, rule: Part | None) -> EntryBuild:
    """An entry over its rule, or the last one that has none."""
    if rule is None:
        return lambda _established, _refuted, _contested, possible: Explanation(point, "satisfied", (), None, possible)
    build = rule.build
    # By identity: what is made once is never thrown away, so that no other line can have its place in memory.
    behind = {id(form): Explanation(point, form.value, (form,), None, possible=False) for form in rule.forms}

    def entry(established: int, refuted: int, contested: int, possible: bool) -> Explanation:
        form = build(established, refuted, contested)
        if not possible:
            known = behind.get(id(form))
            if known is not None:
                return known
        return line((point, form.value, (form,), None, possible))

    return entry


def _together(point: Point, value: Value, limbs: Sequence[Fixed | None]) -> Fixed | None:
    """The line that cites all of ``limbs``, where each of them has one form."""
    known = [limb for limb in limbs if limb]
    if len(known) < len(limbs):
        return None
    established = refuted = 0
    for limb in known:
        established, refuted = established | limb.established, refuted | limb.refuted
    return Fixed(established, refuted, Explanation(point, value, tuple(limb.line for limb in known)))


def _of_answers(point: Point, builds: Sequence[Build], every: Fixed, single: Sequence[Fixed]) -> Build:
    """Each limb is one answer to one finding: the masks say at once whether one of them settles the rule."""
    by_yes = {each.established: each.line for each in single if each.established}
    by_no = {each.refuted: each.line for each in single if each.refuted}
    some_yes, some_no, (all_yes, all_no, whole) = sum(by_yes), sum(by_no), every

    def build(established: int, refuted: int, contested: int) -> Explanation:
        hit = established & some_yes
        if hit:
            return by_yes[hit & -hit]
        hit = refuted & some_no
        if hit:
            return by_no[hit & -hit]
        if established & all_yes == all_yes and refuted & all_no == all_no:
            return whole
        return line((point, "open", tuple([limb(established, refuted, contested) for limb in builds]), None, None))

    return build


def _of_limbs(point: Point, builds: Sequence[Build], every: Fixed | None) -> Build:
    settling, settled, otherwise = OUTCOMES[point.operator or "all"]
    # Without a fixed form no file has all of these answers: no finding is both.
    all_yes, all_no, whole = every or Fixed(1, 1, Explanation(point, otherwise))

    def build(established: int, refuted: int, contested: int) -> Explanation:
        if established & all_yes == all_yes and refuted & all_no == all_no:
            return whole
        children, value = [], otherwise
        for limb in builds:
            child = limb(established, refuted, contested)
            if child.value == settling:
                return line((point, settled, (child,), None, None))
            if child.value == "open":
                value = "open"
            children.append(child)
        return line((point, value, tuple(children), None, None))

    return build
