"""Similar cases for a file: published ones with their sources, the district's own without what would name anybody."""

from datetime import date
from functools import cache

from rongcuo.casefile.law import filled
from rongcuo.determination.practice.examples import read_examples
from rongcuo.law import read
from rongcuo.law.catalogue import folder
from rongcuo.office.reading import CaseReading
from rongcuo.office.summaries.models import CaseFacts
from rongcuo.office.summaries.reviewing import facts_of
from rongcuo.reports.similar import Likeness, Precedent, alike, precedents

MOST = 8
"""Cases that are shown of each kind."""


def published(reading: CaseReading) -> tuple[Likeness, ...]:
    """Published cases, by the findings on file."""
    pack = reading.context.policy.pack
    return alike(_answers(reading), _published(pack.title.policy, pack.title.effective_from.isoformat()), MOST)


def own(reading: CaseReading) -> tuple[Likeness, ...]:
    """Closed files of the district, this one left out, by the findings on file."""
    others = CaseFacts.objects.filter(district=reading.row.district, is_pending=False).exclude(pk=reading.row.pk)
    return alike(_answers(reading), precedents(facts_of(others.values("pk"))), MOST)


def _answers(reading: CaseReading) -> dict[str, str]:
    found = filled(reading.state, reading.context.policy)
    return {name: state.answer.value for name, state in found.items()}


@cache
def _published(policy: str, edition: str) -> tuple[Precedent, ...]:
    place = folder(policy, date.fromisoformat(edition))
    pack, _ = read(place)
    examples, _ = read_examples(place, pack) if pack else ((), ())
    return tuple(
        Precedent(
            id=example.id,
            answers={name: state.answer.value for name, state in example.findings.items()},
            decision=example.decision or "",
            title=f"{example.title}：{example.outcome}",
            source=example.sources[0],
            year=example.year,
        )
        for example in examples
    )
