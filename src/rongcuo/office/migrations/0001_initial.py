"""The first tables, and the guards that keep the ledger append-only."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

from rongcuo.office.append_only import guard


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="District",
            fields=[
                ("sequence", models.PositiveIntegerField(default=0)),
                (
                    "head_hash",
                    models.CharField(
                        default="0000000000000000000000000000000000000000000000000000000000000000", max_length=128
                    ),
                ),
                ("algorithm", models.CharField(default="sha256", max_length=16)),
                ("code", models.CharField(help_text="GB/T 2260", max_length=12, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=100)),
                (
                    "short_name",
                    models.CharField(
                        help_text="One or two characters that begin the numbers of its files", max_length=4
                    ),
                ),
                (
                    "policy",
                    models.CharField(help_text="The regulation that its new files are opened under", max_length=100),
                ),
                ("readings", models.JSONField(default=dict, help_text="The readings that the district has settled")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="LedgerEntry",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "district_id",
                        "stream",
                        "sequence",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("stream", models.CharField(max_length=50)),
                ("sequence", models.PositiveIntegerField()),
                ("type", models.CharField(max_length=50)),
                ("schema", models.PositiveSmallIntegerField()),
                ("occurred_on", models.CharField(max_length=10)),
                ("recorded_at", models.CharField(max_length=32)),
                ("actor", models.CharField(max_length=36)),
                ("body", models.TextField()),
                ("editions", models.TextField()),
                ("algorithm", models.CharField(max_length=16)),
                ("previous", models.CharField(max_length=128)),
                ("hash", models.CharField(max_length=128)),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.district"
                    ),
                ),
            ],
            options={
                "ordering": ("district_id", "stream", "sequence"),
            },
        ),
        migrations.CreateModel(
            name="Organ",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=100)),
                ("short_name", models.CharField(blank=True, help_text="机关代字, for document numbers", max_length=20)),
                ("capacities", models.JSONField(default=list)),
                ("address", models.CharField(blank=True, help_text="Where papers are handed in", max_length=200)),
                ("contact", models.CharField(blank=True, max_length=50)),
                ("telephone", models.CharField(blank=True, max_length=50)),
                ("vote_quorum", models.CharField(blank=True, help_text="Share of those entitled: 2/3", max_length=20)),
                (
                    "vote_majority",
                    models.CharField(blank=True, help_text="More than this share of the base: 1/2", max_length=20),
                ),
                ("vote_base", models.CharField(blank=True, max_length=20)),
                (
                    "vote_source",
                    models.CharField(blank=True, help_text="The rule that the body gives for it", max_length=200),
                ),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="organs", to="office.district"
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="office.organ",
                    ),
                ),
                (
                    "superior",
                    models.ForeignKey(
                        help_text="上级纪检监察机关",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="subordinates",
                        to="office.organ",
                    ),
                ),
            ],
            options={
                "ordering": ("name",),
            },
        ),
        migrations.CreateModel(
            name="CaseFile",
            fields=[
                ("sequence", models.PositiveIntegerField(default=0)),
                (
                    "head_hash",
                    models.CharField(
                        default="0000000000000000000000000000000000000000000000000000000000000000", max_length=128
                    ),
                ),
                ("algorithm", models.CharField(default="sha256", max_length=16)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("number", models.CharField(max_length=40)),
                ("stage", models.CharField(max_length=30)),
                ("party_kind", models.CharField(max_length=10)),
                ("route", models.CharField(max_length=50)),
                ("opened_on", models.DateField()),
                ("decision", models.CharField(blank=True, max_length=30)),
                ("decided_on", models.DateField(null=True)),
                ("next_deadline", models.DateField(null=True)),
                (
                    "calendar",
                    models.CharField(help_text="Digest of the calendar that duties were projected with", max_length=64),
                ),
                ("projected_on", models.DateField()),
                (
                    "stale_on",
                    models.DateField(
                        help_text="The day on which duties change without an act: a limit has ended", null=True
                    ),
                ),
                ("changed_at", models.DateTimeField()),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="casefiles", to="office.district"
                    ),
                ),
                (
                    "deciding_organ",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.organ"),
                ),
                (
                    "investigating_organ",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.organ"),
                ),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.organ"),
                ),
                (
                    "superior_organ",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.organ"),
                ),
            ],
            options={
                "ordering": ("-opened_on", "-number"),
            },
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=50)),
                ("salt", models.CharField(max_length=64)),
                (
                    "added_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.person"
                    ),
                ),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="persons", to="office.district"
                    ),
                ),
            ],
            options={
                "ordering": ("name",),
            },
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sequence", models.PositiveIntegerField()),
                ("act", models.CharField(max_length=50)),
                ("at", models.DateTimeField()),
                ("read_at", models.DateTimeField(null=True)),
                (
                    "casefile",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.casefile"
                    ),
                ),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.district"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="notices", to="office.person"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Grant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("function", models.CharField(blank=True, max_length=30)),
                ("audience", models.CharField(max_length=30)),
                ("given_by", models.PositiveIntegerField(help_text="Sequence of the entry")),
                ("started_on", models.DateField()),
                ("ended_by", models.PositiveIntegerField(help_text="Sequence of the entry", null=True)),
                ("ended_on", models.DateField(null=True)),
                (
                    "casefile",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="grants", to="office.casefile"
                    ),
                ),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.district"
                    ),
                ),
                (
                    "organ",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.organ"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.person"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="DutyRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("duty", models.CharField(max_length=50)),
                ("act", models.CharField(blank=True, max_length=50)),
                ("last_day", models.DateField(null=True)),
                ("function", models.CharField(blank=True, max_length=30)),
                (
                    "casefile",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="duties", to="office.casefile"
                    ),
                ),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.district"
                    ),
                ),
                (
                    "organ",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.organ"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.person"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Draft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("act", models.CharField(max_length=50)),
                ("content", models.JSONField()),
                ("saved_at", models.DateTimeField()),
                (
                    "casefile",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.casefile"
                    ),
                ),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.district"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.person"
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="casefile",
            name="party_person",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.person"
            ),
        ),
        migrations.CreateModel(
            name="Attachment",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("uploaded_at", models.DateTimeField()),
                ("sequence", models.PositiveIntegerField(help_text="The entry that brought it on file", null=True)),
                ("salt", models.CharField(max_length=64)),
                ("sha256", models.CharField(max_length=64)),
                ("name", models.CharField(max_length=200)),
                ("size", models.PositiveBigIntegerField()),
                ("media_type", models.CharField(max_length=100)),
                (
                    "casefile",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attachments",
                        to="office.casefile",
                    ),
                ),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.district"
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.person"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Appointment",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("function", models.CharField(max_length=30)),
                ("started_on", models.DateField()),
                ("ended_on", models.DateField(null=True)),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.district"
                    ),
                ),
                (
                    "organ",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="appointments", to="office.organ"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="appointments", to="office.person"
                    ),
                ),
            ],
            options={
                "ordering": ("started_on", "id"),
            },
        ),
        migrations.CreateModel(
            name="Account",
            fields=[
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("username", models.CharField(max_length=50)),
                ("is_active", models.BooleanField(default=True)),
                (
                    "must_change_password",
                    models.BooleanField(default=True, help_text="The password was given by somebody else"),
                ),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="accounts", to="office.district"
                    ),
                ),
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="account", to="office.person"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PackEdition",
            fields=[
                ("digest", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("policy", models.CharField(max_length=100)),
                ("effective_from", models.DateField()),
                ("files", models.JSONField()),
            ],
        ),
        migrations.CreateModel(
            name="ReadingsEdition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("digest", models.CharField(max_length=64)),
                ("values", models.JSONField()),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.district"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Recusal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "casefile",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="recusals", to="office.casefile"
                    ),
                ),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.district"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.person"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Register",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=20)),
                ("year", models.PositiveSmallIntegerField()),
                ("next", models.PositiveIntegerField(default=1)),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.district"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SealedText",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("salt", models.CharField(max_length=64)),
                ("body", models.TextField(null=True)),
                (
                    "casefile",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="texts", to="office.casefile"
                    ),
                ),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.district"
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="casefile",
            name="title",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.sealedtext"
            ),
        ),
        migrations.CreateModel(
            name="Submission",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("key", models.CharField(max_length=64)),
                ("fingerprint", models.CharField(help_text="Digest of act, file and input", max_length=64)),
                ("sequence", models.PositiveIntegerField(null=True)),
                ("at", models.DateTimeField()),
                (
                    "actor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.person"
                    ),
                ),
                (
                    "casefile",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.casefile"
                    ),
                ),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.district"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="IssuedDocument",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sequence", models.PositiveIntegerField()),
                ("kind", models.CharField(max_length=50)),
                ("number", models.CharField(max_length=40)),
                ("title", models.CharField(max_length=100)),
                ("sha256", models.CharField(max_length=64)),
                ("size", models.PositiveIntegerField()),
                (
                    "casefile",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="documents", to="office.casefile"
                    ),
                ),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="office.district"
                    ),
                ),
            ],
            options={
                "ordering": ("sequence", "id"),
                "constraints": [models.UniqueConstraint(fields=("district", "number"), name="document_number")],
            },
        ),
        migrations.AddConstraint(
            model_name="organ",
            constraint=models.UniqueConstraint(fields=("district", "name"), name="organ_name"),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(
                condition=models.Q(("read_at", None)), fields=["person", "casefile"], name="notice_unread"
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.UniqueConstraint(
                fields=("district", "person", "casefile", "sequence"), name="notice_once"
            ),
        ),
        migrations.AddIndex(
            model_name="grant",
            index=models.Index(
                condition=models.Q(("ended_by", None)), fields=["person", "casefile"], name="grant_person"
            ),
        ),
        migrations.AddIndex(
            model_name="grant",
            index=models.Index(
                condition=models.Q(("ended_by", None)), fields=["organ", "function", "casefile"], name="grant_post"
            ),
        ),
        migrations.AddIndex(
            model_name="dutyrow",
            index=models.Index(fields=["person", "last_day"], name="duty_person"),
        ),
        migrations.AddIndex(
            model_name="dutyrow",
            index=models.Index(fields=["organ", "function", "last_day"], name="duty_post"),
        ),
        migrations.AddConstraint(
            model_name="draft",
            constraint=models.UniqueConstraint(
                condition=models.Q(("casefile", None), _negated=True),
                fields=("district", "person", "casefile", "act"),
                name="draft_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="draft",
            constraint=models.UniqueConstraint(
                condition=models.Q(("casefile", None)),
                fields=("district", "person", "act"),
                name="draft_once_before_opening",
            ),
        ),
        migrations.AddIndex(
            model_name="attachment",
            index=models.Index(fields=["casefile", "sequence"], name="attachment_entry"),
        ),
        migrations.AddConstraint(
            model_name="appointment",
            constraint=models.CheckConstraint(
                condition=models.Q(("ended_on", None), ("ended_on__gte", models.F("started_on")), _connector="OR"),
                name="appointment_ends_after_it_starts",
            ),
        ),
        migrations.AddConstraint(
            model_name="appointment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_on", None)),
                fields=("district", "person", "organ", "function"),
                name="appointment_once_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="account",
            constraint=models.UniqueConstraint(fields=("district", "username"), name="account_username"),
        ),
        migrations.AddConstraint(
            model_name="readingsedition",
            constraint=models.UniqueConstraint(fields=("district", "digest"), name="readings_digest"),
        ),
        migrations.AddConstraint(
            model_name="recusal",
            constraint=models.UniqueConstraint(fields=("district", "casefile", "person"), name="recusal_once"),
        ),
        migrations.AddConstraint(
            model_name="register",
            constraint=models.UniqueConstraint(fields=("district", "code", "year"), name="register_of_numbers"),
        ),
        migrations.AddIndex(
            model_name="casefile",
            index=models.Index(fields=["district", "-opened_on"], name="casefile_opened"),
        ),
        migrations.AddIndex(
            model_name="casefile",
            index=models.Index(fields=["district", "stage"], name="casefile_stage"),
        ),
        migrations.AddIndex(
            model_name="casefile",
            index=models.Index(fields=["stale_on"], name="casefile_stale"),
        ),
        migrations.AddConstraint(
            model_name="casefile",
            constraint=models.UniqueConstraint(fields=("district", "number"), name="casefile_number"),
        ),
        migrations.AddConstraint(
            model_name="submission",
            constraint=models.UniqueConstraint(fields=("district", "actor", "key"), name="submission_key"),
        ),
        # Reversing it would lay the ledger open, so there is no way back.
        migrations.RunPython(lambda _, schema_editor: guard(schema_editor.connection)),
    ]
