"""What a check of an archive package came to, in words and as data."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from rongcuo.archive.report import results
from rongcuo.base import Language, sentence

if TYPE_CHECKING:
    from rongcuo.archive import Checked


def told(found: "Checked") -> dict[str, object]:
    """The JSON value of ``--format json``."""
    case = found.case
    return {
        "case": {"number": case.number, "entries": case.entries, "head": case.head} if case else None,
        "sound": found.sound,
        "counts": dict(found.counts),
        **{name: found.facts.get(name) for name in ("checkpoint", "keys")},
        "checks": [result.as_json() for result in results(found)] if case else [],
        "problems": [problem.as_json() for problem in found.problems],
    }


def lines_of(found: "Checked", language: Language) -> tuple[str, ...]:
    """The same for a reader; nothing where there is no package to speak of."""
    return tuple(_lines(found, language))


def _lines(found: "Checked", language: Language) -> Iterator[str]:
    if found.case is None:
        return
    params = {"number": found.case.number, "faults": len(found.problems), **found.counts}
    yield sentence("cli.verify.archive", params, language)
    statement: Any = found.facts.get("checkpoint")
    if statement:
        yield sentence("cli.verify.archive_checkpoint", statement, language)
    yield sentence("cli.verify.archive_sound" if found.sound else "cli.verify.archive_broken", params, language)
