"""Record books (sổ thành tích), and what people said of them."""

from django.db import models

from thidua.common.versions import Versioned
from thidua.organisations.models import Agency, Person, Unit
from thidua.records.enums import DoubtAnswerKind, EntryKind


class RecordBook(Versioned):
    """The book of one person or of one unit, opened with the first thing that is written in it.

    Name, sex, birth, memberships and posts stay with organisations, titles and honours with the register of awards.
    What is not known is null.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    person = models.OneToOneField(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="record_book")
    unit = models.OneToOneField(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="record_book")
    employed_since = models.DateField(null=True, blank=True)
    """A person's first day in service."""
    retires_on = models.DateField(null=True, blank=True)
    higher_retirement_age = models.BooleanField(null=True, blank=True)
    is_direct_worker = models.BooleanField(null=True, blank=True)
    """Whether a person works directly (người lao động trực tiếp); null: nobody said."""
    established_on = models.DateField(null=True, blank=True)
    """A unit's first day."""

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(person__isnull=False, unit__isnull=True)
                | models.Q(person__isnull=True, unit__isnull=False),
                name="book_is_of_person_or_unit",
            )
        ]
        indexes = [models.Index(fields=["agency", "person"]), models.Index(fields=["agency", "unit"])]

    def __str__(self) -> str:
        return str(self.person or self.unit)

    @property
    def subject(self) -> Person | Unit:
        """Whose book it is."""
        found = self.person or self.unit
        assert found is not None
        return found


class FullyTold(models.Model):
    """Somebody says by name: of this kind, in these years, there is nothing but what the book lists.

    With nothing listed it is a known none. `from_year` null: from the beginning.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    book = models.ForeignKey(RecordBook, on_delete=models.CASCADE, related_name="fully_told")
    kind = models.CharField(max_length=20, choices=EntryKind.choices)
    from_year = models.PositiveSmallIntegerField(null=True, blank=True)
    to_year = models.PositiveSmallIntegerField()
    said_by = models.CharField(max_length=250)
    said_by_person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    said_on = models.DateField()
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        verbose_name_plural = "years fully told"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(from_year__isnull=True) | models.Q(to_year__gte=models.F("from_year")),
                name="told_years_in_order",
            )
        ]
        indexes = [models.Index(fields=["book", "kind"])]
        ordering = ["kind", "to_year", "pk"]

    def __str__(self) -> str:
        span = f"{self.from_year}–{self.to_year}" if self.from_year else f"– {self.to_year}"
        return f"{self.get_kind_display()} {span}, {self.book}"


class DoubtAnswer(models.Model):
    """What somebody decided about a doubt. `key` names the doubt and the values it rests on: other values are
    another doubt.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    book = models.ForeignKey(RecordBook, on_delete=models.CASCADE, null=True, blank=True, related_name="answers")
    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=300)
    said = models.CharField(max_length=500)
    """The doubt in words, as it was put."""
    answer = models.CharField(max_length=12, choices=DoubtAnswerKind.choices)
    reason = models.CharField(max_length=250)
    answered_by = models.CharField(max_length=250)
    answered_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "key"], name="doubt_answered_once")]
        ordering = ["-answered_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_answer_display()}: {self.said}"
