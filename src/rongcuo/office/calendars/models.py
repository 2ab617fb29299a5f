"""Calendars as rows: what was imported, and every edition that something was ever counted by."""

import uuid
from typing import ClassVar

from django.db import models

from rongcuo.office.people.models import District, Person
from rongcuo.workdays import Notice


class Status(models.TextChoices):
    """Where an import stands. Only a confirmed one changes anything."""

    PENDING = "pending", "待确认"
    CONFIRMED = "confirmed", "已确认"
    WITHDRAWN = "withdrawn", "已撤回"


class CalendarImport(models.Model):
    """A file of notices of days off. Rows are written by :mod:`.importing` alone, with an entry of the register."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey(District, models.PROTECT, related_name="+")
    file = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64, help_text="Of the file as it was imported")
    notices = models.JSONField()
    imported_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    imported_on = models.DateField()
    status = models.CharField(max_length=20, choices=Status.choices, default=Status.PENDING)
    settled_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    settled_on = models.DateField(null=True)
    place = models.PositiveIntegerField(
        null=True, help_text="Its place among the confirmed: later ones correct earlier"
    )
    edition = models.CharField(
        max_length=64, blank=True, help_text="Digest of the calendar that it made, once confirmed"
    )

    class Meta:
        ordering: ClassVar = ("-imported_on", "-place", "id")

    def __str__(self) -> str:
        return f"{self.file} {self.status}"

    def read(self) -> tuple[Notice, ...]:
        """The notices of the file."""
        return tuple(map(Notice.from_json, self.notices))


class CalendarEdition(models.Model):
    """A calendar that the package does not carry, kept for ever by its digest, notice by notice."""

    digest = models.CharField(max_length=64, primary_key=True)
    notices = models.JSONField()

    def __str__(self) -> str:
        return self.digest
