"""Whether a duty of the pack is owed: on the file as a whole, or for one numbered thing on it."""

from enum import StrEnum

from rongcuo.law.procedure import Duty
from rongcuo.procedure.facts import Facts
from rongcuo.procedure.guards import refusals


class DutyState(StrEnum):
    """Where a duty stands."""

    AHEAD = "ahead"
    OWED = "owed"
    DONE = "done"


def state_of(duty: Duty, facts: Facts) -> DutyState:
    """Where ``duty`` stands on these facts; that of one thing, where the facts are about one."""
    if duty.done and not refusals(duty.done, facts):
        return DutyState.DONE
    return DutyState.AHEAD if refusals(duty.owed, facts) else DutyState.OWED
