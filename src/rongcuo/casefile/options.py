"""What this person may do next on a file, and why not more."""

from dataclasses import dataclass

from rongcuo.base import Refusal
from rongcuo.casefile.competence import competence
from rongcuo.casefile.context import Context
from rongcuo.casefile.decide import facts_for, step_for
from rongcuo.casefile.facts import FileFacts
from rongcuo.casefile.state import CaseState
from rongcuo.law.procedure import ActRow
from rongcuo.procedure.guards import applicable, refusals


@dataclass(frozen=True, slots=True)
class Option:
    """One act of the table for one person: allowed, or refused with every reason.

    ``mine`` says that the person is competent for it at some stage: what is
    not mine is not listed under 现在不能办 either. ``here`` says that the act
    belongs to the file's present stage.
    """

    row: ActRow
    refusals: tuple[Refusal, ...]
    mine: bool
    here: bool

    @property
    def allowed(self) -> bool:
        """Nothing on file stands in the way; the act's content is judged when it comes."""
        return not self.refusals


def options(state: CaseState, context: Context) -> tuple[Option, ...]:
    """Every act of the table that can be done on this file at some time, in its order, for ``context.actor``."""
    facts = facts_for(state, None, context)
    opened = [row for row in context.table.acts.values() if row.id != "open" and applicable(row.guards, facts)]
    return tuple(_option(row, facts) for row in opened)


def _option(row: ActRow, facts: FileFacts) -> Option:
    theirs = competence(row, facts.state, facts.context, None)
    step = step_for(row, facts)
    here = [item for item in row.steps if facts.state.stage in item.stages]
    if not here:
        return Option(row, (*theirs, Refusal("stage.not_here", {}, row.clause)), not theirs, here=False)
    staged = () if step else refusals(here[-1].when, facts)
    return Option(row, (*theirs, *staged, *refusals(row.guards, facts)), not theirs, here=True)
