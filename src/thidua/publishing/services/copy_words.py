"""By which words published copies are found: written whenever what a page says changes."""

from django.utils import timezone

from thidua.publishing.enums import COPIES
from thidua.publishing.facts.found import words_of_copy
from thidua.publishing.models import Snapshot
from thidua.publishing.models.words import forget_words, note_words


def find_copy(snapshot: Snapshot) -> None:
    """Within the transaction: the version, which stands, is found by what its page says now, in each language."""
    day = timezone.localtime(snapshot.published_at).date()
    for language, kind in COPIES.items():
        note_words(kind, snapshot.pk, day, words_of_copy(snapshot, language))


def find_no_more(slug: str) -> None:
    """Within the transaction: no version at the address is found by its words."""
    numbers = list(Snapshot.objects.filter(slug=slug).values_list("pk", flat=True))
    for kind in COPIES.values():
        forget_words(kind, *numbers)
