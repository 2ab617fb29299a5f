"""Calendars that a district imports, and reminders of last days."""

import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("office", "0003_erasure"),
    ]

    operations = [
        migrations.CreateModel(
            name="CalendarEdition",
            fields=[
                ("digest", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("notices", models.JSONField()),
            ],
        ),
        migrations.CreateModel(
            name="CalendarImport",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("file", models.CharField(max_length=200)),
                ("sha256", models.CharField(help_text="Of the file as it was imported", max_length=64)),
                ("notices", models.JSONField()),
                ("imported_on", models.DateField()),
                (
                    "status",
                    models.CharField(
                        choices=[("pending", "待确认"), ("confirmed", "已确认"), ("withdrawn", "已撤回")],
                        default="pending",
                        max_length=20,
                    ),
                ),
                ("settled_on", models.DateField(null=True)),
                (
                    "place",
                    models.PositiveIntegerField(
                        help_text="Its place among the confirmed: later ones correct earlier", null=True
                    ),
                ),
                (
                    "edition",
                    models.CharField(
                        blank=True, help_text="Digest of the calendar that it made, once confirmed", max_length=64
                    ),
                ),
            ],
            options={
                "ordering": ("-imported_on", "-place", "id"),
            },
        ),
        migrations.CreateModel(
            name="Reminder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("duty", models.CharField(max_length=50)),
                ("kind", models.CharField(max_length=50)),
                ("last_day", models.DateField()),
                ("at", models.DateTimeField()),
                ("read_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.AddField(
            model_name="casefile",
            name="runs_until",
            field=models.DateField(help_text="The latest last day of any limit that has started", null=True),
        ),
        migrations.AddField(
            model_name="district",
            name="calendar",
            field=models.CharField(
                blank=True,
                help_text="Digest of the calendar that every running limit has been counted by",
                max_length=64,
            ),
        ),
        migrations.AddIndex(
            model_name="casefile",
            index=models.Index(fields=["district", "runs_until"], name="casefile_runs"),
        ),
        migrations.AddField(
            model_name="calendarimport",
            name="district",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.district"
            ),
        ),
        migrations.AddField(
            model_name="calendarimport",
            name="imported_by",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.person"),
        ),
        migrations.AddField(
            model_name="calendarimport",
            name="settled_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.person"
            ),
        ),
        migrations.AddField(
            model_name="reminder",
            name="casefile",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.casefile"
            ),
        ),
        migrations.AddField(
            model_name="reminder",
            name="district",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.district"
            ),
        ),
        migrations.AddField(
            model_name="reminder",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="reminders", to="office.person"
            ),
        ),
        migrations.AddIndex(
            model_name="reminder",
            index=models.Index(
                condition=models.Q(("read_at", None)), fields=["person", "casefile"], name="reminder_unread"
            ),
        ),
        migrations.AddIndex(
            model_name="reminder",
            index=models.Index(fields=["casefile", "duty", "kind"], name="reminder_duty"),
        ),
        migrations.AddConstraint(
            model_name="reminder",
            constraint=models.UniqueConstraint(
                fields=("district", "person", "casefile", "duty", "kind", "last_day"), name="reminder_once"
            ),
        ),
    ]
