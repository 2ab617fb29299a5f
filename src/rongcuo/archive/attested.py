"""Who vouches for a package: the signature of its manifest, and the checkpoint that covers its last entry.

The stand-alone verifier that lies in the package says so; here it is asked
about what it alone can tell.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from rongcuo.archive.bag import Bag, json_object
from rongcuo.archive.layout import CHECKPOINT, KEYS, LEDGER, MANIFEST, SIGNATURE, VERIFIER
from rongcuo.base import Place, Problem
from rongcuo.ledger.rongcuo_verify import Fault, examine

ATTESTED = (CHECKPOINT, KEYS, SIGNATURE, VERIFIER)
"""Members that every package has besides its content."""

_PLACES: Mapping[str, tuple[str, ...]] = {
    "manifest_unsigned": (MANIFEST, SIGNATURE),
    "key_unknown": (SIGNATURE, CHECKPOINT, KEYS),
    "checkpoint_unsigned": (CHECKPOINT,),
    "checkpoint_other": (LEDGER, CHECKPOINT),
    "not_included": (CHECKPOINT,),
    "unreadable": (MANIFEST,),
}
"""The verifier's faults that nobody else looks for, with the members of which one is not what it was."""

_HEX = re.compile(r"[0-9a-f]{128}")
_SIGNATURE = {"algorithm": str, "key": str, "public_key": str, "signature": str}


@dataclass(frozen=True, slots=True)
class Attested:
    """What the stand-alone verifier says, and what it looked at: checkpoint, keys."""

    problems: tuple[Problem, ...]
    facts: Mapping[str, object] = field(default_factory=dict)


def attested(stream: BinaryIO, trusted: str | None) -> Attested:
    """Ask the stand-alone verifier; ``trusted`` is the id of the key that the office has published."""
    stream.seek(0)
    found = examine(stream, trusted)
    facts = {name: fact for name, fact in found.facts.items() if name in ("checkpoint", "keys")}
    return Attested(tuple(_problems(found.faults)), facts)


def _problems(faults: list[Fault]) -> Iterator[Problem]:
    for fault in faults:
        if fault.code in _PLACES:
            params = {"what": fault.text("zh"), "what_en": fault.text("en")}
            yield from (Problem("archive.attestation", params, Place(path)) for path in _PLACES[fault.code])


def forms(bag: Bag) -> Iterator[Problem]:
    """What the verifier passes over: each member in its one form, and the signature's own copy of the key."""
    checkpoint, keys, mark = (json_object(bag.read(path)) for path in (CHECKPOINT, KEYS, SIGNATURE))
    for path, said in ((CHECKPOINT, checkpoint), (KEYS, keys), (SIGNATURE, mark)):
        if path in bag.members and said is None:
            yield Problem("archive.attestation_form", {}, Place(path))
    if mark is not None and not _is_signature(mark, keys or {}):
        yield Problem("archive.attestation_form", {}, Place(SIGNATURE))


def _is_signature(mark: Mapping[str, Any], keys: Mapping[str, Any]) -> bool:
    records = keys.get("keys", ())
    public = {each.get("key"): each.get("public_key") for each in records if isinstance(each, dict)}
    form = mark.keys() == _SIGNATURE.keys() and all(type(mark[name]) is kind for name, kind in _SIGNATURE.items())
    if not form or not _HEX.fullmatch(mark["signature"]):
        return False
    return bool(mark["algorithm"] == "ed25519" and mark["public_key"] == public.get(mark["key"]))
