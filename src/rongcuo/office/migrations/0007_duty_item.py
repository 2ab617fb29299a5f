"""A duty can be owed for one numbered thing on a file."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("office", "0006_vote_secrecy")]

    operations = [
        migrations.AddField(
            model_name="dutyrow",
            name="item",
            field=models.PositiveIntegerField(default=0),
        ),
    ]
