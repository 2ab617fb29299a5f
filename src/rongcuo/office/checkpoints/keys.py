"""The office's signing keys: one in use, the public halves of all kept, each vouched for by the one before.

A record of a public key is signed by its own key and by the key before it,
so that whoever trusts one of them can follow to the others. The private half
of a key that was replaced is destroyed.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings

from rongcuo.base import canonical
from rongcuo.base.canonical import plain
from rongcuo.ledger.rongcuo_verify import genuine_keys, key_id, key_statement
from rongcuo.office import clock
from rongcuo.office.secret import write_first

FORMAT = "rongcuo/keys/1"


@dataclass(frozen=True)
class OfficeKey:
    """A key pair of the office, as the ledger's signer."""

    private: Ed25519PrivateKey

    @property
    def public_key(self) -> bytes:
        """The 32 bytes that everybody may have."""
        return self.private.public_key().public_bytes_raw()

    @property
    def id(self) -> str:
        return key_id(self.public_key)

    def sign(self, message: bytes) -> bytes:
        """The Ed25519 signature of ``message``."""
        return self.private.sign(message)


def folder() -> Path:
    """Where the keys lie: in the home folder, beside the other secrets."""
    return Path(settings.HOME) / "keys"


def signer() -> OfficeKey:
    """The key in use; drawn at the first need."""
    if not _records():
        _draw(1, None)
    return _private(_records()[-1]["key"])


def rotate() -> OfficeKey:
    """A new key, vouched for by the one in use so far, whose private half is then destroyed."""
    before = signer()
    after = _draw(len(_records()) + 1, before)
    if after.id != before.id:
        _private_file(before.id).unlink(missing_ok=True)
    return after


def public_keys() -> dict[str, object]:
    """The public halves of all keys with their signatures, the oldest first, as plain JSON."""
    return {"format": FORMAT, "keys": _records()}


def known(document: dict[str, object] | None = None) -> dict[str, bytes]:
    """The public keys by id that hang together with the first; of this office, or of a list of its keys."""
    return genuine_keys(public_keys() if document is None else document)


def sign_bytes(content: bytes) -> dict[str, str]:
    """The signature of ``content`` with what is needed to check it, as plain JSON."""
    key = signer()
    return {
        "algorithm": "ed25519",
        "key": key.id,
        "public_key": key.public_key.hex(),
        "signature": key.sign(content).hex(),
    }


def is_signed(public_key: bytes, message: bytes, signature: bytes) -> bool:
    """What the stand-alone verifier asks too, a hundred times quicker."""
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def _draw(number: int, before: OfficeKey | None) -> OfficeKey:
    """A key with its record; of two that are drawn at once the one whose record was written first is the office's."""
    key = OfficeKey(Ed25519PrivateKey.generate())
    record = {
        "key": key.id,
        "public_key": key.public_key.hex(),
        "made_at": plain(clock.now()),
        "endorsed_by": before and before.id,
    }
    said = key_statement(record)
    record |= {"signature": key.sign(said).hex(), "endorsement": before and before.sign(said).hex()}
    write_first(_private_file(key.id), key.private.private_bytes_raw().hex())
    write_first(folder() / f"{number:04}.json", canonical(record).decode())
    written = _records()[number - 1]["key"]
    if written != key.id:
        _private_file(key.id).unlink()
    return _private(written)


def _private(name: str) -> OfficeKey:
    seed = bytes.fromhex(_private_file(name).read_text(encoding="ascii"))
    return OfficeKey(Ed25519PrivateKey.from_private_bytes(seed))


def _private_file(name: str) -> Path:
    return folder() / f"{name}.private"


def _records() -> list[dict[str, Any]]:
    return [json.loads(file.read_text(encoding="ascii")) for file in sorted(folder().glob("[0-9][0-9][0-9][0-9].json"))]
