"""A policy made ready once and kept: everything about it that no file changes."""

from collections.abc import Mapping
from functools import cached_property

from rongcuo.base import Answer
from rongcuo.determination.diagram import Diagram, Known, compile  # noqa: A004  the word of the trade for it
from rongcuo.determination.explain import Explainer
from rongcuo.determination.explanation import Answers
from rongcuo.determination.findings import ContradictoryFindings, Findings, UnknownFinding, contradictions
from rongcuo.determination.kept import Kept
from rongcuo.determination.outcome import Outcome, outcome
from rongcuo.determination.tree import Point, exclusives, outline
from rongcuo.determination.walk import Walk
from rongcuo.law import Policy

KEEP = 256
"""Policies kept ready: every combination of seven two-valued readings, and then some."""


class Compiled:
    """A policy's diagram, its outline, and the short ways from a file to both."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self.diagram: Diagram = compile(policy)
        self.standing_of: Mapping[str, str] = {entry.id: entry.standing for entry in policy.entries}
        self.outline: Point = outline(policy)
        self.bit: Mapping[str, int] = {name: 1 << place for place, name in enumerate(policy.pack.findings)}
        self.walk = Walk(self.diagram, self.bit)
        self.explainer = Explainer(self.outline, exclusives(policy), self.bit)
        self._exclusive = [sum(self.bit[name] for name in each.findings) for each in policy.pack.exclusives]
        self._outcomes: dict[int, Outcome] = {}

    def answers(self, findings: Findings) -> Answers:
        """``findings`` as masks.

        Raises ``UnknownFinding`` for a finding of another policy and
        ``ContradictoryFindings`` where two exclude each other: such a file
        should have been refused before it came here.
        """
        bit, yes, no, both = self.bit, Answer.ESTABLISHED, Answer.NOT_ESTABLISHED, Answer.CONTESTED
        established = undetermined = contested = 0
        try:
            named = sum(map(bit.__getitem__, findings))
            for name, state in findings.items():
                answer = state.answer
                if answer is no:  # the most of them, and what is left when the others are taken away
                    continue
                if answer is yes:
                    established |= bit[name]
                elif answer is both:
                    contested |= bit[name]
                else:
                    undetermined |= bit[name]
        except KeyError:
            raise UnknownFinding(", ".join(sorted(findings.keys() - bit.keys()))) from None
        refuted = named ^ established ^ contested ^ undetermined
        for mask in self._exclusive:
            if (established & mask).bit_count() > 1:
                problems = contradictions(self.policy.pack, findings)
                raise ContradictoryFindings(", ".join(str(problem.params["findings"]) for problem in problems))
        return Answers(established, refuted, contested)

    def outcome(self, answers: Answers) -> Outcome:
        """What the law says on ``answers``; each set of entries that can decide is worked out once."""
        reached = self.walk.reach(answers.established, answers.refuted)
        found = self._outcomes.get(reached)
        if found is None:
            found = self._outcomes[reached] = outcome(self.policy, self.walk.labels(reached))
        return found

    @cached_property
    def by_standing(self) -> Diagram:
        """The diagram with a terminal per standing."""
        return self.diagram.under([None] * len(self.bit), self.standing_of)

    def rest(self, answers: Answers) -> Diagram:
        """What remains to be asked, with a terminal per standing."""
        return self.diagram.under(self.known(answers), self.standing_of)

    def known(self, answers: Answers) -> Known:
        """``answers`` finding by finding, as a diagram wants them."""
        established, refuted, _ = answers
        return [True if established & bit else False if refuted & bit else None for bit in self.bit.values()]


_by_choice: dict[tuple[int, frozenset[tuple[str, str]]], Compiled] = {}


def _by_its_choice(policy: Policy) -> Compiled:
    """Two policies of one pack under the same readings are made ready once; each holds on to its pack."""
    key = (id(policy.pack), frozenset(policy.readings.items()))
    found = _by_choice.get(key)
    if found is None or found.policy.entries != policy.entries:
        if len(_by_choice) >= KEEP:
            _by_choice.clear()
        found = _by_choice[key] = Compiled(policy)
    return found


compiled: Kept[Policy, Compiled] = Kept(_by_its_choice, limit=KEEP)
"""A policy made ready; made once per pack and choice of readings."""
