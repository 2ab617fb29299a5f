"""Checkpoints: a signed tree over every head that the chains of a district have ever had.

A map of present heads would change from one checkpoint to the next, and no
proof could join the two. So the tree stands over an append-only *log*: each
entry is a leaf, because its hash was the head of its chain when it was new.
An older checkpoint is then a beginning of every later one (RFC 6962), and a
leaf once logged can neither go nor change (decision 0015).

Pure: the entries, the time and the signer are passed in.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, Protocol

from rongcuo.base import canonical
from rongcuo.base.canonical import plain
from rongcuo.ledger.entry import Entry
from rongcuo.ledger.merkle import Frontier, inclusion, leaf_hash
from rongcuo.ledger.rongcuo_verify import entry_hash, is_signed, key_id, leaf_data

FORMAT = "rongcuo/checkpoint/1"
INCLUSION = "rongcuo/inclusion/1"

FIRST = "sha256"
"""The tree that every checkpoint has; its leaves hold the hashes that chain the entries."""

SECOND = ("sm3",)
"""What a second tree may be made of, over the entries' digests by that algorithm."""

Frontiers = Mapping[str, Frontier]

SignatureCheck = Callable[[bytes, bytes, bytes], bool]
"""Whether a public key has signed a message: key, message, signature."""


class Signer(Protocol):
    """Whoever signs: the shell holds the private key."""

    @property
    def public_key(self) -> bytes:
        """The 32 bytes of the public half."""

    def sign(self, message: bytes) -> bytes:
        """The Ed25519 signature of ``message``."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """An entry in the log. ``second`` holds its digests for the trees beside the first, by algorithm."""

    stream: str
    sequence: int
    algorithm: str
    hash: str
    second: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, entry: Entry, algorithms: Iterable[str] = ()) -> "Leaf":
        """The leaf of an entry, with its digest by each of ``algorithms`` besides."""
        said: Any = plain({name: getattr(entry, name) for name in Entry.__dataclass_fields__})
        second = tuple((name, entry_hash(said, name)) for name in algorithms)
        return cls(entry.stream, entry.sequence, entry.algorithm, entry.hash, second)

    @classmethod
    def read(cls, row: Mapping[str, Any]) -> "Leaf":
        """The leaf that :meth:`as_json` gave."""
        second = tuple((name, str(row[name])) for name in SECOND if name in row)
        return cls(str(row["stream"]), int(row["sequence"]), str(row["algorithm"]), str(row["hash"]), second)

    def as_json(self) -> dict[str, object]:
        """Plain JSON, as it stands in a checkpoint."""
        place: dict[str, object] = {"stream": self.stream, "sequence": self.sequence}
        return place | {"algorithm": self.algorithm, "hash": self.hash} | dict(self.second)

    def hashed(self, district: str, algorithm: str) -> bytes:
        """The leaf's hash in the tree of ``algorithm``."""
        return leaf_hash(algorithm, leaf_data(district, self.as_json(), algorithm))


@dataclass(frozen=True)
class Checkpoint:
    """A tree head over the first ``size`` leaves of a log, signed; with the leaves that it adds to the one before.

    ``before`` and ``after`` are the frontiers without and with these leaves.
    ``previous`` is the size and the roots of the checkpoint before, and none of the first.
    """

    district: str
    log: str
    size: int
    at: datetime
    previous: Mapping[str, Any] | None
    leaves: tuple[Leaf, ...]
    before: Frontiers
    after: Frontiers
    public_key: bytes
    signature: bytes

    @property
    def key(self) -> str:
        """The id of the key that signed."""
        return key_id(self.public_key)

    @property
    def first(self) -> int:
        """The index of the first leaf that it adds."""
        return self.size - len(self.leaves)

    @cached_property
    def roots(self) -> Mapping[str, str]:
        """The roots by algorithm, in hex."""
        return {name: frontier.root.hex() for name, frontier in self.after.items()}

    @property
    def statement(self) -> dict[str, object]:
        """What is signed."""
        return {
            "format": FORMAT,
            "district": self.district,
            "log": self.log,
            "size": self.size,
            "roots": dict(self.roots),
            "previous": self.previous,
            "at": plain(self.at),
            "key": self.key,
        }

    @property
    def head(self) -> dict[str, object]:
        """The statement with its signature: enough for whoever has an audit path."""
        return {"statement": self.statement, "public_key": self.public_key.hex(), "signature": self.signature.hex()}

    def as_json(self) -> dict[str, object]:
        """The whole checkpoint, as it is written to the folder."""
        return self.head | {
            "before": _peaks(self.before),
            "after": _peaks(self.after),
            "leaves": [leaf.as_json() for leaf in self.leaves],
        }

    @classmethod
    def read(cls, document: Mapping[str, Any]) -> "Checkpoint":
        """The checkpoint that :meth:`as_json` gave; raises ``ValueError``, ``KeyError`` or ``TypeError`` for another.

        What it says of itself is taken as it stands: :func:`faults` compares it.
        """
        said = document["statement"]
        if said["format"] != FORMAT:
            raise ValueError(f"{said['format']} is not {FORMAT}")
        leaves = tuple(Leaf.read(row) for row in document["leaves"])
        size = int(said["size"])
        read = cls(
            district=said["district"],
            log=said["log"],
            size=size,
            at=datetime.fromisoformat(said["at"]),
            previous=said["previous"],
            leaves=leaves,
            before=_frontiers(document["before"], size - len(leaves)),
            after=_frontiers(document["after"], size),
            public_key=bytes.fromhex(document["public_key"]),
            signature=bytes.fromhex(document["signature"]),
        )
        if read.as_json() != document:
            raise ValueError("not in the form in which checkpoints are written")
        return read


