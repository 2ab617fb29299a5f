"""核验码: the code on an official document, by which anybody who holds it can ask whether it is genuine.

The document is set before its entry has a hash, so its code can be neither's
digest: it is drawn at random, printed on the document and written into the
entry beside the document's own digest (decision 0015). One hundred bits: it
cannot be guessed or counted through.
"""

import secrets
import unicodedata

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's: without the letters that are mistaken for a digit or for another letter."""

LENGTH = 20
_GROUP = 5
_MEANT = str.maketrans("OIL", "011")


def draw() -> str:
    """A new code, without hyphens."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def printed(code: str) -> str:
    """The code in groups, as it stands on paper."""
    return "-".join(code[at : at + _GROUP] for at in range(0, len(code), _GROUP))


def read(typed: str) -> str | None:
    """The code that somebody has typed in, whatever the hyphens and the case; none where it is no code."""
    signs = unicodedata.normalize("NFKC", typed).upper().translate(_MEANT)
    code = "".join(sign for sign in signs if sign.isalnum())
    return code if len(code) == LENGTH and set(code) <= set(ALPHABET) else None
