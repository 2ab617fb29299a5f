"""Who reads an entry: the parts of a file, and the bodies that see only what is addressed to them.

A receiving or consulted body sees what it was sent, and nothing that went to
another (design 6). So the audience of such an entry names the body:
``receiving:<organ>``.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from rongcuo.casefile import acts
from rongcuo.casefile.acts import Act
from rongcuo.casefile.state import CaseState, Done
from rongcuo.law.procedure import ProcedureTable

PARTY = "party"
"""The audience of the party itself."""

HANDLING = frozenset({"investigating", "deciding", "superior", "case_review", "appeal"})
"""Those who handle the file and see its findings; everybody else sees only the entries meant for them."""

ADDRESSED = frozenset({"receiving", "consulted"})
"""The audiences of which each body sees only what is addressed to it."""

Addressees = Callable[[Any, CaseState], Iterable[str]]

DocumentAct = acts.SignDocument | acts.ServeDocument


def _of_order(act: acts.AcknowledgeEffect, state: CaseState) -> Iterable[str]:
    return (order.organ for order in state.effect_orders if order.number == act.order)


def _about(act: DocumentAct, state: CaseState) -> Done | None:
    """The entry that the document is for."""
    if isinstance(act, acts.SignDocument):
        return state.entry_of(act.about)
    return next((state.entry_of(each.about) for each in state.signed if each.number == act.document), None)


def _addressees_of_document(act: DocumentAct, state: CaseState) -> Iterable[str]:
    """A document goes to the bodies that its entry is addressed to."""
    about = _about(act, state)
    parts = (part.partition(":") for part in (about.audience if about else ()))
    return (organ for name, _, organ in parts if name in ADDRESSED and organ)


ADDRESSEES: Mapping[type[Act], Addressees] = {
    acts.Consult: lambda act, _: (act.organ,),
    acts.AnswerConsultation: lambda act, state: (
        asked.organ for asked in state.consultations if asked.number == act.consultation
    ),
    acts.OrderEffect: lambda act, _: (act.receiving_organ,),
    acts.AcknowledgeEffect: _of_order,
    acts.SignDocument: _addressees_of_document,
    acts.ServeDocument: _addressees_of_document,
}
"""By act: the ids of the organs that it is addressed to."""

KEPT_FROM: Mapping[type[Act], Addressees] = {
    acts.RecordInterference: lambda act, _: (act.person,) if act.person else (),
}
"""By act: the persons who never read its entry, whatever part of the file they have."""

UNIT = "unit"
"""The audience of the unit that the party belongs to."""

Recipient = Callable[[Any, CaseState], str | None]


def _recipient(act: acts.IssueRectification, state: CaseState) -> str:
    return PARTY if state.file.party_kind == "unit" else act.recipient


def _of_rectification(act: acts.ReportRectification | acts.VerifyRectification, state: CaseState) -> str:
    found = (each.recipient for each in state.rectifications if each.number == act.rectification)
    return next(found, PARTY)


def _recipient_of_document(act: DocumentAct, state: CaseState) -> str | None:
    """Of party and unit the one that the document's entry is for; none where it is for both, or for neither."""
    about = _about(act, state)
    read_by = {PARTY, UNIT} & set(about.audience if about else ())
    return read_by.pop() if len(read_by) == 1 else None


RECIPIENTS: Mapping[type[Act], Recipient] = {
    acts.IssueRectification: _recipient,
    acts.ReportRectification: _of_rectification,
    acts.VerifyRectification: _of_rectification,
    acts.SignDocument: _recipient_of_document,
    acts.ServeDocument: _recipient_of_document,
}
"""By act that is for the party or for its unit: which of them; none where that makes no difference."""


_OTHER: Mapping[str | None, str] = {PARTY: UNIT, UNIT: PARTY}


def row_audience(act: Act, state: CaseState, table: ProcedureTable) -> tuple[str, ...]:
    """The parts that the table names for the act; for a document those of its kind.

    What is to be served is read outside once it has been: until then only those who handle the file see it.
    """
    row = table.acts[act.name]
    if not isinstance(act, DocumentAct):
        return row.audience
    kind = act.kind if isinstance(act, acts.SignDocument) else _kind(act, state)
    document = table.documents.get(kind)
    if document is None:
        return row.audience
    waits = bool(document.served_by) and isinstance(act, acts.SignDocument)
    return tuple(part for part in document.audience if part in HANDLING or not waits)


def _kind(act: acts.ServeDocument, state: CaseState) -> str:
    return next((each.kind for each in state.signed if each.number == act.document), "")


def addressed_to(audience: str, organ: str) -> str:
    """The audience as one body has it."""
    return f"{audience}:{organ}" if audience in ADDRESSED else audience


def audience_of(audience: Iterable[str], act: Act, state: CaseState) -> tuple[str, ...]:
    """The audience of the entry of ``act``: that of its row, each addressed part as the bodies that the act is for."""
    found = ADDRESSEES.get(type(act))
    organs = tuple(found(act, state)) if found else ()
    other = _other(act, state)
    return tuple(
        scoped
        for name in audience
        if name != other
        for scoped in ([addressed_to(name, organ) for organ in organs] if name in ADDRESSED else [name])
    )


def kept_from(act: Act, state: CaseState) -> tuple[str, ...]:
    """The persons from whom the entry of ``act`` is kept."""
    found = KEPT_FROM.get(type(act))
    return tuple(found(act, state)) if found else ()


def _other(act: Act, state: CaseState) -> str | None:
    """Of party and unit, the one that the act is not for; none where it is not for one of them alone."""
    recipient = RECIPIENTS.get(type(act))
    return _OTHER.get(recipient(act, state)) if recipient else None
