"""Names that are sealed on a file and that nothing which leaves it may hold."""

import re
from collections.abc import Iterator

from rongcuo.casefile.state import CaseState
from rongcuo.ledger import Sealed

_BETWEEN = re.compile(r"[、，,；;\s]+")


def withheld_texts(state: CaseState) -> Iterator[Sealed]:
    """The sealed texts that name those who are kept secret."""
    if state.opened is not None and state.opened.reporter is not None:
        yield state.opened.reporter


def names_in(text: str) -> tuple[str, ...]:
    """The names in such a text; a single character is too little to be told from any other word."""
    return tuple(name for name in _BETWEEN.split(text) if len(name) > 1)
