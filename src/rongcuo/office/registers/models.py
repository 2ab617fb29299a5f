"""The registers beside case files as rows: one chain an item, its head row, the texts that its entries point at.

As with case files the entries are the truth: everything in a head row besides
its own name is projected from them (:mod:`rongcuo.office.registers.projection`).
"""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from rongcuo.office.people.models import ChainHead, District, Organ, Person


class RegisterText(models.Model):
    """A text that an entry of an item points at. An erased text keeps its row, not its body."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey(District, models.PROTECT, related_name="+")
    stream = models.CharField(max_length=50, db_index=True)
    salt = models.CharField(max_length=64)
    body = models.TextField(null=True)  # noqa: DJ001  an erased text is not an empty text


class Item(ChainHead):
    """One item of a register: the head of its chain, and what lists show of it."""

    prefix: ClassVar[str]
    called: ClassVar[str]
    """What an item without a number is called."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey(District, models.PROTECT, related_name="+")
    number = models.CharField(max_length=60, blank=True)
    stage = models.CharField(max_length=20)
    began_on = models.DateField()
    changed_at = models.DateTimeField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.number or f"{self.called}{str(self.id)[:8]}"

    @property
    def stream(self) -> str:
        """The name of this item's chain; without hyphens, so that it fits."""
        return f"{self.prefix}/{self.id.hex}"


class Interpretation(Item):
    """A question on the regulation and its answer (7.2)."""

    prefix = "interpretation"
    called = "解释请示"

    clause = models.CharField(max_length=20)
    reading = models.CharField(max_length=60, blank=True, help_text="The reading that the question is about")
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+", help_text="The organ that asks")
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    casefile = models.ForeignKey("CaseFile", models.PROTECT, null=True, related_name="+")
    statement = models.ForeignKey(RegisterText, models.PROTECT, null=True, related_name="+")
    answered_for = models.ForeignKey(Organ, models.PROTECT, null=True, related_name="+")
    answered_on = models.DateField(null=True)
    settles = models.CharField(max_length=120, blank=True, help_text="reading=value")
    superseded_by = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    ended_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("district", "number"), condition=~Q(number=""), name="interpretation_number"
            )
        ]


class PriorFiling(Item):
    """A reform that a unit has filed before acting; its receipt is neither consent nor approval."""

    prefix = "prior-filing"
    called = "事前备案"

    unit = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    receiver = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    title = models.ForeignKey(RegisterText, models.PROTECT, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    acknowledged_on = models.DateField(null=True)
    is_questioned = models.BooleanField(default=False, help_text="A question waits for the unit's supplement")

    class Meta:
        indexes = [
            models.Index(fields=("unit", "-began_on"), name="filing_unit"),
            models.Index(fields=("receiver", "-began_on"), name="filing_receiver"),
        ]
        constraints = [
            models.UniqueConstraint(fields=("district", "number"), condition=~Q(number=""), name="filing_number")
        ]


ItemModel = type[Interpretation] | type[PriorFiling]
