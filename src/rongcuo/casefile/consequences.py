"""What an accepted act brings with it, worked out once and written into the entry."""

from collections.abc import Iterable
from dataclasses import asdict

from rongcuo.casefile import acts
from rongcuo.casefile.audiences import addressed_to
from rongcuo.casefile.derived import Compared, Derived, Granted, Timing
from rongcuo.casefile.effects import DATES
from rongcuo.casefile.facts import FileFacts
from rongcuo.casefile.law import compare, departs, proposal_of, standing_of
from rongcuo.casefile.limits import DEFENCE, limits_on_file, runs_on
from rongcuo.law.procedure import ActRow, GrantRule, Step
from rongcuo.procedure.limits import deadline_of

_TIMED = (acts.FileDefence, acts.SupplementDefence)
_COMPARED = (acts.Conclude, acts.Deliberate, acts.Decide)


def derived(row: ActRow, step: Step, facts: FileFacts, audience: Iterable[str]) -> Derived:
    """The derived part of the entry of ``facts.act``, which is for ``audience``: nobody else gains sight by it.

    Raises :class:`~rongcuo.workdays.CalendarGap` when the act starts a limit
    that the calendar cannot count.
    """
    _count_what_starts(facts)
    return Derived(
        stage=step.to or facts.state.stage or step.stages[0],
        grants=tuple(grant for rule in row.grants for grant in _granted(rule, facts) if grant.audience in audience),
        ended=_ended(facts.act),
        timing=_timing(facts),
        tally=facts.tally,
        compared=_compared(facts),
    )


def _count_what_starts(facts: FileFacts) -> None:
    event = DATES.get(type(facts.act)) if facts.act else None
    for limit in facts.context.table.limits.values():
        if limit.starts_on == event and not limit.internal and runs_on(limit, facts.state.file.route):
            deadline_of(limit, facts.occurred_on, facts.readings, facts.context.calendar)


def _granted(rule: GrantRule, facts: FileFacts) -> Iterable[Granted]:
    if rule.to == "organ":
        yield Granted(rule.audience, organ=facts.state.organ(rule.organ or ""), functions=rule.functions)
    elif rule.to == "party":
        yield _party(rule, facts)
    elif rule.to == "named" and rule.functions:
        for organ in _named(rule, facts):
            yield Granted(addressed_to(rule.audience, organ), organ=organ, functions=rule.functions)
    else:
        for person in _persons(rule, facts):
            yield Granted(rule.audience, person=person)


def _named(rule: GrantRule, facts: FileFacts) -> tuple[str, ...]:
    """Whom the act's own field names: one organ or person, or several."""
    named = getattr(facts.act, rule.field or "", None)
    return named if isinstance(named, tuple) else (named,) if named else ()


def _party(rule: GrantRule, facts: FileFacts) -> Granted:
    file = facts.state.file
    if file.party_kind == "person":
        return Granted(rule.audience, person=file.party_person)
    return Granted(rule.audience, organ=file.organisation, functions=("unit_representative",))


def _persons(rule: GrantRule, facts: FileFacts) -> tuple[str, ...]:
    if rule.to == "actor":
        return (facts.actor,)
    if rule.to == "named":
        return _named(rule, facts)
    if isinstance(facts.act, acts.AssignOfficers):
        return facts.act.officers
    return (facts.act.incoming,) if isinstance(facts.act, acts.ReplaceOfficer) else facts.officers


def _ended(act: acts.Act | None) -> tuple[str, ...]:
    if isinstance(act, acts.Recuse):
        return (act.person,)
    return (act.leaving,) if isinstance(act, acts.ReplaceOfficer) else ()


def _timing(facts: FileFacts) -> Timing | None:
    """The defence limit: announced by the service, met or not by a defence."""
    limit = facts.context.table.limits.get(DEFENCE)
    if limit is None or facts.act is None:
        return None
    context = facts.context
    if isinstance(facts.act, acts.RecordService):
        starting = deadline_of(limit, facts.occurred_on, facts.readings, context.calendar)
        return Timing(starting.last_day, starting.provisional)
    running = limits_on_file(facts.state, context.policy, context.calendar).get(DEFENCE)
    if not isinstance(facts.act, _TIMED) or running is None:
        return None
    in_time = facts.occurred_on <= running.last_day
    ordinals = {day.date: day.ordinal for day in running.deadline.trace}
    passed = [day for day in ordinals if day <= facts.occurred_on and ordinals[day] is not None]
    number = ordinals[max(passed)] if passed and in_time else None
    return Timing(running.last_day, running.deadline.provisional, in_time, number)


def _compared(facts: FileFacts) -> Compared | None:
    act = facts.act
    if not isinstance(act, _COMPARED):
        return None
    found = compare(facts.state, facts.context.policy)
    return Compared(
        standing=found.standing,
        possible=found.possible,
        missing=found.missing,
        departs=departs(found, proposal_of(act), standing_of(act)),
        receipt=asdict(found.receipt),
    )
