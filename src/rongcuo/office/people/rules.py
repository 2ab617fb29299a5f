"""What the register refuses, and why: three administrators that check one another (三员分立)."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date

from rongcuo.base import Refusal
from rongcuo.office.people.functions import ADMINISTRATORS, CAPACITIES, FUNCTIONS
from rongcuo.office.people.models import Appointment, District, Organ, Person

SYSTEM = "system"
"""The actor of a district's first set-up; it acts while the district lacks an administrator."""

_FOUNDING = frozenset({"system_administrator", "security_administrator"})


def may(district: District, actor: Person | None, function: str, on: date) -> Iterator[Refusal]:
    """Why ``actor`` (none: the first set-up) may not do what belongs to ``function``."""
    if actor is None:
        if founded(district, on):
            yield Refusal("office.already_founded")
    elif not Appointment.objects.live(on).filter(person=actor, function=function).exists():
        label = FUNCTIONS[function].label
        yield Refusal("office.not_administrator", {"function": label, "function_en": FUNCTIONS[function].label_en})


def may_either(actor: Person, functions: Collection[str], on: date) -> Iterator[Refusal]:
    """Why ``actor`` may not do what belongs to each of several functions."""
    if not Appointment.objects.live(on).filter(person=actor, function__in=functions).exists():
        labels = "、".join(FUNCTIONS[name].label for name in functions)
        labels_en = " or ".join(FUNCTIONS[name].label_en for name in functions)
        yield Refusal("office.not_administrator", {"function": labels, "function_en": labels_en})


def founded(district: District, on: date) -> bool:
    """Both administrators of people are in post: from now on they act, not the set-up."""
    live = Appointment.objects.live(on).filter(district=district, function__in=_FOUNDING)
    return set(live.values_list("function", flat=True)) == _FOUNDING


def fits(organ: Organ, function: str) -> Iterator[Refusal]:
    """The organ must be what the function is for."""
    needed = FUNCTIONS[function].capacity
    if needed is not None and needed not in organ.capacities:
        yield Refusal(
            "office.organ_without_capacity",
            {"organ": organ.name, "capacity": CAPACITIES[needed], "function": FUNCTIONS[function].label},
        )


def compatible(person: Person, function: str, started_on: date) -> Iterator[Refusal]:
    """An administrator holds no other function, from the day on which the new appointment begins."""
    overlapping = Appointment.objects.filter(person=person).exclude(ended_on__lte=started_on)
    held = set(overlapping.values_list("function", flat=True))
    if (function in ADMINISTRATORS and held) or held & ADMINISTRATORS:
        labels = "、".join(FUNCTIONS[name].label for name in sorted(held))
        yield Refusal("office.exclusive_function", {"held": labels, "function": FUNCTIONS[function].label})


def two_hands(person: Person, actor: Person | None) -> Iterator[Refusal]:
    """Who added a person does not also appoint that person."""
    if actor is not None and person.added_by_id == actor.id:
        yield Refusal("office.added_by_the_same")


def unknown(names: Iterable[str], known: Iterable[str], code: str) -> Iterator[Refusal]:
    """Names that are not on a closed list."""
    extra = sorted(set(names) - set(known))
    if extra:
        yield Refusal(code, {"names": "、".join(extra)})
