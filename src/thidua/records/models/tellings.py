"""Xác nhận chung đã ghi đủ: somebody says of many books at once that their lists are complete up to a day."""

from django.db import models

from thidua.records.enums import EntryKind
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
