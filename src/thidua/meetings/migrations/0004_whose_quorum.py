"""A share that somebody gave, or gave a basis for, is the body's own rule; the 2/3 that stood there unasked is none."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def say_whose(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Split the meetings whose rule was written down from those that only had the number of the form."""
    meetings = apps.get_model("meetings", "Meeting").objects.using(editor.connection.alias).filter(quorum_rule="")
    unasked = meetings.filter(quorum_numerator=2, quorum_denominator=3, quorum_basis="")
    unasked.update(quorum_numerator=None, quorum_denominator=None)
    meetings.filter(quorum_numerator__isnull=False).update(quorum_rule="own")


def forget_whose(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Back to a number for everybody."""
    meetings = apps.get_model("meetings", "Meeting").objects.using(editor.connection.alias)
    meetings.filter(quorum_numerator__isnull=True).update(quorum_numerator=2, quorum_denominator=3)
    meetings.update(quorum_rule="")


class Migration(migrations.Migration):
    dependencies = [("meetings", "0003_quorum_rules")]

    operations = [migrations.RunPython(say_whose, forget_whose)]
