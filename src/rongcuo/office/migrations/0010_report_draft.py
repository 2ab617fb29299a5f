"""The report of a year is drafted, read by a second person, and bears a code like every document."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models

_PERSON: dict[str, Any] = {"on_delete": django.db.models.deletion.PROTECT, "related_name": "+", "to": "office.person"}


class Migration(migrations.Migration):
    dependencies = [
        ("office", "0009_summaries"),
    ]

    operations = [
        migrations.CreateModel(
            name="SummaryDraft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                ("year", models.PositiveSmallIntegerField()),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.district"
                    ),
                ),
                ("drafted_by", models.ForeignKey(**_PERSON)),
                ("reviewed_by", models.ForeignKey(null=True, **_PERSON)),
            ],
        ),
        migrations.AddConstraint(
            model_name="summarydraft",
            constraint=models.UniqueConstraint(fields=("district", "year"), name="summary_draft_once"),
        ),
        migrations.AddField(
            model_name="issuedsummary",
            name="code",
            field=models.CharField(
                blank=True, help_text="What the verify page is asked by; none before it was", max_length=20
            ),
        ),
        migrations.AddField("issuedsummary", "drafted_by", models.ForeignKey(null=True, **_PERSON)),
        migrations.AddField("issuedsummary", "reviewed_by", models.ForeignKey(null=True, **_PERSON)),
        migrations.AddConstraint(
            model_name="issuedsummary",
            constraint=models.UniqueConstraint(
                condition=models.Q(("code", ""), _negated=True), fields=("code",), name="summary_code"
            ),
        ),
    ]
