"""The unit's own wordings, checked when the server starts: what is wrong is said then, not when somebody signs."""

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from rongcuo.base import Problem
from rongcuo.documents import read_wordings
from rongcuo.law import Pack
from rongcuo.office.documents import vocabulary
from rongcuo.office.law import district_policy
from rongcuo.office.people.models import District
from rongcuo.office.summaries import answers, preparing


def own_words() -> tuple[Problem, ...]:
    """Everything wrong with the wordings in the unit's folder, by file; nothing where there is none."""
    district = District.objects.first()
    return tuple(_problems(district_policy(district).pack)) if district else ()


def _problems(pack: Pack) -> Iterator[Problem]:
    found, problems = read_wordings(Path(settings.HOME) / "wordings")
    yield from problems
    for kind, wording in found.items():
        yield from answers.problems_of(wording) if kind == preparing.KIND else vocabulary.problems_of(wording, pack)
