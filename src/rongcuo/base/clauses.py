"""Where in a regulation something stands."""

import re
from dataclasses import dataclass

_FORM = re.compile(r"[0-9]{1,3}(\.[0-9]{1,3}){0,3}")


@dataclass(frozen=True, slots=True, order=True)
class ClauseRef:
    """A clause by its numbers: ``ClauseRef((4, 1, 3))`` is 四（一）3.

    The preamble is ``ClauseRef((0,))``. How a clause is *printed* is the
    pack's business (a regulation without 条 is cited as it is numbered); this
    is only its identity and its order.
    """

    parts: tuple[int, ...]

    @classmethod
    def parse(cls, text: str) -> "ClauseRef":
        """Read ``4.1.3``; anything else raises ``ValueError``."""
        if not _FORM.fullmatch(text):
            message = f"not a clause number: {text!r} (expected a form like 4.1.3)"
            raise ValueError(message)
        return cls(tuple(int(part) for part in text.split(".")))

    def __str__(self) -> str:
        return ".".join(str(part) for part in self.parts)

    @property
    def parent(self) -> "ClauseRef | None":
        """The clause that contains this one; none for a chapter."""
        return ClauseRef(self.parts[:-1]) if len(self.parts) > 1 else None
