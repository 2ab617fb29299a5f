"""What an act itself must say to be lawful on this file, act by act.

The pack's table judges *whether* an act can be done now; these checks judge
what it says against what is on file. Each returns refusals, never changes
anything, and is found by the act's type.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from rongcuo.base import Refusal
from rongcuo.casefile import acts
from rongcuo.casefile.checks import after, deciding, defending, ending, inquiring, opening, people
from rongcuo.casefile.facts import FileFacts
from rongcuo.casefile.fields import questions

Check = Callable[[Any, FileFacts], Iterable[Refusal]]

CHECKS: Mapping[type[acts.Act], tuple[Check, ...]] = {
    acts.OpenFile: (opening.party_is_named, opening.superior_is_the_right_one, opening.approved_before),
    acts.AssignOfficers: (opening.officers_qualify, opening.officers_are_enough),
    acts.FileDefence: (defending.filed_by_the_right_hand,),
    acts.SupplementDefence: (defending.filed_by_the_right_hand, defending.supplement_says_something),
    acts.WaiveDefence: (defending.filed_by_the_right_hand,),
    acts.RecordFinding: (
        inquiring.second_officer_is_another,
        inquiring.cited_evidence_exists,
        inquiring.value_follows_the_evidence,
        inquiring.findings_do_not_exclude_each_other,
    ),
    acts.AnswerClaim: (inquiring.claim_exists,),
    acts.Conclude: (
        deciding.measure_fits,
        deciding.departure_has_reasons,
        ending.nobody_accounts_after_death,
    ),
    acts.Deliberate: (
        deciding.every_member_once,
        deciding.barred_members_recuse,
        deciding.only_those_present_vote,
        deciding.quorum_is_met,
        deciding.measure_fits,
        deciding.departure_has_reasons,
        ending.nobody_accounts_after_death,
    ),
    acts.Decide: (
        deciding.decides_what_was_carried,
        deciding.measure_fits,
        deciding.names_the_other_rule,
        deciding.tells_how_to_appeal,
        deciding.departure_has_reasons,
        ending.nobody_accounts_after_death,
    ),
    acts.Recuse: (
        people.recused_only_once,
        people.party_cannot_recuse,
        people.others_recused_by_who_directs,
    ),
    acts.ReplaceOfficer: (people.leaving_is_assigned, people.incoming_qualifies),
    acts.Clarify: (after.consulted_before, after.refusal_means_in_writing, after.spoken_also_in_writing),
    acts.OrderEffect: (after.ordered_once, after.the_dead_gain_nothing),
    acts.AcknowledgeEffect: (after.answers_its_own_order, after.says_why_not, after.not_before_it),
    acts.IssueRectification: (after.due_after_issue, after.the_dead_rectify_nothing),
    acts.ReportRectification: (after.reported_by_the_right_hand, after.not_before_it),
    acts.VerifyRectification: (after.verifies_what_was_reported, after.not_before_it),
    acts.CloseFile: (ending.visit_is_arranged,),
    acts.Terminate: (ending.approved_by_another, ending.death_is_on_file),
    acts.RecordDeath: (ending.died_before,),
    acts.FollowUp: (ending.visitors_qualify,),
}
"""The checks of each act; an act that is not here says nothing that could be wrong."""


def shortcomings(facts: FileFacts) -> tuple[Refusal, ...]:
    """Every refusal that the act's own content gives; one that names no clause rests on that of the act's row."""
    act = facts.act
    if act is None:
        return ()
    found: list[Refusal] = []
    if act.occurred_on > facts.today:
        found.append(Refusal("act.in_future", {"day": act.occurred_on, "today": facts.today}))
    found.extend(_registered_late(act, facts))
    for check in CHECKS.get(type(act), ()):
        found.extend(check(act, facts))
    clause = facts.context.table.acts[act.name].clause
    return tuple(replace(refusal, clause=refusal.clause or clause) for refusal in found)


def _registered_late(act: acts.Act, facts: FileFacts) -> Iterable[Refusal]:
    """An act of an earlier day is registered with the proof that its row asks for (design 7.10)."""
    proof = facts.context.table.acts[act.name].late_proof
    if proof is None or act.occurred_on >= facts.today or getattr(act, proof):
        return
    asked = next(question for question in questions(type(act)) if question.name == proof)
    params = {"day": act.occurred_on, "label": asked.label, "label_en": asked.label_en}
    yield Refusal("act.proof_missing", params, asked.clause)
