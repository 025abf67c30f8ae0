from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("publishing", "0007_email_days"),
    ]

    operations = [
        migrations.AddField(
            model_name="publishedaward",
            name="decided_on",
            field=models.CharField(blank=True, default="", max_length=10),
            preserve_default=False,
        ),
        migrations.RemoveIndex(model_name="publishedaward", name="honours_published_last"),
        migrations.AddIndex(
            model_name="publishedaward",
            index=models.Index(
                condition=models.Q(("withdrawn_at__isnull", True)),
                fields=["-decided_on", "-published_at", "-id"],
                name="honours_decided_last",
            ),
        ),
    ]
