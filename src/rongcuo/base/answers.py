"""The answer to one question of fact: two bits, never a bool.

One bit says that there is evidence *for*, the other that there is evidence
*against*. Neither is ``UNDETERMINED`` 未查清; both is ``CONTESTED`` 证据矛盾,
which the law treats as undetermined and a report names apart (design 2.2).
"""

from enum import Enum


class Answer(Enum):
    """What the file says of one finding; the value is what JSON carries."""

    UNDETERMINED = "undetermined"
    ESTABLISHED = "established"
    NOT_ESTABLISHED = "not_established"
    CONTESTED = "contested"

    @classmethod
    def of(cls, *, supported: bool, opposed: bool) -> "Answer":
        """The answer that the two bits make."""
        return _BY_BITS[supported, opposed]

    @property
    def supported(self) -> bool:
        """There is evidence for it."""
        return self in (Answer.ESTABLISHED, Answer.CONTESTED)

    @property
    def opposed(self) -> bool:
        """There is evidence against it."""
        return self in (Answer.NOT_ESTABLISHED, Answer.CONTESTED)

    @property
    def is_open(self) -> bool:
        """Evaluated as not known: nothing on file, or evidence both ways."""
        return self in (Answer.UNDETERMINED, Answer.CONTESTED)


_BY_BITS = {
    (False, False): Answer.UNDETERMINED,
    (True, False): Answer.ESTABLISHED,
    (False, True): Answer.NOT_ESTABLISHED,
    (True, True): Answer.CONTESTED,
}
