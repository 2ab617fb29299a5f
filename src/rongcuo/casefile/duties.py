"""What is owed on a file, by whom, until when: derived, beside the stage."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from rongcuo.casefile.context import Actor, Context
from rongcuo.casefile.facts import FileFacts
from rongcuo.casefile.items import Item
from rongcuo.casefile.limits import LimitOnFile, item_limit, limits_on_file
from rongcuo.casefile.owing import DutyState, state_of
from rongcuo.casefile.state import CaseState
from rongcuo.law.pack import Policy
from rongcuo.law.procedure import Duty, Role
from rongcuo.procedure.guards import applicable
from rongcuo.workdays import Calendar

__all__ = ["DutyOnFile", "DutyState", "Holder", "duties"]


@dataclass(frozen=True, slots=True)
class Holder:
    """Who owes it: a person, or whoever has one of the functions in an organ."""

    person: str | None = None
    organ: str | None = None
    functions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DutyOnFile:
    """A duty of the pack as it stands on one file; ``item`` where it is owed for each of several things.

    ``limit`` only where one runs; ``last_day`` that of the limit, or the day
    that was set for the thing itself.
    """

    duty: Duty
    state: DutyState
    holders: tuple[Holder, ...]
    limit: LimitOnFile | None
    item: Item | None = None

    @property
    def last_day(self) -> date | None:
        """The day at whose end it is overdue; none where there is no limit."""
        if self.item and self.item.until:
            return self.item.until
        return self.limit.last_day if self.limit else None

    def held_by(self, actor: Actor) -> bool:
        """Whether the duty is the actor's: by name, or by a post."""
        return any(
            holder.person == actor.person
            or any(post.organ == holder.organ and post.function in holder.functions for post in actor.posts)
            for holder in self.holders
        )


def duties(state: CaseState, policy: Policy, calendar: Calendar, today: date) -> tuple[DutyOnFile, ...]:
    """Every duty of the pack that can arise on this file, in the pack's order; once for each thing it is owed for."""
    nobody = Context(policy, calendar, today, Actor(""), {}, {})
    facts = FileFacts(state, nobody)
    limits = limits_on_file(state, policy, calendar)
    mine = (duty for duty in nobody.table.duties if applicable(duty.owed, facts))
    return tuple(item for duty in mine for item in _on_file(duty, facts, limits))


def _on_file(duty: Duty, facts: FileFacts, limits: Mapping[str, LimitOnFile]) -> Iterator[DutyOnFile]:
    role = facts.context.table.roles[duty.by]
    if duty.each is None:
        limit = next((limits[name] for name in duty.limits if name in limits), None)
        yield DutyOnFile(duty, state_of(duty, facts), tuple(_holders(role, facts.state)), limit)
        return
    for one in facts.each(duty.each):
        item = one.item
        holders = tuple(_holders(role, facts.state, item.organ if item else None))
        yield DutyOnFile(duty, state_of(duty, one), holders, _counted(duty, item, facts), item)


def _counted(duty: Duty, item: Item | None, facts: FileFacts) -> LimitOnFile | None:
    if item is None or item.since is None:
        return None
    context = facts.context
    found = (
        item_limit(context.table.limits[name], item.since, context.policy, context.calendar) for name in duty.limits
    )
    return next((limit for limit in found if limit is not None), None)


def _holders(role: Role, state: CaseState, organ: str | None = None) -> Iterator[Holder]:
    if role.party and state.file.party_kind == "person":
        yield Holder(person=state.file.party_person)
    elif role.party:
        yield Holder(organ=state.file.organisation, functions=("unit_representative",))
    elif role.panel:
        silent = state.panel.silent(state.recused) if state.panel else ()
        yield from (Holder(person=person) for person in silent)
    elif role.assigned and state.officers:
        yield from (Holder(person=person) for person in state.officers)
    elif role.organ == "consulted":
        asked = dict.fromkeys(each.organ for each in state.consultations if each.answered is None)
        yield from (Holder(organ=organ, functions=role.functions) for organ in asked)
    else:
        yield Holder(organ=organ or state.organ(role.organ or ""), functions=role.functions)
