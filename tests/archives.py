"""An archive of one case file as it is laid down: a ledger, a document, a manifest, a checkpoint, the keys."""

import hashlib
import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import UTC, date, datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from rongcuo.base import canonical
from rongcuo.ledger import (
    FIRST,
    Checkpoint,
    Content,
    Entry,
    Frontier,
    Head,
    Leaf,
    append,
    checkpoint,
    head_of,
    included,
    rongcuo_verify,
)

STREAM = "case/00000000-0000-4000-8000-000000000001"
NUMBER = "示容审〔2026〕1号"
MOMENT = datetime(2026, 3, 13, 2, 0, tzinfo=UTC)
AT = "2026-01-01T00:00:00.000000+00:00"


@dataclass(frozen=True)
class Key:
    """A key pair from a number, so that a test can have several."""

    number: int

    @property
    def private(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(bytes([self.number]) * 32)

    @property
    def public_key(self) -> bytes:
        return self.private.public_key().public_bytes_raw()

    @property
    def id(self) -> str:
        return rongcuo_verify.key_id(self.public_key)

    def sign(self, message: bytes) -> bytes:
        return self.private.sign(message)

    def record(self, before: "Key | None" = None) -> dict[str, object]:
        record: dict[str, object] = {
            "key": self.id, "public_key": self.public_key.hex(), "made_at": AT, "endorsed_by": before and before.id,
        }  # fmt: skip
        said = rongcuo_verify.key_statement(record)
        return record | {"signature": self.sign(said).hex(), "endorsement": before and before.sign(said).hex()}


def chain(length: int, stream: str = STREAM) -> list[Entry]:
    head, entries = Head.genesis("demo", stream), list[Entry]()
    for number in range(1, length + 1):
        said = Content(
            type="finding_recorded", schema=1, occurred_on=date(2026, 3, 13), recorded_at=MOMENT, actor="x",
            body={"act": {"number": number, "reason": "理由"}}, editions={"pack": "ab"},
        )  # fmt: skip
        entries.append(append(head, said))
        head = head_of(entries[-1])
    return entries


def logged(entries: list[Entry], signer: Key, second: tuple[str, ...] = ()) -> Checkpoint:
    """A log that has something before the file and something after it, in three checkpoints; the one of the file."""
    others = chain(9, "register")
    before: dict[str, Frontier] = {name: Frontier(name) for name in (FIRST, *second)}
    made = []
    for batch in (others[:3], [others[3], *entries, others[4]], others[5:]):
        leaves = [Leaf.of(entry, second) for entry in batch]
        made.append(
            checkpoint(
                district="demo", log="ab" * 16, before=before, leaves=leaves, first=not made, at=MOMENT, signer=signer
            )
        )
        before = dict(made[-1].after)
    return made[1]


@dataclass
class Archive:
    """The files of an archive; `written` puts them on disk once the manifest and its signature are made."""

    entries: list[Entry] = field(default_factory=lambda: chain(5))
    keys: list[Key] = field(default_factory=lambda: [Key(1)])
    second: tuple[str, ...] = ()

    def files(self) -> dict[str, bytes]:
        """Every file by its path."""
        signer = self.keys[-1]
        made = logged(self.entries, signer, self.second)
        head = self.entries[-1]
        files = {
            "ledger.jsonl": b"".join(canonical(plain(entry)) + b"\n" for entry in self.entries),
            "documents/决定书.pdf": b"%PDF-1.7 " + b"x" * 100,
            "checkpoint.json": canonical(included(made, head.stream, head.sequence)),
            "keys.json": canonical(
                {
                    "format": "rongcuo/keys/1",
                    "keys": [key.record(self.keys[at - 1] if at else None) for at, key in enumerate(self.keys)],
                }
            ),
            "verify.py": Path(rongcuo_verify.__file__).read_bytes(),
        }
        return signed(files, signer, self.second) | {"report.json": b"{}"}

    def zip(self, path: Path, files: Mapping[str, bytes] | None = None) -> Path:
        with zipfile.ZipFile(path, "w") as packed:
            for name, content in (self.files() if files is None else files).items():
                packed.writestr(f"{NUMBER}/{name}", content)
        return path

    def folder(self, path: Path, files: Mapping[str, bytes] | None = None) -> Path:
        for name, content in (self.files() if files is None else files).items():
            (path / name).parent.mkdir(parents=True, exist_ok=True)
            (path / name).write_bytes(content)
        return path


def signed(files: Mapping[str, bytes], signer: Key, second: tuple[str, ...] = ()) -> dict[str, bytes]:
    """The files with a manifest over them, signed."""
    listed = [
        {"path": path, "size": len(body)} | {name: hashlib.new(name, body).hexdigest() for name in ("sha256", *second)}
        for path, body in sorted(files.items())
    ]
    case = {"district": "demo", "stream": STREAM, "number": NUMBER}
    manifest = canonical({"format": "rongcuo/archive/1", "case": case, "files": listed, "uncovered": ["report.json"]})
    mark = {
        "algorithm": "ed25519", "key": signer.id, "public_key": signer.public_key.hex(),
        "signature": signer.sign(manifest).hex(),
    }  # fmt: skip
    return dict(files) | {"manifest.json": manifest, "manifest.sig": canonical(mark)}


def plain(entry: Entry) -> dict[str, object]:
    said: dict[str, object] = json.loads(canonical({part.name: getattr(entry, part.name) for part in fields(Entry)}))
    return said
