from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("publishing", "0010_data_contacts"),
    ]

    operations = [
        migrations.AddField(
            model_name="publicsettings",
            name="is_unnaming",
            field=models.BooleanField(default=False),
        ),
        migrations.AddConstraint(
            model_name="publicsettings",
            constraint=models.CheckConstraint(
                condition=models.Q(("is_unnaming", False), ("names_people", False), _connector="OR"),
                name="nobody_named_while_names_go",
            ),
        ),
    ]
