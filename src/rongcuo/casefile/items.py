"""What on a file has a number of its own and can be named by a later act: an order, an appeal, a rectification."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from rongcuo.casefile.state import CaseState, EffectOrder, Rectification
from rongcuo.ledger import Sealed


@dataclass(frozen=True, slots=True)
class Item:
    """One numbered thing: its number, the entry that made it, and what it is called.

    ``listed`` is a list of the pack with an id in it, ``text`` words on file.
    A duty owed for each such thing (``each`` in the pack) asks for its
    ``status``, runs from ``since`` or ends with ``until``, and is owed by
    ``organ`` where the thing names one (none: by the file's organ).
    """

    number: int
    entry: int
    listed: tuple[str, str] | None = None
    text: Sealed | None = None
    status: str = ""
    since: date | None = None
    until: date | None = None
    organ: str | None = None


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
    "effect_order": lambda state: map(_effect_order, state.effect_orders),
    "rectification": _rectifications_of("party", "unit"),
    "rectification_of_party": _rectifications_of("party"),
    "rectification_of_unit": _rectifications_of("unit"),
}
"""By kind (``of`` of a question of kind ``item``, ``each`` of a duty): those on a file, in their order."""
