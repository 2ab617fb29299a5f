"""District → organ tree → person (≠ account) → dated appointment.

Rows are written by :mod:`rongcuo.office.people.register` alone, together with
an entry of the district's register; nothing here is ever deleted.
"""

import uuid
from datetime import date
from fractions import Fraction
from typing import Any, ClassVar, cast

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from rongcuo.casefile.context import Secrecy, VoteBase, VoteRule
from rongcuo.ledger import ALGORITHM, Head, seal
from rongcuo.office.people.functions import FUNCTIONS

ZEROS = "0" * 64


class ChainHead(models.Model):
    """The end of a chain of entries: the row that is locked first."""

    sequence = models.PositiveIntegerField(default=0)
    head_hash = models.CharField(max_length=128, default=ZEROS)
    algorithm = models.CharField(max_length=16, default=ALGORITHM)

    class Meta:
        abstract = True

    @property
    def stream(self) -> str:
        """The name of the chain within its district."""
        raise NotImplementedError

    def head(self) -> Head:
        """The head as the ledger knows it."""
        return Head(str(self.district_id), self.stream, self.sequence, self.head_hash, self.algorithm)  # type: ignore[attr-defined]

    def move_to(self, head: Head) -> None:
        """Take over a new end; saving is the caller's."""
        self.sequence, self.head_hash = head.sequence, head.hash


class District(ChainHead):
    """One district: its own organs, persons, files and register."""

    code = models.CharField(max_length=12, primary_key=True, help_text="GB/T 2260")
    name = models.CharField(max_length=100)
    short_name = models.CharField(max_length=4, help_text="One or two characters that begin the numbers of its files")
    policy = models.CharField(max_length=100, help_text="The regulation that its new files are opened under")
    readings = models.JSONField(default=dict, help_text="The readings that the district has settled")
    calendar = models.CharField(
        max_length=64, blank=True, help_text="Digest of the calendar that every running limit has been counted by"
    )
    named_organs = models.JSONField(default=dict, help_text="Which organs have a register's duty, where it was settled")

    stream: ClassVar[str] = "register"

    def __str__(self) -> str:
        return self.name

    @property
    def district_id(self) -> str:
        """A district is its own."""
        return self.code


class Organ(models.Model):
    """An organ, an organisation or a body; ``capacities`` says what it may be on a case file."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey(District, models.PROTECT, related_name="organs")
    name = models.CharField(max_length=100)
    short_name = models.CharField(max_length=20, blank=True, help_text="机关代字, for document numbers")
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    superior = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="subordinates", help_text="上级纪检监察机关"
    )
    capacities = models.JSONField(default=list)
    kind = models.CharField(max_length=30, blank=True, help_text="What kind of organisation (2), for the summary")
    address = models.CharField(max_length=200, blank=True, help_text="Where papers are handed in")
    contact = models.CharField(max_length=50, blank=True)
    telephone = models.CharField(max_length=50, blank=True)
    vote_quorum = models.CharField(max_length=20, blank=True, help_text="Share of those entitled: 2/3")
    vote_majority = models.CharField(max_length=20, blank=True, help_text="More than this share of the base: 1/2")
    vote_base = models.CharField(max_length=20, blank=True)
    vote_source = models.CharField(max_length=200, blank=True, help_text="The rule that the body gives for it")
    vote_secrecy = models.CharField(max_length=10, blank=True, help_text="open or secret; empty where it does not vote")

    class Meta:
        ordering = ("name",)
        constraints = [models.UniqueConstraint(fields=("district", "name"), name="organ_name")]

    def __str__(self) -> str:
        return self.name

    @property
    def vote_rule(self) -> VoteRule | None:
        """How the body counts its votes; none where it does not vote."""
        if not self.vote_quorum:
            return None
        return VoteRule(
            Fraction(self.vote_quorum), Fraction(self.vote_majority),
            cast("VoteBase", self.vote_base), self.vote_source, cast("Secrecy", self.vote_secrecy or "open"),
        )  # fmt: skip


class Person(models.Model):
    """A human being. The register holds only the salted digest of the name."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey(District, models.PROTECT, related_name="persons")
    name = models.CharField(max_length=50)
    salt = models.CharField(max_length=64)
    added_by = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    def seal(self) -> dict[str, str]:
        """What the register's entry says of the name."""
        sealed = seal(str(self.id), self.salt, self.name)
        return {"id": sealed.id, "digest": sealed.digest}


class AccountManager(BaseUserManager["Account"]):
    """Looks accounts up by their log-in name."""

    def get_by_natural_key(self, username: str | None) -> "Account":
        """The account with this log-in name; raises like ``get`` when there is none or more than one."""
        return self.get(username=username)


class Account(AbstractBaseUser):
    """What a person logs in with. There is no superuser and no default password."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey(District, models.PROTECT, related_name="accounts")
    person = models.OneToOneField(Person, models.PROTECT, related_name="account")
    username = models.CharField(max_length=50)
    is_active = models.BooleanField(default=True)
    must_change_password = models.BooleanField(default=True, help_text="The password was given by somebody else")

    objects = AccountManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [models.UniqueConstraint(fields=("district", "username"), name="account_username")]

    def __str__(self) -> str:
        return self.username


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    """Appointments by date."""

    def live(self, on: date) -> "AppointmentQuerySet":
        """In post on ``on``: begun, and not ended on or before that day."""
        return self.filter(Q(ended_on=None) | Q(ended_on__gt=on), started_on__lte=on)


class Appointment(models.Model):
    """A person's function in an organ, from ``started_on`` up to, not including, ``ended_on``."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey(District, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="appointments")
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="appointments")
    function = models.CharField(max_length=30)
    started_on = models.DateField()
    ended_on = models.DateField(null=True)

    objects: Any = AppointmentQuerySet.as_manager()

    class Meta:
        ordering = ("started_on", "id")
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("started_on")), name="appointment_ends_after_it_starts"
            ),
            models.UniqueConstraint(
                fields=("district", "person", "organ", "function"),
                condition=Q(ended_on=None),
                name="appointment_once_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.function} {self.organ_id}"

    @property
    def label(self) -> str:
        """The function's Chinese name."""
        return FUNCTIONS[self.function].label
