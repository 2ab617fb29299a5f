"""What an act on an item is judged with: the item, the act, the actor's posts, the law, the day."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from rongcuo.casefile import Post
from rongcuo.law import Policy
from rongcuo.office.cases.models import CaseFile
from rongcuo.office.cases.visibility import visible_to
from rongcuo.office.people.models import District, Organ, Person
from rongcuo.office.registers import competent
from rongcuo.office.registers.models import Interpretation, Item


@dataclass(frozen=True)
class Occasion:
    """``item`` is the row as it stands, unsaved while the act begins it; ``act`` none while only competence is asked.

    ``since`` is the day of the item's latest entry.
    """

    item: Any
    act: Any
    actor: Person
    posts: tuple[Post, ...]
    district: District
    policy: Policy
    today: date
    since: date | None

    def functions(self, duty: str, *names: str) -> frozenset[str]:
        """The functions that the pack lists for a register."""
        return competent.functions(self.policy, duty, *names)

    def organs_in(self, wanted: Collection[str], organs: Collection[str] | None = None) -> frozenset[str]:
        """Where, among ``organs``, the actor has a wanted function."""
        return competent.organs_in(self.posts, wanted, organs)

    @cached_property
    def organs(self) -> frozenset[str]:
        """Every organ in which the actor is in post today."""
        return frozenset(post.organ for post in self.posts)

    @cached_property
    def answers_for(self) -> Organ | None:
        """The interpreting organ that the actor answers for; the first by name where there are several."""
        wanted = self.functions(competent.INTERPRETATION, "answered_by")
        found = self.organs_in(wanted, competent.interpreters(self.district))
        return Organ.objects.filter(pk__in=found).order_by("name").first()

    @cached_property
    def file(self) -> CaseFile | None:
        """The case file that a question names, if the actor may see it."""
        return visible_to(self.actor, self.today).filter(number=self.act.casefile).first()

    @cached_property
    def superseded(self) -> Interpretation | None:
        """The interpretation in force that an answer names as the one it takes the place of."""
        named = Interpretation.objects.filter(district=self.district, number=self.act.supersedes, stage="answered")
        return named.exclude(pk=self.item.pk).first()

    @property
    def begins(self) -> bool:
        """Whether the item does not exist yet."""
        item: Item = self.item
        return not item.sequence
