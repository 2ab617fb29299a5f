"""Hash-chained entries, one chain per case file, signed checkpoints over them, and their verifiers."""

from rongcuo.ledger.checkpoints import FIRST, SECOND, Checkpoint, Leaf, Signer, checkpoint, included
from rongcuo.ledger.entry import ALGORITHM, Content, Entry, Head, append, head_of
from rongcuo.ledger.merkle import Frontier
from rongcuo.ledger.sealed import ERASED, Sealed, is_genuine, references, seal
from rongcuo.ledger.verify import Break, verify

__all__ = [
    "ALGORITHM",
    "ERASED",
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
    "references",
    "seal",
    "verify",
]
