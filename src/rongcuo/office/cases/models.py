"""The ledger as rows, and what is projected from it.

:class:`LedgerEntry` is the truth. Everything else here can be thrown away and
made again from it (:mod:`rongcuo.office.cases.projection`).
"""

import uuid
from typing import Any, Never

from django.db import models
from django.db.models import Q

from rongcuo.base import RongcuoError
from rongcuo.office.people.models import ChainHead, District, Organ, Person


class UseTheDoor(RongcuoError):
    """The ledger is only ever appended to, by rongcuo.office.door.carry_out; a mistake is put right by a new entry."""


def _refuse(*_: object, **__: object) -> Never:
    raise UseTheDoor(UseTheDoor.__doc__)


class LedgerQuerySet(models.QuerySet["LedgerEntry"]):
    """Reads; whatever would change or remove an entry raises :class:`UseTheDoor`."""

    update = delete = bulk_create = bulk_update = update_or_create = _refuse


class LedgerEntry(models.Model):
    """One entry, exactly as it was hashed: dates and JSON as their canonical text.

    A column that kept a date or a JSON value in the database's own form could
    be altered without altering the value; here every byte counts.
    """

    pk = models.CompositePrimaryKey("district_id", "stream", "sequence")
    district = models.ForeignKey(District, models.PROTECT, related_name="+")
    stream = models.CharField(max_length=50)
    sequence = models.PositiveIntegerField()
    type = models.CharField(max_length=50)
    schema = models.PositiveSmallIntegerField()
    occurred_on = models.CharField(max_length=10)
    recorded_at = models.CharField(max_length=32)
    actor = models.CharField(max_length=36)
    body = models.TextField()
    editions = models.TextField()
    algorithm = models.CharField(max_length=16)
    previous = models.CharField(max_length=128)
    hash = models.CharField(max_length=128)

    objects: Any = LedgerQuerySet.as_manager()

    class Meta:
        ordering = ("district_id", "stream", "sequence")

    def __str__(self) -> str:
        return f"{self.stream} {self.sequence} {self.type}"

    def save(self, *_: object, **__: object) -> None:
        """Not this way."""
        _refuse()

    def delete(self, *_: object, **__: object) -> tuple[int, dict[str, int]]:
        """Not at all."""
        _refuse()


class LogLeaf(models.Model):
    """An entry's place in the log of checkpoints, written with the entry itself.

    ``size`` is that of the first checkpoint that covers it: none while none
    does, and 0 while one is being made. A projection of the checkpoints.
    """

    district = models.ForeignKey(District, models.PROTECT, related_name="+")
    stream = models.CharField(max_length=50)
    sequence = models.PositiveIntegerField()
    size = models.PositiveBigIntegerField(null=True)
    entry: Any = models.ForeignObject(
        LedgerEntry,
        models.DO_NOTHING,
        from_fields=("district", "stream", "sequence"),
        to_fields=("district", "stream", "sequence"),
        related_name="+",
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=("district", "stream", "sequence"), name="logleaf_entry")]
        indexes = [
            models.Index(fields=("district", "id"), condition=Q(size=None), name="logleaf_waiting"),
            models.Index(fields=("district", "size"), name="logleaf_size"),
        ]


class CheckpointLog(models.Model):
    """How far a district's log goes; its row is locked while a checkpoint is made."""

    district = models.OneToOneField(District, models.PROTECT, primary_key=True, related_name="+")
    log = models.CharField(max_length=32, help_text="Drawn when the log was begun")
    size = models.PositiveBigIntegerField(default=0)
    failed_at = models.DateTimeField(null=True, help_text="Since when no checkpoint could be made")
    failure = models.TextField(blank=True, help_text="Why, in words")


class CaseFile(ChainHead):
    """The head of a case file's chain, and what lists and filters need of its state."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey(District, models.PROTECT, related_name="casefiles")
    number = models.CharField(max_length=40)
    stage = models.CharField(max_length=30)
    title = models.ForeignKey("SealedText", models.PROTECT, related_name="+")
    party_kind = models.CharField(max_length=10)
    party_person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    organisation = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    investigating_organ = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    deciding_organ = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    superior_organ = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    route = models.CharField(max_length=50)
    opened_on = models.DateField()
    decision = models.CharField(max_length=30, blank=True)
    decided_on = models.DateField(null=True)
    next_deadline = models.DateField(null=True)
    calendar = models.CharField(max_length=64, help_text="Digest of the calendar that duties were projected with")
    projected_on = models.DateField()
    runs_until = models.DateField(null=True, help_text="The latest last day of any limit that has started")
    stale_on = models.DateField(null=True, help_text="The day on which duties change without an act: a limit has ended")
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ("-opened_on", "-number")
        constraints = [models.UniqueConstraint(fields=("district", "number"), name="casefile_number")]
        indexes = [
            models.Index(fields=("district", "-opened_on"), name="casefile_opened"),
            models.Index(fields=("district", "stage"), name="casefile_stage"),
            models.Index(fields=("stale_on",), name="casefile_stale"),
            models.Index(fields=("district", "runs_until"), name="casefile_runs"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def stream(self) -> str:
        """The name of this file's chain."""
        return stream_of(self.id)

    @property
    def party_name(self) -> str:
        """The party: the person, or the unit."""
        return self.party_person.name if self.party_person else self.organisation.name

    @property
    def version(self) -> int:
        """The sequence of the latest entry: what an act must have been prepared on."""
        return self.sequence


