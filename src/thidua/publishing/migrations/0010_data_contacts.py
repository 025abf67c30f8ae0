import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0001_initial"),
        ("publishing", "0009_no_search_text"),
    ]

    operations = [
        migrations.CreateModel(
            name="DataContact",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("office", models.CharField(blank=True, max_length=200)),
                ("office_english", models.CharField(blank=True, max_length=200)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("phone", models.CharField(blank=True, max_length=60)),
                ("address", models.CharField(blank=True, max_length=300)),
                (
                    "agency",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisations.agency"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("address", ""), ("email", ""), ("office", ""), ("office_english", ""), ("phone", "")
                            ),
                            models.Q(
                                models.Q(("office", ""), _negated=True),
                                models.Q(("address", ""), ("email", ""), ("phone", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="contact_has_an_office_and_a_way",
                    ),
                ],
            },
        ),
    ]
