"""Judging an act: the entry it makes, or every reason why it cannot be done now.

Pure: state, act and context in; a draft or refusals out. A refusal changes
nothing, because nothing was changed.
"""

from collections.abc import Iterable

from rongcuo.base import Refusal
from rongcuo.casefile.acts import ACTS, Act, CorrectDecision, Deliberate, OpenFile
from rongcuo.casefile.audiences import audience_of, kept_from, row_audience
from rongcuo.casefile.checks import shortcomings
from rongcuo.casefile.competence import competence
from rongcuo.casefile.consequences import derived
from rongcuo.casefile.context import Context
from rongcuo.casefile.evolve import provisional
from rongcuo.casefile.facts import FileFacts
from rongcuo.casefile.records import Draft
from rongcuo.casefile.state import CaseState, Tally
from rongcuo.casefile.voting import count
from rongcuo.law.procedure import ActRow, Step
from rongcuo.procedure.guards import refusals
from rongcuo.workdays import CalendarGap


def decide(state: CaseState, act: Act, context: Context) -> Draft | tuple[Refusal, ...]:
    """Judge ``act`` on ``state``: a draft, or at least one refusal.

    An act that starts a limit which the calendar cannot count is refused, so
    no file ever has a limit without a last day.
    """
    try:
        return _judge(state, act, context)
    except CalendarGap as gap:
        clause = context.table.acts[act.name].clause
        return (Refusal(gap.problem.code, gap.problem.params, clause),)


def _judge(state: CaseState, act: Act, context: Context) -> Draft | tuple[Refusal, ...]:
    row = context.table.acts[act.name]
    facts = facts_for(state, act, context)
    step = step_for(row, facts)
    reasons = (*competence(row, state, context, act), *_staged(row, step, facts))
    reasons = reasons or (*refusals(row.guards, facts), *shortcomings(facts))
    if step is None or reasons:
        return reasons
    audience = audience_of(row_audience(act, state, context.table), act, facts.state)
    brings = derived(row, step, facts, audience)
    return Draft(act, brings, row.documents, audience, _disclosed(row), kept_from(act, state))


def _disclosed(row: ActRow) -> tuple[str, ...]:
    return tuple(ACTS[name].entry for name in row.discloses)


def facts_for(state: CaseState, act: Act | None, context: Context) -> FileFacts:
    """The facts that the guards judge by.

    A file that is about to be opened is seen as the act would make it: its
    guards (the level of management, for one) ask about what the act says.
    """
    seen = provisional(act) if isinstance(act, OpenFile) and state.opened is None else state
    return FileFacts(seen, context, act, _tally(act, context))


def step_for(row: ActRow, facts: FileFacts) -> Step | None:
    """The first step of the row that fits the stage and whose conditions hold."""
    fitting = (step for step in row.steps if _stage(facts) in step.stages)
    return next((step for step in fitting if not refusals(step.when, facts)), None)


def _staged(row: ActRow, step: Step | None, facts: FileFacts) -> tuple[Refusal, ...]:
    """Why no step fits: another stage, or the conditions of this stage's steps."""
    if step is not None:
        return ()
    here = [step for step in row.steps if _stage(facts) in step.stages]
    if here:
        return refusals(here[-1].when, facts)
    labels = {stage.id: stage.label for stage in facts.context.table.stages}
    needed = "、".join(_in_order(labels, (name for step in row.steps for name in step.stages)))
    now = labels.get(_stage(facts), "")
    return (Refusal("stage.another", {"now": now, "needed": needed}, row.clause),)


def _in_order(labels: dict[str, str], stages: Iterable[str]) -> list[str]:
    wanted = set(stages)
    return [label for name, label in labels.items() if name in wanted]


def _stage(facts: FileFacts) -> str:
    return facts.state.stage or facts.context.table.stages[0].id


def _tally(act: Act | None, context: Context) -> Tally | None:
    if not isinstance(act, Deliberate | CorrectDecision) or not act.ballots or context.vote_rule is None:
        return None
    return count(act.ballots, context.vote_rule, act.secret_votes if isinstance(act, Deliberate) else None)
