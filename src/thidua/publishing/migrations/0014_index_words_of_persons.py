from django.db import migrations, models


class Migration(migrations.Migration):
    """Once the rows are filled: nothing is looked up by the words between this and the step that took the index away."""

    dependencies = [
        ("publishing", "0013_fill_words_of_persons"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="honourword",
            index=models.Index(
                fields=["word", "-year", "-award", "forms", "unit", "title", "person_of"], name="honour_words"
            ),
        ),
    ]
