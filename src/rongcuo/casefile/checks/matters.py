"""Competence and other files: what is named is there, and belongs to this one."""

from collections.abc import Iterable

from rongcuo.base import Answer, Refusal
from rongcuo.casefile.acts import AdoptFacts, Merge, Split, TransferJurisdiction
from rongcuo.casefile.checks.deciding import strings
from rongcuo.casefile.facts import FileFacts
from rongcuo.casefile.law import filled
from rongcuo.casefile.state import CaseState
from rongcuo.determination import FindingState, contradictions


def another_file_is_named(act: Merge | Split | AdoptFacts, facts: FileFacts) -> Iterable[Refusal]:
    """A file that the actor may not see is not named either, whether it exists or not."""
    named = act.source if isinstance(act, AdoptFacts) else act.into
    if named is not None and named not in facts.context.other_files:
        yield Refusal("matter.no_such_file", {"number": named})


def merged_file_has_the_same_party(act: Merge, facts: FileFacts) -> Iterable[Refusal]:
    """Files are merged where they are on one party; several parties keep a file each."""
    other = facts.context.other_files.get(act.into)
    if other is not None and _party(other) != _party(facts.state):
        yield Refusal("matter.another_party", {"number": act.into})


def source_is_of_the_matter(act: AdoptFacts, facts: FileFacts) -> Iterable[Refusal]:
    """Shared facts are those of one matter, by the number that both files were opened under."""
    other = facts.context.other_files.get(act.source)
    matter = facts.state.file.matter_number
    if other is not None and (matter is None or other.file.matter_number != matter):
        yield Refusal("matter.another_matter", {"number": act.source})


def only_shared_findings_are_adopted(act: AdoptFacts, facts: FileFacts) -> Iterable[Refusal]:
    """What concerns one person (diligence, benefit, cooperation) is found for each party by itself."""
    pack = facts.context.policy.pack
    shared = strings(facts.parameters.get("matter"), "shared_findings")
    personal = [pack.findings[name].label for name in act.findings if name not in shared]
    if personal:
        yield Refusal("matter.personal_finding", {"findings": "、".join(personal)})


def source_has_the_findings(act: AdoptFacts, facts: FileFacts) -> Iterable[Refusal]:
    """Only a finding in force on the other file can be adopted, and never into a contradiction."""
    other = facts.context.other_files.get(act.source)
    if other is None:
        return
    pack = facts.context.policy.pack
    missing = [pack.findings[name].label for name in act.findings if name not in other.findings]
    if missing:
        yield Refusal("matter.not_found_there", {"findings": "、".join(missing), "number": act.source})
    taken = {name: FindingState(Answer(other.findings[name].answer)) for name in act.findings if name in other.findings}
    for problem in contradictions(pack, filled(facts.state, facts.context.policy) | taken):
        yield Refusal("finding.excludes", dict(problem.params), problem.place.clause)


def adopted_by_two(act: AdoptFacts, facts: FileFacts) -> Iterable[Refusal]:
    """Two officers adopt, as two make a finding."""
    if act.second_officer == facts.actor or act.second_officer not in facts.officers:
        yield Refusal("finding.second_officer")


def another_organ_takes_over(act: TransferJurisdiction, facts: FileFacts) -> Iterable[Refusal]:
    """The file goes to another organ, approved before it goes."""
    if act.incoming_organ == facts.state.organ("investigating"):
        yield Refusal("matter.same_organ")
    if act.approved_on > act.occurred_on:
        yield Refusal("matter.approved_late", {"approved": act.approved_on, "done": act.occurred_on})


def _party(state: CaseState) -> tuple[str, str | None]:
    file = state.file
    return (file.party_kind, file.party_person or file.organisation)
