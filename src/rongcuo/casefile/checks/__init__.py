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
from rongcuo.casefile.checks import (
    assessing,
    deciding,
    defending,
    hearing,
    inquiring,
    keeping,
    opening,
    people,
    reviewing,
)
from rongcuo.casefile.facts import FileFacts

Check = Callable[[Any, FileFacts], Iterable[Refusal]]

CHECKS: Mapping[type[acts.Act], tuple[Check, ...]] = {
    acts.OpenFile: (opening.party_is_named, opening.superior_is_the_right_one, opening.approved_before),
    acts.AssignOfficers: (opening.officers_qualify, opening.officers_are_enough),
    acts.RecordService: (opening.earlier_service_has_proof,),
    acts.FileDefence: (defending.filed_by_the_right_hand,),
    acts.SupplementDefence: (defending.filed_by_the_right_hand, defending.supplement_says_something),
    acts.WaiveDefence: (defending.filed_by_the_right_hand,),
    acts.WithdrawDefence: (defending.filed_by_the_right_hand, hearing.withdrawn_claims_stand),
    acts.ExtendLimit: (hearing.extends_one_way, hearing.extension_is_longer),
    acts.AskForSupplement: (hearing.supplement_leaves_time,),
    acts.MeetOnFacts: (hearing.evidence_is_on_file, hearing.opinion_is_explained),
    acts.ConvenePanel: (assessing.somebody_came, assessing.members_are_independent, hearing.evidence_is_on_file),
    acts.GivePanelOpinion: (assessing.opinion_is_of_members, assessing.opinion_by_the_right_hand),
    acts.CaseReview: (reviewing.every_head_once, reviewing.result_follows_the_heads),
    acts.Consult: (reviewing.not_asked_already,),
    acts.AnswerConsultation: (reviewing.consultation_is_open, reviewing.answered_by_the_body_asked),
    acts.RecordInterference: (keeping.happened_before, keeping.recorded_by_another),
    acts.ApproveCopy: (keeping.approved_by_a_head, keeping.copy_has_an_end),
    acts.RecordReturn: (keeping.copy_is_out,),
    acts.RecordFinding: (
        inquiring.second_officer_is_another,
        inquiring.cited_evidence_exists,
        inquiring.value_follows_the_evidence,
        inquiring.findings_do_not_exclude_each_other,
    ),
    acts.AnswerClaim: (inquiring.claim_exists,),
    acts.Conclude: (deciding.measure_fits, deciding.departure_has_reasons),
    acts.Deliberate: (
        deciding.every_member_once,
        deciding.barred_members_recuse,
        deciding.only_those_present_vote,
        deciding.ballot_is_as_the_rule_says,
        deciding.quorum_is_met,
        deciding.measure_fits,
        deciding.departure_has_reasons,
    ),
    acts.Decide: (
        deciding.decides_what_was_carried,
        deciding.measure_fits,
        deciding.names_the_other_rule,
        deciding.tells_how_to_appeal,
        deciding.departure_has_reasons,
    ),
    acts.ServeDecision: (opening.earlier_service_has_proof,),
    acts.Recuse: (
        people.recused_only_once,
        people.party_cannot_recuse,
        people.others_recused_by_who_directs,
    ),
    acts.ReplaceOfficer: (people.leaving_is_assigned, people.incoming_qualifies),
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
    for check in CHECKS.get(type(act), ()):
        found.extend(check(act, facts))
    clause = facts.context.table.acts[act.name].clause
    return tuple(replace(refusal, clause=refusal.clause or clause) for refusal in found)
