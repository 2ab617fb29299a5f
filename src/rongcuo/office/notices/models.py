"""Notices to persons."""

from django.db import models
from django.db.models import Q

from rongcuo.office.people.models import District, Person


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
