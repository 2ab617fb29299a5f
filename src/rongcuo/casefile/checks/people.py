"""Recusal and replacement."""

from collections.abc import Iterable, Mapping

from rongcuo.base import Refusal
from rongcuo.casefile.acts import Recuse, ReplaceOfficer
from rongcuo.casefile.checks.opening import unfit
from rongcuo.casefile.competence import fits
from rongcuo.casefile.facts import FileFacts


def recused_only_once(act: Recuse, facts: FileFacts) -> Iterable[Refusal]:
    """A recusal on file holds; there is nothing to repeat."""
    if act.person in facts.state.recused:
        yield Refusal("recusal.on_file")


def party_cannot_recuse(act: Recuse, facts: FileFacts) -> Iterable[Refusal]:
    """Recusal is for those who handle the file, never for the party."""
    if act.person == facts.state.file.party_person:
        yield Refusal("recusal.is_party")


def others_recused_by_who_directs(act: Recuse, facts: FileFacts) -> Iterable[Refusal]:
    """Everybody records their own recusal; that of others is for those who direct an organ."""
    if act.person == facts.actor:
        return
    table = facts.parameters.get("recusal")
    names = table.get("of_others_by", ()) if isinstance(table, Mapping) else ()
    roles = [facts.context.table.roles[name] for name in names]
    if not any(fits(role, facts.state, facts.context, act) for role in roles):
        yield Refusal("recusal.of_another", {"roles": "、".join(role.label for role in roles)})


def leaving_is_assigned(act: ReplaceOfficer, facts: FileFacts) -> Iterable[Refusal]:
    """Only an officer of the file can leave it."""
    if act.leaving not in facts.officers:
        yield Refusal("officers.not_assigned")


def incoming_qualifies(act: ReplaceOfficer, facts: FileFacts) -> Iterable[Refusal]:
    """Who takes over can take the file on and is not on it already."""
    if act.incoming in facts.officers:
        yield Refusal("officers.assigned_already")
    yield from unfit(act.incoming, facts)
