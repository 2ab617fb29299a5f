"""Findings and answers."""

from collections.abc import Iterable

from rongcuo.base import Answer, Refusal
from rongcuo.casefile.acts import AnswerClaim, ListBreaches, ListEvents, RecordFinding
from rongcuo.casefile.facts import FileFacts
from rongcuo.casefile.law import filled
from rongcuo.determination import FindingState, contradictions

_NEEDED = {
    Answer.ESTABLISHED: (True, False),
    Answer.NOT_ESTABLISHED: (False, True),
    Answer.CONTESTED: (True, True),
}
"""Per answer: whether there must be evidence for it, and against it."""


def second_officer_is_another(act: RecordFinding, facts: FileFacts) -> Iterable[Refusal]:
    """Two officers make a finding."""
    if act.second_officer == facts.actor or act.second_officer not in facts.officers:
        yield Refusal("finding.second_officer")


def cited_evidence_exists(act: RecordFinding | ListBreaches | ListEvents, facts: FileFacts) -> Iterable[Refusal]:
    """Every number cited is on this file."""
    on_file = {evidence.number for evidence in facts.state.evidence}
    for citation in act.cited:
        if citation.number not in on_file:
            yield Refusal("finding.no_such_evidence", {"number": citation.number})


def value_follows_the_evidence(act: RecordFinding, facts: FileFacts) -> Iterable[Refusal]:
    """An answer other than undetermined rests on evidence that bears that way."""
    bearings = {item.bearing for item in act.cited} | {item.bearing for item in act.added}
    found = ("supports" in bearings, "opposes" in bearings)
    needed = _NEEDED.get(Answer(act.value))
    label = facts.context.policy.pack.findings[act.finding].label
    if needed is not None and needed != found:
        yield Refusal(f"finding.evidence_{act.value}", {"finding": label})
    if needed is None and all(found):
        yield Refusal("finding.evidence_undetermined", {"finding": label})


def findings_do_not_exclude_each_other(act: RecordFinding, facts: FileFacts) -> Iterable[Refusal]:
    """The file never establishes two findings that the pack declares exclusive."""
    pack = facts.context.policy.pack
    with_this = filled(facts.state, facts.context.policy) | {act.finding: FindingState(Answer(act.value))}
    for problem in contradictions(pack, with_this):
        yield Refusal("finding.excludes", dict(problem.params), problem.place.clause)


def claim_exists(act: AnswerClaim, facts: FileFacts) -> Iterable[Refusal]:
    """The claim answered is on this file, and the party has not taken it back."""
    claim = next((each for each in facts.state.claims if each.number == act.claim), None)
    if claim is None:
        yield Refusal("claim.unknown", {"number": act.claim})
    elif claim.withdrawn is not None:
        yield Refusal("claim.not_standing", {"number": act.claim})
