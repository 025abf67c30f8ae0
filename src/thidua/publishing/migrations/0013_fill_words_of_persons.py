"""Words in the names of persons say of whose awards they are, so that an index tells whom nobody may find."""

from typing import Any

from django.db import migrations
from django.db.models import OuterRef, Subquery


def fill_persons(apps: Any, schema_editor: Any) -> None:
    """Of each word of a person's award the agency of the award; none of the others."""
    persons = apps.get_model("publishing", "PublishedAward").objects.filter(kind="PERSON").order_by()
    words = apps.get_model("publishing", "HonourWord").objects.filter(award__in=persons.values("pk"), person_of=None)
    words.update(person_of=Subquery(persons.filter(pk=OuterRef("award")).values("agency")))


class Migration(migrations.Migration):
    dependencies = [("publishing", "0012_words_of_persons")]

    operations = [migrations.RunPython(fill_persons, migrations.RunPython.noop)]
