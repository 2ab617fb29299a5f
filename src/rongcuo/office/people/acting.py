"""How the office's own register is written: one transaction a change, its row and its entry together."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from django.db import transaction

from rongcuo.base import Refusal
from rongcuo.base.canonical import plain
from rongcuo.ledger import Content
from rongcuo.office import clock
from rongcuo.office.cases.chain import chain
from rongcuo.office.outcomes import Refused
from rongcuo.office.people import rules
from rongcuo.office.people.models import District, Person

Rest = ParamSpec("Rest")
Made = TypeVar("Made")


class _NotNow(Exception):
    def __init__(self, refusals: tuple[Refusal, ...]) -> None:
        self.refusals = refusals


def acting(
    change: Callable[Concatenate[District, Person | None, Rest], Made],
) -> Callable[Concatenate[District, Person | None, Rest], Made | Refused]:
    """One transaction with the district's row locked first; a refusal rolls everything back."""

    @wraps(change)
    def acted(district: District, actor: Person | None, /, *args: Rest.args, **kwargs: Rest.kwargs) -> Made | Refused:
        try:
            with transaction.atomic():
                locked = District.objects.select_for_update().get(pk=district.pk)
                return change(locked, actor, *args, **kwargs)
        except _NotNow as refused:
            return Refused(refused.refusals)

    return acted


def unless(*refusals: Refusal) -> None:
    """Go on unless there are refusals; for use within :func:`acting`."""
    if refusals:
        raise _NotNow(refusals)


def record(
    district: District, actor: Person | None, type_: str, body: Mapping[str, object], *, occurred_on: date | None = None
) -> None:
    """Append an entry to the district's register; the caller holds the district's lock."""
    content = Content(
        type=type_,
        schema=1,
        occurred_on=occurred_on or clock.today(),
        recorded_at=clock.now(),
        actor=str(actor.id) if actor else rules.SYSTEM,
        body=_plain(body),
        editions={},
    )
    chain(district, content)
    district.save(update_fields=("sequence", "head_hash", "algorithm"))


def _plain(body: Mapping[str, object]) -> Mapping[str, object]:
    made = plain(body)
    return made if isinstance(made, Mapping) else {}
