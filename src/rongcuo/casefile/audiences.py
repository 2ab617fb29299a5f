"""Who reads an entry: the parts of a file, and the bodies that see only what is addressed to them.

A receiving or consulted body sees what it was sent, and nothing that went to
another (design 6). So the audience of such an entry names the body:
``receiving:<organ>``.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from rongcuo.casefile import acts
from rongcuo.casefile.acts import Act
from rongcuo.casefile.state import CaseState

PARTY = "party"
"""The audience of the party itself."""

HANDLING = frozenset({"investigating", "deciding", "superior", "case_review", "appeal"})
"""Those who handle the file and see its findings; everybody else sees only the entries meant for them."""

ADDRESSED = frozenset({"receiving", "consulted"})
"""The audiences of which each body sees only what is addressed to it."""

Addressees = Callable[[Any, CaseState], Iterable[str]]

ADDRESSEES: Mapping[type[Act], Addressees] = {
    acts.Consult: lambda act, _: (act.organ,),
    acts.AnswerConsultation: lambda act, state: (
        asked.organ for asked in state.consultations if asked.number == act.consultation
    ),
}
"""By act: the ids of the organs that it is addressed to."""

KEPT_FROM: Mapping[type[Act], Addressees] = {
    acts.RecordInterference: lambda act, _: (act.person,) if act.person else (),
}
"""By act: the persons who never read its entry, whatever part of the file they have."""


def addressed_to(audience: str, organ: str) -> str:
    """The audience as one body has it."""
    return f"{audience}:{organ}" if audience in ADDRESSED else audience


def audience_of(audience: Iterable[str], act: Act, state: CaseState) -> tuple[str, ...]:
    """The audience of the entry of ``act``: that of its row, each addressed part as the bodies that the act is for."""
    found = ADDRESSEES.get(type(act))
    organs = tuple(found(act, state)) if found else ()
    return tuple(
        scoped
        for name in audience
        for scoped in ([addressed_to(name, organ) for organ in organs] if name in ADDRESSED else [name])
    )


def kept_from(act: Act, state: CaseState) -> tuple[str, ...]:
    """The persons from whom the entry of ``act`` is kept."""
    found = KEPT_FROM.get(type(act))
    return tuple(found(act, state)) if found else ()
