"""What a plan holds besides its checklist: equipment, money, risks, zones. Numbers nobody knows are None, never 0."""

from fractions import Fraction

from django.db import models

from thidua.activities.enums import Flow, RiskKind
from thidua.activities.models.plans import ByParty, PlanRow
from thidua.campaigns.models.exact import LONGEST, exact_text, read_exact


class Equipment(PlanRow, ByParty):
    """One kind of thing that is taken along; the party, or the words, lend it."""

    TOLD = ("name", "unit_of_measure", "planned", "brought", "returned", "party", "party_words", "note")

    name = models.CharField(max_length=200)
    unit_of_measure = models.CharField(max_length=60, blank=True)
    planned = models.PositiveIntegerField(null=True, blank=True)
    brought = models.PositiveIntegerField(null=True, blank=True)
    returned = models.PositiveIntegerField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta(PlanRow.Meta):
        abstract = False
        verbose_name_plural = "equipment"

    def __str__(self) -> str:
        return self.name

    @property
    def missing(self) -> int | None:
        """How many fewer were brought than planned; None where either is unknown."""
        if self.planned is None or self.brought is None:
            return None
        return max(self.planned - self.brought, 0)

    @property
    def not_returned(self) -> int | None:
        """How many fewer went back than were brought; None where either is unknown."""
        if self.brought is None or self.returned is None:
            return None
        return max(self.brought - self.returned, 0)


class MoneyLine(PlanRow):
    """One line of money in whole đồng: planned, and real once it moved; from where, on which slip.

    `fact` is the code of the fact that what moved was noted as.
    """

    TOLD = ("name", "flow", "planned", "real", "source", "slip")

    name = models.CharField(max_length=200)
    flow = models.CharField(max_length=3, choices=Flow.choices)
    planned = models.PositiveBigIntegerField(null=True, blank=True)
    real = models.PositiveBigIntegerField(null=True, blank=True)
    source = models.CharField(max_length=200, blank=True)
    slip = models.CharField(max_length=200, blank=True)
    fact = models.UUIDField(null=True, blank=True)

    class Meta(PlanRow.Meta):
        abstract = False

    def __str__(self) -> str:
        return self.name


class Risk(PlanRow, ByParty):
    """What may go wrong, what is done against it, and who sees to that."""

    TOLD = ("risk", "name", "measures", "party", "party_words")

    risk = models.CharField(max_length=10, choices=RiskKind.choices)
    name = models.CharField(max_length=200, blank=True)
    measures = models.TextField(blank=True)

    class Meta(PlanRow.Meta):
        abstract = False

    def __str__(self) -> str:
        return self.name or str(self.get_risk_display())


class PlanZone(PlanRow):
    """A stretch that will be worked on: its length, how many bags somebody who walked it guesses, how many people.

    `point_text` is “latitude, longitude” of its middle as somebody typed it; pages for everybody tell it to some 100 m,
    and its name only where somebody has read it and said that it may be (`is_name_public`). `fact` is the code of the
    fact that says that it was worked on.
    """

    TOLD = ("name", "metres", "bags", "head_count", "point_text", "is_name_public")

    name = models.CharField(max_length=200)
    metres_exact = models.CharField(max_length=LONGEST, blank=True)
    bags = models.PositiveIntegerField(null=True, blank=True)
    head_count = models.PositiveIntegerField(null=True, blank=True)
    point_text = models.CharField(max_length=60, blank=True)
    is_name_public = models.BooleanField(default=False)
    fact = models.UUIDField(null=True, blank=True)

    class Meta(PlanRow.Meta):
        abstract = False

    def __str__(self) -> str:
        return self.name

    @property
    def metres(self) -> Fraction | None:
        """The length; None when nobody knows it."""
        return read_exact(self.metres_exact)

    @metres.setter
    def metres(self, value: Fraction | int | None) -> None:
        self.metres_exact = exact_text(value)