def checkpoint(
    *, district: str, log: str, before: Frontiers, leaves: Sequence[Leaf], first: bool, at: datetime, signer: Signer
) -> Checkpoint:
    """The checkpoint that adds ``leaves`` to the log whose frontiers are ``before``; ``first`` begins the log."""
    size = before[FIRST].size
    previous = {"size": size, "roots": {name: tree.root.hex() for name, tree in before.items()}}
    after = {name: tree.append([leaf.hashed(district, name) for leaf in leaves]) for name, tree in before.items()}
    unsigned = Checkpoint(
        district=district, log=log, size=size + len(leaves), at=at, previous=None if first else previous,
        leaves=tuple(leaves), before=before, after=after, public_key=signer.public_key, signature=b"",
    )  # fmt: skip
    signature = signer.sign(canonical(unsigned.statement))
    return Checkpoint(**({name: getattr(unsigned, name) for name in _NAMES} | {"signature": signature}))


def included(found: Checkpoint, stream: str, sequence: int) -> dict[str, object] | None:
    """The proof that an entry is in the log, as plain JSON; none where this checkpoint does not add it."""
    for offset, leaf in enumerate(found.leaves):
        if (leaf.stream, leaf.sequence) == (stream, sequence):
            index = found.first + offset
            return {
                "format": INCLUSION,
                "checkpoint": found.head,
                "leaf": leaf.as_json(),
                "index": index,
                "path": {name: _path(found, name, index) for name in found.after},
            }
    return None


def faults(
    found: Checkpoint, last: Checkpoint | None, keys: Mapping[str, bytes], *, signed: SignatureCheck = is_signed
) -> Iterator[str]:
    """What does not hold of a checkpoint that follows ``last`` (none: it is the first), as codes of sentences.

    ``keys`` are the public keys that are known, by id. ``signed`` may be quicker than our own.
    """
    if keys.get(found.key) != found.public_key:
        yield "checkpoint.key_unknown"
    if not signed(found.public_key, canonical(found.statement), found.signature):
        yield "checkpoint.unsigned"
    if not _follows(found, last):
        yield "checkpoint.not_following"
    if any(tree.append(_hashes(found, name)) != found.after.get(name) for name, tree in found.before.items()):
        yield "checkpoint.leaves_differ"


def _follows(found: Checkpoint, last: Checkpoint | None) -> bool:
    """A tree beside the first may begin late or end; where both checkpoints have it, it goes on."""
    if found.before.keys() != found.after.keys() or FIRST not in found.after or not found.leaves:
        return False
    if last is None:
        return found.previous is None and found.first == 0
    said = {"size": found.first, "roots": {name: tree.root.hex() for name, tree in found.before.items()}}
    same = (found.district, found.log, found.first) == (last.district, last.log, last.size)
    kept = found.before.keys() & last.after.keys()
    return same and said == found.previous and all(found.before[name] == last.after[name] for name in kept)


def _hashes(found: Checkpoint, algorithm: str) -> list[bytes]:
    return [leaf.hashed(found.district, algorithm) for leaf in found.leaves]


def _path(found: Checkpoint, algorithm: str, index: int) -> list[str]:
    return [node.hex() for node in inclusion(found.before[algorithm], _hashes(found, algorithm), index)]


def _peaks(frontiers: Frontiers) -> dict[str, list[str]]:
    return {name: [peak.hex() for peak in frontier.peaks] for name, frontier in frontiers.items()}


def _frontiers(peaks: Mapping[str, Sequence[str]], size: int) -> dict[str, Frontier]:
    return {name: Frontier(name, size, tuple(map(bytes.fromhex, found))) for name, found in peaks.items()}


_NAMES = tuple(Checkpoint.__dataclass_fields__)
