"""The log of checkpoints, which every entry joins when it is written, and the code on issued documents.

Adding a column and a partial index rebuilds no table, so the guards of the issued documents stay.
"""

import django.db.models.deletion
from django.db import migrations, models

_WAIT = """
INSERT INTO office_logleaf (district_id, stream, sequence)
SELECT district_id, stream, sequence FROM office_ledgerentry ORDER BY recorded_at, stream, sequence
"""
"""Entries of the first version wait for their first checkpoint."""


class Migration(migrations.Migration):
    dependencies = [("office", "0002_audience")]

    operations = [
        migrations.CreateModel(
            name="CheckpointLog",
            fields=[
                (
                    "district",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="office.district",
                    ),
                ),
                ("log", models.CharField(help_text="Drawn when the log was begun", max_length=32)),
                ("size", models.PositiveBigIntegerField(default=0)),
                ("failed_at", models.DateTimeField(help_text="Since when no checkpoint could be made", null=True)),
                ("failure", models.TextField(blank=True, help_text="Why, in words")),
            ],
        ),
        migrations.CreateModel(
            name="LogLeaf",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.district"
                    ),
                ),
                ("stream", models.CharField(max_length=50)),
                ("sequence", models.PositiveIntegerField()),
                ("size", models.PositiveBigIntegerField(null=True)),
                (
                    "entry",
                    models.ForeignObject(
                        from_fields=("district", "stream", "sequence"),
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="office.ledgerentry",
                        to_fields=("district", "stream", "sequence"),
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("district", "stream", "sequence"), name="logleaf_entry")
                ],
                "indexes": [
                    models.Index(condition=models.Q(("size", None)), fields=["district", "id"], name="logleaf_waiting"),
                    models.Index(fields=["district", "size"], name="logleaf_size"),
                ],
            },
        ),
        migrations.AddField(
            model_name="issueddocument",
            name="code",
            field=models.CharField(
                help_text="核验码 as printed, without its hyphens; none on documents of the first version",
                max_length=20,
                null=True,
            ),
        ),
        migrations.AddConstraint(
            model_name="issueddocument",
            constraint=models.UniqueConstraint(
                condition=models.Q(("code", None), _negated=True), fields=("code",), name="document_code"
            ),
        ),
        migrations.RunSQL(_WAIT, migrations.RunSQL.noop),
    ]
