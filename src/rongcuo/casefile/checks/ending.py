"""Closing, terminating, archiving; death; the follow-up visit."""

from collections.abc import Iterable, Mapping

from rongcuo.base import Refusal
from rongcuo.casefile.acts import CloseFile, Conclude, Decide, Deliberate, FollowUp, RecordDeath, Terminate
from rongcuo.casefile.facts import FileFacts
from rongcuo.casefile.fields import clause_of
from rongcuo.casefile.law import proposal_of


def visit_is_arranged(act: CloseFile, facts: FileFacts) -> Iterable[Refusal]:
    """Whoever was exempted is visited; the organ that does it is named with the closing."""
    wanted = _names(facts.parameters.get("follow_up"), "decisions")
    alive = facts.date_of("death_recorded_on") is None
    if facts.decision in wanted and alive and act.personnel_organ is None:
        yield Refusal("close.personnel_missing", {}, clause_of(CloseFile, "personnel_organ"))


def approved_by_another(act: Terminate, facts: FileFacts) -> Iterable[Refusal]:
    """The head of the investigating organ approves, on a day before, and it is not the party."""
    heads = facts.context.in_post(facts.state.organ("investigating"), "head")
    if act.approved_by not in heads or act.approved_by in facts.state.recused:
        yield Refusal("terminate.approver")
    if act.approved_on > act.occurred_on:
        yield Refusal("terminate.approved_late", {"approved": act.approved_on})


def death_is_on_file(act: Terminate, facts: FileFacts) -> Iterable[Refusal]:
    """A file ends by the party's death only once that is on file."""
    if act.reason == "death" and facts.date_of("death_recorded_on") is None:
        yield Refusal("terminate.no_death")


def died_before(act: RecordDeath, _: FileFacts) -> Iterable[Refusal]:
    """The day of death is not after the day on which it was established."""
    if act.died_on > act.occurred_on:
        yield Refusal("death.in_future", {"died": act.died_on})


def nobody_accounts_after_death(act: Conclude | Deliberate | Decide, facts: FileFacts) -> Iterable[Refusal]:
    """Death ends personal accountability: what remains is to exempt, to end, and to clear the name."""
    barred = _names(facts.parameters.get("death"), "bars")
    proposal = proposal_of(act)
    if facts.date_of("death_recorded_on") and proposal and proposal.decision in barred:
        yield Refusal("death.no_accountability", {"day": facts.date_of("death_recorded_on")})


def visitors_qualify(act: FollowUp, facts: FileFacts) -> Iterable[Refusal]:
    """Enough different persons, each making such visits for an organ named on the file."""
    least = facts.parameters.get("visitors_at_least", 1)
    if isinstance(least, int) and len(set(act.visitors)) < least:
        yield Refusal("visit.too_few", {"found": len(set(act.visitors)), "needed": least})
    organs = facts.state.organs_as("personnel")
    able = frozenset().union(*(facts.context.in_post(organ, "personnel_officer") for organ in organs))
    if set(act.visitors) - able or facts.state.recused & set(act.visitors):
        yield Refusal("visit.not_in_organ")
    if facts.state.file.party_person in act.visitors:
        yield Refusal("visit.is_party")


def _names(table: object, key: str) -> frozenset[str]:
    rows = table.get(key, ()) if isinstance(table, Mapping) else ()
    return frozenset(str(row) for row in rows)
