"""Similar cases 类案: which earlier cases have findings like these, and in what they differ. Shown, never recommended.

Cases are ranked by their findings and by nothing else. A finding that both have settled alike speaks for likeness, one
that they have settled otherwise against it, one that only the other has settled a little against it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from rongcuo.reports.facts import Decided, FileFacts
from rongcuo.reports.publication import LEAST
from rongcuo.reports.summary import RANKS
from rongcuo.reports.view import REPLACING

SETTLED = frozenset({"established", "not_established"})
UNLIKE, UNSAID = 1.0, 0.25
"""What a contrary finding, and one that only the other case has, weigh against one that agrees."""

Answers = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Precedent:
    """An earlier case as it may be shown: ``source`` is its publication, or empty for one of the district's own."""

    id: str
    answers: Answers
    decision: str
    title: str = ""
    source: str = ""
    year: int = 0
    rank: str = ""
    """The level of the party's rank, where telling it identifies nobody."""
    matters: tuple[str, ...] = ()
    """The matters of 3.1 that it was about."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """An earlier case beside the present one: findings alike, contrary, and on one side only."""

    precedent: Precedent
    alike: tuple[str, ...]
    contrary: tuple[str, ...]
    only_there: tuple[str, ...]
    only_here: tuple[str, ...]

    @property
    def score(self) -> float:
        """Between 0 and 1; 1 where everything that either has settled is settled alike."""
        against = UNLIKE * len(self.contrary) + UNSAID * (len(self.only_there) + len(self.only_here))
        return len(self.alike) / (len(self.alike) + against) if self.alike else 0.0


def alike(answers: Answers, precedents: Iterable[Precedent], most: int) -> tuple[Likeness, ...]:
    """The most similar earlier cases that have at least one finding in common, the most alike first."""
    found = [each for precedent in precedents if (each := _beside(answers, precedent)).alike]
    return tuple(sorted(found, key=lambda each: (-each.score, -len(each.alike), each.precedent.id))[:most])


def _beside(answers: Answers, precedent: Precedent) -> Likeness:
    here = {name: answer for name, answer in answers.items() if answer in SETTLED}
    there = {name: answer for name, answer in precedent.answers.items() if answer in SETTLED}
    both = [name for name in here if name in there]
    return Likeness(
        precedent,
        alike=tuple(name for name in both if here[name] == there[name]),
        contrary=tuple(name for name in both if here[name] != there[name]),
        only_there=tuple(name for name in there if name not in here),
        only_here=tuple(name for name in here if name not in there),
    )


def precedents(files: Sequence[FileFacts]) -> tuple[Precedent, ...]:
    """The decided files as they may be shown to whoever must not know them: without party, unit, number, day or words.

    A case is shown only where at least :data:`LEAST` had the same matters and the same outcome. Of such a case a
    finding, the year and the level of rank are told only where as many share them; what is rarer is left out.
    """
    found = [precedent for number, file in enumerate(files, start=1) if (precedent := _of(file, f"own-{number}"))]
    kinds = Counter((each.matters, each.decision) for each in found)
    common = [each for each in found if kinds[each.matters, each.decision] >= LEAST]
    return tuple(_blurred(_without_rare_findings(common)))


def _of(file: FileFacts, identity: str) -> Precedent | None:
    decided = _in_force(file)
    if decided is None:
        return None
    rank = RANKS.get(file.rank, "none") if file.party_kind == "person" else "unit"
    year = next(event.on.year for event in reversed(file.events) if event.kind == "decided")
    matters = tuple(sorted(decided.matters))
    return Precedent(identity, decided.answers, decided.decision, year=year, rank=rank, matters=matters)


def _in_force(file: FileFacts) -> Decided | None:
    """The decision on a file that is over, as it stands."""
    if file.is_pending:
        return None
    found: Decided | None = None
    for event in file.events:
        if event.decided is not None and event.kind == "decided":
            found = event.decided
        elif event.decided is not None and event.kind in REPLACING and found is not None:
            found = found._replace(decision=event.decided.decision)
    return found


def _without_rare_findings(shown: Sequence[Precedent]) -> list[Precedent]:
    told = Counter(answer for each in shown for answer in each.answers.items())
    return [
        replace(each, answers={name: answer for name, answer in each.answers.items() if told[name, answer] >= LEAST})
        for each in shown
    ]


def _blurred(shown: Sequence[Precedent]) -> Iterator[Precedent]:
    """With year and rank only where enough cases share them with the same outcome."""
    whole = Counter((each.decision, each.year, each.rank) for each in shown)
    years = Counter((each.decision, each.year) for each in shown)
    for each in shown:
        if whole[each.decision, each.year, each.rank] >= LEAST:
            yield each
        elif years[each.decision, each.year] >= LEAST:
            yield replace(each, rank="")
        else:
            yield replace(each, rank="", year=0)
