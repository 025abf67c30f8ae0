"""The words of all that is public, written anew: after an upgrade that changes how words are looked up."""

from datetime import datetime

from django.db import transaction

from thidua.publishing.enums import FoundKind
from thidua.publishing.models import KnownWord, PublicWord, PublishedAward
from thidua.publishing.models.articles import words_of
from thidua.publishing.models.honours import note_award_words
from thidua.publishing.models.words import note_words
from thidua.publishing.queries import articles_published, published
from thidua.publishing.services.copy_words import find_copy

AT_ONCE = 1000


def write_all_words(now: datetime) -> int:
    """Write the words of every article, snapshot and award that stands. How many things there are. Safe to repeat."""
    with transaction.atomic():
        PublicWord.objects.all().delete()
        KnownWord.objects.all().delete()
        number = 0
        for article in articles_published(now).iterator():
            note_words(FoundKind.ARTICLE, article.pk, article.told_on, words_of(article))
            number += 1
        for snapshot in published().iterator():
            find_copy(snapshot)
            number += 1
    standing = list(PublishedAward.objects.filter(withdrawn_at=None).order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(standing), AT_ONCE):
        with transaction.atomic():
            some = PublishedAward.objects.filter(withdrawn_at=None, pk__in=standing[start : start + AT_ONCE])
            # held: a name that goes meanwhile would be found again
            note_award_words(list(some.select_for_update(no_key=True).order_by("pk")))
    return number + len(standing)
