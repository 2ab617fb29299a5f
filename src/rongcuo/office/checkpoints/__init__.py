"""Checkpoints of the ledger: made, kept outside the database, proved from, compared again."""

from rongcuo.office.checkpoints.documents import DocumentProof, document_of
from rongcuo.office.checkpoints.folder import CheckpointError, Folder
from rongcuo.office.checkpoints.keys import public_keys, sign_bytes
from rongcuo.office.checkpoints.making import after, begin_anew, make, make_all
from rongcuo.office.checkpoints.proving import inclusion_of, inclusion_of_entry, latest, verifier_source

__all__ = [
    "CheckpointError",
    "DocumentProof",
    "Folder",
    "after",
    "begin_anew",
    "document_of",
    "inclusion_of",
    "inclusion_of_entry",
    "latest",
    "make",
    "make_all",
    "public_keys",
    "sign_bytes",
    "verifier_source",
]
