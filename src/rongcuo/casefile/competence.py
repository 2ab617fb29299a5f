"""Whether this person may do this act on this file: roles of the pack, and recusal."""

from rongcuo.base import Refusal
from rongcuo.casefile.acts import Act, OpenFile
from rongcuo.casefile.context import Context
from rongcuo.casefile.state import CaseState
from rongcuo.law.procedure import ActRow, Role


def competence(row: ActRow, state: CaseState, context: Context, act: Act | None) -> tuple[Refusal, ...]:
    """Why the actor may not do the act; empty where any role of the row fits."""
    if context.actor.person in state.recused:
        return (Refusal("competence.recused", {}, row.clause),)
    roles = [context.table.roles[name] for name in row.by]
    if any(fits(role, state, context, act) for role in roles):
        return ()
    if is_party(state, context):
        return (Refusal("competence.own_case", {}, row.clause),)
    labels = "、".join(role.label for role in roles)
    ids = ", ".join(role.id for role in roles)
    return (Refusal("competence.not_yours", {"roles": labels, "roles_en": ids}, row.clause),)


def fits(role: Role, state: CaseState, context: Context, act: Act | None) -> bool:
    """Whether the actor holds ``role`` on this file."""
    if role.party:
        return is_party(state, context)
    if (role.organ is not None or role.panel) and is_party(state, context):
        return False  # whatever posts the party has, nobody handles their own case
    if role.assigned and context.actor.person not in state.officers:
        return False
    if role.panel and context.actor.person not in state.panel_members:
        return False
    if role.organ is None:
        return True
    return _in_post(role, _organs(role, state, act), context)


def _organs(role: Role, state: CaseState, act: Act | None) -> tuple[str, ...] | None:
    """The organs the role is tied to; a file about to be opened names one in the act, or (none) nobody has yet."""
    if state.opened is not None:
        return state.organs_as(role.organ or "")
    named = getattr(act, f"{role.organ}_organ", None) if isinstance(act, OpenFile) else None
    return (named,) if named else None


def _in_post(role: Role, organs: tuple[str, ...] | None, context: Context) -> bool:
    """While no file is open, a post in any organ lets one begin to open one."""
    posts = (post for post in context.actor.posts if post.function in role.functions)
    return any(organs is None or post.organ in organs for post in posts)


def is_party(state: CaseState, context: Context) -> bool:
    """The party itself, or the representative of a unit that is the party."""
    if state.opened is None:
        return False
    if state.opened.party_kind == "person":
        return context.actor.person == state.opened.party_person
    return any(
        post.organ == state.opened.organisation and post.function == "unit_representative"
        for post in context.actor.posts
    )
