"""Memberships of people and units, and posts, say by which decision."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="blocmembership",
            name="decided_on",
            field=models.CharField(blank=True, max_length=10),
        ),
        migrations.AddField(
            model_name="blocmembership",
            name="decision_number",
            field=models.CharField(blank=True, max_length=80),
        ),
        migrations.AddField(
            model_name="blocmembership",
            name="issuer",
            field=models.CharField(blank=True, max_length=250),
        ),
        migrations.AddField(
            model_name="post",
            name="decided_on",
            field=models.CharField(blank=True, max_length=10),
        ),
        migrations.AddField(
            model_name="post",
            name="decision_number",
            field=models.CharField(blank=True, max_length=80),
        ),
        migrations.AddField(
            model_name="post",
            name="issuer",
            field=models.CharField(blank=True, max_length=250),
        ),
        migrations.AddField(
            model_name="post",
            name="version",
            field=models.PositiveIntegerField(default=1, editable=False),
        ),
        migrations.AddField(
            model_name="unitmembership",
            name="decided_on",
            field=models.CharField(blank=True, max_length=10),
        ),
        migrations.AddField(
            model_name="unitmembership",
            name="decision_number",
            field=models.CharField(blank=True, max_length=80),
        ),
        migrations.AddField(
            model_name="unitmembership",
            name="issuer",
            field=models.CharField(blank=True, max_length=250),
        ),
        migrations.AddField(
            model_name="unitmembership",
            name="version",
            field=models.PositiveIntegerField(default=1, editable=False),
        ),
    ]
