"""What was proved of a pack, for a reader: how many situations, under which readings, where the order decides."""

import sys
from collections.abc import Iterator

from rongcuo.base import Language, sentence
from rongcuo.determination.proof.overlap import Overlap
from rongcuo.determination.proof.proofs import Proofs, Tell
from rongcuo.determination.words import situation
from rongcuo.law.rules import Standing


def told(proofs: Proofs, language: Language) -> Iterator[str]:
    """Two lines of counts; where every combination was proved, also what that shows."""
    default = proofs.proved[0]
    numbers = {"findings": len(proofs.pack.findings), "situations": proofs.situations, "admissible": default.admissible}
    yield _say("situations", language, **numbers)
    if proofs.free:
        labels = [proofs.pack.findings[name].label for name in proofs.free]
        yield _say("free", language, count=len(labels), labels="、".join(labels), findings=", ".join(proofs.free))
    shares = (
        f"{_label(proofs.pack.standings[name], language)} {share(number, default.admissible, language)}"
        for name, number in default.standings.items()
    )
    yield _say("standings", language, shares=("；" if language == "zh" else "; ").join(shares))
    if proofs.every:
        yield from _combinations(proofs, language)
        yield from _overlaps(proofs, language)


def share(number: int, total: int, language: Language) -> str:
    """In per cent with one decimal; what rounds to nothing or to all is said to be less."""
    thousandths = (2000 * number + total) // (2 * total)
    if number and not thousandths:
        return sentence("proofs.share_tiny", {}, language)
    if number < total and thousandths == 1000:
        return sentence("proofs.share_most", {}, language)
    return f"{thousandths / 10:.1f}%"


def progress() -> Tell | None:
    """A counter on standard error while somebody watches."""
    stream = sys.stderr
    if stream is None or not stream.isatty():
        return None

    def tell(done: int, wanted: int) -> None:
        stream.write(f"\r{sentence('proofs.progress', {'done': done, 'wanted': wanted})}")
        stream.write("\r\033[K" if done == wanted else "")
        stream.flush()

    return tell


def _combinations(proofs: Proofs, language: Language) -> Iterator[str]:
    exact = sum(proved.beyond == () for proved in proofs.proved)
    different = len({proved.root for proved in proofs.proved})
    yield _say("combinations", language, choices=len(proofs.proved), different=different)
    yield _say("three_valued", language, exact=exact, beyond=len(proofs.proved) - exact)


def _overlaps(proofs: Proofs, language: Language) -> Iterator[str]:
    found = proofs.overlaps or ()
    if found:
        yield _say("overlaps", language, pairs=len(found))
    for overlap in found:
        yield from _overlap(proofs, overlap, language)


def _overlap(proofs: Proofs, overlap: Overlap, language: Language) -> Iterator[str]:
    pack = proofs.pack
    lines = {entry.id: entry for entry in pack.entries}
    earlier, later = lines[overlap.earlier], lines[overlap.later]
    yield _say(
        "overlap",
        language,
        earlier=f"{earlier.label} ({earlier.id})",
        later=f"{later.label} ({later.id})",
        count=f"{overlap.decided:,}",
        share=share(overlap.decided, proofs.proved[0].admissible, language),
    )
    outcome = "overlap_decides" if overlap.changes_standing else "overlap_same"
    yield _say(
        outcome,
        language,
        standing=_label(pack.standings[earlier.standing], language),
        other=_label(pack.standings[later.standing], language),
    )
    yield _say("example", language, example=situation((pack.findings[name] for name in overlap.example), language))


def _label(standing: Standing, language: Language) -> str:
    return standing.label_en if language == "en" else standing.label


def _say(code: str, language: Language, **params: object) -> str:
    return sentence(f"proofs.{code}", params, language)