def stream_of(casefile_id: uuid.UUID) -> str:
    """The name of a case file's chain."""
    return f"case/{casefile_id}"


class ReadingsEdition(models.Model):
    """A full choice of readings that entries pin by its digest."""

    district = models.ForeignKey(District, models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64)
    values = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=("district", "digest"), name="readings_digest")]


class PackEdition(models.Model):
    """An edition of the law that entries pin by its digest, file by file as it was then."""

    digest = models.CharField(max_length=64, primary_key=True)
    policy = models.CharField(max_length=100)
    effective_from = models.DateField()
    files = models.JSONField()

    def __str__(self) -> str:
        return f"{self.policy}/{self.effective_from}"


class Grant(models.Model):
    """Who may see a file, in which part, since which entry and until which. Ended, never removed.

    ``person`` alone: that person, the party. ``organ`` with ``function``:
    whoever is in that post. ``person`` with ``organ``: that person, as long as
    he or she is in any post there.
    """

    district = models.ForeignKey(District, models.PROTECT, related_name="+")
    casefile = models.ForeignKey(CaseFile, models.PROTECT, related_name="grants")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    organ = models.ForeignKey(Organ, models.PROTECT, null=True, related_name="+")
    function = models.CharField(max_length=30, blank=True)
    audience = models.CharField(max_length=60)
    given_by = models.PositiveIntegerField(help_text="Sequence of the entry")
    started_on = models.DateField()
    ended_by = models.PositiveIntegerField(null=True, help_text="Sequence of the entry")
    ended_on = models.DateField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=("person", "casefile"), condition=Q(ended_by=None), name="grant_person"),
            models.Index(fields=("organ", "function", "casefile"), condition=Q(ended_by=None), name="grant_post"),
        ]


class Recusal(models.Model):
    """Somebody who must not see or touch a file, whatever grants there are."""

    district = models.ForeignKey(District, models.PROTECT, related_name="+")
    casefile = models.ForeignKey(CaseFile, models.PROTECT, related_name="recusals")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=("district", "casefile", "person"), name="recusal_once")]


class DutyRow(models.Model):
    """A duty that is owed on a file, by a ``person`` or by whoever has a ``function`` in an ``organ``.

    One row a holder. ``item`` is the number of the thing on the file that it
    is owed for; 0 where it is owed on the file as a whole.
    """

    district = models.ForeignKey(District, models.PROTECT, related_name="+")
    casefile = models.ForeignKey(CaseFile, models.PROTECT, related_name="duties")
    duty = models.CharField(max_length=50)
    item = models.PositiveIntegerField(default=0)
    act = models.CharField(max_length=50, blank=True)
    last_day = models.DateField(null=True)
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    organ = models.ForeignKey(Organ, models.PROTECT, null=True, related_name="+")
    function = models.CharField(max_length=30, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=("person", "last_day"), name="duty_person"),
            models.Index(fields=("organ", "function", "last_day"), name="duty_post"),
        ]


class Draft(models.Model):
    """What a person has typed so far; nothing of it is on file."""

    district = models.ForeignKey(District, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    casefile = models.ForeignKey(CaseFile, models.PROTECT, null=True, related_name="+")
    act = models.CharField(max_length=50)
    content = models.JSONField()
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=("district", "person", "casefile", "act"), condition=~Q(casefile=None), name="draft_once"
            ),
            models.UniqueConstraint(
                fields=("district", "person", "act"), condition=Q(casefile=None), name="draft_once_before_opening"
            ),
        ]


class Submission(models.Model):
    """One attempt that was carried out, by the key its form brought along.

    The row is written first and completed last, in one transaction: a second
    attempt with the key waits for the first and then finds its result.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey(District, models.PROTECT, related_name="+")
    actor = models.ForeignKey(Person, models.PROTECT, related_name="+")
    key = models.CharField(max_length=64)
    fingerprint = models.CharField(max_length=64, help_text="Digest of act, file and input")
    stream = models.CharField(max_length=50, blank=True, help_text="The chain of an item that is no case file")
    casefile = models.ForeignKey(CaseFile, models.PROTECT, null=True, related_name="+")
    sequence = models.PositiveIntegerField(null=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=("district", "actor", "key"), name="submission_key")]
