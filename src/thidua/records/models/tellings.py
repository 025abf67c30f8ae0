"""Xác nhận chung đã ghi đủ: somebody says of many books at once that their lists are complete up to a day; and what was
written afterwards against such a word.
"""

from django.db import models

from thidua.records.enums import EntryKind
from thidua.records.models.books import FullyTold
from thidua.records.models.spoken import SpokenForMany, SpokenSubject, person_or_unit


class SharedTelling(SpokenForMany):
    """Somebody says by name: of these kinds, the books of those it speaks for (`ToldSubject`) lack nothing up to the
    end of a day, as `FullyTold` says of one book. A line of that time that comes later takes its book out.

    `from_year` null: from the beginning.
    """

    kinds = models.JSONField(default=list)
    """Codes of `EntryKind`, never those of discipline and holds."""
    from_year = models.PositiveSmallIntegerField(null=True, blank=True)
    last_post = models.BigIntegerField(default=0)
    """The highest id of a post when it was said: posts are kept by organisations, which notes no moment."""

    class Meta(SpokenForMany.Meta):
        pass

    @property
    def to_year(self) -> int:
        """The last year that it reaches into."""
        return self.as_of.year

    @property
    def kind_words(self) -> str:
        """Its kinds in words."""
        return ", ".join(str(EntryKind(kind).label) for kind in self.kinds)


class ToldSubject(SpokenSubject):
    """One person or one unit whose book a shared telling speaks for: whoever joins later is not among them."""

    telling = models.ForeignKey(SharedTelling, on_delete=models.CASCADE, related_name="subjects")

    class Meta:
        constraints = [
            person_or_unit("told_person_or_unit"),
            models.UniqueConstraint(fields=["agency", "telling", "person"], name="person_told_once"),
            models.UniqueConstraint(fields=["agency", "telling", "unit"], name="unit_told_once"),
        ]


class ReopenedTelling(SpokenSubject):
    """A line that was written, or moved by a correction, into years that were told in full before: of that kind and
    book the telling does not count until somebody confirms it anew.

    What a line says that came after a shared telling is seen from its own moment (`facts.shared_tellings`) and has no
    row here.
    """

    fully_told = models.ForeignKey(FullyTold, on_delete=models.CASCADE, null=True, related_name="reopened")
    telling = models.ForeignKey(SharedTelling, on_delete=models.CASCADE, null=True, related_name="reopened")
    kind = models.CharField(max_length=20, choices=EntryKind.choices)
    line = models.CharField(max_length=500)
    """The line, as it was called then."""
    because = models.CharField(max_length=250, blank=True)
    """The reason of the correction; empty where the line was added."""
    reopened_by = models.CharField(max_length=250, blank=True)
    reopened_at = models.DateTimeField()
    confirmed_by = models.CharField(max_length=250, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            person_or_unit("reopened_person_or_unit"),
            models.CheckConstraint(
                condition=models.Q(fully_told__isnull=False, telling__isnull=True)
                | models.Q(fully_told__isnull=True, telling__isnull=False),
                name="reopened_one_telling",
            ),
        ]
        indexes = [models.Index(fields=["agency", "confirmed_at"])]
        ordering = ["reopened_at", "pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.person or self.unit}: {self.line}"

    @property
    def told(self) -> FullyTold | SharedTelling:
        """The telling that it speaks against."""
        found = self.fully_told or self.telling
        assert found is not None
        return found
