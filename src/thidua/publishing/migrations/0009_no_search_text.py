from django.db import migrations


class Migration(migrations.Migration):
    """Articles are found by `PublicWord`; nothing has read this column since."""

    dependencies = [
        ("publishing", "0008_decision_days"),
    ]

    operations = [
        migrations.RemoveField(model_name="article", name="search_text"),
    ]
