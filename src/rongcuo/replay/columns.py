"""The names of columns and of what a schema pins beside them, in files and out of them."""

import json
from collections.abc import Mapping

from rongcuo._version import __version__
from rongcuo.law import Policy

CASE_ID = "case_id"
ESTABLISHED, REFUTED = "established", "refuted"
STANDING, ENTRY, POSSIBLE, ENTRIES, MISSING = "standing", "entry", "possible", "entries", "missing"
MASKS = (ESTABLISHED, REFUTED)
RESULTS = (STANDING, ENTRY, POSSIBLE, ENTRIES, MISSING)

SCHEMA = "rongcuo/replay/1"
PREFIX = "rongcuo."
FINDINGS, STANDINGS, READINGS = "findings", "standings", "readings"

Pins = dict[str, object]


def identity(policy: Policy) -> Pins:
    """What findings are recorded under: the pack, and those readings that shape findings, never results."""
    title = policy.pack.title
    shaping = {name for name, reading in policy.pack.readings.items() if reading.affects == "derivation"}
    return {
        "policy": title.policy,
        "effective_from": title.effective_from.isoformat(),
        "pack_digest": policy.pack.digest,
        "derivation": {name: policy.readings[name] for name in sorted(shaping)},
        FINDINGS: list(policy.pack.findings),
    }


def pins(policy: Policy, engine: str) -> Pins:
    """What a file of results says of itself."""
    standings = dict.fromkeys(entry.standing for entry in policy.entries)
    return identity(policy) | {
        "schema": SCHEMA,
        "text_digest": policy.pack.title.text_digest,
        READINGS: dict(policy.readings),
        STANDINGS: list(standings),
        ENTRIES: [entry.id for entry in policy.entries],
        "engine": f"rongcuo {__version__} {engine}",
    }


def metadata(pinned: Pins) -> dict[str, str]:
    """Pins as an Arrow schema carries them: text as it is, all else as JSON."""
    return {
        PREFIX + key: value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        for key, value in pinned.items()
    }


def pinned(metadata: Mapping[bytes, bytes]) -> Pins:
    """The pins that a schema carries; another program's metadata is left alone."""
    texts = {key.decode(errors="replace"): value.decode(errors="replace") for key, value in metadata.items()}
    return {key.removeprefix(PREFIX): _value(text) for key, text in texts.items() if key.startswith(PREFIX)}


def _value(text: str) -> object:
    """JSON objects and arrays as such; everything else is text."""
    if text[:1] not in {"{", "["}:
        return text
    try:
        value: object = json.loads(text)
    except ValueError:
        return text
    return value
