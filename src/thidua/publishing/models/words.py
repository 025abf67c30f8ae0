"""The words by which public things are found. Whoever makes a thing public, or takes it back, writes them in the same
transaction; they are looked up with accents and without, by both databases in the same way.
"""

from datetime import date

from django.db import models

from thidua.core.vietnam.search_words import LONGEST, forms_in
from thidua.publishing.enums import FoundKind


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


def note_words(kind: FoundKind, subject: int, day: date, text: str) -> None:
    """The thing is found by the words of `text` from now on, and by no others."""
    forget_words(kind, subject)
    PublicWord.objects.bulk_create(
        PublicWord(kind=kind, subject=subject, day=day, word=word, forms=forms)
        for word, forms in forms_in(text).items()
    )


def forget_words(kind: FoundKind, *subjects: int) -> None:
    """The things are not found any more."""
    PublicWord.objects.filter(kind=kind, subject__in=subjects).delete()
