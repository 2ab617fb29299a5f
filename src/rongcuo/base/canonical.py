"""One byte sequence for one value, so that a digest means something.

The encoding is JSON with sorted keys, no blanks, UTF-8 without escapes, no
floats, and text in Unicode normalisation form C. The same value gives the
same bytes on every machine and in every version; golden vectors in the tests
hold it still. Digests carry a domain word, so that a digest of one kind of
thing can never be passed off as a digest of another.
"""

import hashlib
import json
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime

_LEAVES = (str, int, bool, type(None))


def plain(value: object) -> object:
    """The JSON value of ``value``; raises ``TypeError`` for anything else.

    Dates become ISO 8601 text; a ``datetime`` must be aware and is written in UTC. Mappings need
    text keys that stay apart when normalised. Floats are refused: they have no single decimal form.
    """
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, _LEAVES):
        return value
    if isinstance(value, datetime):
        return _instant(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return _mapping(value)
    if isinstance(value, Sequence | frozenset | set) and not isinstance(value, bytes):
        items = [plain(item) for item in value]
        return sorted(items, key=repr) if isinstance(value, frozenset | set) else items
    message = f"no canonical form for {type(value).__name__}"
    raise TypeError(message)


def canonical(value: object) -> bytes:
    """The canonical bytes of ``value``."""
    text = json.dumps(plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode()


def digest(domain: str, value: object, *, algorithm: str = "sha256") -> str:
    """Hex digest of ``value`` within ``domain`` (for example ``rongcuo/entry``)."""
    body = canonical(value)
    prefix = f"{domain}\n{len(body)}\n".encode()
    return hashlib.new(algorithm, prefix + body).hexdigest()


def _mapping(value: Mapping[object, object]) -> dict[str, object]:
    items = {_key(key): plain(item) for key, item in value.items()}
    if len(items) != len(value):
        message = "two keys of a canonical mapping are one once normalised"
        raise TypeError(message)
    return items


def _key(key: object) -> str:
    if not isinstance(key, str):
        message = f"a canonical mapping has text keys, not {type(key).__name__}"
        raise TypeError(message)
    return unicodedata.normalize("NFC", key)


def _instant(value: datetime) -> str:
    if value.tzinfo is None:
        message = "a canonical instant names its time zone"
        raise TypeError(message)
    return value.astimezone(UTC).isoformat(timespec="microseconds")
