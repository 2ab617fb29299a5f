"""What on a file has a number of its own and can be named by a later act: an order, an appeal, a rectification."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from rongcuo.casefile.state import CaseState
from rongcuo.ledger import Sealed


@dataclass(frozen=True, slots=True)
class Item:
    """One numbered thing: its number, the entry that made it, and what it is called.

    ``listed`` is a list of the pack with an id in it, ``text`` words on file.
    """

    number: int
    entry: int
    listed: tuple[str, str] | None = None
    text: Sealed | None = None


ITEMS: Mapping[str, Callable[[CaseState], Iterable[Item]]] = {}
"""By kind (``of`` of a question of kind ``item``): those on a file, in their order."""
