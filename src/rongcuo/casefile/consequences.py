"""What an accepted act brings with it, worked out once and written into the entry."""

from collections.abc import Iterable
from dataclasses import asdict

from rongcuo.casefile import acts
from rongcuo.casefile.audiences import addressed_to
from rongcuo.casefile.derived import Announced, Compared, Derived, Granted, Timing
from rongcuo.casefile.effects import DATES
from rongcuo.casefile.facts import FileFacts
from rongcuo.casefile.law import Deciding, compare, departs, proposal_of, standing_of
from rongcuo.casefile.limits import DEFENCE, extended_by, limit_to_appeal, limits_on_file, runs_on
from rongcuo.casefile.state import Adopted
from rongcuo.law.procedure import ActRow, GrantRule, Step
from rongcuo.procedure.limits import deadline_of

_TIMED = (acts.FileDefence, acts.SupplementDefence)


def derived(row: ActRow, step: Step, facts: FileFacts, audience: Iterable[str]) -> Derived:
    """The derived part of the entry of ``facts.act``, which is for ``audience``: nobody else gains sight by it.

    An act that starts limits of the law announces their last days. Raises
    :class:`~rongcuo.workdays.CalendarGap` when the calendar cannot count one of them.
    """
    return Derived(
        stage=step.to or facts.state.stage or step.stages[0],
        grants=tuple(grant for rule in row.grants for grant in _granted(rule, facts) if grant.audience in audience),
        ended=_ended(facts),
        left=_left(facts),
        timing=_extension(facts) if isinstance(facts.act, acts.ExtendLimit) else _timing(facts),
        shown=tuple(_shown(facts)),
        announced=tuple(_announced(facts)),
        tally=facts.tally,
        compared=_compared(facts),
        adopted=tuple(_adopted(facts)),
    )


def _announced(facts: FileFacts) -> Iterable[Announced]:
    """The office's own limits are told to nobody, and never keep an act from being done."""
    event = DATES.get(type(facts.act)) if facts.act else None
    for limit in facts.context.table.limits.values():
        if limit.starts_on == event and not limit.internal and runs_on(limit, facts.state, facts.occurred_on):
            counted = deadline_of(limit, facts.occurred_on, facts.readings, facts.context.calendar)
            yield Announced(limit.id, counted.last_day)


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
    """Whom the act's own field names: one organ or person, several, or those of its invitations who came."""
    named = getattr(facts.act, rule.field or "", None)
    several = named if isinstance(named, tuple) else (named,) if named else ()
    return tuple(each for each in map(_who, several) if each)


def _who(named: str | acts.Invitation) -> str | None:
    if isinstance(named, acts.Invitation):
        return named.person if named.seated else None
    return named


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


def _left(facts: FileFacts) -> tuple[str, ...]:
    """The organ that hands the file over sees it no longer."""
    organ = facts.state.organ("investigating")
    return (organ,) if isinstance(facts.act, acts.TransferJurisdiction) and organ else ()


def _adopted(facts: FileFacts) -> Iterable[Adopted]:
    """The findings that the act adopts, as they stand on the other file."""
    act = facts.act
    other = facts.context.other_files.get(act.source) if isinstance(act, acts.AdoptFacts) else None
    for name in act.findings if isinstance(act, acts.AdoptFacts) and other else ():
        found = other.findings[name] if other else None
        if found is not None and isinstance(act, acts.AdoptFacts):
            yield Adopted(name, found.answer, act.source, found.entry)


def _ended(facts: FileFacts) -> tuple[str, ...]:
    act, panel = facts.act, facts.state.panel
    if isinstance(act, acts.Recuse):
        return (act.person,)
    if isinstance(act, acts.TransferJurisdiction):
        return tuple(facts.state.parts.investigating)
    if isinstance(act, acts.ConvenePanel) and panel is not None:
        came = {invited.person for invited in act.invited if invited.seated}
        return tuple(person for person in panel.persons if person not in came)
    return (act.leaving,) if isinstance(act, acts.ReplaceOfficer) else ()


def _shown(facts: FileFacts) -> Iterable[str]:
    """What of the evidence the act puts before the party or the panel: whoever reads the entry may read it."""
    if isinstance(facts.act, acts.MeetOnFacts | acts.ConvenePanel):
        for piece in facts.state.evidence:
            if piece.number in facts.act.evidence:
                yield piece.title.id
                yield from (sealed.id for sealed in piece.files)


def _extension(facts: FileFacts) -> Timing | None:
    """The last day that an extension announces."""
    if not isinstance(facts.act, acts.ExtendLimit):
        return None
    limit = extended_by(facts.act, facts.state, facts.context.policy, facts.context.calendar)
    return Timing(limit.last_day, limit.deadline.provisional) if limit else None


def _timing(facts: FileFacts) -> Timing | None:
    """A limit that the act starts or meets: that of the defence, announced by the service, or that of an appeal."""
    if isinstance(facts.act, acts.FileAppeal):
        return _timing_of_appeal(facts.act, facts)
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
    counted = facts.occurred_on <= running.deadline.last_day
    number = ordinals[max(passed)] if passed and in_time and counted else None
    return Timing(running.last_day, running.deadline.provisional, in_time, number)


def _timing_of_appeal(act: acts.FileAppeal, facts: FileFacts) -> Timing | None:
    """Whether the appeal is in time; none where no rule that is known gives it a limit."""
    limit = limit_to_appeal(facts.state, facts.context.policy, act.kind)
    running = limits_on_file(facts.state, facts.context.policy, facts.context.calendar).get(limit.id if limit else "")
    if running is None:
        return None
    return Timing(running.last_day, running.deadline.provisional, act.occurred_on <= running.last_day)


def _compared(facts: FileFacts) -> Compared | None:
    act = facts.act
    proposal = proposal_of(act) if isinstance(act, Deciding) else None
    if proposal is None or not isinstance(act, Deciding):
        return None
    found = compare(facts.state, facts.context.policy)
    return Compared(
        standing=found.standing,
        possible=found.possible,
        missing=found.missing,
        departs=departs(found, proposal, standing_of(act)),
        receipt=asdict(found.receipt),
    )
