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
    after,
    appealing,
    assessing,
    deciding,
    defending,
    documents,
    ending,
    hearing,
    inquiring,
    keeping,
    matters,
    opening,
    people,
    recording,
    reviewing,
)
from rongcuo.casefile.facts import FileFacts
from rongcuo.casefile.fields import questions

Check = Callable[[Any, FileFacts], Iterable[Refusal]]

CHECKS: Mapping[type[acts.Act], tuple[Check, ...]] = {
    acts.OpenFile: (opening.party_is_named, opening.superior_is_the_right_one, opening.approved_before),
    acts.AssignOfficers: (opening.officers_qualify, opening.officers_are_enough),
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
    acts.SignDocument: (
        documents.kind_is_drawn_up_for_the_entry,
        documents.signed_by_who_signs_it,
        documents.reviewed_by_another,
        documents.signed_once,
    ),
    acts.ServeDocument: (documents.document_is_to_be_served,),
    acts.RecordFinding: (
        inquiring.second_officer_is_another,
        inquiring.cited_evidence_exists,
        inquiring.value_follows_the_evidence,
        inquiring.findings_do_not_exclude_each_other,
        recording.departing_from_facts_has_reasons,
    ),
    acts.ListBreaches: (
        recording.list_says_something,
        inquiring.cited_evidence_exists,
        recording.list_contradicts_nothing,
    ),
    acts.ListEvents: (
        recording.list_says_something,
        inquiring.cited_evidence_exists,
        recording.list_contradicts_nothing,
    ),
    acts.SettleRank: (recording.rank_is_settled_into_a_group,),
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
        deciding.ballot_is_as_the_rule_says,
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
    acts.TransferJurisdiction: (matters.another_organ_takes_over,),
    acts.Merge: (matters.another_file_is_named, matters.merged_file_has_the_same_party),
    acts.Split: (matters.another_file_is_named,),
    acts.AdoptFacts: (
        matters.another_file_is_named,
        matters.source_is_of_the_matter,
        matters.only_shared_findings_are_adopted,
        matters.source_has_the_findings,
        matters.adopted_by_two,
    ),
    acts.FileAppeal: (
        defending.filed_by_the_right_hand,
        appealing.kind_belongs_to_the_route,
        appealing.one_appeal_at_a_time,
        appealing.second_remedy_follows_the_first,
    ),
    acts.RequestConsentToChange: (appealing.consent_is_needed,),
    acts.DecideAppeal: (
        appealing.appeal_is_pending,
        appealing.reviewers_are_others,
        appealing.decision_where_it_changes,
        deciding.measure_fits,
        appealing.never_worse,
        deciding.departure_has_reasons,
    ),
    acts.ServeAppealDecision: (appealing.appeal_is_decided,),
    acts.CorrectDecision: (
        appealing.decision_where_it_changes,
        appealing.carried_again,
        deciding.every_member_once,
        deciding.barred_members_recuse,
        deciding.only_those_present_vote,
        deciding.measure_fits,
        appealing.never_worse,
        deciding.departure_has_reasons,
    ),
    acts.VoidEntry: (appealing.entry_can_be_voided,),
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
