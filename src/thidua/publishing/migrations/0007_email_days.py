from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("publishing", "0006_known_words"),
    ]

    operations = [
        migrations.AddField(
            model_name="publicsettings",
            name="email_days",
            field=models.PositiveSmallIntegerField(default=30),
        ),
    ]
