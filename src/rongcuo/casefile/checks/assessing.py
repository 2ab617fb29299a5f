"""Who sits on a panel, and whose opinion it is."""

from collections.abc import Iterable

from rongcuo.base import Refusal
from rongcuo.casefile.acts import ConvenePanel, GivePanelOpinion
from rongcuo.casefile.facts import FileFacts


def somebody_came(act: ConvenePanel, _: FileFacts) -> Iterable[Refusal]:
    """A panel has at least one member, and nobody is invited twice."""
    persons = [invited.person for invited in act.invited]
    if len(set(persons)) != len(persons):
        yield Refusal("panel.invited_twice")
    if not any(invited.seated for invited in act.invited):
        yield Refusal("panel.nobody_came")


def members_are_independent(act: ConvenePanel, facts: FileFacts) -> Iterable[Refusal]:
    """Whoever sits has declared no interest, and is neither party nor recused nor has another part in the file."""
    state = facts.state
    parts = state.parts
    taken = parts.investigating | parts.reviewing | parts.deciding | parts.consenting | parts.appealing
    for invited in act.invited:
        if not invited.seated:
            continue
        if not invited.no_interest:
            yield Refusal("panel.interest_not_declared")
        if invited.person == state.file.party_person:
            yield Refusal("panel.is_party")
        if invited.person in state.recused:
            yield Refusal("panel.recused")
        if invited.person in taken | set(state.officers):
            yield Refusal("panel.took_other_part")


def opinion_is_of_members(act: GivePanelOpinion, facts: FileFacts) -> Iterable[Refusal]:
    """Those who sign or dissent sit on the panel; nobody does both."""
    dissenting = [dissent.member for dissent in act.dissents]
    named = [*act.signed_by, *dissenting]
    if not set(named) <= set(facts.state.panel_members):
        yield Refusal("panel.not_a_member")
    if len(set(named)) != len(named):
        yield Refusal("panel.signed_twice")


def opinion_by_the_right_hand(act: GivePanelOpinion, facts: FileFacts) -> Iterable[Refusal]:
    """A member speaks online for nobody else; what several signed is registered from the paper, with the paper."""
    if facts.actor in facts.state.panel_members:
        if act.on_paper or act.signed_by != (facts.actor,) or act.dissents:
            yield Refusal("panel.member_speaks_for_himself")
    elif not act.on_paper:
        yield Refusal("panel.officer_registers_paper")
    elif not act.attachments:
        yield Refusal("panel.paper_missing")
