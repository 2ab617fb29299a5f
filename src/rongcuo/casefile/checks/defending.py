"""The defence: who files it, and on which day."""

from collections.abc import Iterable

from rongcuo.base import Refusal
from rongcuo.casefile.acts import FileAppeal, FileDefence, SupplementDefence, WaiveDefence, WithdrawDefence
from rongcuo.casefile.competence import is_party
from rongcuo.casefile.facts import FileFacts

OfTheParty = FileDefence | SupplementDefence | WaiveDefence | WithdrawDefence | FileAppeal
"""What the party does itself, or hands in on paper."""


def filed_by_the_right_hand(act: OfTheParty, facts: FileFacts) -> Iterable[Refusal]:
    """The party acts online today; an officer registers paper, with the paper attached."""
    if is_party(facts.state, facts.context):
        if act.on_paper:
            yield Refusal("defence.party_files_online")
        elif act.occurred_on != facts.today:
            yield Refusal("defence.party_files_today", {"today": facts.today})
    elif not act.on_paper:
        yield Refusal("defence.officer_registers_paper")
    elif not act.attachments:
        yield Refusal("defence.paper_missing")


def supplement_says_something(act: SupplementDefence, _: FileFacts) -> Iterable[Refusal]:
    """A supplement has a claim, a statement or material."""
    if not (act.claims or act.statement or act.attachments):
        yield Refusal("defence.supplement_empty")
