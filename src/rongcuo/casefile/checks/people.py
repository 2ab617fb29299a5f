"""Recusal and replacement."""

from collections.abc import Iterable

from rongcuo.base import Refusal
from rongcuo.casefile.acts import Recuse, ReplaceOfficer
from rongcuo.casefile.checks.opening import unfit
from rongcuo.casefile.facts import FileFacts


def recused_only_once(act: Recuse, facts: FileFacts) -> Iterable[Refusal]:
    """A recusal on file holds; there is nothing to repeat."""
    if act.person in facts.state.recused:
        yield Refusal("recusal.on_file")


def party_cannot_recuse(act: Recuse, facts: FileFacts) -> Iterable[Refusal]:
    """Recusal is for those who handle the file, never for the party."""
    if act.person == facts.state.file.party_person:
        yield Refusal("recusal.is_party")


def leaving_is_assigned(act: ReplaceOfficer, facts: FileFacts) -> Iterable[Refusal]:
    """Only an officer of the file can leave it."""
    if act.leaving not in facts.officers:
        yield Refusal("officers.not_assigned")


def incoming_qualifies(act: ReplaceOfficer, facts: FileFacts) -> Iterable[Refusal]:
    """Who takes over can take the file on and is not on it already."""
    if act.incoming in facts.officers:
        yield Refusal("officers.assigned_already")
    yield from unfit(act.incoming, facts)
