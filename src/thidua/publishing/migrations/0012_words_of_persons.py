import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0001_initial"),
        ("publishing", "0011_erasing_names"),
    ]

    operations = [
        migrations.RemoveIndex(model_name="honourword", name="honour_words"),
        migrations.AddField(
            model_name="honourword",
            name="person_of",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.agency",
            ),
        ),
    ]
