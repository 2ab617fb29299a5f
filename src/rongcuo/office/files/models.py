"""Texts, attachments, issued documents and number registers."""

import uuid

from django.db import models

from rongcuo.ledger import seal
from rongcuo.office.people.models import District, Person


class SealedText(models.Model):
    """A text that an entry points at: the entry holds its salted digest.

    An erased text keeps its row, neither its body nor its salt: without it nothing can be guessed from the digest.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey(District, models.PROTECT, related_name="+")
    casefile = models.ForeignKey("CaseFile", models.PROTECT, related_name="texts")
    salt = models.CharField(max_length=64)
    body = models.TextField(null=True)  # noqa: DJ001  an erased text is not an empty text


class Attachment(models.Model):
    """An uploaded file. Until an act cites it (``casefile`` and ``sequence``) only its uploader sees it.

    An erased one keeps its row, without name, type, size, salt and digest.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey(District, models.PROTECT, related_name="+")
    uploaded_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    casefile = models.ForeignKey("CaseFile", models.PROTECT, null=True, related_name="attachments")
    sequence = models.PositiveIntegerField(null=True, help_text="The entry that brought it on file")
    salt = models.CharField(max_length=64)
    sha256 = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=100)

    class Meta:
        indexes = [models.Index(fields=("casefile", "sequence"), name="attachment_entry")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_erased(self) -> bool:
        """Whether the body was lawfully erased."""
        return not self.sha256

    @property
    def description(self) -> dict[str, object]:
        """What is sealed: name, size, type and the digest of the bytes."""
        return {"name": self.name, "size": self.size, "media_type": self.media_type, "sha256": self.sha256}


class Register(models.Model):
    """The next number of one code in one year. Numbers are allotted under its lock and never used again."""

    district = models.ForeignKey(District, models.PROTECT, related_name="+")
    code = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    next = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("district", "code", "year"), name="register_of_numbers")]


class IssuedDocument(models.Model):
    """An official document as issued: its number and the digest of its PDF."""

    district = models.ForeignKey(District, models.PROTECT, related_name="+")
    casefile = models.ForeignKey("CaseFile", models.PROTECT, related_name="documents")
    sequence = models.PositiveIntegerField()
    kind = models.CharField(max_length=50)
    number = models.CharField(max_length=40)
    title = models.CharField(max_length=100)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    code = models.CharField(  # noqa: DJ001  several documents may have none, so it is not an empty text
        max_length=20,
        null=True,
        help_text="核验码 as printed, without its hyphens; none on documents of the first version",
    )
    content = models.CharField(  # noqa: DJ001  as above
        max_length=64,
        null=True,
        help_text="Digest of what it says; none on documents of the first version",
    )

    class Meta:
        ordering = ("sequence", "id")
        constraints = [
            models.UniqueConstraint(fields=("district", "number"), name="document_number"),
            models.UniqueConstraint(fields=("code",), condition=~models.Q(code=None), name="document_code"),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.number}"


class Drafted(models.Model):
    """What is being prepared for a signature: what people wrote in place of some paragraphs, and who has reviewed it.

    Nothing of it is on file. It ends with the signature.
    """

    edits = models.JSONField(default=dict, help_text="By block: what people wrote, and the words that it replaced")
    drafted_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    reviewed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True)
    content = models.CharField(max_length=64, blank=True, help_text="Digest of the content as it was reviewed")

    class Meta:
        abstract = True

    @property
    def is_reviewed(self) -> bool:
        """Whether somebody has reviewed it as it was."""
        return self.reviewed_by_id is not None


class DocumentDraft(Drafted):
    """A document of a case file that is being prepared."""

    district = models.ForeignKey(District, models.PROTECT, related_name="+")
    casefile = models.ForeignKey("CaseFile", models.PROTECT, related_name="document_drafts")
    kind = models.CharField(max_length=50)
    about = models.PositiveIntegerField(help_text="The entry that the document is for")
    corrects = models.CharField(max_length=40, blank=True, help_text="The number of the document that it puts right")

    class Meta:
        ordering = ("about", "kind")
        constraints = [models.UniqueConstraint(fields=("casefile", "kind", "about"), name="document_draft_once")]


class Erasure(models.Model):
    """An order to erase texts and attachments of a file, and what became of it. A projection of the register."""

    ORDERED, CARRIED_OUT, DECLINED = "ordered", "carried_out", "declined"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey(District, models.PROTECT, related_name="+")
    casefile = models.ForeignKey("CaseFile", models.PROTECT, related_name="erasures")
    texts = models.JSONField(help_text="Ids, sorted")
    files = models.JSONField(help_text="Ids, sorted")
    ground = models.CharField(max_length=500, help_text="The law and the reason")
    salt = models.CharField(max_length=64)
    ordered_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    ordered_on = models.DateField()
    state = models.CharField(max_length=20, default=ORDERED)
    settled_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    settled_on = models.DateField(null=True)
    entry = models.PositiveIntegerField(null=True, help_text="The register's entry that settled it")
    leftovers = models.JSONField(default=list, help_text="Digests of bodies that are still to be removed from the disk")

    class Meta:
        ordering = ("ordered_on", "id")

    @property
    def is_open(self) -> bool:
        """Whether the second hand has not acted yet."""
        return self.state == self.ORDERED

    def seal(self) -> dict[str, str]:
        """What the register's entry says of the ground."""
        sealed = seal(str(self.id), self.salt, self.ground)
        return {"id": sealed.id, "digest": sealed.digest}
