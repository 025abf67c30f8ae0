"""Until now a draft of a published article put its photographs in the place of those that the page shows: they are again
those of the text that was approved. Words of drafts leave the search with `thidua publish --words`."""

import json
from typing import Any

from django.db import migrations, models
from django.db.models.functions import Cast


def show_as_approved(apps: Any, _editor: Any) -> None:
    articles = apps.get_model("publishing", "Article").objects.filter(live=True).order_by("pk")
    photos = apps.get_model("publishing", "Photo").objects.exclude(consent="WITHDRAWN")
    shown = apps.get_model("publishing", "ShownPhoto")
    told = articles.annotate(text=Cast("body", models.TextField())).values_list("pk", "text")
    for article, text in told.iterator(chunk_size=500):
        blocks = [each["value"] for each in json.loads(text) if each["type"] == "picture"]
        numbers = list(dict.fromkeys(each["photo"] for each in blocks if each.get("photo") is not None))
        there = set(photos.filter(pk__in=numbers).values_list("pk", flat=True)) if numbers else set()
        rows = shown.objects.filter(article=article).order_by("pk")
        wanted = [each for each in numbers if each in there]
        if list(rows.values_list("photo", flat=True)) != wanted:
            rows.delete()
            shown.objects.bulk_create(shown(article_id=article, photo_id=each) for each in wanted)


class Migration(migrations.Migration):
    dependencies = [("publishing", "0018_articles_by_kind")]

    operations = [migrations.RunPython(show_as_approved, migrations.RunPython.noop)]
