"""How far the logs of checkpoints go, in words."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rongcuo.base import Language, sentence

if TYPE_CHECKING:
    from rongcuo.office.checkpoints.checking import Standing


def standings() -> tuple["Standing", ...]:
    """Of every district; only with the office configured."""
    from rongcuo.office.checkpoints.checking import standing
    from rongcuo.office.models import District

    return tuple(standing(district) for district in District.objects.order_by("code"))


def lines_of(found: Sequence["Standing"], language: Language) -> tuple[str, ...]:
    """A line each."""
    return tuple(
        sentence("cli.checkpoint.standing" if each.size else "cli.checkpoint.none", each.as_json(), language)
        for each in found
    )
