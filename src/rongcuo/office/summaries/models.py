"""What the figures are counted over, and the reports that were issued."""

import uuid

from django.db import models
from django.db.models import Q

from rongcuo.office.files.models import Drafted
from rongcuo.office.people.models import District, Organ, Person


class CaseFacts(models.Model):
    """The facts of one case file as :mod:`rongcuo.reports` counts them: a projection, made again from the entries."""

    casefile = models.OneToOneField("CaseFile", models.PROTECT, primary_key=True, related_name="facts")
    district = models.ForeignKey(District, models.PROTECT, related_name="+")
    opened_on = models.DateField()
    last_on = models.DateField(help_text="The latest day of any entry")
    is_pending = models.BooleanField(help_text="Whether it waits for a decision")
    facts = models.TextField(help_text="rongcuo.reports.facts.FileFacts as JSON")

    class Meta:
        indexes = [
            models.Index(fields=("district", "last_on", "opened_on"), name="facts_last"),
            models.Index(fields=("district", "is_pending", "opened_on"), name="facts_pending"),
        ]


class SummaryDraft(Drafted):
    """The report of a year that is being prepared."""

    district = models.ForeignKey(District, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=("district", "year"), name="summary_draft_once")]


class IssuedSummary(models.Model):
    """An annual summary as it was issued: frozen, with the state of every file that it counted (5.7)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey(District, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+", help_text="The organ that reports")
    number = models.CharField(max_length=40)
    title = models.CharField(max_length=120)
    issued_on = models.DateField()
    issued_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64, help_text="Digest of the PDF")
    content = models.CharField(max_length=64, help_text="Digest of what it says")
    figures = models.CharField(max_length=64, help_text="Digest of the figures and of every file with its latest entry")
    code = models.CharField(max_length=20, blank=True, help_text="What the verify page is asked by; none before it was")
    drafted_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    reviewed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("-year", "-issued_on", "-number")
        constraints = [
            models.UniqueConstraint(fields=("district", "number"), name="summary_number"),
            models.UniqueConstraint(fields=("code",), condition=~Q(code=""), name="summary_code"),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.number}"


def summary_body(issued: IssuedSummary) -> dict[str, object]:
    """What the register says of a summary that was issued."""
    names = ("year", "number", "title", "issued_on", "sha256", "content", "figures", "code")
    said: dict[str, object] = {name: getattr(issued, name) for name in names}
    related = {name: getattr(issued, f"{name}_id") for name in ("organ", "issued_by", "drafted_by", "reviewed_by")}
    return {"summary": str(issued.pk)} | said | {name: str(key) if key else "" for name, key in related.items()}
