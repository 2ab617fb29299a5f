"""Hash-chained entries, one chain per case file, and their verifier."""

from rongcuo.ledger.entry import ALGORITHM, Content, Entry, Head, append, head_of
from rongcuo.ledger.sealed import Sealed, is_genuine, seal
from rongcuo.ledger.verify import Break, verify

__all__ = [
    "ALGORITHM",
    "Break",
    "Content",
    "Entry",
    "Head",
    "Sealed",
    "append",
    "head_of",
    "is_genuine",
    "seal",
    "verify",
]
