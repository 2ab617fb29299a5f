"""Hash-chained entries, one chain per case file, signed checkpoints over them, and their verifiers."""

from rongcuo.ledger.checkpoints import FIRST, SECOND, Checkpoint, Leaf, Signer, checkpoint, included
from rongcuo.ledger.entry import ALGORITHM, Content, Entry, Head, append, head_of
from rongcuo.ledger.merkle import Frontier
from rongcuo.ledger.sealed import Sealed, is_genuine, seal
from rongcuo.ledger.verify import Break, verify

__all__ = [
    "ALGORITHM",
    "FIRST",
    "SECOND",
    "Break",
    "Checkpoint",
    "Content",
    "Entry",
    "Frontier",
    "Head",
    "Leaf",
    "Sealed",
    "Signer",
    "append",
    "checkpoint",
    "head_of",
    "included",
    "is_genuine",
    "seal",
    "verify",
]
