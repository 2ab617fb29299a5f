"""Who is in post on a day, as the core wants to know it."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from uuid import UUID

from rongcuo.casefile.context import Actor, Post, Roster
from rongcuo.office.people.functions import ADMINISTRATORS
from rongcuo.office.people.models import Appointment, Person


def posts_of(person: Person, on: date) -> tuple[Post, ...]:
    """Every appointment of a person that is live on a day."""
    live = Appointment.objects.live(on).filter(person=person)
    return tuple(Post(str(organ), function) for organ, function in live.values_list("organ_id", "function"))


def actor_of(person: Person, on: date) -> Actor:
    """The person as one who acts."""
    return Actor(str(person.id), posts_of(person, on))


def roster_of(organs: Collection[str | UUID], on: date) -> Roster:
    """The persons in post at ``organs``: organ → function → persons."""
    found: dict[str, dict[str, set[str]]] = {str(organ): defaultdict(set) for organ in organs}
    live = Appointment.objects.live(on).filter(organ__in=list(found))
    for organ, function, person in live.values_list("organ_id", "function", "person_id"):
        found[str(organ)][function].add(str(person))
    return {organ: {name: frozenset(who) for name, who in posts.items()} for organ, posts in found.items()}


def administers(posts: Collection[Post]) -> bool:
    """Whether one of the three office functions is among them: such a person sees no case file."""
    return any(post.function in ADMINISTRATORS for post in posts)
