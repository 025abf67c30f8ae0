"""Large imports wait for a worker: its job, the file until it is read, and the states of waiting."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("common", "0001_initial")]

    operations = [
        migrations.AddField("importrun", "file", models.BinaryField(null=True)),
        migrations.AddField("importrun", "job", models.BigIntegerField(null=True)),
        migrations.AlterField(
            "importrun",
            "state",
            models.CharField(
                choices=[
                    ("READING", "Reading"),
                    ("PREVIEW", "Preview"),
                    ("APPLYING", "Applying"),
                    ("APPLIED", "Applied"),
                    ("UNDOING", "Undoing"),
                    ("UNDONE", "Undone"),
                    ("REFUSED", "Refused"),
                ],
                default="PREVIEW",
                max_length=10,
            ),
        ),
    ]
