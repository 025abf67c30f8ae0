"""A line keeps the answers of the superior that were corrected."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("decisions", "0002_proposals")]

    operations = [
        migrations.AddField(
            model_name="proposalline",
            name="earlier",
            field=models.JSONField(default=list),
        ),
    ]
