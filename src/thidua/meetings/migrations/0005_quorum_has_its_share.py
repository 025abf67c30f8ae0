"""A rule has its share, and no rule has none."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("meetings", "0004_whose_quorum")]

    operations = [
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(quorum_rule="", quorum_numerator=None, quorum_denominator=None)
                | (~models.Q(quorum_rule="") & models.Q(quorum_numerator__gte=1, quorum_denominator__gte=1)),
                name="quorum_rule_has_a_share",
            ),
        ),
    ]
