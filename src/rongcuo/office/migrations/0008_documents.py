"""Documents are prepared before they are signed, and what they say is kept beside what was printed.

Adding a column that may be empty rebuilds no table, so the guards of the issued documents stay.
"""

from typing import Any

from django.db import migrations, models
from django.db.models.deletion import PROTECT


def _person(*, may_be_none: bool = False) -> "models.ForeignKey[Any, Any]":
    return models.ForeignKey(null=may_be_none, on_delete=PROTECT, related_name="+", to="office.person")


class Migration(migrations.Migration):
    dependencies = [("office", "0007_duty_item")]

    operations = [
        migrations.AddField(
            model_name="issueddocument",
            name="content",
            field=models.CharField(
                help_text="Digest of what it says; none on documents of the first version", max_length=64, null=True
            ),
        ),
        migrations.CreateModel(
            name="DocumentDraft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=50)),
                ("about", models.PositiveIntegerField(help_text="The entry that the document is for")),
                (
                    "corrects",
                    models.CharField(
                        blank=True, help_text="The number of the document that it puts right", max_length=40
                    ),
                ),
                (
                    "edits",
                    models.JSONField(
                        default=dict, help_text="By block: what people wrote, and the words that it replaced"
                    ),
                ),
                ("drafted_at", models.DateTimeField()),
                ("reviewed_at", models.DateTimeField(null=True)),
                (
                    "content",
                    models.CharField(blank=True, help_text="Digest of the content as it was reviewed", max_length=64),
                ),
                (
                    "casefile",
                    models.ForeignKey(on_delete=PROTECT, related_name="document_drafts", to="office.casefile"),
                ),
                ("district", models.ForeignKey(on_delete=PROTECT, related_name="+", to="office.district")),
                ("drafted_by", _person()),
                ("reviewed_by", _person(may_be_none=True)),
            ],
            options={
                "ordering": ("about", "kind"),
                "constraints": [
                    models.UniqueConstraint(fields=("casefile", "kind", "about"), name="document_draft_once")
                ],
            },
        ),
    ]
