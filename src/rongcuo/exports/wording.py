"""What every export says alike: the edition, its readings, and the notes in both languages."""

from collections.abc import Iterable
from typing import get_args

from rongcuo.base import ClauseRef, Language, sentence
from rongcuo.law import Pack, Policy
from rongcuo.law.rules import Entry


def said(code: str, **params: object) -> tuple[str, ...]:
    """One sentence in Chinese, then in English."""
    return tuple(sentence(code, params, language) for language in get_args(Language))


def edition(policy: Policy) -> str:
    """Which text, since when, and the readings that the rules were made under."""
    title = policy.pack.title
    readings = ", ".join(f"{name}={value}" for name, value in policy.readings.items()) or "—"
    params = {
        "title": title.title, "number": title.number, "effective_from": title.effective_from,
        "readings": readings, "digest": policy.pack.digest,
    }  # fmt: skip
    return "\n".join(said("exports.edition", **params))


def cited(pack: Pack, entry: Entry) -> str:
    """The clauses of an entry as the regulation numbers them."""
    return numbered(pack, entry.clauses)


def numbered(pack: Pack, clauses: Iterable[ClauseRef]) -> str:
    """Clauses as the regulation numbers them, one after the other."""
    return "、".join(pack.clauses[clause].label for clause in clauses if clause in pack.clauses)
