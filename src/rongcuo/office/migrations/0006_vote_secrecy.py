"""Whether a body votes openly or by secret ballot. Organs of before vote openly, as they did."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("office", "0005_registers"),
    ]

    operations = [
        migrations.AddField(
            model_name="organ",
            name="vote_secrecy",
            field=models.CharField(
                blank=True, default="", help_text="open or secret; empty where it does not vote", max_length=10
            ),
            preserve_default=False,
        ),
    ]
