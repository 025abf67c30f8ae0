"""Published awards of people without their names lose the achievement that says the full name on record, whatever its
accents: until now only the name was left out.
"""

import re
import unicodedata
from typing import Any

from django.db import migrations

AT_ONCE = 1_000
WORD = re.compile(r"\w+")
POST = re.compile(r"[,;(/]|\s[-\u2013]\s")
"""Where the name ends and a post begins: “Nguyễn Văn Hòa, Phó Trưởng phòng”."""
STYLED = re.compile(r"^(?:(?:ông|bà|anh|chị|cô|thầy|đồng chí|đ/c)\b[.\s]*)+(?=\w+\s)", re.IGNORECASE)
"""How somebody is addressed before the name."""


def fold(text: str) -> str:
    """The words in small letters without accents, each between spaces."""
    marks = unicodedata.normalize("NFKD", text.casefold().replace("đ", "d"))
    letters = "".join(each for each in marks if not unicodedata.combining(each) and unicodedata.category(each) != "Cf")
    return f" {' '.join(WORD.findall(letters))} "


def take_off(apps: Any, schema_editor: Any) -> None:
    """Of each such award compare the record's name; of several words, as one word may be any."""
    awards = apps.get_model("publishing", "PublishedAward").objects
    records = apps.get_model("records", "UnitAward").objects
    told = awards.filter(kind="PERSON", name="", withdrawn_at=None).exclude(achievement="").order_by("pk")
    rows = list(told[:AT_ONCE])
    while rows:
        names = dict(records.filter(pk__in=[each.source for each in rows]).values_list("pk", "recipient"))
        folded = {each.pk: fold(POST.split(STYLED.sub("", names.get(each.source, "").strip()))[0]) for each in rows}
        naming = [
            each.pk for each in rows if len(folded[each.pk].split()) > 1 and folded[each.pk] in fold(each.achievement)
        ]
        awards.filter(pk__in=naming).update(achievement="")
        rows = list(told.filter(pk__gt=rows[-1].pk)[:AT_ONCE])


class Migration(migrations.Migration):
    dependencies = [("records", "0007_clearances"), ("publishing", "0014_index_words_of_persons")]

    operations = [migrations.RunPython(take_off, migrations.RunPython.noop)]
