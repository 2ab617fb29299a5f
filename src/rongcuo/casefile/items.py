"""What on a file has a number of its own and can be named by a later act: an order, an appeal, a rectification."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from rongcuo.casefile.state import CaseState, EffectOrder, Rectification
from rongcuo.ledger import Sealed


@dataclass(frozen=True, slots=True)
class Item:
    """One numbered thing: its number, the entry that made it, and what it is called.

    ``listed`` is a list of the pack with an id in it, ``finding`` a finding's
    id, ``text`` words on file.
    A duty owed for each such thing (``each`` in the pack) asks for its
    ``status``, runs from ``since`` or ends with ``until``, and is owed by
    ``organ`` where the thing names one (none: by the file's organ).
    """

    number: int
    entry: int
    listed: tuple[str, str] | None = None
    text: Sealed | None = None
    finding: str | None = None
    status: str = ""
    since: date | None = None
    until: date | None = None
    organ: str | None = None


def _appeals(state: CaseState) -> Iterator[Item]:
    for appeal in state.appeals:
        yield Item(appeal.number, appeal.entry, ("appeal_kind", appeal.kind), appeal.grounds)


def _voidable(state: CaseState) -> Iterator[Item]:
    """The entries on which no other rests: findings in force, answers, a service that nobody has relied on."""
    for finding in state.findings.values():
        yield Item(finding.entry, finding.entry, text=finding.reason)
    for claim in state.claims:
        if claim.answer_entry is not None:
            yield Item(claim.answer_entry, claim.answer_entry, text=claim.answer)
    if state.service and state.stage == "notified" and not state.defences and not state.waived:
        yield Item(state.service.entry, state.service.entry)


def _claims(state: CaseState) -> Iterator[Item]:
    for claim in state.claims:
        if claim.withdrawn is None:
            yield Item(claim.number, claim.entry, finding=claim.target)


def _evidence(state: CaseState) -> Iterator[Item]:
    for piece in state.evidence:
        yield Item(piece.number, piece.entry, text=piece.title)


def _consultations(state: CaseState) -> Iterator[Item]:
    for asked in state.consultations:
        yield Item(asked.number, asked.entry, ("consultation", asked.consulted_as), asked.question)


def _copies(state: CaseState) -> Iterator[Item]:
    for copy in state.copies:
        yield Item(copy.number, copy.entry, ("copy_kind", copy.kind), copy.material)


def _documents_to_serve(state: CaseState) -> Iterator[Item]:
    for each in state.signed:
        if each.served is None:
            yield Item(each.number, each.entry, ("document", each.kind))


def _effect_order(order: EffectOrder) -> Item:
    return Item(
        number=order.number,
        entry=order.entry,
        listed=("effect", order.effect),
        status="answered" if order.result else "ordered",
        since=order.ordered_on,
        organ=order.organ,
    )


def _rectification(each: Rectification) -> Item:
    """The day set in the suggestion is until when to report; how long to verify is another limit."""
    to_report = each.status in ("issued", "returned")
    return Item(
        number=each.number,
        entry=each.entry,
        listed=("rectification_recipient", each.recipient),
        text=each.problems,
        status=each.status,
        since=each.since or each.issued_on,
        until=each.due_on if to_report else None,
    )


def _rectifications_of(*recipients: str) -> Callable[[CaseState], Iterable[Item]]:
    def of(state: CaseState) -> Iterable[Item]:
        return (_rectification(each) for each in state.rectifications if each.recipient in recipients)

    return of


ITEMS: Mapping[str, Callable[[CaseState], Iterable[Item]]] = {
    "claim": _claims,
    "evidence": _evidence,
    "consultation": _consultations,
    "copy": _copies,
    "appeal": _appeals,
    "document_to_serve": _documents_to_serve,
    "voidable": _voidable,
    "effect_order": lambda state: map(_effect_order, state.effect_orders),
    "rectification": _rectifications_of("party", "unit"),
    "rectification_of_party": _rectifications_of("party"),
    "rectification_of_unit": _rectifications_of("unit"),
}
"""By kind (``of`` of a question of kind ``item``, ``each`` of a duty): those on a file, in their order."""
