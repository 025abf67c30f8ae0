"""Awards that the public reads get the day of their decision, as far as their record knows it."""

from typing import Any

from django.db import migrations
from django.db.models import OuterRef, Subquery, Value
from django.db.models.functions import Coalesce


def fill_decision_days(apps: Any, schema_editor: Any) -> None:
    """Of each published award the day of its record; empty where the record has none or is gone."""
    records = apps.get_model("records", "UnitAward").objects.order_by()
    day = records.filter(pk=OuterRef("source"), agency=OuterRef("agency")).values("decided_on")
    awards = apps.get_model("publishing", "PublishedAward").objects.filter(withdrawn_at__isnull=True, decided_on="")
    awards.update(decided_on=Coalesce(Subquery(day), Value("")))


class Migration(migrations.Migration):
    dependencies = [("records", "0005_direct_workers"), ("publishing", "0008_decision_days")]

    operations = [migrations.RunPython(fill_decision_days, migrations.RunPython.noop)]
