"""Quality review 案件质量评查: departures, like cases with unlike outcomes, decisions on unsettled findings.

None of it belongs into the annual summary: it is the office's own look at its work, for those who are entitled to it.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rongcuo.reports.facts import Event, FileFacts
from rongcuo.reports.similar import SETTLED
from rongcuo.reports.view import Period, View


@dataclass(frozen=True, slots=True)
class Noted:
    """A decision that somebody should look at again."""

    file: FileFacts
    event: Event


@dataclass(frozen=True, slots=True)
class Unlike:
    """Cases with the same settled findings that were decided differently."""

    answers: tuple[tuple[str, str], ...]
    decisions: tuple[Noted, ...]


@dataclass(frozen=True, slots=True)
class Quality:
    """What a review of the decisions of a period finds."""

    decided: int
    departures: tuple[Noted, ...]
    unsettled: tuple[Noted, ...]
    unlike: tuple[Unlike, ...]


def review(files: Iterable[FileFacts], period: Period) -> Quality:
    """The decisions of the period that are in force at its end."""
    found = [
        Noted(file, outcome[0]) for file in files if (outcome := View(file, period).outcome) and outcome[0].decided
    ]
    return Quality(
        decided=len(found),
        departures=tuple(each for each in found if each.event.decided and each.event.decided.departs),
        unsettled=tuple(each for each in found if each.event.decided and each.event.decided.open_findings),
        unlike=tuple(_unlike(found)),
    )


def _unlike(found: Sequence[Noted]) -> list[Unlike]:
    groups: dict[tuple[tuple[str, str], ...], list[Noted]] = defaultdict(list)
    for each in found:
        answers = each.event.decided.answers if each.event.decided else {}
        settled = tuple(sorted((name, answer) for name, answer in answers.items() if answer in SETTLED))
        if settled:
            groups[settled].append(each)
    return [
        Unlike(answers, tuple(noted))
        for answers, noted in groups.items()
        if len({each.event.decided.decision for each in noted if each.event.decided}) > 1
    ]
