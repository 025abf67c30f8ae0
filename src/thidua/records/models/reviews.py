"""Reviews: everybody of a unit or bloc asked for every title and honour, as the books stood at a moment."""

from django.db import models

from thidua.organisations.models import Agency, Bloc, Person, Unit
from thidua.records.enums import ReviewState


class EligibilityReview(models.Model):
    """One review: of a unit, of a bloc in a year, or (with neither) of a whole agency.

    `awards`: for persons and for units what each letter of a row is about, in order: `{"individual": [{"code", "under",
    "own", "lowered": [[years, lack, criterion], …]}, …], "collective": […]}`; `under` tells that the verdict is that
    under the text we hold, `own` that the agency's own rules judge the award too. `chain`: the number of the agency's
    history when the books were read: what came after is not in the result. `held_against`: another law day under
    which everybody was asked too.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="reviews")
    bloc = models.ForeignKey(Bloc, on_delete=models.PROTECT, null=True, blank=True, related_name="reviews")
    year = models.PositiveSmallIntegerField()
    law_on = models.DateField()
    as_of = models.DateField()
    held_against = models.DateField(null=True)
    state = models.CharField(max_length=10, choices=ReviewState.choices, default=ReviewState.RUNNING)
    asked_by = models.CharField(max_length=250)
    asked_at = models.DateTimeField()
    job = models.BigIntegerField(null=True)
    chain = models.BigIntegerField(default=0)
    awards = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)
    """How many stand how: `{"individual": {code: {"MET": …, "NEAR": …}}, "collective": …}`; `shares`: for what has a
    quota, of the law (`individual`, `collective`) and of the agency, under its own rules (`individual_own` …), by award
    and unit the numbers that `facts.reviewing.share_of` reads. Of a whole agency also `ratings`: excellent ratings by
    group (`facts/ratings.py`).
    """
    rules = models.JSONField(default=list)
    """Ids of the agency's own rule files that were asked too."""
    readings = models.JSONField(default=dict)
    """How the agency read texts that can be read in several ways: `{code: answer}` of `core.law.settings`."""
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(unit__isnull=True) | models.Q(bloc__isnull=True), name="review_of_unit_or_bloc"
            )
        ]
        indexes = [models.Index(fields=["agency", "unit"]), models.Index(fields=["agency", "bloc"])]
        ordering = ["-asked_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.unit or self.bloc or self.agency} {self.year}"


class ReviewRow(models.Model):
    """How one person, or one unit (`person` null), stands: a character for each award of its kind.

    `verdicts`: 0 chưa đủ, 1 chưa kết luận được, 2 đủ. `own`: the same under the agency's own rules, “-” where there are
    none. `near`: 0, or which of the award's lowered criteria would hold; `near_open`: 1 where other criteria of that
    route are unknown. `before`: how it stood under the law day that the review is held against, under the text held
    then; `changed`: 1 where it stood otherwise, or a text in force that is not held makes it uncertain on one of the
    two days only; both empty where it is held against none.
    """

    review = models.ForeignKey(EligibilityReview, on_delete=models.CASCADE, related_name="rows")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")
    place = models.PositiveIntegerField()
    """In the order of units and names."""
    verdicts = models.CharField(max_length=40)
    own = models.CharField(max_length=40)
    near = models.CharField(max_length=40)
    near_open = models.CharField(max_length=40)
    before = models.CharField(max_length=40, blank=True)
    changed = models.CharField(max_length=40, blank=True)
    is_woman = models.BooleanField(null=True)
    leads = models.BooleanField(null=True)
    works_directly = models.BooleanField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["review", "place"], name="one_row_a_place")]
        ordering = ["place"]

    def __str__(self) -> str:
        return f"{self.person or self.unit}: {self.verdicts}"
