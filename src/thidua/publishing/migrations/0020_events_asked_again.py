"""“Public event” said until now that nobody was taken singly, and says that no face can be made out: what nobody has
published yet is asked again."""

from typing import Any

from django.db import migrations


def ask_again(apps: Any, _editor: Any) -> None:
    photos = apps.get_model("publishing", "Photo").objects
    photos.filter(consent="EVENT", shown=None).update(consent="UNKNOWN")


class Migration(migrations.Migration):
    dependencies = [("publishing", "0019_shown_as_approved")]

    operations = [migrations.RunPython(ask_again, migrations.RunPython.noop)]
