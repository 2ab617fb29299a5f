"""What is owed on a file, by whom, until when: derived, beside the stage."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rongcuo.casefile.context import Actor, Context
from rongcuo.casefile.facts import FileFacts
from rongcuo.casefile.limits import LimitOnFile, limits_on_file
from rongcuo.casefile.state import CaseState
from rongcuo.law.pack import Policy
from rongcuo.law.procedure import Duty, Role
from rongcuo.procedure.guards import applicable, refusals
from rongcuo.workdays import Calendar


class DutyState(StrEnum):
    """Where a duty stands."""

    AHEAD = "ahead"
    OWED = "owed"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Holder:
    """Who owes it: a person, or whoever has one of the functions in an organ."""

    person: str | None = None
    organ: str | None = None
    functions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DutyOnFile:
    """A duty of the pack as it stands on one file; ``limit`` only where one runs."""

    duty: Duty
    state: DutyState
    holders: tuple[Holder, ...]
    limit: LimitOnFile | None

    def held_by(self, actor: Actor) -> bool:
        """Whether the duty is the actor's: by name, or by a post."""
        return any(
            holder.person == actor.person
            or any(post.organ == holder.organ and post.function in holder.functions for post in actor.posts)
            for holder in self.holders
        )


def duties(state: CaseState, policy: Policy, calendar: Calendar, today: date) -> tuple[DutyOnFile, ...]:
    """Every duty of the pack that can arise on this file, in the pack's order."""
    nobody = Context(policy, calendar, today, Actor(""), {}, {})
    facts = FileFacts(state, nobody)
    limits = limits_on_file(state, policy, calendar)
    mine = (duty for duty in nobody.table.duties if applicable(duty.owed, facts))
    return tuple(_on_file(duty, facts, limits) for duty in mine)


def _on_file(duty: Duty, facts: FileFacts, limits: Mapping[str, LimitOnFile]) -> DutyOnFile:
    role = facts.context.table.roles[duty.by]
    limit = next((limits[name] for name in duty.limits if name in limits), None)
    return DutyOnFile(duty, _state(duty, facts), tuple(_holders(role, facts.state)), limit)


def _state(duty: Duty, facts: FileFacts) -> DutyState:
    if duty.done and not refusals(duty.done, facts):
        return DutyState.DONE
    return DutyState.AHEAD if refusals(duty.owed, facts) else DutyState.OWED


def _holders(role: Role, state: CaseState) -> Iterator[Holder]:
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
        yield Holder(organ=state.organ(role.organ or ""), functions=role.functions)
