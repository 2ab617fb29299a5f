"""Opening, assignment and service."""

from collections.abc import Iterable

from rongcuo.base import Refusal
from rongcuo.casefile.acts import AssignOfficers, OpenFile
from rongcuo.casefile.facts import FileFacts
from rongcuo.casefile.fields import clause_of


def party_is_named(act: OpenFile, facts: FileFacts) -> Iterable[Refusal]:
    """A person as party is named, and is not the one who opens the file."""
    if act.party_kind == "person" and act.party_person is None:
        yield Refusal("open.party_missing", {}, clause_of(OpenFile, "party_person"))
    if act.party_person == facts.actor:
        yield Refusal("open.actor_is_party", {}, clause_of(OpenFile, "party_person"))


def superior_is_the_right_one(act: OpenFile, facts: FileFacts) -> Iterable[Refusal]:
    """The consenting organ stands above the organ that the reading names."""
    organs = {
        "above_investigator": act.investigating_organ,
        "above_decider": act.deciding_organ,
    }
    reading = facts.readings.get("consent_organ", "above_investigator")
    expected = facts.context.discipline_line.get(organs[reading])
    if expected is not None and expected != act.superior_organ:
        yield Refusal("open.superior_differs", {"reading": reading}, clause_of(OpenFile, "superior_organ"))


def approved_before(act: OpenFile, _: FileFacts) -> Iterable[Refusal]:
    """The start was approved no later than the file was opened."""
    if act.approved_on > act.occurred_on:
        yield Refusal("open.approved_late", {"approved": act.approved_on, "opened": act.occurred_on})


def officers_qualify(act: AssignOfficers, facts: FileFacts) -> Iterable[Refusal]:
    """Every officer can take the file on."""
    for person in act.officers:
        yield from unfit(person, facts)


def officers_are_enough(act: AssignOfficers, facts: FileFacts) -> Iterable[Refusal]:
    """At least as many different officers as the pack asks for."""
    least = facts.parameters.get("officers_at_least", 1)
    if isinstance(least, int) and len(set(act.officers)) < least:
        yield Refusal("officers.too_few", {"found": len(set(act.officers)), "needed": least})


def unfit(person: str, facts: FileFacts) -> Iterable[Refusal]:
    """Why a person cannot be an officer of this file."""
    state = facts.state
    if person not in facts.context.in_post(state.organ("investigating"), "officer", "head"):
        yield Refusal("officers.not_in_organ")
    if person == state.file.party_person:
        yield Refusal("officers.is_party")
    if person in state.recused:
        yield Refusal("officers.recused")
    parts = state.parts
    if person in parts.deciding | parts.consenting | parts.assessing | parts.reviewing | parts.appealing:
        yield Refusal("officers.took_other_part")
