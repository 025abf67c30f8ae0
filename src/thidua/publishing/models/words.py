"""The words by which public things are found. Whoever makes a thing public, or takes it back, writes them in the same
transaction; they are looked up with accents and without, by both databases in the same way.
"""

from collections.abc import Collection
from datetime import date

from django.db import models
from django.db.models import Exists, OuterRef, QuerySet

from thidua.core.vietnam.search_words import LONGEST, forms_in
from thidua.publishing.enums import FoundKind

SHORTEST_BEGUN = 3
"""Letters of the beginning of a word: with fewer most Vietnamese syllables begin, and many names are as short."""
IN_NAMES = "AWARD"
"""Of known words: those in the names of awards."""
AT_ONCE = 500


class PublicWord(models.Model):
    """A word of a public thing: folded, the ways in which it is written there (`forms`: bits of `search_words`)."""

    kind = models.CharField(max_length=10, choices=FoundKind.choices)
    word = models.CharField(max_length=LONGEST)
    day = models.DateField()
    subject = models.BigIntegerField()
    """The number of the thing among those of its kind."""
    forms = models.BigIntegerField()

    class Meta:
        indexes = [
            models.Index(fields=["kind", "word", "-day", "-subject", "forms"], name="public_words"),
            models.Index(fields=["kind", "subject", "word"], name="public_words_of_one"),
        ]

    def __str__(self) -> str:
        return self.word


class KnownWord(models.Model):
    """A word that some public thing of a kind has, by its first letters: so a word is found of which somebody types the
    beginning, with an ordinary index and whatever order of letters the database has. Once nothing has it, it is gone.
    """

    kind = models.CharField(max_length=10)
    """A `FoundKind`, or `IN_NAMES`."""
    head = models.CharField(max_length=SHORTEST_BEGUN)
    word = models.CharField(max_length=LONGEST)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "head", "word"], name="word_known_once")]

    def __str__(self) -> str:
        return self.word


def note_words(kind: FoundKind, subject: int, day: date, text: str) -> None:
    """The thing is found by the words of `text` from now on, and by no others."""
    forms = forms_in(text)
    rows = PublicWord.objects.filter(kind=kind, subject=subject)
    before = set(rows.values_list("word", flat=True))
    rows.delete()
    PublicWord.objects.bulk_create(
        PublicWord(kind=kind, subject=subject, day=day, word=word, forms=bits) for word, bits in forms.items()
    )
    know_words(kind, forms.keys())
    know_no_more(kind, before - forms.keys(), PublicWord.objects.filter(kind=kind))


def forget_words(kind: FoundKind, *subjects: int) -> None:
    """The things are not found any more."""
    rows = PublicWord.objects.filter(kind=kind, subject__in=subjects)
    before = set(rows.values_list("word", flat=True))
    rows.delete()
    know_no_more(kind, before, PublicWord.objects.filter(kind=kind))


def know_words(kind: str, words: Collection[str]) -> None:
    """Within the transaction: things of a kind have these words. Their rows are held until its end, always in the same
    order, so that nobody takes away a word meanwhile as the last who had it.
    """
    rows = [KnownWord(kind=kind, head=word[:SHORTEST_BEGUN], word=word) for word in sorted(_long(words))]
    key = ["kind", "head", "word"]
    KnownWord.objects.bulk_create(rows, update_conflicts=True, update_fields=["head"], unique_fields=key)


def know_no_more(kind: str, words: Collection[str], standing: QuerySet[models.Model]) -> None:
    """Within the transaction: some thing of a kind lost these words; those go that no row of `standing` has."""
    lost = sorted(_long(words))
    for start in range(0, len(lost), AT_ONCE):
        rows = KnownWord.objects.filter(kind=kind, word__in=lost[start : start + AT_ONCE])
        list(rows.select_for_update(no_key=True).order_by("word").values_list("pk"))
        rows.filter(~Exists(standing.filter(word=OuterRef("word")))).delete()


def _long(words: Collection[str]) -> list[str]:
    """Those that have a beginning: pairs of words (with a space) and short words have none."""
    return [word for word in words if len(word) > SHORTEST_BEGUN and " " not in word]
