"""Notices to persons."""

from django.db import models
from django.db.models import Q

from rongcuo.office.people.models import District, Person

MOVED = "moved"
"""The kind of a reminder that tells of a last day which another calendar has moved."""


class Reminder(models.Model):
    """What the office reminds a person of: a duty and its last day, once a kind. It decides nothing.

    ``kind`` is a reminder of the pack, or :data:`MOVED`. Another last day is another reminder.
    """

    district = models.ForeignKey(District, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="reminders")
    casefile = models.ForeignKey("CaseFile", models.PROTECT, related_name="+")
    duty = models.CharField(max_length=50)
    kind = models.CharField(max_length=50)
    last_day = models.DateField()
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("district", "person", "casefile", "duty", "kind", "last_day"), name="reminder_once"
            )
        ]
        indexes = [
            models.Index(fields=("person", "casefile"), condition=Q(read_at=None), name="reminder_unread"),
            models.Index(fields=("casefile", "duty", "kind"), name="reminder_duty"),
        ]


class Notice(models.Model):
    """An entry that a person should know of. ``read_at`` none: not yet looked at."""

    district = models.ForeignKey(District, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="notices")
    casefile = models.ForeignKey("CaseFile", models.PROTECT, related_name="+")
    sequence = models.PositiveIntegerField()
    act = models.CharField(max_length=50)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("district", "person", "casefile", "sequence"), name="notice_once")
        ]
        indexes = [models.Index(fields=("person", "casefile"), condition=Q(read_at=None), name="notice_unread")]
