"""Awards that are on record keep what they say; where the coarse code names one award of the law, that is added."""

from typing import Any

from django.db import migrations

SAME = (
    "ADVANCED_WORKER",
    "GRASSROOTS_EMULATION_FIGHTER",
    "MINISTERIAL_EMULATION_FIGHTER",
    "NATIONAL_EMULATION_FIGHTER",
    "ADVANCED_LABOUR_COLLECTIVE",
    "EXCELLENT_LABOUR_COLLECTIVE",
    "MINISTRY_EMULATION_FLAG",
    "GOVERNMENT_EMULATION_FLAG",
    "COMMENDATION_LETTER",
)
OTHER_NAMES = {
    "CERTIFICATE_OF_MERIT": "MINISTRY_CERTIFICATE_OF_MERIT",
    "PRIME_MINISTER_CERTIFICATE": "PRIME_MINISTER_CERTIFICATE_OF_MERIT",
}
"""“Huân chương” is not here: which order and class it was, nobody said."""


def name_awards_of_the_law(apps: Any, schema_editor: Any) -> None:
    """Fill `law_code` where it is certain."""
    awards = apps.get_model("records", "UnitAward").objects.filter(law_code__isnull=True)
    for code in SAME:
        awards.filter(code=code).update(law_code=code)
    for code, law_code in OTHER_NAMES.items():
        awards.filter(code=code).update(law_code=law_code)


class Migration(migrations.Migration):
    dependencies = [("records", "0002_record_books")]

    operations = [migrations.RunPython(name_awards_of_the_law, migrations.RunPython.noop)]
