"""The facts that the annual summary counts, the summaries that were issued, and kinds of organisations.

Files of earlier versions get their facts when they are next brought up to date (rongcuo tick).
"""

import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("office", "0008_documents"),
    ]

    operations = [
        migrations.AddField(
            model_name="organ",
            name="kind",
            field=models.CharField(
                blank=True, help_text="What kind of organisation (2), for the summary", max_length=30
            ),
        ),
        migrations.CreateModel(
            name="CaseFacts",
            fields=[
                (
                    "casefile",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="facts",
                        serialize=False,
                        to="office.casefile",
                    ),
                ),
                ("opened_on", models.DateField()),
                ("last_on", models.DateField(help_text="The latest day of any entry")),
                ("is_pending", models.BooleanField(help_text="Whether it waits for a decision")),
                ("facts", models.TextField(help_text="rongcuo.reports.facts.FileFacts as JSON")),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.district"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["district", "last_on", "opened_on"], name="facts_last"),
                    models.Index(fields=["district", "is_pending", "opened_on"], name="facts_pending"),
                ],
            },
        ),
        migrations.CreateModel(
            name="IssuedSummary",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("year", models.PositiveSmallIntegerField()),
                ("number", models.CharField(max_length=40)),
                ("title", models.CharField(max_length=120)),
                ("issued_on", models.DateField()),
                ("sha256", models.CharField(help_text="Digest of the PDF", max_length=64)),
                ("content", models.CharField(help_text="Digest of what it says", max_length=64)),
                (
                    "figures",
                    models.CharField(
                        help_text="Digest of the figures and of every file with its latest entry", max_length=64
                    ),
                ),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.district"
                    ),
                ),
                (
                    "issued_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.person"
                    ),
                ),
                (
                    "organ",
                    models.ForeignKey(
                        help_text="The organ that reports",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="office.organ",
                    ),
                ),
            ],
            options={
                "ordering": ("-year", "-issued_on", "-number"),
                "constraints": [models.UniqueConstraint(fields=("district", "number"), name="summary_number")],
            },
        ),
    ]
