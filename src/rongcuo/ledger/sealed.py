"""Words and files that an entry points at but does not hold.

Names, statements and uploaded files stand outside the hashed entries, so
that a lawful erasure never breaks a chain. The entry holds the id and a
salted digest: as long as the body is there anybody can check that it is the
one that was filed, and once it is erased nothing can be guessed from the
digest (design 7.1).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rongcuo.base import digest

ERASED = "（内容已依法删除）"
"""What stands where a body was lawfully erased: on pages, in documents, in the metadata of a package."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """A reference to a body kept outside the ledger."""

    id: str
    digest: str


def seal(identity: str, salt: str, body: object) -> Sealed:
    """The reference to ``body``: text, or the canonical description of a file.

    ``salt`` is at least 128 random bits in hex, drawn by the caller (nothing
    below the shell draws randomness) and kept beside the body.
    """
    return Sealed(identity, digest("rongcuo/sealed", {"salt": salt, "body": body}))


def is_genuine(sealed: Sealed, salt: str, body: object) -> bool:
    """Whether ``body`` is the one that was sealed."""
    return seal(sealed.id, salt, body) == sealed


def references(value: object) -> Iterator[Sealed]:
    """Every sealed reference in a plain body, in the order in which it stands there."""
    if isinstance(value, Mapping):
        if value.keys() == {"id", "digest"} and all(isinstance(part, str) for part in value.values()):
            yield Sealed(value["id"], value["digest"])
            return
        value = tuple(value.values())
    if isinstance(value, Sequence) and not isinstance(value, str):
        for item in value:
            yield from references(item)
