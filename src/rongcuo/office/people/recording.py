"""How the office's register is written: one transaction, the district's row locked first, one entry a change."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from django.db import transaction

from rongcuo.base import Refusal
from rongcuo.base.canonical import plain
from rongcuo.ledger import Content, Entry
from rongcuo.office import clock
from rongcuo.office.cases.chain import chain
from rongcuo.office.outcomes import Refused
from rongcuo.office.people.models import District, Person
from rongcuo.office.people.rules import SYSTEM

Rest = ParamSpec("Rest")
Made = TypeVar("Made")


class _NotNow(Exception):
    def __init__(self, refusals: tuple[Refusal, ...]) -> None:
        self.refusals = refusals


def act(
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


def record(
    district: District, actor: Person | None, type_: str, body: Mapping[str, object], *, occurred_on: date | None = None
) -> Entry:
    """Append one entry to the register; within :func:`act`, or a transaction that holds the district's lock."""
    content = Content(
        type=type_,
        schema=1,
        occurred_on=occurred_on or clock.today(),
        recorded_at=clock.now(),
        actor=str(actor.id) if actor else SYSTEM,
        body=_plain(body),
        editions={},
    )
    entry = chain(district, content)
    district.save(update_fields=("sequence", "head_hash", "algorithm"))
    return entry


def check(*refusals: Refusal) -> None:
    """End the change here where there is a reason against it."""
    if refusals:
        raise _NotNow(refusals)


def not_blank(text: str, label: str) -> list[Refusal]:
    """What is wrong with a line that must say something."""
    if not text.strip():
        return [Refusal("office.blank", {"field": label})]
    return [] if text.isprintable() else [Refusal("office.unprintable", {"field": label})]


def _plain(body: Mapping[str, object]) -> Mapping[str, object]:
    made = plain(body)
    return made if isinstance(made, Mapping) else {}
