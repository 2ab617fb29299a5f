"""The valid name that a mistyped one probably meant."""

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(name: str, valid: Iterable[str]) -> str:
    """The name in ``valid`` most like ``name``; a dash when there is none at all."""
    return next(iter(get_close_matches(name, list(valid), n=1, cutoff=0.0)), "—")
